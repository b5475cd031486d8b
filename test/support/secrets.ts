/*
 * Secrets of many forms, and texts that are none but look alike. They are put together here, so that neither this
 * repository nor a scanner has anything that could be taken for a live one.
 */

const letters = 'sample'.repeat(12);
const mixed = 'Sa3mple7Q'.repeat(12);
const hex = '5a3e7c19'.repeat(10);

const join = (...parts: readonly string[]) => parts.join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Every secret has one of these in it, of which nothing may be shown. */
export const TRACES = /sample|Sa3mple|5a3e7c19|MHcSample|c2FtcGxl|U2EzbXBsZT/;

/** The same in Base64, without what depends on where it begins. */
const PASSWORD = 'sample-Pa55';

export const PEM = (kind: string) =>
  join('-----BEGIN ', kind, ' KEY-----\nMHcSample', letters, '\n-----END ', kind, ' KEY-----\n');

/** `{"auths":…}` with a login. */
export const dockerConfig = (login: object) => JSON.stringify({ auths: { 'registry.example.com': login } });

const login = { auth: base64(join('sample', ':', letters)) };

/** Tokens and AccessKeys, which can stand in any text without spaces. */
export const TOKENS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'glrt',
      'glrtr',
      'glpat',
      'gldt',
      'glcbt',
      'glptt',
      'glft',
      'glimt',
      'glagent',
      'glsoat',
      'glffct',
      'gloas',
      'glwt',
    ].map((prefix) => [`${prefix}- of GitLab`, join(prefix, '-', mixed.slice(0, 20))]),
  ),
  'a runner token with its type': join('glrt', '-t1_', mixed.slice(0, 20)),
  'a routable runner token': join('glrt', '-', mixed.slice(0, 45), '.01.1', mixed.slice(0, 8).toLowerCase()),
  'a routable token with a type': join('glrt', '-t3_', mixed.slice(0, 30), '.00.', '1sample17'),
  'a job token, which is a web token': join(
    'glcbt',
    '-eyJ',
    mixed.slice(0, 20),
    '.eyJ',
    mixed.slice(0, 40),
    '.',
    mixed,
  ),
  'a token of an instance with a prefix': join('SIE-', 'glpat', '-', mixed.slice(0, 20)),
  'a registration token': join('GR', '1348941', mixed.slice(0, 20)),
  'an AccessKey id': join('LTAI', '5tSa3mple7Q12345678'),
  'a short AccessKey id': join('LTAI', 'Sa3mple7Q123'),
  'a temporary AccessKey id': join('STS', '.', mixed.slice(0, 25)),
  'an AWS key id': join('AK', 'IA', '5A3E7C195A3E7C19').replace('5A3E7C195A3E7C19', '5A3E7C195A3E7C19'),
  'a token of GitHub': join('gh', 'p_', mixed.slice(0, 36)),
  'a fine-grained token of GitHub': join('github', '_pat_', mixed.slice(0, 22), '_', mixed.slice(0, 59)),
  'a token of Slack': join('xo', 'xb-', '123456789012-', mixed.slice(0, 24)),
  'a token of npm': join('np', 'm_', mixed.slice(0, 36)),
  'a token of PyPI': join('py', 'pi-', 'AgEIcHlwaS5vcmc', mixed.slice(0, 60)),
  'a token of Docker Hub': join('dckr', '_pat_', mixed.slice(0, 27)),
  'a key of Google': join('AI', 'za', mixed.slice(0, 35)),
  'a token of SonarQube': join('sq', 'p_', hex.slice(0, 40)),
  'a token of Vault': join('hv', 's.', mixed.slice(0, 24)),
  'a signed web token': join('eyJ', mixed.slice(0, 20), '.eyJ', mixed.slice(0, 40), '.', mixed.slice(0, 43)),
};

