import { isMap } from '../../lib/diagnostics/is-map';

/** What GitLab says of a group or project that it does not find. */
const NO_SCOPE = /missing\/invalid scope/i;

/** Why GitLab refuses a request, and what helps: what comes after its address in a message. */
export function refusalText(status: number, content: unknown): string {
  const said = saidText(content);
  const inItsWords = said === '' ? '' : ` (${said})`;
  switch (status) {
    case 400:
    case 422:
      return `refuses what was asked for: ${said === '' ? 'it does not say why' : said}${NO_SCOPE.test(said) ? '; it has no group or project with this number' : ''}`;
    case 401:
      return `does not take the access token in GITLAB_TOKEN${inItsWords}: it has expired, was revoked, or belongs to another GitLab`;
    case 403:
      return isMap(content) && content.error === 'insufficient_scope'
        ? `refuses the access token in GITLAB_TOKEN: it lacks a scope. Allowed is one with ${scopesText(content.scope)}`
        : `forbids it${inItsWords}. Runners of groups and projects take the role Owner, runners of the instance an administrator; administrators and owners of groups may also forbid new runners`;
    case 404:
      return `has no such thing, or does not show it to the owner of the access token${inItsWords}; look at the id, and at the address`;
    case 429:
      return 'gets too many requests; try again in some minutes';
    default:
      return status >= 500
        ? `fails itself, with the status ${status}${inItsWords}; try again later`
        : `answers with the status ${status}${inItsWords}`;
  }
}

function scopesText(scope: unknown): string {
  const scopes = typeof scope === 'string' ? scope.split(/[\s,]+/).filter(Boolean) : [];
  return scopes.length === 0 ? 'the scope that the documents name' : `the scope ${scopes.join(' or ')}`;
}

/** What GitLab says: a text, or texts by the name of the attribute that they are about. */
function saidText(content: unknown): string {
  if (!isMap(content)) {
    return '';
  }
  const { message, error, error_description: description } = content;
  return [textOf(description ?? message ?? error)].join('').replace(/\s+/g, ' ').trim().slice(0, 500);
}

function textOf(said: unknown): string {
  if (typeof said === 'string') {
    return said;
  }
  if (Array.isArray(said)) {
    return said.map(textOf).join(', ');
  }
  return isMap(said)
    ? Object.entries(said)
        .map(([attribute, text]) => `${attribute} ${textOf(text)}`)
        .join('; ')
    : '';
}
