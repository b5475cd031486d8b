import { isMap } from '../../lib/diagnostics/is-map';
import { Secret } from '../secret';
import type { GitLabApi } from './gitlab-api';

/** What a runner in GitLab is for: the body of the request that creates it. */
export interface NewRunner {
  readonly runner_type: 'instance_type' | 'group_type' | 'project_type';
  readonly group_id?: number;
  readonly project_id?: number;
  readonly description?: string;
  readonly paused: boolean;
  readonly locked: boolean;
  readonly run_untagged: boolean;
  readonly tag_list: readonly string[];
  readonly access_level: 'not_protected' | 'ref_protected';
  /** In seconds. */
  readonly maximum_timeout?: number;
}

/** A token that GitLab has just made, and shows this once. */
export interface FreshToken {
  readonly token: Secret;
  /** When the token ends, as GitLab says it; undefined when it does not end. */
  readonly expiresAt?: string;
}

/**
 * Creates a runner.
 *
 * @see https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
 */
export async function createRunner(api: GitLabApi, runner: NewRunner): Promise<FreshToken & { readonly id: number }> {
  const answer = await api.call({ method: 'POST', path: '/user/runners', body: runner });
  const id = isMap(answer) ? answer.id : undefined;
  if (typeof id !== 'number') {
    throw api.failure('answers without the id of a new runner, so that is not the API of GitLab 16 or later');
  }
  return { id, ...freshToken(api, answer, `has created runner ${id}, and`) };
}

/**
 * Gives a runner another token. The one that it had ends at once.
 *
 * @see https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id
 */
export async function resetToken(api: GitLabApi, id: number): Promise<FreshToken> {
  const answer = await api.call({ method: 'POST', path: `/runners/${id}/reset_authentication_token`, body: {} });
  return freshToken(api, answer, `has reset the token of runner ${id}, and`);
}

/**
 * Deletes the runner that a token belongs to, which takes no other right.
 *
 * @see https://docs.gitlab.com/api/runners/#delete-a-runner-by-authentication-token
 */
export async function deleteRunner(api: GitLabApi, token: Secret): Promise<void> {
  // An access token without the scope to delete runners might be refused.
  const body = { token: token.reveal() };
  await api.call({ method: 'DELETE', path: '/runners', body, isWithoutAccessToken: true });
}

function freshToken(api: GitLabApi, answer: unknown, deed: string): FreshToken {
  const { token, token_expires_at: expiresAt } = isMap(answer) ? answer : {};
  if (typeof token !== 'string' || !/^\S+$/.test(token)) {
    throw api.failure(`${deed} shows no token; reset it on the page of the runner`);
  }
  return { token: new Secret(token), ...(typeof expiresAt === 'string' && { expiresAt }) };
}
