import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = readonly [status: number, content?: unknown, headers?: Readonly<Record<string, string>>];

/** Access tokens, and the scopes that they have. */
export const ACCESS_TOKENS = {
  creator: 'glpat-creator-00000000000',
  manager: 'glpat-manager-00000000000',
  reader: 'glpat-reader-000000000000',
};
const SCOPES: Readonly<Record<string, string>> = {
  [ACCESS_TOKENS.creator]: 'create_runner',
  [ACCESS_TOKENS.manager]: 'manage_runner',
  [ACCESS_TOKENS.reader]: 'read_api',
};

/** The one group that there is. */
export const GROUP = 7;

/**
 * Stands in for a GitLab, with the answers that its API documents and its sources give. Runners have numbers from 42 on.
 *
 * @see https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user
 * @see https://docs.gitlab.com/api/runners/
 */
export class FakeGitLab {
  readonly received: Received[] = [];
  /** The tokens of the runners that there are. */
  readonly runners = new Map<number, string>();
  private made = 0;

  readonly listener: RequestListener = (request, response) => void this.serve(request, response);

  constructor(private readonly instead: (received: Received) => Answer | 'hang up' | undefined = () => undefined) {}

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) {
      text += String(chunk);
    }
    const body = JSON.parse(text === '' ? '{}' : text) as Received['body'];
    const received = { method: request.method!, path: request.url!, body };
    this.received.push(received);
    const answer = this.instead(received) ?? this.answer(received, request.headers.authorization ?? '');
    if (answer === 'hang up') {
      request.socket.destroy();
      return;
    }
    const [status, content, headers = { 'content-type': 'application/json' }] = answer;
    response.writeHead(status, headers).end(typeof content === 'string' ? content : JSON.stringify(content));
  }

  private answer({ method, path, body }: Received, authorization: string): Answer {
    if (method === 'DELETE' && path === '/api/v4/runners') {
      if (authorization !== '') {
        return insufficient('api');
      }
      const [id] = [...this.runners].find(([, token]) => token === body.token) ?? [];
      return id !== undefined && this.runners.delete(id) ? [204] : [403, { message: '403 Forbidden' }];
    }
    const scope = SCOPES[authorization.replace(/^Bearer /, '')];
    if (scope === undefined) {
      return [401, { error: 'invalid_token', error_description: 'Token was revoked.' }];
    }
    const reset = /^\/api\/v4\/runners\/(\d+)\/reset_authentication_token$/.exec(path);
    if (method === 'POST' && reset !== null) {
      return scope === 'manage_runner' ? this.reset(Number(reset[1])) : insufficient('api manage_runner');
    }
    if (method === 'POST' && path === '/api/v4/user/runners') {
      return scope === 'create_runner' ? this.create(body) : insufficient('api create_runner');
    }
    return [404, { error: '404 Not Found' }];
  }

  private create(body: Received['body']): Answer {
    if (body.runner_type === 'instance_type') {
      return [403, { message: '403 Forbidden - Insufficient permissions' }];
    }
    if (body.runner_type === 'group_type' && body.group_id !== GROUP) {
      return [400, { message: '400 Bad request - Missing/invalid scope' }];
    }
    const id = 42 + this.made;
    this.runners.set(id, this.token());
    return [201, { id, token: this.runners.get(id), token_expires_at: null }];
  }

  private reset(id: number): Answer {
    if (!this.runners.has(id)) {
      return [404, { message: '404 Not found' }];
    }
    this.runners.set(id, this.token());
    return [201, { token: this.runners.get(id), token_expires_at: '2027-01-01T00:00:00.000Z' }];
  }

  private token(): string {
    return `glrt-t1_${String(++this.made).padStart(20, 'x')}.01.a1b2c3`;
  }
}

function insufficient(scope: string): Answer {
  const error_description = 'The request requires higher privileges than provided by the access token.';
  return [403, { error: 'insufficient_scope', error_description, scope }];
}

/** Starts a server on a free port of this machine. Returns its port. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Serves a stand-in for GitLab over HTTP for the length of a test. Returns its address. */
export async function serveGitLab(gitlab: FakeGitLab): Promise<string> {
  const server = createServer(gitlab.listener);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${await listen(server)}`;
}
