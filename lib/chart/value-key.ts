import { isMap } from '../diagnostics/is-map';

/** An object of YAML or JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells a value that only the deployment knows. Such a value passes every check. */
export type IsUnresolved = (value: unknown) => boolean;

/** A value that only the deployment knows, such as `parameter.value`: whatever has the shape of ROS CDK's `IResolvable`. */
export interface IDeployTimeValue {
  /** Where the value was made. */
  readonly creationStack: string[];
  /** The value in the template. */
  resolve(context: never): unknown;
}

/** Whether the chart takes a value for unset: nothing, or empty text, an empty object or an empty list. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return (isMap(value) || Array.isArray(value)) && Object.keys(value).length === 0;
  }
  return value === undefined || value === null || value === '';
}
