import { hasGpu } from '../cluster/instance-types';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import type { PathTo } from '../model/reading';
import { placeOf } from '../model/reading';
import { partsOf } from '../placement/parts';
import type { Compute } from '../placement/pod-placement';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const COMPUTE_CLASS = ['runners', 'kubernetes', 'podLabels', 'alibabacloud.com/compute-class'];
const ECI_SPECS = ['runners', 'kubernetes', 'podAnnotations', 'k8s.aliyun.com/eci-use-specs'];
const ECI_FAMILIES = ['runners', 'kubernetes', 'podAnnotations', 'k8s.aliyun.com/eci-instance-family'];
const GPU_CLASSES: readonly unknown[] = ['gpu', 'gpu-hpn'];
const GPU_RESOURCE = /\/(?:gpu|ppu)/;
const ASK_FOR_GPU = 'ask for it by jobs.gpu';

/** Jobs with GPUs, and compute that has some. */
export const gpus = ruleSet(
  'Options of jobs',
  {
    'gpu-not-requested': {
      severity: 'warning',
      title: 'Jobs run on compute with GPUs, and ask for none',
      reason: 'Kubernetes, ECI and ACS give a GPU to containers that ask for one.',
      remedy: 'Ask for GPUs by `jobs.gpu`, or use compute without GPUs.',
    },
    'gpu-unavailable': {
      severity: 'error',
      title: 'Jobs ask for GPUs, and their compute has none',
      reason: 'No node ever fits their pods, or the platform refuses these. Of several computes it is a warning.',
      remedy: 'Use a node pool of a GPU family, ECI with `useSpecs` of one, or ACS of the class gpu.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkWholeNumber(model.jobs.gpu, 1, report, 'jobs.gpu');
    checkRequested(rules['gpu-not-requested'], model, report);
    if (model.jobs.gpu !== undefined) {
      checkAvailable(rules['gpu-unavailable'], model, report);
    }
  },
);

/** GitLab Runner has no setting for GPUs, so that a patch of the pod asks for them. */
function checkRequested(rule: Rule, { settings, pods }: RunnerModel, report: Report): void {
  // Of a patch from a file, or of the deployment, nothing is known.
  const mayAsk = settings.items('runners.kubernetes.podSpec').some((item) => {
    const patch = item.knownText('patch');
    return patch === undefined || GPU_RESOURCE.test(patch);
  });
  if (mayAsk) {
    return;
  }
  if (partsOf(pods.jobs.compute).some(({ nodePool }) => known(nodePool?.gpu) === true)) {
    report.add(
      rule,
      'jobs.placement',
      `is a node pool with GPUs, and Kubernetes gives a GPU to containers only that ask for one, which none does; ${ASK_FOR_GPU}`,
    );
  }
  const computes: readonly [PathTo, (value: string) => boolean, (value: string) => string][] = [
    [COMPUTE_CLASS, (value) => GPU_CLASSES.includes(value), (value) => `the compute class ${value}, and ACS`],
    [ECI_SPECS, isOfGpus, (value) => `instances of ${value}, and ECI`],
  ];
  for (const [path, has, named] of computes) {
    for (const { value, origin, isCertain } of settings.possible(path)) {
      if (typeof value === 'string' && has(value)) {
        report.add(
          rule,
          placeOf(origin, isCertain),
          `gives jobs ${named(shown(value))} gives a GPU to containers only that ask for one, which none does; ${ASK_FOR_GPU}`,
        );
      }
    }
  }
}

function checkAvailable(rule: Rule, model: RunnerModel, report: Report): void {
  const lacks = partsOf(model.pods.jobs.compute).map((compute) => lackOf(compute, model));
  const found = [...new Set(lacks)].filter((lack) => lack !== undefined);
  const severity = found.length > 0 && lacks.includes(undefined) ? 'warning' : 'error';
  found.forEach((lack) => report.add(rule, 'jobs.gpu', lack, { severity }));
}

/** Why a compute has no GPUs; undefined where it has some, or may have. */
function lackOf({ name, nodePool, unit }: Compute, { settings }: RunnerModel): string | undefined {
  const valueAt = (path: PathTo, ofUnit: Readonly<Record<string, string>> = {}): string | undefined =>
    settings.has(path) ? settings.knownText(path) : known(ofUnit[String(path.at(-1))]);
  const isGiven = (path: PathTo) => settings.has(path) || unit?.podAnnotations?.[String(path.at(-1))] !== undefined;
  if (known(nodePool?.gpu) === false) {
    return 'asks for GPUs, and the node pool that jobs run on has none; place jobs on a pool of a GPU family, such as ecs.gn7i, or leave it out';
  }
  if (name === 'ACS') {
    const computeClass = valueAt(COMPUTE_CLASS, unit?.podLabels);
    return computeClass === undefined || GPU_CLASSES.includes(computeClass)
      ? undefined
      : `asks for GPUs, and ACS compute of the class ${computeClass} has none; use the class gpu with a gpuModelSeries, or leave it out`;
  }
  if (name !== 'ECI' || settings.has('runners.kubernetes.podAnnotationsOverwriteAllowed')) {
    return undefined;
  }
  if (!isGiven(ECI_SPECS)) {
    return isGiven(ECI_FAMILIES)
      ? undefined
      : 'asks for GPUs, and ECI gives some on instance types only that are named; name types of a GPU family by useSpecs, such as "ecs.gn6i-c4g1.xlarge", or leave it out';
  }
  const specs = valueAt(ECI_SPECS, unit?.podAnnotations);
  return specs === undefined || isOfGpus(specs)
    ? undefined
    : `asks for GPUs, and not all of the instances ${shown(specs)} have some; name types of a GPU family by useSpecs, such as "ecs.gn6i-c4g1.xlarge", or leave it out`;
}

/** Whether all of the sizes and types that ECI may take have GPUs. */
function isOfGpus(specs: string): boolean {
  return specs.split(',').every((spec) => hasGpu(spec.trim()));
}
