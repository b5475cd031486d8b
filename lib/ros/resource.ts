import * as ros from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { checkShape } from '../schema/check-shape';
import { isMap } from '../diagnostics/is-map';
import type { Keys, KeySchema } from '../schema/schema';

/** What is known of one ROS resource type. */
export interface ResourceSpec {
  readonly type: string;
  readonly properties: Keys;
  /** ROS attribute by the name of the field that holds it. */
  readonly attributes: Readonly<Record<string, string>>;
}

type Values = Record<string, unknown>;

/**
 * Base of the generated resource classes. It does from a table what the official packages do in generated code:
 * mutable fields for the properties, tokens for the attributes, checks and PascalCase keys at synth.
 */
export abstract class SpecifiedResource extends ros.RosResource {
  /** Whether properties are checked at synth. Unknown ones are left out either way. */
  enableResourcePropertyConstraint: boolean;
  private readonly spec: ResourceSpec;

  constructor(
    scope: ros.Construct,
    id: string,
    spec: ResourceSpec,
    props: object,
    enableResourcePropertyConstraint: boolean,
  ) {
    super(scope, id, { type: spec.type, properties: props });
    this.spec = spec;
    this.enableResourcePropertyConstraint = enableResourcePropertyConstraint;
    for (const [field, attribute] of Object.entries(spec.attributes)) {
      this.fields[field] = this.getAtt(attribute);
    }
    for (const name of Object.keys(spec.properties)) {
      this.fields[name] = (props as Values)[name];
    }
  }

  protected override get rosProperties(): Values {
    // What was given under an unknown name stays in, so that the check at synth can report it.
    const properties: Values = { ...(this._rosProperties as Values) };
    for (const name of Object.keys(this.spec.properties)) {
      properties[name] = this.fields[name];
    }
    return properties;
  }

  protected override renderProperties(props: Values): Values {
    if (this.enableResourcePropertyConstraint) {
      this.check(props);
    }
    return renderMap(props, this.spec.properties);
  }

  /** ROS functions such as `{ Ref: … }` pass, since their values are only known when the stack is deployed. */
  private check(props: Values): void {
    const report = new Report();
    checkShape({ keys: this.spec.properties }, props, {
      report,
      isUnresolved: (value) => value !== null && !ros.canInspect(value),
      language: {
        unknownKey: () => `is not a property of ${this.spec.type}`,
        hint: ({ isNear }) => (isNear ? undefined : 'If ROS does know it, set it with addPropertyOverride().'),
        nullIsUnset: true,
      },
    });
    report.throwIfAny(this.node.path);
  }

  private get fields(): Values {
    return this as unknown as Values;
  }
}

function renderMap(given: Values, specs: Keys): Values {
  const rendered: Values = {};
  for (const [name, spec] of Object.entries(specs)) {
    if (given[name] !== undefined) {
      rendered[rosName(name)] = render(given[name], spec);
    }
  }
  return rendered;
}

function render(value: unknown, spec: KeySchema | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => render(item, spec?.items));
  }
  const isFunction = !ros.canInspect(value);
  return spec?.keys && isMap(value) && !isFunction ? renderMap(value, spec.keys) : value;
}

/** The generator makes sure that this is the only difference between the two names. */
function rosName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
