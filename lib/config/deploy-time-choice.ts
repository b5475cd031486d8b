/**
 * A table of which the deployment decides: one if a condition holds, the other, or none, if not. Only whole tables can
 * be chosen so; single values are plain deploy-time values.
 */
export class DeployTimeChoice<T> {
  constructor(
    /** What decides: a condition of the template. */
    readonly condition: unknown,
    /** The table if the condition holds; undefined for none. */
    readonly whenTrue: T | DeployTimeChoice<T> | undefined,
    /** The table if it does not; undefined for none. */
    readonly whenFalse?: T | DeployTimeChoice<T>,
  ) {}

  /** The same choice between other values. */
  map<U>(change: (value: T) => U | undefined): DeployTimeChoice<U> {
    const mapped = (value: T | DeployTimeChoice<T> | undefined) =>
      value instanceof DeployTimeChoice ? value.map(change) : value === undefined ? undefined : change(value);
    return new DeployTimeChoice(this.condition, mapped(this.whenTrue), mapped(this.whenFalse));
  }
}
