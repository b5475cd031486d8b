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
import { secretRules } from '../diagnostics/secret-rules';
import { fileRules } from '../checks/file-rules';
import { schemaRules } from '../schema/schema-rules';
import { permissionRules } from '../permissions/permission-rules';
import { packageRules } from './package-rules';
import { extensionRules } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { monitoringRules } from '../monitoring/monitoring-rules';
import { placementRules } from '../placement/placement-rules';
import { configurationFileRules } from './configuration-file-rules';
import { acknowledgementRules } from './acknowledgement-rules';
import { billedSizes } from './billed-sizes';
import { containerSizes } from './container-sizes';
import { jobOptions } from './job-options';
import { jobVolumes } from './job-volumes';
import { overwrites } from './overwrites';
import { cacheSettings } from './cache-settings';
import { configLists } from './config-lists';
import { configText } from './config-text';
import { jobPods } from './job-pods';
import { permissions } from './permissions';
import { podLabels } from './pod-labels';
import { serverless } from './serverless';
import { imageBuildRules } from '../runner/image-builds/image-build-rules';
import { credentialRules } from '../runner/credentials/credential-rules';
import { scalingRules } from '../runner/managers/scaling-rules';
import { sessionListenerRules } from '../runner/session-server/session-listeners';
import { valueRules } from '../runner/value-rules';
import { chartValues } from './chart-values';
import { credentials } from './credentials';
import { gitlab } from './gitlab';
import { images } from './images';
import { rbac } from './rbac';
import { release } from './release';
import { scaling } from './scaling';
import { sessionServer } from './session-server';
import { privilege } from './privilege';
import { pullPolicies } from './pull-policies';
import { knownListRules } from '../runner/known-list';

/** The rules about one subject. */
export interface RuleSubject {
  readonly title: string;
  /** Sorted by their ids. */
  readonly rules: readonly Rule[];
}

/** The rules of all rooms, by what they are about. A new file of rules is entered here. */
const SUBJECTS: readonly (readonly [title: string, rules: Readonly<Record<string, Rule>>])[] = [
  ['Shapes of values', schemaRules],
  ['The configuration file', configurationFileRules],
  ['Options of jobs', jobOptions.rules],
  ['Requests and limits of containers', containerSizes.rules],
  ['Sizes of pods on ECI and ACS', billedSizes.rules],
  ['What pipelines may overwrite', overwrites.rules],
  ['Volumes of jobs', jobVolumes.rules],
  ['Pull policies', pullPolicies.rules],
  ['Privileges of jobs', privilege.rules],
  ['Deploy-time lists', knownListRules],
  ['GitLab', gitlab.rules],
  ['Credentials and certificates', { ...credentials.rules, ...credentialRules }],
  ['Scaling of managers', { ...scaling.rules, ...scalingRules }],
  ['Permissions of the managers', { ...permissions.rules, ...rbac.rules }],
  ['Images', images.rules],
  ['Image builds', imageBuildRules],
  ['The session server', { ...sessionServer.rules, ...sessionListenerRules }],
  ['Versions, labels and text of configurations', { ...chartRules, ...configRules }],
  ['Chart values', { ...chartValues.rules, ...release.rules, ...valueRules }],
  ['Pods on virtual nodes', { ...podLabels.rules, ...serverless.rules }],
  ['The pods of jobs', jobPods.rules],
  ['The cache in config.toml', cacheSettings.rules],
  ['config.toml as text', configText.rules],
  ['Lists of `config`', configLists.rules],
  ['Networks', networkRules],
  ['Clusters', clusterRules],
  ['Node pools', nodePoolRules],
  ['Releases and objects', releaseRules],
  ['The cache', cacheRules],
  ['Ids, tags and numbers', rosRules],
  ['Whole stacks', stackRules],
  ['Secrets', secretRules],
  ['Values that mean something else', valueFormRules],
  ['Files', fileRules],
  ['The deployer’s policy', permissionRules],
  ['The Compute Nest package', packageRules],
  ['Placement', placementRules],
  ['Monitoring', monitoringRules],
  ['Acknowledgements', acknowledgementRules],
  ['Classes of your own', extensionRules],
];

/** All rules, grouped by subject. */
export const RULES: readonly RuleSubject[] = SUBJECTS.map(([title, rules]) => ({
  title,
  rules: Object.values(rules).sort((a, b) => (a.id < b.id ? -1 : 1)),
}));

const byId = new Map(RULES.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule])));

/** The rule of an id, undefined when there is none. */
export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}
