/** When a field shows, as the console reads it: names of fields in `${}`. Unlike in conditions, Fn::Not takes no list. */
export type Visibility =
  | { readonly 'Fn::Equals': readonly [string, string | boolean] }
  | { readonly 'Fn::Not': Visibility }
  | { readonly 'Fn::And': readonly Visibility[] }
  | { readonly 'Fn::Or': readonly Visibility[] };

/** One field of the form, which is one parameter of the template. Its texts stand in the text table. */
export interface FormField {
  readonly type: 'String' | 'Number' | 'Boolean' | 'Json';
  /**
   * Value that the field begins with. Null for what one cannot foretell: the form demands it where it shows, and the
   * rules do so elsewhere.
   */
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
  readonly allowedPattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly noEcho?: boolean;
  /** Whether the form demands a value where the field shows. */
  readonly required?: boolean;
  /** AssociationProperty: what helps to fill the field in. */
  readonly picker?: string;
  /** AssociationPropertyMetadata, but for the visibility and the labels of values. */
  readonly pickerMetadata?: Readonly<Record<string, unknown>>;
  /** @default - always */
  readonly visible?: Visibility;
}

export function is(field: string, value: string | boolean): Visibility {
  return { 'Fn::Equals': [`\${${field}}`, value] };
}

export function isNot(field: string, value: string | boolean): Visibility {
  return { 'Fn::Not': is(field, value) };
}

export function all(...conditions: readonly Visibility[]): Visibility {
  return { 'Fn::And': conditions };
}

export function any(...conditions: readonly Visibility[]): Visibility {
  return { 'Fn::Or': conditions };
}