/** Texts with secrets that are told by what stands around them. */
export const LEAKS: Readonly<Record<string, string>> = {
  'a cookie of GitLab': join('_gitlab_session=', hex.slice(0, 32)),
  'a URL of the API with a token': join('https://gitlab.example.com/api/v4/x?private_token=', mixed.slice(0, 20)),
  'a robot of DingTalk': join('https://oapi.dingtalk.com/robot/send?access_token=', hex.slice(0, 64)),
  'a webhook of Slack': join('https://hooks.slack.com/services/', 'T0SAMPLE0', '/B0SAMPLE0/', mixed.slice(0, 24)),
  'a header with a login': join('Authorization: Basic ', base64(`sample:${PASSWORD}`)),
  'a header with a token': join('http.extraHeader=Authorization: Bearer ', mixed.slice(0, 40)),
  'an AccessKey pair': join('LTAI', '5tSa3mple7Q12345678:', mixed.slice(0, 30)),
  'an AccessKey pair with names': join('id=LTAI', '5tSa3mple7Q12345678, secret=', mixed.slice(0, 30)),
  'the secret of an AccessKey': join('ALIBABA_CLOUD_ACCESS_KEY_SECRET=', mixed.slice(0, 30)),
  'the secret of an AWS key': join('export AWS_SECRET_ACCESS_KEY="', mixed.slice(0, 40), '"'),
  'a secret key of S3': join('S3_SECRET_KEY=', mixed.slice(0, 30)),
  'a login to a registry': `DOCKER_AUTH_CONFIG=${dockerConfig(login)}`,
  'a login to a registry with a password': dockerConfig({ username: 'ci', password: PASSWORD }),
  'a login to a registry with an identity token': dockerConfig({ identitytoken: letters }),
  'a login to a registry in quotes': JSON.stringify(dockerConfig(login)),
  'a login to a registry with spaces': `{ "auths" : { "a" : { "auth" : "${login.auth}" } } }`,
  'a login to a registry in Base64': base64(dockerConfig(login)),
  'a login to a registry by a command': `docker login -u ci -p ${PASSWORD} registry.example.com`,
  'a login to a registry by a long option': `docker login --username ci --password="${PASSWORD}" registry.example.com`,
  'a login before the host of an image': `image: ci:${PASSWORD}@registry.example.com/ci/build:1.2`,
  'a URL with a password': `https://ci:${PASSWORD}@gitlab.example.com/group/project.git`,
  'a URL with an odd password': `https://ci:sample@p%40ss:x@gitlab.example.com`,
  'a URL with a password alone': `redis://:${PASSWORD}@redis:6379/0`,
  'a proxy with a password': `HTTPS_PROXY=http://ci:${PASSWORD}@proxy.example.com:3128`,
  'a proxy without a scheme': `https_proxy=ci:${PASSWORD}@proxy.example.com:3128`,
  'a URL in JSON that escapes slashes': `{"url":"https:\\/\\/ci:${PASSWORD}@example.com"}`,
  'a private key': PEM('PRIVATE'),
  'a private key of RSA': PEM('RSA PRIVATE'),
  'a private key of OpenSSH': PEM('OPENSSH PRIVATE'),
  'a private key of PGP': PEM('PGP PRIVATE').replaceAll('KEY-----', 'KEY BLOCK-----'),
  'a private key on one line': PEM('EC PRIVATE').replaceAll('\n', '\\n'),
  'a private key in Base64': base64(PEM('EC PRIVATE')),
  'a token of the manager': `CI_SERVER_TOKEN=${letters}`,
  'a token in config.toml': `[[runners]]\n  token = "${letters}"\n`,
  'a key in config.toml': `[[runners]]\n  [runners.cache.s3]\n    SecretKey = '${letters}'\n`,
};

