import { RUNNER_RULES } from './runner-rules';
import { chartRules } from '../chart/chart-rules';
import { configRules } from '../config/config-rules';
import { networkRules } from '../network/network-rules';
import { clusterRules } from '../cluster/cluster-rules';
import { nodePoolRules } from '../cluster/node-pool-rules';
import { releaseRules } from '../cluster/release-rules';
import { cacheRules } from '../cache/cache-rules';
import { rosRules } from '../ros/ros-rules';
import { stackRules } from '../checks/stack-rules';
import { valueFormRules } from '../checks/value-rules';
import { templateRules } from '../template/template-rules';
import { secretRules } from '../diagnostics/secret-rules';
import { fileRules } from '../checks/file-rules';
import { schemaRules } from '../schema/schema-rules';
import { billingRules } from './billing-rules';
import { permissionRules } from '../permissions/permission-rules';
import { packageRules } from './package-rules';
import { extensionRules } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { monitoringRules } from '../monitoring/monitoring-rules';
import { placementRules } from '../placement/placement-rules';
import { configurationFileRules } from './configuration-file-rules';
import { migrationRules } from './migration-rules';
import { dryRunRules } from './dry-run-rules';
import { acknowledgementRules } from './acknowledgement-rules';
import { credentialRules } from '../runner/credentials/credential-rules';
import { scalingRules } from '../runner/managers/scaling-rules';
import { sessionListenerRules } from '../runner/session-server/session-listeners';
import { valueRules } from '../runner/value-rules';

/** The rules about one subject. */
export interface RuleSubject {
  readonly title: string;
  /** Sorted by their ids. */
  readonly rules: readonly Rule[];
}

/** The rules of all rooms, by what they are about. Those over a runner come by themselves. */
const SUBJECTS: readonly (readonly [title: string, rules: Readonly<Record<string, Rule>>])[] = [
  ['Shapes of values', schemaRules],
  ['The configuration file', configurationFileRules],
  ['Files to migrate', migrationRules],
  ...RUNNER_RULES.map(({ title, rules }) => [title, rules] as const),
  ['Credentials and certificates', credentialRules],
  ['Scaling of managers', scalingRules],
  ['The session server', sessionListenerRules],
  ['Versions, labels and text of configurations', chartRules],
  ['Versions, labels and text of configurations', configRules],
  ['Chart values', valueRules],
  ['Networks', networkRules],
  ['Clusters', clusterRules],
  ['Node pools', nodePoolRules],
  ['Releases and objects', releaseRules],
  ['The cache', cacheRules],
  ['Ids, tags and numbers', rosRules],
  ['Whole stacks', stackRules],
  ['ROS templates', templateRules],
  ['Secrets', secretRules],
  ['Values that mean something else', valueFormRules],
  ['Files', fileRules],
  ['The deployer’s policy', permissionRules],
  ['Prices', billingRules],
  ['The Compute Nest package', packageRules],
  ['Dry runs in a cluster', dryRunRules],
  ['Placement', placementRules],
  ['Monitoring', monitoringRules],
  ['Acknowledgements', acknowledgementRules],
  ['Classes of your own', extensionRules],
];

/** All rules, grouped by subject. */
export const RULES: readonly RuleSubject[] = [...new Set(SUBJECTS.map(([title]) => title))].map((title) => ({
  title,
  rules: SUBJECTS.filter(([own]) => own === title)
    .flatMap(([, rules]) => Object.values(rules))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
}));

const byId = new Map(RULES.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule])));

/** The rule of an id, undefined when there is none. */
export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}
