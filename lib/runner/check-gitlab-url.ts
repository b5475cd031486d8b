import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { secretKind } from '../diagnostics/secrets';
import { known } from '../ros/tokens';

/** Adds what is wrong with the address of GitLab; `at` is its path in the props. */
export function checkGitLabUrl(gitlabUrl: string | undefined, { errors, warnings }: Report, at: string): void {
  const text = known(gitlabUrl);
  // What looks like a token is reported by the check for secrets.
  if (text === undefined || ![undefined, 'url-password'].includes(secretKind(text))) {
    return;
  }
  // URL forgives spaces around it, and the chart does not.
  const url = text.trim() === text && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    errors.add(at, `${shown(text)} is not a URL; write it with its scheme, for instance https://gitlab.example.com`);
  } else if (url.username !== '' || url.password !== '') {
    errors.add(at, 'holds a user name or password; the runner needs the plain address of GitLab');
  } else if (/\/(ci|api\/v\d+)\/?$/.test(url.pathname)) {
    errors.add(
      at,
      `${shown(text)} ends in a path of the old CI or the API; write the address that one opens in a browser`,
    );
  } else if (url.search !== '' || url.hash !== '') {
    errors.add(at, `${shown(text)} has a query or a fragment; the runner needs the plain address of GitLab`);
  } else if (url.protocol === 'http:') {
    warnings.add(at, `${shown(text)} is not encrypted: runner tokens and sources cross the network in clear`);
  }
}
