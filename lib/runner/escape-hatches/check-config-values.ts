import { labelKeyFault, labelValueFault } from '../../chart/kubernetes-labels';
import { namespaceFault, secretNameFault } from '../../chart/kubernetes-names';
import { checkSecretAsName } from '../../diagnostics/check-secrets';
import type { FaultList, Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { KubernetesConfig, RunnerConfig } from '../../config/runner-config.generated';
import { isMap } from '../../schema/is-map';
import { known } from '../../ros/tokens';
import { checkText } from '../check-text';
import { knownItems, knownTables } from '../known-items';

const AT = 'config.runners.kubernetes';
const EFFECTS = ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const VOLUMES = ['hostPath', 'secret', 'pvc', 'configMap', 'emptyDir', 'csi', 'nfs'] as const;

/** What the runner calls its own volumes in the pods of jobs. It has one for builds too, unless the user mounts one. */
const RUNNERS_VOLUMES = ['scripts', 'logs'];

/** What the runner does when `config` says nothing. */
const DEFAULT_POLL_SECONDS = { interval: 3, timeout: 180 };

/**
 * Adds values of `config.runners.kubernetes` with which Kubernetes refuses the pods of jobs. The runner takes them, and
 * says so when the first job fails. What is of the wrong type is reported elsewhere.
 */
export function checkConfigValues(
  { config, mergedConfig }: { readonly config?: RunnerConfig; readonly mergedConfig: RunnerConfig },
  { errors, warnings }: Report,
): void {
  const kubernetes = config?.runners?.kubernetes ?? {};
  checkLabels(kubernetes, errors, warnings);
  checkNodeSelector(kubernetes, errors);
  checkTolerations(kubernetes, errors);
  checkNames(kubernetes, errors);
  checkVolumeNames(kubernetes, errors);
  checkPolling(kubernetes, mergedConfig.runners?.kubernetes ?? {}, errors);
}

/** The entries of a map that are text and known at synth, with their places. */
function textEntries(map: unknown, at: string): { key: string; value: string; place: string }[] {
  return Object.entries(isMap(map) ? map : {}).flatMap(([key, value]) => {
    const text = known(value);
    return typeof text === 'string' ? [{ key, value: text, place: `${AT}.${at}[${shown(key)}]` }] : [];
  });
}

/** The runner makes any text a value of a label, and puts in what CI/CD variables hold. Keys it takes as they are. */
function checkLabels({ podLabels, podAnnotations }: KubernetesConfig, errors: FaultList, warnings: FaultList): void {
  for (const { key, value, place } of textEntries(podLabels, 'podLabels')) {
    checkText(key, labelKeyFault, errors, place);
    const fault = labelValueFault(value, { allowVariables: true });
    if (fault !== undefined) {
      warnings.add(place, `${fault}. The runner writes "_" for other characters, and cuts what is too long`);
    }
  }
  for (const { key, place } of textEntries(podAnnotations, 'podAnnotations')) {
    checkText(key, annotationKeyFault, errors, place);
  }
}

/** Of annotations, Kubernetes takes capitals in the prefix too. */
function annotationKeyFault(key: string): string | undefined {
  return labelKeyFault(key.toLowerCase()) === undefined ? undefined : labelKeyFault(key);
}

function checkNodeSelector({ nodeSelector }: KubernetesConfig, errors: FaultList): void {
  for (const { key, value, place } of textEntries(nodeSelector, 'nodeSelector')) {
    checkText(key, labelKeyFault, errors, place);
    checkText(value, fixedValueFault, errors, place);
  }
}

/** The runner writes a toleration as `"key=value" = "effect"`, any value as `key`, and any key as `""`. */
function checkTolerations({ nodeTolerations }: KubernetesConfig, errors: FaultList): void {
  for (const { key: taint, value: effect, place } of textEntries(nodeTolerations, 'nodeTolerations')) {
    const [key = '', value] = taint.split(/=(.*)/s);
    if (key !== '') {
      checkText(key, labelKeyFault, errors, place);
    } else if (value !== undefined) {
      errors.add(place, `has a value without a key; write "key=value", or "" for every taint`);
    }
    checkText(value, fixedValueFault, errors, place);
    if (!EFFECTS.includes(effect)) {
      errors.add(place, `is ${shown(effect)}; allowed is ${EFFECTS.map(shown).join(', ')}, where "" is any effect`);
    }
  }
}

function fixedValueFault(value: string): string | undefined {
  const fault = labelValueFault(value);
  return fault !== undefined && value.includes('$') ? `${fault}. CI/CD variables cannot stand here` : fault;
}

function checkNames(kubernetes: KubernetesConfig, errors: FaultList): void {
  const names = {
    namespace: namespaceFault,
    serviceAccount: secretNameFault,
    runtimeClassName: secretNameFault,
    priorityClassName: secretNameFault,
  };
  for (const [name, faultOf] of Object.entries(names)) {
    const value: unknown = kubernetes[name as keyof typeof names];
    // For the runner, an empty name is one that is not set.
    checkText(typeof value === 'string' && value !== '' ? value : undefined, quoting(faultOf), errors, `${AT}.${name}`);
  }
  knownItems(kubernetes.imagePullSecrets).forEach((name, index) => {
    const place = `${AT}.imagePullSecrets[${index}]`;
    const text = typeof name === 'string' ? known(name) : undefined;
    const isWrong = text !== undefined && secretNameFault(text) !== undefined;
    if (text !== undefined && !checkSecretAsName(text, { what: 'a Secret', isWrong }, errors.report, place)) {
      checkText(text, quoting(secretNameFault), errors, place);
    }
  });
}

function quoting(faultOf: (text: string) => string | undefined) {
  return (text: string): string | undefined => {
    const fault = faultOf(text);
    return fault && `${shown(text)} ${fault}`;
  };
}

function checkVolumeNames({ volumes }: KubernetesConfig, errors: FaultList): void {
  for (const kind of VOLUMES) {
    knownTables<{ readonly name?: unknown }>(volumes?.[kind]).forEach(({ name }, index) => {
      // CI/CD variables may stand in the names of claims.
      const isFixed = typeof name === 'string' && !(kind === 'pvc' && name.includes('$'));
      checkText(isFixed ? name : undefined, volumeNameFault, errors, `${AT}.volumes.${kind}[${index}].name`);
    });
  }
}

function volumeNameFault(name: string): string | undefined {
  return RUNNERS_VOLUMES.includes(name)
    ? `is ${shown(name)}, as the runner calls a volume of its own; use another name`
    : quoting(namespaceFault)(name);
}

/** The runner looks at a starting pod every so often, and as often as that fits into the timeout. */
function checkPolling(own: KubernetesConfig, merged: KubernetesConfig, errors: FaultList): void {
  const interval = known(merged.pollIntervalSeconds ?? DEFAULT_POLL_SECONDS.interval);
  const timeout = known(merged.pollTimeoutSeconds ?? DEFAULT_POLL_SECONDS.timeout);
  if (typeof interval !== 'number' || typeof timeout !== 'number' || timeout < 1 || interval <= timeout) {
    return;
  }
  errors.add(
    `${AT}.${own.pollIntervalSeconds === undefined ? 'pollTimeoutSeconds' : 'pollIntervalSeconds'}`,
    `leaves a pod no time to start: the runner looks at it every ${interval} seconds (pollIntervalSeconds) and gives up after ${timeout} (pollTimeoutSeconds); let it look more often, or wait longer`,
  );
}