/** Texts that hold no secret. */
export const HARMLESS: Readonly<Record<string, string>> = {
  nothing: '',
  'a prefix': 'begins with glrt-',
  'a pattern': '^glrt-[0-9A-Za-z_.-]+$',
  'the beginning of a registration token': 'GR1348941',
  'the name of a Secret': 'gitlab-runner-token',
  'the name of a Secret with a prefix': 'glrt-runner-token-secret',
  'a numbered name of a Secret': 'glpat-for-the-group-runner-2',
  'a longer word': 'myglpat-Sa3mple7QSa3mple7QSa3mple7Q',
  'a variable': '$GITLAB_TOKEN',
  'a URL': 'https://gitlab.example.com:8443/group/project.git?ref=main#readme',
  'a URL with a user': 'https://ci@gitlab.example.com/group/project.git',
  'a URL with a user and a port': 'https://ci@gitlab.example.com:8443',
  'a URL with an empty password': 'https://ci:@gitlab.example.com',
  'a URL with a variable': 'https://gitlab-ci-token:$CI_JOB_TOKEN@gitlab.example.com',
  'a URL with a variable in braces': 'https://gitlab-ci-token:${CI_JOB_TOKEN}@gitlab.example.com',
  'a URL with a variable with a default': 'https://ci:${PASSWORD:-none}@gitlab.example.com',
  'a URL with a command': 'https://ci:$(PASSWORD)@gitlab.example.com',
  'a URL with a Helm action': 'https://ci:{{.Values.password}}@gitlab.example.com',
  'a URL with a Helm action and spaces': 'https://ci:{{ .Values.password }}@gitlab.example.com',
  'a URL with a variable of Windows': 'http://ci:%PROXY_PASSWORD%@proxy:3128',
  'a URL with a placeholder': 'https://<user>:<password>@gitlab.example.com',
  'a URL with stars': 'https://ci:****@gitlab.example.com',
  'a clone by SSH': 'git@gitlab.example.com:group/project.git',
  'a clone by SSH with a port': 'ssh://git@gitlab.example.com:2222/group/project.git',
  'a mail address': 'mailto:ci@example.com',
  'two URLs and a mail address': 'http://a.example.com:80 https://b.example.com:443 c@example.com',
  'a proxy': 'HTTP_PROXY=http://proxy.example.com:3128',
  'a proxy with a user': 'http_proxy=http://ci@proxy.example.com:3128',
  'an image by digest': `image=alpine:3.20@sha256:${hex.slice(0, 64)}`,
  'what needs no proxy': 'NO_PROXY=localhost,127.0.0.1,.svc,10.0.0.0/8',
  'the image of a proxy by digest': `registry.example.com:5000/haproxy:2.9@sha256:${hex.slice(0, 64)}`,
  'a digest': `sha256:${hex.slice(0, 64)}`,
  'a commit': hex.slice(0, 40),
  'a UUID': '123e4567-e89b-42d3-a456-426614174000',
  'a certificate': PEM('PRIVATE').replaceAll('PRIVATE KEY', 'CERTIFICATE').replaceAll('MHcSample', 'MIIBsample'),
  'a certificate in Base64': base64(PEM('PRIVATE').replaceAll('PRIVATE KEY', 'CERTIFICATE')),
  'a public key': PEM('PUBLIC'),
  'a public key of SSH': `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${mixed.slice(0, 40)} ci@example.com`,
  'a credential helper': '{"credHelpers":{"registry.example.com":"acr"},"credsStore":"acr"}',
  'a registry without a login': dockerConfig({}),
  'a registry with an empty login': dockerConfig({ auth: '', password: '' }),
  'a registry with a variable': dockerConfig({ auth: '$REGISTRY_AUTH', password: '${REGISTRY_PASSWORD}' }),
  'a registry that a script fills in': `printf '{"auths":{"%s":{"auth":"%s"}}}' "$REGISTRY" "$LOGIN" > config.json`,
  'a registry with a command': `echo "{\\"auths\\":{\\"a\\":{\\"auth\\":\\"$(echo -n $A:$B | base64)\\"}}}"`,
  'a registry in Base64 without a login': base64(dockerConfig({ auth: '' })),
  'a login with a variable': 'docker login -u "$CI_REGISTRY_USER" -p "$CI_REGISTRY_PASSWORD" $CI_REGISTRY',
  'a login from standard input': 'echo "$PASSWORD" | docker login -u ci --password-stdin registry.example.com',
  'a header with a variable': 'Authorization: Bearer $CI_JOB_TOKEN',
  'a file with a password': 'DB_PASSWORD_FILE=/run/secrets/password',
  'a secret key with a name': 'secretKey: registry-password-of-the-runner',
  'the secret of an AccessKey from a variable': 'ALIBABA_CLOUD_ACCESS_KEY_SECRET=$OSS_SECRET',
  'the name of a Secret of an AccessKey': 'ACCESS_KEY_SECRET=oss-access-key-of-the-runner',
  'a token of the manager from a variable': 'CI_SERVER_TOKEN=${RUNNER_TOKEN}',
  'an empty token in config.toml': '[[runners]]\n  token = ""\n  name = "my SecretKey = \\"x\\""\n',
  'a token in config.toml by Helm': '[[runners]]\n  token = "{{ .Values.token }}"\n',
  'a deploy-time value in a URL': 'https://ci:${Token[TOKEN.1]}@gitlab.example.com',
};
