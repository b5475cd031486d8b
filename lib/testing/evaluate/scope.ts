import type { RosTemplate } from '../../template/ros-template';
import type { Data } from '../../template/intrinsics';
import { functionCall, NO_VALUE_REF } from '../../template/intrinsics';
import type { Scope } from './resolve';
import { isTrue, NO_VALUE } from './resolve';

const CONDITION_ROOTS = new Set(['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or', 'Fn::FindInMap', 'Ref']);

/** What conditions and rules see: parameters and mappings, no resources. */
export class ParameterScope implements Scope {
  readonly stage = 'conditions';
  private readonly known = new Map<string, boolean>();
  private readonly underway = new Set<string>();

  constructor(
    private readonly template: RosTemplate,
    private readonly parameters: Data,
    private readonly pseudoParameters: Data,
    readonly base64Newline: boolean,
  ) {}

  ref(name: string): unknown {
    if (name === NO_VALUE_REF) {
      return NO_VALUE;
    }
    for (const values of [this.parameters, this.pseudoParameters]) {
      if (Object.hasOwn(values, name)) {
        return values[name];
      }
    }
    throw new Error(`"${name}" is not a parameter`);
  }

  getAtt(id: string, attribute: string): unknown {
    throw new Error(`${id}.${attribute} is not known before the resources exist`);
  }

  mapping(name: string): unknown {
    const mapping = this.template.Mappings?.[name];
    if (mapping === undefined) {
      throw new Error(`there is no mapping "${name}"`);
    }
    return mapping;
  }

  condition(name: string): boolean {
    const known = this.known.get(name);
    if (known !== undefined) {
      return known;
    }
    const expression = this.template.Conditions?.[name];
    if (expression === undefined) {
      throw new Error(`there is no condition "${name}"`);
    }
    if (this.underway.has(name)) {
      throw new Error(`the condition "${name}" depends on itself`);
    }
    this.underway.add(name);
    const value = isTrue(checkedRoot(expression), this);
    this.underway.delete(name);
    this.known.set(name, value);
    return value;
  }
}

/** What properties and outputs see: also the resources that exist, by stand-in ids and attributes. */
export class ResourceScope implements Scope {
  readonly stage = 'resources';
  readonly base64Newline: boolean;

  constructor(
    private readonly template: RosTemplate,
    private readonly early: ParameterScope,
    private readonly attributes: Data,
  ) {
    this.base64Newline = early.base64Newline;
    for (const name of Object.keys(attributes)) {
      const id = name.split('.')[0] ?? '';
      if (!Object.hasOwn(template.Resources ?? {}, id)) {
        throw new Error(`the scenario gives the attribute ${name}, but there is no resource "${id}"`);
      }
    }
  }

  exists(id: string): boolean {
    const condition = this.template.Resources?.[id]?.Condition;
    return condition === undefined || this.condition(condition);
  }

  ref(name: string): unknown {
    if (!Object.hasOwn(this.template.Resources ?? {}, name)) {
      return this.early.ref(name);
    }
    this.demand(name);
    return `${name}-id`;
  }

  getAtt(id: string, attribute: string): unknown {
    this.demand(id);
    const name = `${id}.${attribute}`;
    return Object.hasOwn(this.attributes, name) ? this.attributes[name] : name;
  }

  condition(name: string): boolean {
    return this.early.condition(name);
  }

  mapping(name: string): unknown {
    return this.early.mapping(name);
  }

  private demand(id: string): void {
    if (!Object.hasOwn(this.template.Resources ?? {}, id)) {
      throw new Error(`there is no resource "${id}"`);
    }
    if (!this.exists(id)) {
      const condition = this.template.Resources?.[id]?.Condition;
      throw new Error(`the resource "${id}" does not exist here, since its condition "${condition}" is false`);
    }
  }
}

function checkedRoot(expression: unknown): unknown {
  const name = functionCall(expression)?.name;
  if (typeof expression !== 'boolean' && (name === undefined || !CONDITION_ROOTS.has(name))) {
    throw new Error(`a condition starts with one of ${[...CONDITION_ROOTS].join(', ')}`);
  }
  return expression;
}
