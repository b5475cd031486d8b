import type { Finding } from './finding';
import type { Surroundings } from './surroundings';

/** One look at what is around a stack. It changes nothing. What it cannot look at it skips. */
export interface Check {
  /** In kebab case, for programs. */
  readonly id: string;
  readonly title: string;
  readonly run: (surroundings: Surroundings) => Finding[] | Promise<Finding[]>;
}
