/**
 * A table of which the deployment decides: one if a condition holds, the other, or none, if not. Only whole tables can
 * be chosen so; single values are plain deploy-time values.
 */
export class DeployTimeChoice<T> {
  constructor(
    /** What decides, for the caller of `renderToml` to write. */
    readonly condition: unknown,
    readonly whenTrue: T | DeployTimeChoice<T> | undefined,
    readonly whenFalse?: T | DeployTimeChoice<T>,
  ) {}

  /** The same choice between other values. */
  map<U>(change: (value: T) => U | undefined): DeployTimeChoice<U> {
    const mapped = (value: T | DeployTimeChoice<T> | undefined) =>
      value instanceof DeployTimeChoice ? value.map(change) : value === undefined ? undefined : change(value);
    return new DeployTimeChoice(this.condition, mapped(this.whenTrue), mapped(this.whenFalse));
  }
}
