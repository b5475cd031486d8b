import { ClusterKind } from '../cluster/cluster-kind';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import type { Text } from '../diagnostics/text';
import { alternative, text } from '../diagnostics/text';
import { isText, isOverride } from '../model/origin';
import type { Candidate, PathTo, Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { Table } from '../model/tree';
import { partsOf } from '../placement/parts';
import type { Compute } from '../placement/pod-placement';
import type { RunnerModel } from '../runner/compose-runner';
import type { Pods } from '../runner/compute/pods';
import { forEachCompute } from './compute';
import { ruleSet } from './rule-set';

const JOBS = 'runners.kubernetes';
const SECURITY_CONTEXTS = [
  'initPermissionsContainerSecurityContext',
  'buildContainerSecurityContext',
  'helperContainerSecurityContext',
  'serviceContainerSecurityContext',
];

/** Places of `[runners.kubernetes]` that make containers of jobs privileged. */
const PRIVILEGED = ['', ...SECURITY_CONTEXTS.map((key) => `.${key}`)].map((end) => `${JOBS}${end}.privileged`);

type Rules = Readonly<
  Record<'serverless-privileged' | 'serverless-capabilities' | 'serverless-host-path' | 'pause-pods-serverless', Rule>
>;

/**
 * What jobs and managers cannot have on serverless compute: there is no node of one's own to reach into.
 *
 * @see https://www.alibabacloud.com/help/en/eci/product-overview/limits
 * @see https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-instance-overview
 */
export const serverless = ruleSet(
  'Pods on virtual nodes',
  {
    'serverless-privileged': {
      severity: 'error',
      title: 'Containers on ECI or ACS are to be privileged',
      reason: 'ECI and ACS run no privileged containers: the pods are refused.',
      remedy: 'Build images with kaniko, or run the pods on nodes.',
    },
    'serverless-capabilities': {
      severity: 'error',
      title: 'Containers on ECI ask for Linux capabilities that it does not give',
      reason: 'The pods are refused.',
      remedy: 'Use one of those that ECI gives, or run the pods on nodes.',
    },
    'pause-pods-serverless': {
      severity: 'error',
      title: 'Pause pods of the runner are to keep room for jobs on ECI or ACS',
      reason:
        'The pods of `autoscaler` carry neither the labels nor the annotations of a placement. They land on nodes, or are billed as pods of their own, and no job starts sooner.',
      remedy: 'Leave `autoscaler` out, and cache the images; or run the jobs on nodes.',
    },
    'serverless-host-path': {
      severity: 'error',
      title: 'Pods on ECI or ACS mount paths of a node',
      reason: 'There is no node of yours that a path could be on.',
      remedy: 'Use `emptyDir`, `pvc` or `csi` volumes, or run the pods on nodes.',
    },
  },
  (rules, model: RunnerModel, report) => {
    forEachCompute(model, 'jobs', report, (compute, found) => {
      if (compute.serverless) {
        checkJobs(rules, model, compute, found);
      }
    });
    checkPausePods(rules, model, report);
    forEachCompute(model, 'managers', report, (compute, found) => {
      if (compute.serverless) {
        checkManagers(rules, model, compute, found);
      }
    });
  },
);

/** What the library itself asks for is judged by the options that make it do so. */
function checkJobs(rules: Rules, { settings, pods }: RunnerModel, compute: Compute, report: Report): void {
  const orNodes = orNodesFor(pods.jobs);
  for (const { node, isCertain } of PRIVILEGED.flatMap((path) => trueByUser(settings, path))) {
    report.add(
      rules['serverless-privileged'],
      placeOf(node.origin, isCertain),
      text`is true, but ${nameOf(compute)} runs no privileged containers, and so no Docker-in-Docker; build images with kaniko${orNodes}`,
    );
  }
  const lists = ['capAdd', ...SECURITY_CONTEXTS.map((key) => `${key}.capabilities.add`)];
  lists.forEach((list) =>
    checkCapabilities(rules['serverless-capabilities'], settings.items(`${JOBS}.${list}`), compute, orNodes, report),
  );
  const hostPath = settings.find(`${JOBS}.volumes.hostPath`);
  if (
    hostPath !== undefined &&
    isOverride(hostPath.node.origin) &&
    settings.items(`${JOBS}.volumes.hostPath`).length > 0
  ) {
    report.add(
      rules['serverless-host-path'],
      placeOf(hostPath.node.origin, hostPath.isCertain),
      text`cannot be mounted on ${nameOf(compute)}, which has no nodes of yours; use emptyDir, pvc or csi${orNodes}`,
    );
  }
}

/** Where jobs may land on nodes, pause pods keep these ready. */
function checkPausePods(rules: Rules, { settings, pods }: RunnerModel, report: Report): void {
  const { compute } = pods.jobs;
  const autoscaler = settings.find(`${JOBS}.autoscaler`);
  const isOn = autoscaler?.node instanceof Table && settings.hasContent(`${JOBS}.autoscaler`);
  if (isOn && partsOf(compute).every((part) => part.serverless)) {
    report.add(
      rules['pause-pods-serverless'],
      placeOf(autoscaler.node.origin, autoscaler.isCertain),
      text`makes pause pods without the labels and annotations of ${nameOf(compute)}, which keep nothing ready there; leave it out, and cache the images${orNodesFor(pods.jobs)}`,
    );
  }
}

function checkManagers(rules: Rules, { values, pods }: RunnerModel, compute: Compute, report: Report): void {
  const orNodes = orNodesFor(pods.managers);
  const hostPaths = values.items('volumes').flatMap((volume) => volume.candidates('hostPath'));
  for (const hostPath of hostPaths.filter(({ node }) => node instanceof Table)) {
    report.add(
      rules['serverless-host-path'],
      placeOf(hostPath.node.origin, hostPath.isCertain),
      text`cannot be mounted on ${nameOf(compute)}, where the managers run and no nodes of yours are; use emptyDir${orNodes}`,
    );
  }
  const contexts = [
    values.below('securityContext'),
    values.below('podSecurityContext'),
    ...values.items('extraContainers').map((container) => container.below('securityContext')),
  ];
  for (const context of contexts) {
    for (const { node, isCertain } of trueByUser(context, 'privileged')) {
      report.add(
        rules['serverless-privileged'],
        placeOf(node.origin, isCertain),
        text`is true, but ${nameOf(compute)} runs no privileged containers; leave it out${orNodes}`,
      );
    }
    checkCapabilities(rules['serverless-capabilities'], context.items('capabilities.add'), compute, orNodes, report);
  }
}

function checkCapabilities(
  rule: Rule,
  list: readonly Settings[],
  compute: Compute,
  orNodes: Text,
  report: Report,
): void {
  const { capabilities } = compute;
  const name = namesOf(partsOf(compute).filter((part) => part.capabilities !== undefined));
  for (const { value, origin, isCertain } of list.flatMap((item) => item.possible([]))) {
    if (capabilities !== undefined && typeof value === 'string' && !capabilities.includes(value.replace(/^CAP_/, ''))) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        text`is ${shown(value)}, a capability that ${name} does not give; allowed are ${capabilities.join(', ')}. Use one of these${orNodes}`,
      );
    }
  }
}

/** Where the user says true. */
function trueByUser(settings: Settings, path: PathTo): readonly Candidate[] {
  return settings
    .candidates(path)
    .filter(({ node }) => isOverride(node.origin) && 'value' in node && node.value === true);
}

/** The serverless computes of several, of which a pod lands on one. */
function nameOf(compute: Compute): string {
  return namesOf(partsOf(compute).filter((part) => part.serverless)) || compute.name;
}

function namesOf(computes: readonly Compute[]): string {
  return [...new Set(computes.map(({ name }) => name))].join(' or ');
}

/** The end of a remedy: how the pods get to nodes instead. Empty where there are none. */
function orNodesFor({ name, context, placed, compute, sentBy }: Pods): Text {
  if (context.kind === ClusterKind.ACS) {
    return '';
  }
  const nodePool = text`use ${name === 'managers' ? 'managers.placement: ' : ''}${alternative('Placement', 'nodePool')}`;
  if (sentBy === undefined) {
    return text`, or ${nodePool}`;
  }
  const { at } = placeOf(sentBy.origin);
  const alone = `, or leave the label ${at} out, which sends ${name} to ${compute.name}`;
  return placed.compute.serverless && !isText(sentBy.origin) ? text`${alone}, and ${nodePool}` : alone;
}
