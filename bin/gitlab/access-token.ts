import { Failure } from '../failure';
import { Secret } from '../secret';

/** Tokens of GitLab that its API takes for nothing that is done here. */
const OTHER_TOKENS: Readonly<Record<string, string>> = {
  'glrt-': 'a token of a runner',
  'glrtr-': 'a token of a runner',
  GR1348941: 'a registration token',
  'gldt-': 'a deploy token',
  'glcbt-': 'the token of a job',
  'glptt-': 'a trigger token',
  'glft-': 'a feed token',
  'glimt-': 'a token for incoming mail',
  'glagent-': 'a token of an agent',
};

/**
 * The access token in the environment variable GITLAB_TOKEN. It has no option, since every user of a machine may read the
 * arguments of programs.
 *
 * @param scope what the token has to have
 */
export function accessToken(scope: string): Secret {
  const text = process.env.GITLAB_TOKEN?.trim() ?? '';
  const allowed = `allowed is a personal, group or project access token with the scope ${scope}`;
  if (text === '') {
    throw new Failure(`The environment variable GITLAB_TOKEN is not set; ${allowed}.`);
  }
  const [, kind] = Object.entries(OTHER_TOKENS).find(([prefix]) => text.startsWith(prefix)) ?? [];
  if (kind !== undefined || !/^[\x21-\x7e]+$/.test(text)) {
    throw new Failure(`The environment variable GITLAB_TOKEN holds ${kind ?? 'no token'}; ${allowed}.`);
  }
  return new Secret(text);
}
