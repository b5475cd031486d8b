import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import type { Origin } from '../model/origin';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const KUBERNETES = ['runners', 'kubernetes'];
const CONTEXTS = [
  'buildContainerSecurityContext',
  'helperContainerSecurityContext',
  'serviceContainerSecurityContext',
  'initPermissionsContainerSecurityContext',
] as const;

/** Sockets by which the container runtime of a node takes orders. */
const RUNTIME_SOCKET = /(?:^|\/)(?:docker|containerd|crio)\.sock$/;

const KANIKO = alternative('ImageBuilds', 'kaniko');

type Rules = Readonly<
  Record<'privileged-without-escalation' | 'jobs-privileged' | 'managers-privileged' | 'runtime-socket-in-jobs', Rule>
>;

/** A flag of a container that is certainly, or only possibly, set so. */
interface Flag {
  readonly origin: Origin;
  readonly isCertain: boolean;
}

/** What containers of jobs may do to the node that they run on. */
export const privilege = ruleSet(
  'Privileges of jobs',
  {
    'privileged-without-escalation': {
      severity: 'error',
      title: 'A container of jobs is privileged and may not gain privileges',
      reason: 'Kubernetes refuses pods with such a container.',
      remedy: 'Leave out `privileged`, or `allowPrivilegeEscalation: false`.',
    },
    'jobs-privileged': {
      severity: 'warning',
      title: 'Containers of jobs are privileged',
      reason: 'Whoever can run a job on the runner has the nodes that it runs on, and what else runs there.',
      remedy: 'Build images by `ImageBuilds.kaniko()`, or keep the runner to trusted projects and nodes of its own.',
    },
    'managers-privileged': {
      severity: 'warning',
      title: 'Managers are privileged, or get the socket of the container runtime',
      reason: 'Managers start jobs by the API of Kubernetes and need neither. Whoever takes one over has its node.',
      remedy: 'Leave it out. What jobs may do is set in config.toml.',
    },
    'runtime-socket-in-jobs': {
      severity: 'warning',
      title: 'Jobs get the socket of the container runtime of their node',
      reason: 'By the socket a job can start any container on the node, privileged ones too.',
      remedy: 'Build images by `ImageBuilds.kaniko()`, which needs no daemon.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings } = model;
    checkEscalation(rules, settings, report);
    warnOfManagers(rules['managers-privileged'], model, report);
    // On virtual nodes it cannot work, which is an error there.
    if (!model.pods.jobs.compute.serverless) {
      warnOfPrivileged(rules, settings, report);
      warnOfSockets(rules, settings, report);
    }
  },
);

function checkEscalation(rules: Rules, settings: Settings, report: Report): void {
  const places = CONTEXTS.flatMap((context) => {
    const privileged = flagOf(settings, context, 'privileged', true);
    const confined = flagOf(settings, context, 'allowPrivilegeEscalation', false);
    if (privileged === undefined || confined === undefined) {
      return [];
    }
    // What the user has laid over is where to mend it.
    const { origin } = [confined, privileged].find((flag) => isOverride(flag.origin)) ?? privileged;
    return placeOf(origin, privileged.isCertain && confined.isCertain);
  });
  for (const place of places.filter(({ at }, index) => places.findIndex((other) => other.at === at) === index)) {
    report.add(
      rules['privileged-without-escalation'],
      place,
      'leaves jobs with a container that is privileged and has allowPrivilegeEscalation: false, and Kubernetes refuses such pods; leave one of the two out',
    );
  }
}

/** Of a builder that needs privilege, its option warns. */
function warnOfPrivileged(rules: Rules, settings: Settings, report: Report): void {
  const paths = [[...KUBERNETES, 'privileged'], ...CONTEXTS.map((context) => [...KUBERNETES, context, 'privileged'])];
  for (const { value, origin } of paths.flatMap((path) => settings.possible(path))) {
    if (value === true && isOverride(origin)) {
      report.add(
        rules['jobs-privileged'],
        placeOf(origin),
        text`gives everyone who can run a job on this runner the nodes that it runs on, and what else runs there. Keep it to projects that you trust and to nodes of its own, or build images by imageBuilds: ${KANIKO}, which needs no privilege`,
      );
    }
  }
}

/** On virtual nodes it cannot work, which is an error there. */
function warnOfManagers(rule: Rule, { values, pods }: RunnerModel, report: Report): void {
  if (pods.managers.compute.serverless) {
    return;
  }
  const given = [
    ...values.possible('securityContext.privileged').filter(({ value }) => value === true),
    ...values
      .items('volumes')
      .flatMap((volume) => volume.possible('hostPath.path'))
      .filter(({ value }) => typeof value === 'string' && RUNTIME_SOCKET.test(value)),
  ];
  for (const { value, origin, isCertain } of given) {
    report.add(
      rule,
      placeOf(origin, isCertain),
      `is ${shown(value)}, for the managers: these start jobs by the API of Kubernetes and need no privilege, and whoever takes one over would have its node. Leave it out; what jobs may do is set in config.toml`,
    );
  }
}

function warnOfSockets(rules: Rules, settings: Settings, report: Report): void {
  for (const volume of settings.items([...KUBERNETES, 'volumes', 'hostPath'])) {
    // Without a path of its own, the volume is what stands at its mount path.
    const [path] = [...volume.possible('hostPath'), ...volume.possible('mountPath')];
    if (typeof path?.value === 'string' && RUNTIME_SOCKET.test(path.value)) {
      report.add(
        rules['runtime-socket-in-jobs'],
        placeOf(path.origin),
        text`mounts ${shown(path.value)} of the node, by which every job can start any container there, privileged ones too; build images by imageBuilds: ${KANIKO}, which needs no daemon`,
      );
    }
  }
}

/** The flag that holds for a container, its own or that for all, where it has a value. */
function flagOf(
  settings: Settings,
  context: (typeof CONTEXTS)[number],
  key: 'privileged' | 'allowPrivilegeEscalation',
  wanted: boolean,
): Flag | undefined {
  const own = [...KUBERNETES, context, key];
  const values = settings.possible(settings.has(own) ? own : [...KUBERNETES, key]);
  const { origin, isCertain } = values.find(({ value }) => value === wanted) ?? {};
  return origin && { origin, isCertain: isCertain === true };
}
