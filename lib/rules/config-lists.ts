import { shown } from '../diagnostics/shown';
import type { PathTo } from '../model/reading';
import { knownValue, placeOf, Settings } from '../model/reading';
import type { Node } from '../model/tree';
import { Items } from '../model/tree';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const VOLUMES = 'runners.kubernetes.volumes';

/** A list, and where in its items stands what tells one from others. The first that is there counts. */
interface List {
  readonly path: PathTo;
  readonly keys: readonly PathTo[];
  /** The option that adds to the list. */
  readonly option?: string;
  /** What jobs may do without. */
  readonly severity?: 'warning';
}

/** Lists of `config` that take the place of those that options yield. */
export const configLists = ruleSet(
  'Lists of `config`',
  {
    'config-list-lacks-items': {
      severity: 'error',
      title: 'A list of `config` lacks what options put into it',
      reason:
        'The list takes the place of that of the options, so that jobs miss a variable, a service, a volume or a Secret. Of pull Secrets it is a warning, since jobs can bring their own.',
      remedy: 'Use `jobs.volumes` and `jobs.env`, which add to the lists, or repeat what jobs need of them.',
    },
  },
  (rules, { settings }: RunnerModel, report) => {
    const lists: readonly List[] = [
      { path: 'runners.environment', keys: [[]], option: 'jobs.env' },
      { path: 'runners.kubernetes.services', keys: ['alias', 'name'] },
      { path: 'runners.kubernetes.imagePullSecrets', keys: [[]], severity: 'warning' },
      { path: 'runners.kubernetes.podSpec', keys: ['name'] },
      ...settings
        .entries(VOLUMES)
        .map(({ key }) => ({ path: `${VOLUMES}.${key}`, keys: ['mountPath'], option: 'jobs.volumes' })),
    ];
    for (const { path, keys, option, severity = 'error' } of lists) {
      const { node } = settings.find(path) ?? {};
      const beneath = node?.origin.layer === 'config' ? node.under : undefined;
      const [left, needed = []] = [namesOf(node, keys), namesOf(beneath, keys)];
      // An item of the same purpose, such as another volume at the same place, counts as there.
      const lost = left === undefined ? [] : needed.filter((name) => !left.includes(name));
      if (node !== undefined && lost.length > 0) {
        report.add(
          rules['config-list-lacks-items'],
          placeOf(node.origin),
          `takes the place of the list that other options yield, and lacks ${lost.map(shown).join(', ')} of it; repeat what jobs need of that${option === undefined ? '' : `, or use ${option}, which adds to it`}`,
          { severity },
        );
      }
    }
  },
);

/** What tells the items of a list from each other; undefined where some are not known at synth. Variables go by their names. */
function namesOf(list: Node | undefined, keys: readonly PathTo[]): readonly string[] | undefined {
  if (!(list instanceof Items)) {
    return undefined;
  }
  const found = list.items.flatMap((item) => {
    const [first] = keys.flatMap((key) => new Settings(item).candidates(key));
    return first === undefined ? [] : [knownValue(first.node)];
  });
  return found.includes(undefined) ? undefined : found.map((value) => String(value).replace(/^(\w+)=.*$/s, '$1'));
}
