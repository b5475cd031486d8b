import type { ManifestObject } from '../cluster/kubernetes-manifest';
import { ConditionalObject } from '../cluster/kubernetes-manifest';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** Kinds of which the chart always makes one, called like the managers. */
const OF_CHART = ['Deployment', 'ConfigMap'];

/** An object by what there can be only one of in a namespace. */
interface Identity {
  readonly kind: string;
  readonly name: string;
}

/** The objects that users add to the release, beside those of the library and of the chart. */
export const releaseObjects = ruleSet(
  'Objects of the release',
  {
    'release-object-taken': {
      severity: 'error',
      title: 'An object of the release has the kind and the name of another one',
      reason: 'Helm refuses the second of them, and the release fails.',
      remedy: 'Give the object another name, or leave it out.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { managerName, namespace } = model;
    const others: (Identity & { readonly whose: string })[] = [
      ...OF_CHART.map((kind) => ({ kind, name: managerName, whose: 'of the chart' })),
      ...model.objects.flatMap(identitiesOf).map((object) => ({ ...object, whose: 'that the stack makes' })),
    ];
    for (const object of model.values.items('extraObjects')) {
      const own = identityIn(object, namespace);
      if (own !== undefined) {
        const other = others.find(({ kind, name }) => kind === own.kind && name === own.name);
        addTaken(rules['release-object-taken'], own, other?.whose, object, report);
        others.push({ ...own, whose: 'of this release' });
      }
    }
  },
);

function addTaken(
  rule: Rule,
  { kind, name }: Identity,
  whose: string | undefined,
  object: Settings,
  report: Report,
): void {
  const place = object.find('metadata.name') ?? object.find('metadata');
  if (whose !== undefined && place !== undefined && isOverride(place.node.origin)) {
    report.add(
      rule,
      placeOf(place.node.origin, place.isCertain),
      `is ${shown(name)}, as another ${kind} ${whose} is called; give it another name`,
    );
  }
}

function identitiesOf(object: ManifestObject): Identity[] {
  const { kind, metadata } = object instanceof ConditionalObject ? object.object : object;
  const { name } = metadata;
  return known(name) === undefined ? [] : [{ kind, name }];
}

/** Undefined for an object in another namespace, or whose name only the deployment or Helm knows. */
function identityIn(object: Settings, namespace: string): Identity | undefined {
  const [kind, name] = [object.knownText('kind'), object.knownText('metadata.name')];
  const isElsewhere = object.has('metadata.namespace') && object.knownText('metadata.namespace') !== namespace;
  return kind === undefined || name === undefined || isElsewhere || name.includes('{{') ? undefined : { kind, name };
}
