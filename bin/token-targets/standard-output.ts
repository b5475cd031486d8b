import type { Secret } from '../secret';
import type { TargetState, TokenTarget } from './token-target';

/** The standard output of the program, for a terminal or the program behind a pipe. */
export class StandardOutput implements TokenTarget {
  readonly words = 'on the standard output';
  readonly data = {};

  check(): Promise<TargetState> {
    return Promise.resolve({ exists: false });
  }

  /** The command prints the token itself, since it may be a part of JSON. */
  write(_token: Secret): Promise<void> {
    return Promise.resolve();
  }
}
