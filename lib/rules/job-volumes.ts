import { shown } from '../diagnostics/shown';
import type { Origin } from '../model/origin';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
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
  },
  (rules, { settings }: RunnerModel, report) => {
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
