import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { chartRules } from './chart-rules';

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VARIABLE = /\$(\{\w+\}|\w+)/g;

const MAX_NAME_LENGTH = 63;
const MAX_PREFIX_LENGTH = 253;

export interface LabelCheckOptions {
  /** Whether CI/CD variables such as `$CI_PROJECT_NAME` may stand in values, as in the pod labels of config.toml. */
  readonly allowVariables?: boolean;
  /** Tells values that only the deployment knows; they pass every check. */
  readonly isUnresolved?: (value: unknown) => boolean;
  /**
   * The rule of problems with labels that have a rule of their own.
   *
   * @default - `kubernetes-label` or `kubernetes-annotation`
   */
  readonly rule?: Rule;
}

/**
 * What is wrong with the key of a label or annotation, or undefined.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelKeyFault(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && (prefix.length > MAX_PREFIX_LENGTH || !PREFIX.test(prefix))) {
    return `has the prefix ${shown(prefix)}; allowed is a DNS name of at most ${MAX_PREFIX_LENGTH} lower-case letters, digits, hyphens and dots`;
  }
  return NAME.test(name) && name.length <= MAX_NAME_LENGTH
    ? undefined
    : `has the name ${shown(name)}; ${allowedCharacters('1 to')}`;
}

/** What is wrong with the value of a label, or undefined. An empty value is allowed. */
export function labelValueFault(value: string, options: LabelCheckOptions = {}): string | undefined {
  const fixedText = options.allowVariables === true ? value.replace(VARIABLE, '') : value;
  // A variable may stand at either end, so that only the text between the ends must be well-formed.
  const wellFormed = fixedText === value ? value === '' || NAME.test(value) : /^[-A-Za-z0-9_.]*$/.test(fixedText);
  return wellFormed && fixedText.length <= MAX_NAME_LENGTH
    ? undefined
    : `is ${shown(value)}; ${allowedCharacters('at most')}`;
}

/** Reports what is wrong with a map of labels; `at` is the path of the map. */
export function checkLabels(
  labels: Readonly<Record<string, unknown>>,
  at: string,
  report: Report,
  options: LabelCheckOptions = {},
): void {
  const { rule = chartRules['kubernetes-label'] } = options;
  checkMap(labels, at, report, { ...options, rule }, (value) => labelValueFault(value, options));
}

/** Reports what is wrong with a map of annotations, whose values are free; `at` is the path of the map. */
export function checkAnnotations(
  annotations: Readonly<Record<string, unknown>>,
  at: string,
  report: Report,
  options: LabelCheckOptions = {},
): void {
  const { rule = chartRules['kubernetes-annotation'] } = options;
  checkMap(annotations, at, report, { ...options, rule }, () => undefined);
}

function checkMap(
  map: Readonly<Record<string, unknown>>,
  at: string,
  report: Report,
  { rule, isUnresolved = () => false }: LabelCheckOptions & { readonly rule: Rule },
  valueFault: (value: string) => string | undefined,
): void {
  const add = (key: string, problem: string | undefined) =>
    problem !== undefined && report.add(rule, `${at}[${shown(key)}]`, problem);
  for (const [key, value] of Object.entries(map)) {
    add(key, labelKeyFault(key));
    if (typeof value === 'string') {
      add(key, isUnresolved(value) ? undefined : valueFault(value));
    } else if (value !== undefined && !isUnresolved(value)) {
      add(key, `is ${shown(value)}; allowed is a string, so put it in quotes`);
    }
  }
}

function allowedCharacters(length: string): string {
  return `allowed are ${length} ${MAX_NAME_LENGTH} letters, digits, "-", "_" and ".", with a letter or digit at both ends`;
}
