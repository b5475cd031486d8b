/** How bad a problem is: an error fails the synthesis, a warning is shown. */
export type Severity = 'error' | 'warning';

/** What is known of a rule whatever it is applied to. `docs/rules.md` lists it. */
export interface RuleMeta {
  /** The highest severity of its problems. What is only possible, as one side of a choice, is a warning. */
  readonly severity: Severity;
  /** What it finds, in one line. */
  readonly title: string;
  /** What happens when the problem stays. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
  /**
   * Whether nothing can be synthesized while the problem stays, so that it cannot be acknowledged.
   *
   * @default false
   */
  readonly fatal?: boolean;
}

/** A rule with its id, by which users look it up and acknowledge it. */
export interface Rule extends RuleMeta {
  /** Kebab case, unique in the library, and a public contract. */
  readonly id: string;
}

/** Gives rules their ids: the keys. */
export function defineRules<const Metas extends Readonly<Record<string, RuleMeta>>>(
  metas: Metas,
): { readonly [Id in keyof Metas]: Rule } {
  const rules = Object.entries(metas).map(([id, meta]) => [id, { id, ...meta }]);
  return Object.fromEntries(rules) as { readonly [Id in keyof Metas]: Rule };
}
