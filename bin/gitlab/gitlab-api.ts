import { connectionFault } from '../connection-fault';
import { Failure } from '../failure';
import type { Secret } from '../secret';
import { refusalText } from './refusal';

const TIMEOUT_MILLISECONDS = 30_000;

/** A request that was sent, and that may have been carried out: its answer did not arrive. */
export class AnswerLost extends Failure {}

/** A call of GitLab's API. */
export interface ApiCall {
  readonly method: 'POST' | 'DELETE';
  /** Path below `/api/v4`, for instance `/user/runners`. */
  readonly path: string;
  readonly body: object;
  /** Whether the body says who calls, in place of the access token. */
  readonly isWithoutAccessToken?: boolean;
}

/**
 * The API of a GitLab. What goes wrong is a {@link Failure} in plain words, which shows no secret.
 *
 * @see https://docs.gitlab.com/api/rest/
 */
export class GitLabApi {
  constructor(
    readonly url: string,
    private readonly accessToken: Secret,
  ) {}

  /** The parsed answer; undefined for one without content. */
  async call({ method, path, body, isWithoutAccessToken = false }: ApiCall): Promise<unknown> {
    const response = await this.answer(path, {
      method,
      headers: {
        accept: 'application/json',
        // Unlike PRIVATE-TOKEN, this header takes the access tokens of OAuth applications, too.
        ...(!isWithoutAccessToken && { authorization: `Bearer ${this.accessToken.reveal()}` }),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (response.status >= 300 && response.status < 400) {
      throw this.failure(
        `redirects to ${this.redirection(response)}; give the address that it has in the end, by --url`,
      );
    }
    const text = await response.text().catch((error: unknown) => {
      throw this.lost(error);
    });
    const content = parsed(text);
    if (response.ok && (content !== undefined || text === '')) {
      return content;
    }
    if (content === undefined) {
      throw this.failure(
        `answers ${response.status} with a page instead of JSON, so that is not GitLab's API; give the address of GitLab itself, by --url`,
      );
    }
    throw this.failure(refusalText(response.status, content));
  }

  /** A failure that names this GitLab. */
  failure(words: string): Failure {
    return new Failure(this.accessToken.hiddenIn(`${this.url} ${words}`));
  }

  private async answer(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.url.replace(/\/+$/, '')}/api/v4${path}`, {
        ...request,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
    } catch (error) {
      throw this.lost(error);
    }
  }

  private lost(error: unknown): Failure {
    const { words, mayHaveArrived } = connectionFault(error);
    return mayHaveArrived ? new AnswerLost(`${this.url} ${words}`) : this.failure(words);
  }

  /** Where a redirection leads to, without what may be secret in it. */
  private redirection(response: Response): string {
    const location = response.headers.get('location') ?? '';
    const target = URL.canParse(location, this.url) ? new URL(location, this.url) : undefined;
    return target === undefined ? 'an address that is none' : `${target.origin}${target.pathname}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
