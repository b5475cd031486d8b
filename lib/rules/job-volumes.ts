import { isAtLeast } from '../config/runner-version';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import type { Origin } from '../model/origin';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { VOLUME_KINDS } from '../runner/jobs/job-volume';
import { ruleSet } from './rule-set';

const VOLUMES = ['runners', 'kubernetes', 'volumes'];

/** The runner calls the volume of a Secret, a ConfigMap and a claim after it. */
interface Volume {
  readonly kind: string;
  readonly name?: string;
  readonly mountPath?: string;
  readonly origin: Origin;
  readonly isCertain: boolean;
}

/** The volumes in the pods of jobs, of the user and of the options together. */
export const jobVolumes = ruleSet(
  'Volumes of jobs',
  {
    'job-volume-names-equal': {
      severity: 'error',
      title: 'Two volumes in the pods of jobs have the same name',
      reason: 'Kubernetes refuses such pods.',
      remedy: 'Give one of them another name.',
    },
    'job-volume-paths-equal': {
      severity: 'error',
      title: 'Two volumes in the pods of jobs are mounted at the same path',
      reason: 'Kubernetes refuses such pods.',
      remedy: 'Mount one of them elsewhere.',
    },
    'job-volume-kind': {
      severity: 'error',
      title: 'A volume of jobs is of no kind, of several, or of one that has no such setting',
      reason: 'There is nothing to mount, or more than one thing.',
      remedy: `Give one of ${VOLUME_KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
    },
    'job-volume-path': {
      severity: 'error',
      title: 'The path of a volume of jobs is not one that Kubernetes takes',
      reason: 'Kubernetes refuses the pods of all jobs.',
      remedy: 'Write an absolute path, such as /data.',
    },
    'job-volume-nas': {
      severity: 'error',
      title: 'A NAS file system cannot be mounted so',
      reason: 'GitLab Runner mounts NFS from 19.0 on, and takes server and directory apart.',
      remedy:
        'Use a newer chart, or a PersistentVolumeClaim; give the mount target as `server`, the directory as `path`.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkOptions(rules, model, report);
    const { settings } = model;
    for (const [first, second] of pairs(volumesOf(settings))) {
      // Two that are only possible may be the two sides of a choice.
      if (!first.isCertain && !second.isCertain) {
        continue;
      }
      // What the user has laid over is where to mend it.
      const { origin } = [second, first].find((volume) => isOverride(volume.origin)) ?? second;
      const place = placeOf(origin, first.isCertain && second.isCertain);
      // The runner mounts one claim in as many places as one likes.
      const isOneClaim = first.kind === 'pvc' && second.kind === 'pvc';
      if (first.name !== undefined && first.name === second.name && !isOneClaim) {
        report.add(
          rules['job-volume-names-equal'],
          place,
          `leads to two volumes called ${shown(first.name)} in the pods of jobs, at ${first.mountPath} and ${second.mountPath}, and Kubernetes refuses such pods; give one of them another name`,
        );
      }
      if (first.mountPath !== undefined && first.mountPath === second.mountPath) {
        report.add(
          rules['job-volume-paths-equal'],
          place,
          `leads to two volumes at ${shown(first.mountPath)} in the pods of jobs, ${first.name} and ${second.name}, and Kubernetes refuses such pods; mount one of them elsewhere`,
        );
      }
    }
  },
);

/** What `jobs.volumes` say, before the runner's words for it. */
function checkOptions(
  rules: Readonly<Record<'job-volume-kind' | 'job-volume-path' | 'job-volume-nas', Rule>>,
  { jobs, chartVersion }: RunnerModel,
  report: Report,
): void {
  (jobs.volumes ?? []).forEach((volume, index) => {
    const at = `jobs.volumes[${index}]`;
    const kinds = VOLUME_KINDS.filter((kind) => volume[kind] !== undefined);
    if (kinds.length !== 1) {
      const given = kinds.length === 0 ? 'none is' : `${kinds.join(', ')} are`;
      report.add(rules['job-volume-kind'], at, `needs exactly one of ${VOLUME_KINDS.join(', ')}, and ${given} given`);
    }
    if (volume.emptyDir !== undefined && known(volume.readOnly) === true) {
      report.add(
        rules['job-volume-kind'],
        `${at}.readOnly`,
        'is true for an emptyDir, which would stay empty; leave it out',
      );
    }
    const path = known(volume.mountPath);
    if (path !== undefined && !/^\/[^:]*$/.test(path)) {
      report.add(
        rules['job-volume-path'],
        `${at}.mountPath`,
        `is ${shown(path)}; allowed is an absolute path without ":", such as "/data"`,
      );
    }
    if (volume.nas !== undefined && !isAtLeast(chartVersion.runnerVersion, '19.0')) {
      report.add(
        rules['job-volume-nas'],
        `${at}.nas`,
        `is for GitLab Runner 19.0 and later, and chart ${chartVersion.version} has ${chartVersion.runnerVersion}; use a persistentVolumeClaim for the NAS file system`,
      );
    }
    const server = known(volume.nas?.server);
    if (server !== undefined && !/^[A-Za-z0-9.-]+$/.test(server)) {
      report.add(
        rules['job-volume-nas'],
        `${at}.nas.server`,
        `is ${shown(server)}; give the address of the mount target alone, such as "xxxxx-xxxx.cn-hangzhou.nas.aliyuncs.com", and the directory as path`,
      );
    }
  });
}

function volumesOf(settings: Settings): Volume[] {
  const kinds = new Set(settings.entries(VOLUMES).map(({ key }) => key));
  return [...kinds].flatMap((kind) =>
    settings.items([...VOLUMES, kind]).flatMap((item) => {
      const table = item.find([]);
      const [name, mountPath] = [textAt(item, 'name'), textAt(item, 'mountPath')];
      return table === undefined
        ? []
        : { kind, name, mountPath, origin: table.node.origin, isCertain: table.isCertain };
    }),
  );
}

function textAt(item: Settings, key: string): string | undefined {
  const [first, ...others] = item.possible(key);
  return others.length === 0 && typeof first?.value === 'string' ? first.value : undefined;
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((first, index) => list.slice(index + 1).map((second): [T, T] => [first, second]));
}
