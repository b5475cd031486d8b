/** What became of a value. */
export type Outcome =
  /** It stands in the new file, and means the same there. */
  | 'kept'
  /** It stands there in another way, or means something else. */
  | 'changed'
  /** It is left out, and nothing of what runs is different for that. */
  | 'dropped'
  /** It is left out, since it cannot work here or may not stand there. */
  | 'refused'
  /** The library says it by itself, where the old file said nothing. */
  | 'added';

/** One thing that a migration did. */
export interface Note {
  readonly outcome: Outcome;
  /** Path of the value in the old file; of what is added, in the chart values or config.toml. */
  readonly at: string;
  /** Where it stands now, or why it does not. Has no secrets. */
  readonly message: string;
}

/** What a file became. */
export interface Migration {
  /** The text of the new gitlab-runner.yaml. */
  readonly text: string;
  readonly notes: readonly Note[];
}
