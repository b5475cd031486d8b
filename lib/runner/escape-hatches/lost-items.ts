import type { FaultList } from '../../checks/faults';
import { shown } from '../../checks/faults';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { isTable } from '../../config/toml-table';
import { isUnresolved } from '../../ros/tokens';

/**
 * Warns of what the library needs in lists, and lists of `config` have not: they take the place of the library's. An
 * item of the same purpose, such as another volume at the same place, counts as there.
 */
export function warnOfLostItems(
  { ownConfig, mergedConfig }: { readonly ownConfig: RunnerConfig; readonly mergedConfig: RunnerConfig },
  warnings: FaultList,
): void {
  const left = listsOf(mergedConfig);
  for (const [path, needed] of Object.entries(listsOf(ownConfig))) {
    const lost = (needed ?? []).filter((item) => left[path]?.includes(item) === false);
    if (lost.length > 0) {
      warnings.add(
        `config.${path}`,
        `takes the place of the list that other props yield, and lacks ${lost.map(shown).join(', ')} of it; repeat what jobs need of that`,
      );
    }
  }
}

type Lists = Record<string, readonly string[] | undefined>;

/** Lists by their paths, each item by what tells it from others; undefined for lists that are not all known at synth. */
function listsOf({ runners }: RunnerConfig): Lists {
  const kubernetes = runners?.kubernetes;
  const volumes = Object.entries(kubernetes?.volumes ?? {}).map(([kind, list]) => [
    `runners.kubernetes.volumes.${kind}`,
    texts(list as readonly { mountPath?: string }[], ({ mountPath }) => mountPath),
  ]);
  return {
    'runners.environment': texts(runners?.environment, (variable) => variable.split('=')[0]),
    'runners.kubernetes.services': texts(kubernetes?.services, ({ alias, name }) => alias ?? name),
    'runners.kubernetes.imagePullSecrets': texts(kubernetes?.imagePullSecrets, (name) => name),
    ...(Object.fromEntries(volumes) as Lists),
  };
}

/** What is malformed is reported elsewhere. */
function texts<T>(
  list: readonly T[] | undefined,
  textOf: (item: T) => string | undefined,
): readonly string[] | undefined {
  if (!Array.isArray(list) || isUnresolved(list)) {
    return undefined;
  }
  const items = (list as readonly T[]).filter((item) => typeof item === 'string' || isTable(item)).map(textOf);
  return items.some(isUnresolved) ? undefined : items.filter((text) => text !== undefined);
}
