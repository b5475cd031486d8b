import { asBoolean, asMap, asText, takeArguments, toText } from './arguments';
import type { FunctionCall } from '../../template/intrinsics';
import {
  CONDITION_FUNCTIONS,
  functionCall,
  isMap,
  isNotOfListedFunction,
  misplacedFunction,
  RESOURCE_FUNCTIONS,
  splitAttribute,
  substitute,
} from '../../template/intrinsics';
import { LIST_FUNCTIONS } from './list-functions';
import { NUMBER_FUNCTIONS } from './number-functions';
import { base64Encode, TEXT_FUNCTIONS } from './text-functions';

/** What `Ref: ALIYUN::NoValue` resolves to; it takes the key that holds it away. */
export const NO_VALUE = Symbol('ALIYUN::NoValue');

/** What a value can look up while it is resolved. */
export interface Scope {
  /** Conditions and rules are evaluated before any resource exists, with fewer functions. */
  readonly stage: 'conditions' | 'resources';
  readonly base64Newline: boolean;
  ref(name: string): unknown;
  getAtt(id: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(name: string): unknown;
}

const PLAIN_FUNCTIONS = { ...TEXT_FUNCTIONS, ...LIST_FUNCTIONS, ...NUMBER_FUNCTIONS };

/** A value with all its functions evaluated. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => present(resolve(item, scope), 'an item of a list'));
  }
  if (!isMap(value)) {
    return value;
  }
  const call = functionCall(value);
  if (call !== undefined) {
    return applyNamed(call, scope);
  }
  const misplaced = misplacedFunction(value);
  if (misplaced !== undefined) {
    throw new Error(`${misplaced} stands beside other keys: ${Object.keys(value).join(', ')}`);
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

/** Whether a condition holds: the name of one, `{Condition: name}`, or a function that gives true or false. */
export function isTrue(condition: unknown, scope: Scope): boolean {
  if (typeof condition === 'string') {
    return scope.condition(condition);
  }
  if (isMap(condition) && Object.keys(condition).join() === 'Condition') {
    return scope.condition(asText(condition.Condition));
  }
  return asBoolean(resolve(condition, scope));
}

function applyNamed(call: FunctionCall, scope: Scope): unknown {
  try {
    return apply(call, scope);
  } catch (error) {
    throw new Error(`${call.name}: ${(error as Error).message}`, { cause: error });
  }
}

function apply({ name, argument }: FunctionCall, scope: Scope): unknown {
  const resolved = (value: unknown) => present(resolve(value, scope), 'an argument');
  if ((scope.stage === 'conditions' ? RESOURCE_FUNCTIONS : CONDITION_FUNCTIONS).has(name)) {
    throw new Error(
      `ROS does not evaluate it in ${scope.stage === 'conditions' ? 'conditions and rules' : 'resources'}`,
    );
  }
  switch (name) {
    case 'Ref':
      return scope.ref(asText(argument));
    case 'Fn::GetAtt': {
      const [id, attribute] = takeArguments(argument, 2);
      return scope.getAtt(asText(id), asText(resolved(attribute)));
    }
    case 'Fn::FindInMap':
      return findInMap(takeArguments(argument, 3).map(resolved), scope);
    case 'Fn::If': {
      const [condition, then, otherwise] = takeArguments(argument, 3);
      if (functionCall(condition) !== undefined) {
        throw new Error('needs the name of a condition, not a function');
      }
      // The other branch is not looked at: it may speak of resources that do not exist.
      return resolve(isTrue(condition, scope) ? then : otherwise, scope);
    }
    case 'Fn::And':
      return takeArguments(argument, 2, Infinity).every((item) => isTrue(item, scope));
    case 'Fn::Or':
      return takeArguments(argument, 2, Infinity).some((item) => isTrue(item, scope));
    case 'Fn::Not':
      if (isNotOfListedFunction(argument)) {
        throw new Error('of a list with a function may always be false in ROS; leave out the list');
      }
      return !isTrue(Array.isArray(argument) ? takeArguments(argument, 1)[0] : argument, scope);
    case 'Fn::Sub':
      return sub(argument, scope);
    case 'Fn::Base64Encode':
      return base64Encode(resolved(argument), scope.base64Newline);
    case 'Fn::GetStackOutput':
      return takeArguments(resolved(argument), 2, 3).slice(0, 2).map(asText).join('.');
    default: {
      const plain = PLAIN_FUNCTIONS[name];
      if (plain === undefined) {
        throw new Error('this evaluator does not know the function');
      }
      return plain(resolved(argument));
    }
  }
}

function sub(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? takeArguments(argument, 2) : [argument, {}];
  const own = asMap(variables);
  return substitute(asText(text), (variable) => {
    if (Object.hasOwn(own, variable)) {
      return toText(present(resolve(own[variable], scope), `the variable ${variable}`));
    }
    const { id, attribute } = splitAttribute(variable);
    return toText(present(attribute === undefined ? scope.ref(id) : scope.getAtt(id, attribute), `\${${variable}}`));
  });
}

function findInMap([name, first, second]: unknown[], scope: Scope): unknown {
  const row = asMap(scope.mapping(asText(name)))[String(first)];
  const value = isMap(row) ? row[String(second)] : undefined;
  if (value === undefined) {
    throw new Error(`${asText(name)} has no ${String(first)}.${String(second)}`);
  }
  return value;
}

/** ROS removes a key whose value is NoValue. In a list or among arguments it passes on a null, and fails later. */
function present(value: unknown, place: string): unknown {
  if (value === NO_VALUE) {
    throw new Error(`ALIYUN::NoValue as ${place}: it can only take away a key of a map`);
  }
  return value;
}
