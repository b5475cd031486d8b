import { isEmpty, isPlainObject, type JsonObject } from './value-key';

/** Tells a value that only the deployment knows. Such a value passes every check. */
export type IsUnresolved = (value: unknown) => boolean;

/** Chart values as the rules across several keys look at them. */
export class ValuesView {
  constructor(
    private readonly values: JsonObject,
    readonly isUnresolved: IsUnresolved,
  ) {}

  /** The value at a path such as `metrics.serviceMonitor.enabled`; an unresolved one above it stands for it. */
  at(path: string): unknown {
    let value: unknown = this.values;
    for (const name of path.split('.')) {
      if (!isPlainObject(value) || this.isUnresolved(value)) {
        return this.isUnresolved(value) ? value : undefined;
      }
      value = value[name];
    }
    return value;
  }

  /** Whether something that is not empty is given there, be it unresolved. */
  has(path: string): boolean {
    return !isEmpty(this.at(path));
  }

  /** Whether it is certainly given, and not a part of something that only the deployment knows. */
  isGiven(path: string): boolean {
    const parent = path.split('.').slice(0, -1).join('.');
    return this.has(path) && (parent === '' || !this.isUnresolved(this.at(parent)));
  }

  /** Whether it is certainly true. */
  isOn(path: string): boolean {
    return this.at(path) === true;
  }

  /** Whether it is certainly not true: absent, null or false. */
  isOff(path: string): boolean {
    const value = this.at(path);
    return !this.isUnresolved(value) && value !== true;
  }

  /** The value when it is given and resolved. */
  known(path: string): unknown {
    const value = this.at(path);
    return this.isUnresolved(value) ? undefined : (value ?? undefined);
  }
}
