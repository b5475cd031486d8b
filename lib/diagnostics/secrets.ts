import { isMap } from './is-map';

/*
 * The one place that knows secrets by their form: which texts hold them, where they stand in a value, and how a text
 * looks without them.
 */

/** What a secret is, which decides the way to give it. */
export type SecretKind =
  /** A token of GitLab, a code host, a registry of packages or a messenger, or one in a header or URL. */
  | 'token'
  /** The id or the secret of an AccessKey. */
  | 'access-key'
  | 'private-key'
  /** User and password of an image registry, as in `DOCKER_AUTH_CONFIG`. */
  | 'registry-login'
  /** The password in `https://user:password@host`. */
  | 'url-password'
  /** The same in the address of a proxy. */
  | 'proxy-password'
  /** A value that the manager takes from an environment variable such as `CI_SERVER_TOKEN`. */
  | 'manager-variable'
  /** A key of config.toml such as `token`. */
  | 'config-key'
  /** A value in a manifest of a Kubernetes Secret. */
  | 'secret-manifest';

/** A secret in a value. */
export interface FoundSecret {
  /** Path below the value, for instance `runners.environment[0]`; empty for the value itself. */
  readonly at: string;
  readonly kind: SecretKind;
  /** Line inside the text, from 1, for a text of several lines. */
  readonly line?: number;
}

/** A form of secrets. The whole match is the secret; what stands before it is looked at only. */
interface Form {
  readonly kind: SecretKind | ((match: string) => SecretKind | undefined);
  readonly pattern: RegExp;
  /** What every text with such a secret has in it, in any case: most texts have none of these, and are done. */
  readonly hint: string;
  readonly accepts?: (match: string) => boolean;
}

/** Tokens of GitLab, also after the prefix of an instance, and routable ones, which have dots. */
const GITLAB = /(?<![A-Za-z0-9])gl(?:rtr?|pat|dt|cbt|ptt|ft|imt|agent|soat|ffct|oas|wt)-[\w.-]{16,}/g;

/** Tokens that others tell by their prefix, security tokens of Alibaba Cloud, and signed JSON web tokens. */
const OTHERS: Readonly<Record<string, string>> = {
  'gh[opusr]_': '[A-Za-z0-9]{36,}',
  github_pat_: '\\w{22,}',
  'xox[a-z]-': '[\\w-]{10,}',
  'xapp-': '[\\w-]{10,}',
  npm_: '[A-Za-z0-9]{36}',
  'pypi-': '[\\w-]{50,}',
  'dckr_[po]at_': '[\\w-]{20,}',
  AIza: '[\\w-]{35}',
  'sq[apu]_': '[0-9a-f]{40}',
  'hv[sbr]\\.': '[\\w-]{24,}',
  glsa_: '\\w{32,}',
  hf_: '[A-Za-z0-9]{34}',
  '[sr]k_live_': '\\w{16,}',
  'sk-(?:proj|ant|svcacct)-': '[\\w-]{20,}',
  'sk-[0-9a-f]{32}': '(?!\\w)',
  'SG\\.': '[\\w-]{22}\\.[\\w-]{43}',
  'SEC[0-9a-f]{64}': '(?!\\w)',
  'AGE-SECRET-KEY-1': '[0-9A-Z]{40,}',
  CAIS: '[A-Za-z0-9/+]{100,}={0,2}',
  eyJ: '[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{16,}',
};

/**
 * Ids of AccessKeys: of users (LTAI), of assumed roles (STS.) and of AWS, each with the secret that follows it, in a
 * pair or under a key of its own.
 */
const ACCESS_KEYS =
  /(?<![A-Za-z0-9])(?:LTAI[0-9A-Za-z]{12,}|STS\.[0-9A-Za-z]{20,}|A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z]))(?:[^0-9A-Za-z]{1,6}(?:[A-Za-z_-]{2,30}[^0-9A-Za-z]{1,6})?(?:[0-9A-Za-z/+]{40}|[0-9A-Za-z]{30})(?![0-9A-Za-z/+=]))?/g;

/** What may stand before a value. Lookbehinds have bounds, or long texts would take long. */
const QUOTES = `["'\\\\]{0,6}`;

/** What may stand between a key and its value, in YAML, TOML, JSON, JSON within a text, and shell. */
const IS = `${QUOTES}\\s{0,20}[:=]\\s{0,20}${QUOTES}`;

/** A value in a command, in quotes or not. */
const VALUE = `${QUOTES}[^\\s"'\\\\;&|]+`;

