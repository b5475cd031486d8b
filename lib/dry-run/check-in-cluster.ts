import type { Problem } from '../diagnostics/problem';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { dryRunRules } from '../rules/dry-run-rules';
import type { ConfigFile } from '../stack/config-file';
import type { SynthesizedStack } from '../stack/synthesize-file';
import { synthesizedStack } from '../stack/synthesize-file';
import { isTemplate, readTemplateFile } from '../stack/template-file';
import type { RosTemplate } from '../template/ros-template';
import { allResources } from '../template/ros-template';
import type { EvaluatedTemplate, Scenario } from '../testing/evaluate';
import { evaluate } from '../testing/evaluate';
import { Charts } from './charts';
import type { ReachableCluster } from './kubectl';
import { ownerInTemplate, ownersInFile } from './owners';
import { parameterValues } from './parameters';
import { plannedObjects } from './planned-objects';
import { podsOf } from './pods';
import { Trial } from './trial';
import { missingNamespaces, namesOf, namespaceNotes } from './yet-to-come';

/** How a file is tried in a cluster. */
export interface DryRunOptions {
  readonly cluster: ReachableCluster;
  /**
   * Archive of the chart.
   *
   * @default - Helm fetches the chart from the URL in the template
   */
  readonly chart?: string;
  /** Values of parameters of the template by name. Others stand in for those that are left out and have no default. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a cluster says to a file. */
export interface DryRun {
  /** What is refused, and what is taken with a warning, at the lines of the file. */
  readonly problems: readonly Problem[];
  /** How many objects were tried. */
  readonly objects: number;
  /** What the answer does not hold for, in plain words. */
  readonly notes: readonly string[];
}

/** A file that a cluster is to try. */
export interface FileToTry {
  readonly source: ConfigFile;
  /** What it is synthesized to; undefined for a file that is a template. */
  readonly opened: SynthesizedStack | undefined;
  readonly template: RosTemplate;
}

/** Reads a `gitlab-runner.yaml` or a ROS template. */
export function readFileToTry(file: string): FileToTry {
  const source = readTemplateFile(file);
  const opened = isTemplate(source.content) ? undefined : synthesizedStack(file);
  return { source, opened, template: opened?.template ?? (source.content as RosTemplate) };
}

/**
 * Has a cluster try every object of a file, and keep none. Throws {@link InvalidInputError} where it cannot be asked:
 * without Helm, without the chart, or with parameters that ROS would refuse.
 */
export function checkInCluster(
  { source, opened, template }: FileToTry,
  { cluster, chart, parameters }: DryRunOptions,
): DryRun {
  const { values, standIns } = parameterValues(template.Parameters ?? {}, parameters);
  const stack = opened === undefined ? {} : { stackName: opened.stack.stackName };
  const outcome = deployed(template, { parameters: values, ...stack });

  const charts = new Charts(chart);
  try {
    const ownerOf = opened === undefined ? ownerInTemplate : ownersInFile(opened);
    const planned = plannedObjects(outcome, ownerOf, charts, cluster);
    const namespaces = missingNamespaces(cluster, planned);
    const missing = namesOf('Namespace', namespaces);
    const yetToCome = { namespaces: missing, accounts: namesOf('ServiceAccount', planned) };
    const trial = new Trial(cluster, yetToCome, bringsKinds(outcome));
    const taken = [...namespaces, ...planned].filter((one) => trial.take(one));
    const pods = podsOf(taken);
    pods.forEach((one) => trial.take(one));
    return {
      problems: (opened?.file ?? source).located(trial.problems),
      objects: namespaces.length + planned.length + pods.length,
      notes: [...namespaceNotes(missing), ...standInNotes(standIns)],
    };
  } finally {
    charts.remove();
  }
}

/** What ROS would deploy. Throws {@link InvalidInputError} where it would refuse the stack. */
function deployed(template: RosTemplate, scenario: Scenario): EvaluatedTemplate {
  let faults: readonly string[];
  try {
    const outcome = evaluate(template, scenario);
    if (outcome.ruleFailures.length === 0) {
      return outcome;
    }
    faults = outcome.ruleFailures;
  } catch (error) {
    faults = [(error as Error).message];
  }
  const problems = faults.map((fault) => problemOf(dryRunRules['dry-run-parameter'], 'with these parameters', fault));
  throw new InvalidInputError('the template', problems);
}

/** Whether a deployment installs what may define further kinds. */
function bringsKinds(outcome: EvaluatedTemplate): boolean {
  return allResources(outcome).some(({ Type }) => /^ALIYUN::(ACS::Cluster|CS::.*(Cluster|ClusterAddons))$/.test(Type));
}

function standInNotes(standIns: readonly string[]): string[] {
  return standIns.length === 0 ? [] : [`values that stood in for parameters: ${standIns.join(', ')}`];
}
