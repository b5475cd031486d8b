import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { Items } from '../model/tree';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** What the chart calls the volumes of its own, of which some are there only with certain values. */
const OF_CHART = ['runner-secrets', 'etc-gitlab-runner', 'projected-secrets', 'custom-certs', 'configmaps'];

interface Named {
  readonly item: Settings;
  /** Undefined where only the deployment or Helm knows it. */
  readonly name?: string;
}

/** Volumes in the pods of managers, and where they are mounted. */
export const managerVolumes = ruleSet(
  'Volumes of managers',
  {
    'manager-volume-name': {
      severity: 'error',
      title: 'Two volumes in the pods of managers have the same name, or one has that of a volume of the chart',
      reason: 'Kubernetes refuses the Deployment, and the release fails.',
      remedy: 'Give one of them another name.',
    },
    'manager-volume-missing': {
      severity: 'error',
      title: 'The pods of managers mount a volume that they do not have',
      reason: 'Kubernetes refuses the Deployment, and the release fails.',
      remedy: 'Add the volume to `volumes`, or name one that is there.',
    },
  },
  (rules, { values, deployTimeChartValues }: RunnerModel, report) => {
    const volumes = namedItems(values, 'volumes');
    checkNames(rules['manager-volume-name'], volumes, report);
    if (deployTimeChartValues === undefined && isListKnown(values) && volumes.every(({ name }) => name !== undefined)) {
      const names = [...new Set([...OF_CHART, ...volumes.map(({ name = '' }) => name)])];
      const containers = [values, ...values.items('extraContainers')];
      containers
        .flatMap((container) => namedItems(container, 'volumeMounts'))
        .forEach((mount) => checkMount(rules['manager-volume-missing'], mount, names, report));
    }
  },
);

/** Whether all volumes are known at synth, or there are none. */
function isListKnown(values: Settings): boolean {
  return values.candidates('volumes').every(({ node }) => node instanceof Items && node.origin.isMalformed !== true);
}

function namedItems(settings: Settings, list: string): Named[] {
  return settings.items(list).map((item) => ({ item, name: item.knownText('name') }));
}

function checkNames(rule: Rule, volumes: readonly Named[], report: Report): void {
  volumes.forEach(({ item, name }, index) => {
    const isTwice = volumes.slice(0, index).some((other) => other.name === name);
    if (name !== undefined && (OF_CHART.includes(name) || isTwice)) {
      const whose = isTwice ? 'another of the volumes is called so too' : 'the chart calls a volume of its own so';
      report.add(rule, placeAt(item), `is ${shown(name)}, and ${whose}; give it another name`);
    }
  });
}

function checkMount(rule: Rule, { item, name }: Named, names: readonly string[], report: Report): void {
  if (name !== undefined && !names.includes(name)) {
    const given = names.filter((one) => !OF_CHART.includes(one));
    const allowed = given.length === 0 ? 'there are no `volumes`' : `the \`volumes\` are ${given.join(', ')}`;
    report.add(rule, placeAt(item), `is ${shown(name)}, and ${allowed}; add it there.${didYouMean(name, names)}`);
  }
}

function placeAt(item: Settings) {
  const found = item.find('name');
  return placeOf(found!.node.origin, found!.isCertain);
}
