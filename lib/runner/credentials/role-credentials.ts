import { RosPseudo } from '@alicloud/ros-cdk-core';
import type { CacheRole } from '../../cache/cache';
import { RRSA_AUDIENCE } from '../../cache/rrsa-role';
import type { RunnerFragment } from '../fragment';

/** The volume with the token of the service account. */
export const RRSA_TOKEN_VOLUME = 'rrsa-token';
const TOKEN_FOLDER = '/var/run/secrets/rrsa';
const TOKEN_SECONDS = 3600;

/** The chart mounts what is in its value `configMaps` here. */
const FILES = '/configmaps';
const SCRIPT = 'cache-credentials.sh';
const PROFILE = 'cache-credentials.profile';

/**
 * Keys that a role gives, for the runner's S3 client: AWS's default chain of credentials reads the profile, whose script
 * asks STS for keys by the token of the service account, and asks again before they expire.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export function roleCredentials(role: CacheRole): RunnerFragment {
  return {
    values: {
      configMaps: {
        [PROFILE]: `[default]\ncredential_process = /bin/sh ${FILES}/${SCRIPT}\n`,
        [SCRIPT]: roleScript(role, `https://sts-vpc.${RosPseudo.region}.aliyuncs.com`),
      },
      extraEnv: { AWS_CONFIG_FILE: `${FILES}/${PROFILE}` },
      volumes: [
        {
          name: RRSA_TOKEN_VOLUME,
          projected: {
            sources: [
              { serviceAccountToken: { audience: RRSA_AUDIENCE, expirationSeconds: TOKEN_SECONDS, path: 'token' } },
            ],
          },
        },
      ],
      volumeMounts: [{ name: RRSA_TOKEN_VOLUME, mountPath: TOKEN_FOLDER, readOnly: true }],
    },
  };
}

/**
 * What asks STS. It writes the keys to its output alone, and nothing there when it fails, since errors show the output.
 * The token goes from its file into the body of the request, so that it is in no argument that others can see. The
 * address is inside the VPC, where no proxy is asked.
 *
 * @param sts address of STS, inside the VPC
 * @param folder where the token is
 * @see https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc
 */
export function roleScript({ roleArn, oidcProviderArn }: CacheRole, sts: string, folder = TOKEN_FOLDER): string {
  return `set -eu
answer=$(curl --silent --show-error --noproxy '*' --max-time 20 --request POST \\
  --data-urlencode "RoleArn=${roleArn}" \\
  --data-urlencode "OIDCProviderArn=${oidcProviderArn}" \\
  --data-urlencode "OIDCToken@${folder}/token" \\
  --data-urlencode "RoleSessionName=gitlab-runner" \\
  "${sts}/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON&Timestamp=$(date -u +%Y-%m-%dT%H%%3A%M%%3A%SZ)" \\
  | tr -d '\\n')
field() {
  printf '%s' "$answer" | sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p"
}
token=$(field SecurityToken)
if [ -z "$token" ]; then
  echo "STS gives no keys for the cache: $(field Code) $(field Message)" >&2
  exit 1
fi
printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s","Expiration":"%s"}\\n' \\
  "$(field AccessKeyId)" "$(field AccessKeySecret)" "$token" "$(field Expiration)"
`;
}
