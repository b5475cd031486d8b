import type { Secret } from '../secret';

/** Where the token of a runner goes to. */
export interface TokenTarget {
  /** What the target is, for sentences such as `Its token is in …`. */
  readonly words: string;
  /** The same for programs. */
  readonly data: object;
  /** How gitlab-runner.yaml says that the stack reads the token there; undefined where it cannot. */
  readonly section?: Readonly<Record<string, string>>;
  /** Looks whether the token can be written, before there is one. Throws a `Failure` when not. */
  check(): Promise<TargetState>;
  /** Writes the token over what the check has found. Throws a `Failure` when that does not work, which does not show it. */
  write(token: Secret, state: TargetState): Promise<void>;
}

/** Whether there is something at the target that would be overwritten. */
export interface TargetState {
  readonly exists: boolean;
}
