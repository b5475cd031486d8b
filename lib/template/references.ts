import type { Report } from '../diagnostics/report';
import { didYouMean } from '../diagnostics/suggest';
import {
  CONDITION_FUNCTIONS,
  FUNCTIONS,
  functionCall,
  isMap,
  isNotOfListedFunction,
  misplacedFunction,
  RESOURCE_FUNCTIONS,
  splitAttribute,
  variablesIn,
} from './intrinsics';
import { templateRules } from './template-rules';

export type ReferenceKind = 'Ref' | 'GetAtt' | 'DependsOn' | 'Condition' | 'FindInMap';

/** One mention of a logical id, and where in the template it stands. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly at: string;
}

/** Whether a place is evaluated before any resource exists. */
export function isEarly(at: string): boolean {
  return at.startsWith('Conditions.') || at.startsWith('Rules.');
}

/** Everything that a part of a template refers to; what is wrong with the way it does goes into the report. */
export class ReferenceScan {
  readonly references: Reference[] = [];

  constructor(private readonly report: Report) {}

  add(kind: ReferenceKind, name: string, at: string): void {
    this.references.push({ kind, name, at });
  }

  /** Scans a value in which a text is only a text: properties, outputs. */
  value(value: unknown, at: string): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => this.value(item, `${at}[${index}]`));
      return;
    }
    if (!isMap(value)) {
      return;
    }
    const call = functionCall(value);
    if (call !== undefined) {
      this.call(call.name, call.argument, at);
      return;
    }
    const misplaced = misplacedFunction(value);
    if (misplaced !== undefined) {
      this.refuse(at, `${misplaced} stands beside other keys; a function is the only key of its map`);
    }
    for (const [key, item] of Object.entries(value)) {
      // The template of a nested stack has names of its own.
      if (key !== 'TemplateBody') {
        this.value(item, `${at}.${key}`);
      }
    }
  }

  /** Scans a value in which a text is the name of a condition. */
  condition(value: unknown, at: string): void {
    if (typeof value === 'string') {
      this.add('Condition', value, at);
    } else if (isMap(value) && typeof value.Condition === 'string') {
      this.add('Condition', value.Condition, at);
    } else {
      this.value(value, at);
    }
  }

  private call(name: string, argument: unknown, at: string): void {
    const refused = isEarly(at) ? RESOURCE_FUNCTIONS : CONDITION_FUNCTIONS;
    if (refused.has(name) && !at.startsWith('Locals.')) {
      this.refuse(at, `ROS does not evaluate ${name} here`);
    }
    const items: unknown[] = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref':
        return this.named('Ref', name, argument, at);
      case 'Fn::GetAtt':
        this.named('GetAtt', name, Array.isArray(argument) ? argument[0] : undefined, at);
        return this.value(items.slice(1), at);
      case 'Fn::FindInMap':
        if (typeof items[0] === 'string') {
          this.add('FindInMap', items[0], at);
        }
        return this.value(items, at);
      case 'Fn::If':
        this.condition(items[0], `${at}.Fn::If`);
        return this.value(items.slice(1), at);
      case 'Fn::Not':
        if (isNotOfListedFunction(argument)) {
          this.refuse(at, 'Fn::Not of a list with a function may always be false; leave out the list');
        }
        return items.forEach((item) => this.condition(item, `${at}.${name}`));
      case 'Fn::And':
      case 'Fn::Or':
        return items.forEach((item) => this.condition(item, `${at}.${name}`));
      case 'Fn::Sub':
        return this.sub(items[0], items[1], at);
      default:
        if (!FUNCTIONS.has(name)) {
          this.report.add(
            templateRules['template-function'],
            at,
            `${name} is not among the functions of ROS that are known.${didYouMean(name, [...FUNCTIONS])}`,
            { severity: 'warning' },
          );
        }
        return this.value(argument, at);
    }
  }

  private refuse(at: string, message: string): void {
    this.report.add(templateRules['template-function'], at, message);
  }

  private named(kind: ReferenceKind, functionName: string, name: unknown, at: string): void {
    if (typeof name === 'string') {
      this.add(kind, name, at);
    } else {
      this.refuse(at, `${functionName} needs a logical id`);
    }
  }

  private sub(text: unknown, variables: unknown, at: string): void {
    if (typeof text !== 'string') {
      this.refuse(at, 'Fn::Sub takes a string or [string, map], no function in place of the string');
      return;
    }
    const own = isMap(variables) ? variables : {};
    for (const variable of variablesIn(text).filter((name) => !(name in own))) {
      const { id, attribute } = splitAttribute(variable);
      this.add(attribute === undefined ? 'Ref' : 'GetAtt', id, `${at}.\${${variable}}`);
    }
    this.value(Object.values(own), at);
  }
}
