/** What a check has come to. */
export type Outcome = 'ok' | 'warning' | 'problem' | 'skipped';

/** What a check says of one thing. */
export interface Finding {
  readonly outcome: Outcome;
  /** What was found and, where it is not right, what to do about it. */
  readonly message: string;
}

export const ok = (message: string): Finding => ({ outcome: 'ok', message });
export const warning = (message: string): Finding => ({ outcome: 'warning', message });
export const problem = (message: string): Finding => ({ outcome: 'problem', message });
export const skipped = (message: string): Finding => ({ outcome: 'skipped', message });
