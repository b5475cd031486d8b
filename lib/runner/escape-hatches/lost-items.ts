import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { HelmTemplate } from '../../config/helm-template';
import type { RunnerConfig } from '../../config/runner-config.generated';
import type { TomlTable } from '../../config/toml-table';
import { isMap } from '../../schema/is-map';
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
    texts(list, ({ mountPath }) => mountPath),
  ]);
  return {
    'runners.environment': texts(runners?.environment)?.map((variable) => variable.split('=')[0]!),
    'runners.kubernetes.services': texts(kubernetes?.services, ({ alias, name }) => alias ?? name),
    'runners.kubernetes.imagePullSecrets': texts(kubernetes?.imagePullSecrets),
    ...(Object.fromEntries(volumes) as Lists),
  };
}

/**
 * The items of a list of texts, or the texts that `textOf` finds in those of a list of tables. What is malformed is left
 * out, and reported elsewhere.
 */
function texts(list: unknown, textOf?: (table: TomlTable) => unknown): readonly string[] | undefined {
  if (!Array.isArray(list) || isUnresolved(list)) {
    return undefined;
  }
  const items: unknown[] = textOf === undefined ? list : list.filter(isMap).map(textOf);
  const isOpen = items.some((item) => isUnresolved(item) || item instanceof HelmTemplate);
  return isOpen ? undefined : items.filter((item) => typeof item === 'string');
}
