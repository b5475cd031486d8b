import { labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import { namespaceFault, secretNameFault } from '../chart/kubernetes-names';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { checkSecretAsName } from '../diagnostics/check-secrets';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import type { PathTo, Settings } from '../model/reading';
import { knownValue, placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { mayFlagBeOn, POD_SPEC_FLAG } from '../runner/feature-flags';
import { ruleSet } from './rule-set';

const JOBS = 'runners.kubernetes';
const EFFECTS = ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const VOLUMES = ['hostPath', 'secret', 'pvc', 'configMap', 'emptyDir', 'csi', 'nfs'];
const OBJECTS = {
  namespace: namespaceFault,
  serviceAccount: secretNameFault,
  runtimeClassName: secretNameFault,
  priorityClassName: secretNameFault,
};

/** What the runner calls its own volumes in the pods of jobs. It has one for builds too, unless the user mounts one. */
const RUNNERS_VOLUMES = ['scripts', 'logs'];

/** What the runner does when nothing is said. */
const DEFAULT_POLL_SECONDS = { interval: 3, timeout: 180 };

type Rules = Readonly<
  Record<'job-pod-metadata' | 'job-label-rewritten' | 'job-scheduling' | 'job-object-name' | 'job-volume-name', Rule>
>;

/**
 * Values that the user lays over the pods of jobs, and that Kubernetes refuses. The runner takes them, and says so when
 * the first job fails. Options are judged where they are given.
 */
export const jobPods = ruleSet(
  'The pods of jobs',
  {
    'job-pod-metadata': {
      severity: 'error',
      title: 'A label or annotation of jobs has a key that Kubernetes does not take',
      reason: 'Kubernetes refuses the pods of all jobs.',
      remedy: 'Use an optional DNS name with a slash, and 1 to 63 letters, digits, "-", "_" and ".".',
    },
    'job-label-rewritten': {
      severity: 'warning',
      title: 'The runner would change the value of a label of jobs',
      reason: 'It writes "_" for characters that no label may hold, and cuts what is too long.',
      remedy: 'Write at most 63 letters, digits, "-", "_" and "."; CI/CD variables may stand among them.',
    },
    'job-scheduling': {
      severity: 'error',
      title: 'A node selector or toleration of jobs is not one of Kubernetes',
      reason: 'Kubernetes refuses the pods of all jobs, or no node ever fits.',
      remedy: 'Write labels of nodes as they are, and tolerations as "key=value" with the effect of the taint.',
    },
    'job-object-name': {
      severity: 'error',
      title: 'A name of a namespace, service account, class or Secret of jobs is not one of Kubernetes',
      reason: 'Kubernetes refuses the pods of all jobs.',
      remedy: 'Use lower-case letters, digits and hyphens.',
    },
    'job-volume-name': {
      severity: 'error',
      title: 'A volume of jobs has a name that Kubernetes does not take, or that the runner has for one of its own',
      reason: 'Kubernetes refuses the pods of all jobs.',
      remedy: 'Use another name of lower-case letters, digits and hyphens.',
    },
    'pod-spec-ignored': {
      severity: 'error',
      title: '`podSpec` is given, and its feature flag is off',
      reason: 'The runner ignores `podSpec` without FF_USE_ADVANCED_POD_SPEC_CONFIGURATION, and says nothing.',
      remedy: 'Leave the flag out of `config`, where it is set by itself; a text needs it in [runners.feature_flags].',
    },
    'poll-interval': {
      severity: 'error',
      title: 'The runner gives up on a starting pod before it looks at it again',
      reason: 'No pod has time to start.',
      remedy: 'Let the runner look more often, or wait longer.',
    },
  },
  (rules, { settings }: RunnerModel, report) => {
    checkMetadata(rules, settings, report);
    checkScheduling(rules, settings, report);
    checkNames(rules, settings, report);
    checkVolumeNames(rules, settings, report);
    checkPodSpec(rules['pod-spec-ignored'], settings, report);
    checkPolling(rules['poll-interval'], settings, report);
  },
);

function checkMetadata(rules: Rules, settings: Settings, report: Report): void {
  for (const { key, value, place } of textEntries(settings, 'podLabels')) {
    add(rules['job-pod-metadata'], labelKeyFault(key), place, report);
    const fault = labelValueFault(value, { allowVariables: true });
    add(
      rules['job-label-rewritten'],
      fault && `${fault}. The runner writes "_" for other characters, and cuts what is too long`,
      place,
      report,
    );
  }
  for (const { key, place } of textEntries(settings, 'podAnnotations')) {
    // Of annotations, Kubernetes takes capitals in the prefix too.
    const fault = labelKeyFault(key.toLowerCase()) && labelKeyFault(key);
    add(rules['job-pod-metadata'], fault, place, report);
  }
}

/** The runner writes a toleration as `"key=value" = "effect"`, any value as `key`, and any key as `""`. */
function checkScheduling({ 'job-scheduling': rule }: Rules, settings: Settings, report: Report): void {
  for (const { key, value, place } of textEntries(settings, 'nodeSelector')) {
    add(rule, labelKeyFault(key), place, report);
    add(rule, fixedValueFault(value), place, report);
  }
  for (const { key: taint, value: effect, place } of textEntries(settings, 'nodeTolerations')) {
    const [key = '', value = ''] = taint.split(/=(.*)/s);
    add(rule, key === '' ? undefined : labelKeyFault(key), place, report);
    add(rule, fixedValueFault(value), place, report);
    if (!EFFECTS.includes(effect)) {
      const allowed = `${EFFECTS.map(shown).join(', ')}, where "" is any effect`;
      report.add(rule, place, `is ${shown(effect)}; allowed is ${allowed}`);
    }
  }
}

function fixedValueFault(value: string): string | undefined {
  const fault = labelValueFault(value);
  return fault !== undefined && value.includes('$') ? `${fault}. CI/CD variables cannot stand here` : fault;
}

function checkNames({ 'job-object-name': rule }: Rules, settings: Settings, report: Report): void {
  for (const [key, faultOf] of Object.entries(OBJECTS)) {
    for (const { value, place } of textsAt(settings, `${JOBS}.${key}`)) {
      add(rule, quoting(faultOf)(value), place, report);
    }
  }
  for (const { value, place } of settings.items(`${JOBS}.imagePullSecrets`).flatMap((item) => textsAt(item, []))) {
    const fault = quoting(secretNameFault)(value);
    if (!checkSecretAsName(value, { what: 'a Secret', isWrong: fault !== undefined }, report, place)) {
      add(rule, fault, place, report);
    }
  }
}

function checkVolumeNames({ 'job-volume-name': rule }: Rules, settings: Settings, report: Report): void {
  for (const kind of VOLUMES) {
    const names = settings.items(`${JOBS}.volumes.${kind}`).flatMap((volume) => textsAt(volume, 'name'));
    // CI/CD variables may stand in the names of claims.
    for (const { value, place } of names.filter((name) => !(kind === 'pvc' && name.value.includes('$')))) {
      const fault = RUNNERS_VOLUMES.includes(value)
        ? `is ${shown(value)}, as the runner calls a volume of its own; use another name`
        : quoting(namespaceFault)(value);
      add(rule, fault, place, report);
    }
  }
}

/** Where nothing is said of the flag, in a text, pipelines may set it. */
function checkPodSpec(rule: Rule, settings: Settings, report: Report): void {
  const podSpec = settings.items(`${JOBS}.podSpec`);
  if (podSpec.length === 0 || mayFlagBeOn(settings, POD_SPEC_FLAG)) {
    return;
  }
  const flag = settings.find(['runners', 'featureFlags', POD_SPEC_FLAG]);
  if (flag !== undefined) {
    report.add(
      rule,
      placeOf(flag.node.origin, flag.isCertain),
      'is off, and the runner ignores `podSpec` without it; leave it out, or leave `podSpec` out',
    );
  } else {
    report.add(
      rule,
      placeOf(settings.origin(`${JOBS}.podSpec`)!, false),
      `is ignored by the runner unless ${POD_SPEC_FLAG} = true stands in [runners.feature_flags]`,
    );
  }
}

/** The runner looks at a starting pod every so often, and as often as that fits into the timeout. */
function checkPolling(rule: Rule, settings: Settings, report: Report): void {
  const seconds = (name: 'Interval' | 'Timeout', otherwise: number) => {
    const path = `${JOBS}.poll${name}Seconds`;
    return { value: settings.has(path) ? settings.known(path) : otherwise, origin: settings.origin(path) };
  };
  const interval = seconds('Interval', DEFAULT_POLL_SECONDS.interval);
  const timeout = seconds('Timeout', DEFAULT_POLL_SECONDS.timeout);
  const origin = [interval.origin, timeout.origin].find((one) => one !== undefined && isOverride(one));
  if (
    origin !== undefined &&
    typeof interval.value === 'number' &&
    typeof timeout.value === 'number' &&
    timeout.value >= 1 &&
    interval.value > timeout.value
  ) {
    report.add(
      rule,
      placeOf(origin),
      `leaves a pod no time to start: the runner looks at it every ${interval.value} seconds (pollIntervalSeconds) and gives up after ${timeout.value} (pollTimeoutSeconds); let it look more often, or wait longer`,
    );
  }
}

interface GivenText {
  readonly value: string;
  readonly place: ReturnType<typeof placeOf>;
}

/** The texts that the user gives at a path, also by options that have no other check, and that are known at synth. */
function textsAt(settings: Settings, path: PathTo): readonly GivenText[] {
  return settings
    .possible(path)
    .flatMap(({ value, origin, isCertain }) =>
      typeof value === 'string' && (isOverride(origin) || origin.path[0] === 'jobs')
        ? [{ value, place: placeOf(origin, isCertain) }]
        : [],
    );
}

/** The same for the entries of a map of jobs. */
function textEntries(settings: Settings, map: string): readonly (GivenText & { readonly key: string })[] {
  return settings.entries(`${JOBS}.${map}`).flatMap(({ key, candidate: { node, isCertain } }) => {
    const value = knownValue(node);
    return typeof value === 'string' && isOverride(node.origin)
      ? [{ key, value, place: placeOf(node.origin, isCertain) }]
      : [];
  });
}

function add(rule: Rule, fault: string | undefined, place: GivenText['place'], report: Report): void {
  if (fault !== undefined) {
    report.add(rule, place, fault);
  }
}

function quoting(faultOf: (text: string) => string | undefined) {
  return (text: string): string | undefined => {
    const fault = faultOf(text);
    return fault && `${shown(text)} ${fault}`;
  };
}