/** Variables from which the manager takes secrets. */
const MANAGER_VARIABLES = [
  'CI_SERVER_TOKEN',
  'REGISTRATION_TOKEN',
  'CACHE_S3_ACCESS_KEY',
  'CACHE_S3_SECRET_KEY',
  'CACHE_S3_SESSION_TOKEN',
  'CACHE_GCS_PRIVATE_KEY',
  'CACHE_AZURE_ACCOUNT_KEY',
].join('|');

/** Keys, headers and options that hold secrets, but some of them the names of such, too. */
const SECRET_KEYS = [
  '(?:secret|account|api)[_-]?key',
  '(?:access|api|auth|bot|deploy|job|private|registration|runner|security|session)[_-]?token',
  'access[_-]?key[_-]?secret',
  'client[_-]?secret',
  'pass(?:word|wd|phrase)',
  '\\s--token',
].join('|');

const FORMS: readonly Form[] = [
  {
    // With a key, not the line alone, which scripts look for in files.
    kind: 'private-key',
    hint: 'PRIVATE KEY',
    pattern:
      /-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}(?=(?:\s|\\+[nr])+(?:[\w-]+: [^\n\\]*(?:\s|\\+[nr])+)*[A-Za-z0-9+/]{16})[^]*/g,
  },
  { kind: 'private-key', hint: 'PuTTY-User', pattern: /(?<=\bPuTTY-User-Key-File-\d:)[^]*/g },
  { kind: 'token', hint: 'gl[a-z]+-', pattern: GITLAB, accepts: (token) => !isName(token) && isReal(token) },
  { kind: 'token', hint: 'GR1348941', pattern: /(?<![A-Za-z0-9])GR1348941[\w-]{10,}/g, accepts: isReal },
  { kind: 'token', hint: '_session=', pattern: /(?<=_gitlab_session=)[\w%.-]{16,}/g },
  {
    kind: 'token',
    hint: Object.keys(OTHERS).join('|'),
    pattern: new RegExp(
      `(?<![A-Za-z0-9])(?:${Object.entries(OTHERS)
        .map((form) => form.join(''))
        .join('|')})`,
      'g',
    ),
    accepts: isReal,
  },
  {
    kind: 'token',
    hint: 'hooks\\.slack|bot/v2/hook|webhook/send',
    pattern: /(?<=\bhooks\.slack\.com\/services\/|\/bot\/v2\/hook\/|\/webhook\/send\?key=)[\w-]{8,}(?:\/\w+\/\w+)?/g,
  },
  {
    kind: 'token',
    hint: '[?&][\\w-]*(?:token|sig)',
    pattern:
      /(?<=[?&](?:(?:access|private|job)_token|sig|signature|x-(?:amz|oss)-signature|(?:x-(?:amz|oss)-)?security-token)=)[\w%.+/-]{16,}/gi,
    accepts: isLiteral,
  },
  {
    kind: 'token',
    hint: 'authorization',
    pattern:
      /(?<=\bauthorization["'\\]{0,6}\s{0,20}[:=]\s{0,20}["'\\]{0,6}(?:basic|bearer|token)\s{1,20})[\w.~+/=-]{8,}/gi,
    accepts: isLiteral,
  },
  { kind: 'access-key', hint: 'LTAI|STS\\.|A[KS]IA', pattern: ACCESS_KEYS, accepts: isReal },
  {
    kind: 'access-key',
    hint: 'secret',
    pattern: new RegExp(
      `(?<=(?:access[_-]?key[_-]?secret|secret[_-]?access[_-]?key)${IS})[0-9A-Za-z/+=]{16,}(?![\\w-])`,
      'gi',
    ),
    accepts: isLiteral,
  },
  {
    kind: 'token',
    hint: 'key|token|secret|pass',
    pattern: new RegExp(`(?<=(?:${SECRET_KEYS})(?:${IS}|\\s{1,4}${QUOTES}))[0-9A-Za-z/+=]{16,}(?![\\w-])`, 'gi'),
    accepts: isRandom,
  },
  {
    kind: 'registry-login',
    hint: 'auths|docker_?(?:auth_?)?c(?:onfig|fg)|username',
    pattern:
      /(?<=["'](?:auth|password|identity_?token|registry_?token)\\{0,6}["']\s{0,20}:\s{0,20}\\{0,6}["'])[^"'\\]+/gi,
    accepts: isLiteral,
  },
  {
    kind: 'registry-login',
    hint: '(?:registry|docker|acr|harbor)_pass',
    pattern: new RegExp(`(?<=(?:REGISTRY|DOCKER|ACR|HARBOR)_PASS(?:WORD)?${IS})${VALUE}`, 'g'),
    accepts: isLiteral,
  },
  {
    kind: 'registry-login',
    hint: 'login|sshpass',
    pattern: new RegExp(`(?<=\\b(?:login\\b[^\\n;&|]{0,200}|sshpass)\\s(?:-p|--password)[ =])${VALUE}`, 'g'),
    accepts: isLiteral,
  },
  {
    kind: 'registry-login',
    hint: 'password-stdin',
    pattern: /(?<=\becho\s(?:-n\s)?)[^\s;&|]+(?=\s{0,20}\|[^\n;&|]*--password-stdin)/g,
    accepts: isLiteral,
  },
  {
    // For a command other than a login, or in a file of logins.
    kind: 'token',
    hint: '--password|password |curl|creds|:_|[?&;]passw',
    pattern: new RegExp(
      `(?<=\\s--password[ =]|\\bmachine\\s\\S{1,80}\\slogin\\s\\S{1,80}\\spassword\\s|:_(?:authToken|auth|password)\\s?=\\s?|[?&;]password=|(?:\\bcurl\\b[^\\n;&|]{0,200}\\s(?:-[a-zA-Z]*u|--(?:proxy-)?user)|--(?:src-|dest-)?creds)[ =]${QUOTES}[^\\s:"'\\\\]{1,80}:)${VALUE}`,
      'gi',
    ),
    accepts: isLiteral,
  },
  {
    // Kubeconfigs, as YAML or JSON.
    kind: 'token',
    hint: 'kind["\'\\\\\\s:]+config\\b',
    pattern: /(?<=\b(?:token|password)["'\\]{0,6}\s{0,20}:\s{0,20}["'\\]{0,6})[^\s"'\\,}]+/g,
    accepts: isLiteral,
  },
  {
    // The scheme may be left out, and the name be that of a variable or an option.
    kind: 'proxy-password',
    hint: '@',
    pattern: new RegExp(
      `(?<=proxy${IS}(?:[a-z][a-z0-9+.-]*:(?:\\\\{0,4}/){2})?[^\\s/?#@:"'<>\\\\=]*:)(?!\\d{1,5}(?:[/?#,\\\\]|$))(?:[^\\s/?#"'<>\\\\]+|[\\w][^\\s@"'<>\\\\]*)(?=@)`,
      'gi',
    ),
    accepts: isLiteral,
  },
  {
    // Passwords with slashes and the like in them are none to a URL, but not less secret. Ports are no passwords.
    kind: 'url-password',
    hint: '@',
    pattern:
      /(?<=\b[a-z][a-z0-9+.-]*:(?:\\{0,4}\/){2}[^\s/?#@:"'<>\\]*:)(?!\d{1,5}(?:[/?#,\\]|$))(?:[^\s/?#"'<>\\]+|[\w][^\s@"'<>\\]*)(?=@(?!sha\d+:))/gi,
    accepts: isLiteral,
  },
  {
    // In the names of images there is none. What follows the digest of an image is no host.
    kind: 'registry-login',
    hint: '@',
    pattern: new RegExp(
      `(?<=(?:registry|mirror|repository|image)${IS}[^\\s/?#@:"'<>\\\\=]+:)[^\\s/?#"'<>\\\\]+(?=@[\\w-]+\\.)`,
      'gi',
    ),
    accepts: isLiteral,
  },
  {
    kind: 'manager-variable',
    hint: '_token|CACHE_',
    pattern: new RegExp(`(?<=(?<![A-Za-z0-9_])(?:${MANAGER_VARIABLES})${IS})[^\\s"'\\\\,;&]+`, 'g'),
    accepts: isLiteral,
  },
  {
    // Also in dotted keys, keys in quotes, inline tables and strings of several lines.
    kind: 'config-key',
    hint: '\\[\\s*runners|runners\\s*=',
    pattern:
      /(?<=(?:^|[{,.])[ \t]*["']?(?:(?:bearer_)?token|AccessKey|SecretKey|SessionToken|PrivateKey|AccountKey)["']?[ \t]*=[ \t]*("""|'''|["'])\n?)(?:(?!\1)[^\n])+/gim,
    accepts: isLiteral,
  },
  {
    // Base64 hides nothing, whatever is in it. Certificates are public.
    kind: (text) => secretKind(decoded(text)),
    hint: '[A-Za-z0-9+/]{24}',
    pattern: /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{4}){6,}(?:\s*\n\s*(?:[A-Za-z0-9+/]{4})+)*[A-Za-z0-9+/]{0,3}={0,2}/g,
    accepts: (text) => holdsSecret(decoded(text)),
  },
];

const HINTS = FORMS.map(({ hint }) => new RegExp(hint, 'i'));

const ANY_HINT = new RegExp(FORMS.map(({ hint }) => hint).join('|'), 'i');

/** What secret a text holds, the first one that can be told by its form; undefined when there is none. */
export function secretKind(text: string): SecretKind | undefined {
  return firstSecret(text)?.kind;
}

/** Whether a text holds a secret that can be told by its form. */
export function holdsSecret(text: string): boolean {
  return firstSecret(text) !== undefined;
}

/** The text without the secrets that can be told by their form: for messages, paths, and all else that is shown. */
export function redacted(text: string): string {
  return formsIn(text).reduce(
    (rest, { pattern, accepts = () => true }) =>
      rest.replace(pattern, (match: string) => (accepts(match) ? '(a secret)' : match)),
    text,
  );
}

/** The value without the secrets that can be told by their form, as keys, too. Objects of a class stay as they are. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') {
    return redacted(value);
  }
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [redacted(key), withoutSecrets(item)]))
    : value;
}

/**
 * The secrets that stand in clear text in a value or below. They are not part of the result, not even where one is a key.
 * Deploy-time values are no secrets, and what stands around them in a text may be one.
 */
export function findSecrets(value: unknown): FoundSecret[] {
  const seen = new Set<string>();
  return secretsIn(value, '').filter(({ at }) => !seen.has(at) && seen.add(at));
}

/** Whether a text at a path of a configuration stays out of messages, since it is a secret or may be one. */
export function hidesText(path: string, text: string): boolean {
  return isSecretPlace(path) || secretAsName(text) !== undefined;
}

/**
 * Whether what stands at a path of a configuration may be a secret of a form that nobody knows, by the names of its keys
 * in the spelling of properties, YAML or config.toml. Such values are not shown.
 */
function isSecretPlace(path: string): boolean {
  const keys = path.match(/"(?:\\.|[^"\\])*"|[\w-]+/g) ?? [];
  const names = keys
    .filter((key) => !/^\d+$/.test(key))
    .map((key) => key.replace(/([a-z0-9])(?=[A-Z])/g, '$1_').replace(/[^A-Za-z0-9]+/g, '_'));
  return names.some((name) => SECRET_SECTIONS.test(name)) || SECRET_WORD.test((names.at(-1) ?? '').toLowerCase());
}

/** Sections that are about secrets as a whole. */
const SECRET_SECTIONS = /^(token|credentials|login|registry_Credentials)$/;

/** Words in the names of keys that hold secrets, or whose text often has one in it. Feature flags hold neither. */
const SECRET_WORD = /^(?!ff_)(.*_)?(token|secrets?|password|credentials?|access_key|environment|script)(_|$)|^patch$/;

/** What a text is where a name belongs. What only begins like a secret is no good name either. */
export function secretAsName(name: string): string | undefined {
  if (/^(LTAI|STS\.)/.test(name)) {
    return 'an AccessKey';
  }
  const kind = name.startsWith('GR1348941') ? 'token' : secretKind(name);
  return kind && (NOUNS[kind] ?? 'a secret');
}

const NOUNS: Partial<Record<SecretKind, string>> = { token: 'a token', 'access-key': 'an AccessKey' };

/** Registration tokens of old and secrets of AccessKeys have no prefix to tell them by. */
export function isRandom(text: string): boolean {
  return text.length >= 16 && !/\s/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((form) => form.test(text));
}

/** Texts without a secret: most stand in every runner, and in the model as well as in the template. */
const harmless = new Set<string>();
/** Programs that run for long see ever new ones. */
const MOST_HARMLESS = 10_000;
/** Longer ones hardly ever come twice. */
const LONGEST_HARMLESS = 200;

function firstSecret(text: string): Omit<FoundSecret, 'at'> | undefined {
  if (harmless.has(text)) {
    return undefined;
  }
  for (const { kind, pattern, accepts = () => true } of formsIn(text)) {
    const match = [...text.matchAll(pattern)].find(([found]) => accepts(found));
    if (match !== undefined) {
      const line = text.slice(0, match.index).split('\n').length;
      return {
        kind: typeof kind === 'string' ? kind : kind(match[0])!,
        ...(text.trimEnd().includes('\n') && { line }),
      };
    }
  }
  if (text.length <= LONGEST_HARMLESS && harmless.size < MOST_HARMLESS) {
    harmless.add(text);
  }
  return undefined;
}

/** The forms that a text may have secrets of. */
function formsIn(text: string): readonly Form[] {
  return ANY_HINT.test(text) ? FORMS.filter((_, index) => HINTS[index]!.test(text)) : [];
}

function secretsIn(value: unknown, at: string): FoundSecret[] {
  if (typeof value === 'string') {
    const secret = firstSecret(value);
    return secret === undefined ? [] : [{ at, ...secret }];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (!Array.isArray(value) && !isMap(value)) {
    // Objects of a class may lead anywhere, and round in circles. Text is what they can hold of a configuration.
    const texts = Object.values(value).filter((text) => typeof text === 'string');
    return texts.flatMap((text) => secretsIn(text, at)).slice(0, 1);
  }
  const entries = entriesOf(value, at);
  const found = entries.flatMap(({ key, item, place }) => {
    const ofKey = secretKind(key);
    return ofKey === undefined ? secretsInEntry(key, item, place) : [{ at, kind: ofKey }];
  });
  return found.some(({ kind }) => kind === 'access-key') ? [...found, ...secretsBesideIds(entries)] : found;
}

interface Entry {
  /** Empty for an item of a list. */
  readonly key: string;
  readonly item: unknown;
  readonly place: string;
}

/** The items of a list, or what stands under the keys of a map. A variable of a container is like a key and its value. */
function entriesOf(value: object, at: string): Entry[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({ key: '', item, place: `${at}[${index}]` }));
  }
  const { name, value: text } = value as { readonly name?: unknown; readonly value?: unknown };
  return Object.entries(value).map(([key, item]: [string, unknown]) => ({
    key: key === 'value' && typeof name === 'string' && typeof text === 'string' ? name : key,
    item,
    place: at === '' ? key : `${at}.${key}`,
  }));
}

function secretsInEntry(key: string, item: unknown, place: string): FoundSecret[] {
  if (typeof item === 'string') {
    // A text of several lines has names of its own, and what stands at the beginning of the first is one of them.
    const secret = firstSecret(key === '' || item.includes('\n') ? item : `${key}=${item}`);
    return secret === undefined ? [] : [{ at: place, ...secret }];
  }
  if (key === 'auths' && item !== null && holdsSecret(jsonOf({ auths: item }))) {
    return [{ at: place, kind: 'registry-login' }];
  }
  const { kind } = (item ?? {}) as { readonly kind?: unknown };
  return kind === 'Secret' ? secretsInManifest(item as object, place) : secretsIn(item, place);
}

/** Base64 hides nothing. What Helm fills in, or the deployment, is not in the template. */
function secretsInManifest(manifest: object, at: string): FoundSecret[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries((manifest as Record<string, unknown>)[field] ?? {})
      .filter(([, text]) => typeof text === 'string' && text !== '' && isLiteral(text) && !text.includes('{{'))
      .map(([name]) => ({ at: `${at}.${field}.${redacted(name)}`, kind: 'secret-manifest' as const })),
  );
}

/** The secret of an AccessKey has no form that is its own, so it is told by the id beside it. */
function secretsBesideIds(entries: readonly Entry[]): FoundSecret[] {
  return entries
    .map(({ item, place }) => [place, textOf(item)] as const)
    .filter(([, text]) => (text.match(/(?<![0-9A-Za-z])[0-9A-Za-z]{30}(?![0-9A-Za-z])/g) ?? []).some(isRandom))
    .map(([at]) => ({ at, kind: 'access-key' }));
}

function textOf(item: unknown): string {
  const text: unknown = typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
  return typeof text === 'string' ? text : '';
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

/** Words with hyphens, as in the name of a Secret: tokens are made at random, and have capital letters or no hyphens. */
function isName(token: string): boolean {
  return /^gl[a-z]+(-[a-z0-9]+){2,}$/.test(token);
}

/** Whether a text is not one that documents have in place of a token. */
function isReal(token: string): boolean {
  return !/([x*])\1{7}/i.test(token) && !/^gl[a-z]+-[A-Z_]+$|EXAMPLE/.test(token);
}

/** Whether a text stands for itself, and not for what a shell, printf, GitLab, Helm or the deployment puts in its place. */
function isLiteral(text: string): boolean {
  const bare = text.replace(/^["'\\]+|["'\\,]+$/g, '');
  return (
    !/^(YOUR|PASSWORD|TOKEN|SECRET|CHANGE_?ME)[A-Z_]*$/.test(bare) &&
    !/^(\$+\w+|\$+\{[^}]*\}|\$+\([^)]*\)?|%\w+%|%s|\{\{.*|<[^>]*>|\[\w+\]|__\w+__|[*x.\u2026])*$/i.test(bare)
  );
}
