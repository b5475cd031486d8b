import type { Problem } from '../diagnostics/problem';
import type { Report } from '../diagnostics/report';
import { releaseRules } from '../cluster/release-rules';
import { rosRules } from '../ros/ros-rules';
import { shown } from '../diagnostics/shown';
import { valueFormRules } from '../checks/value-rules';
import type { GitLabRunnerConfig } from './config';
import { isMap } from '../diagnostics/is-map';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { below } from '../schema/path';

/** Whether a name can be a logical id, or the beginning of one. */
export function isId(name: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(name);
}

/** The stack's name in a configuration, undefined when there is none that can be used. */
export function stackNameOf(config: unknown): string | undefined {
  const name = isMap(config) ? (config as Partial<GitLabRunnerConfig>).stackName : undefined;
  return typeof name === 'string' && isStackName(name) && canNameConstruct(name) ? name : undefined;
}

/** Whether core takes a name for a construct: it keeps constructs in an object, whose own properties are in the way. */
export function canNameConstruct(name: string): boolean {
  return name !== '' && !(name in {});
}

function isStackName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]*$/.test(name);
}

export function checkStackName({ stackName }: Partial<GitLabRunnerConfig>, report: Report): void {
  if (typeof stackName !== 'string') {
    return;
  }
  if (!canNameConstruct(stackName)) {
    report.add(
      valueFormRules['reserved-name'],
      'stackName',
      `${shown(stackName)} is the name of a property that every JavaScript object has, and no construct can be called so; choose another name`,
    );
  } else if (!isStackName(stackName)) {
    report.add(
      configurationFileRules['config-stack-name'],
      'stackName',
      `${shown(stackName)} is not a stack name; use letters, digits and hyphens, beginning with a letter`,
    );
  }
}

/** What placements call the first node pool. No other can be called so. */
export const DEFAULT_NODE_POOL = 'default';

/** Apart from the shape, since a runner with a bad name can still be checked. */
export function checkRunnerNames(runners: GitLabRunnerConfig['runners'], report: Report): void {
  for (const name of Object.keys(runners).filter((given) => !isId(given))) {
    report.add(
      configurationFileRules['config-runner-name'],
      below('runners', name),
      `is not a name for a runner; use letters and digits, beginning with a capital letter${suggestedId(name)}`,
    );
  }
}

/**
 * Tells problems with names that runners have by themselves where those names come from, each once: the name of a release
 * from that of its runner, the namespace from that of the stack.
 */
export function atTheirSource(problems: readonly Problem[], runners: GitLabRunnerConfig['runners']): Problem[] {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const [name, section] =
      Object.entries(runners).find(([one]) => problem.at.startsWith(`${below('runners', one)}.`)) ?? [];
    const option = name === undefined ? '' : problem.at.slice(below('runners', name).length + 1);
    const isDerived = section !== undefined && !(option in section);
    if (problem.rule === rosRules['construct-id-latin'].id && name !== undefined) {
      // Told of the name already.
    } else if (isDerived && problem.rule === releaseRules['release-name'].id && name !== undefined) {
      // Of a name that is none, that has been told.
      if (isId(name)) {
        const message = `${problem.message}. It is the name of the release by default; give the runner another name, or a releaseName`;
        found.set(problem.at, { ...problem, at: below('runners', name), message });
      }
    } else if (isDerived && problem.rule === releaseRules.namespace.id) {
      const message = `${problem.message}. It is the namespace of runners that name no other; give the stack another name, or each runner a namespace`;
      found.set('stackName', { ...problem, at: 'stackName', message });
    } else {
      found.set(`${problem.at}\n${problem.rule}\n${problem.message}`, problem);
    }
  }
  return [...found.values()];
}

/** The nearest text to a name that can be an id. */
export function suggestedId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  // Of a name in other letters nothing like it would be left.
  return isId(words.join('')) && /^[ -~]*$/.test(name) ? `. Did you mean "${words.join('')}"?` : '';
}
