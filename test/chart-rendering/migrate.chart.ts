import { parse } from '@iarna/toml';
import { findValues, yamlDocuments } from '../../lib/migrate/find-values';
import { migrate } from '../../lib/migrate/migrate';
import { OLD_FILES, oldFile } from '../migrate/files';
import { templateOf } from '../stack/support';
import { findCharts, helmTemplate } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { configTemplate, globalConfig, managerEnv } from '../support/kubernetes';
import { deploy, releases } from '../support/releases';

const chart = findCharts().find(({ version }) => version === '0.90.1');

/** What differs between values that Helm renders, and the same values migrated: of what there was, and in addition. */
function compare(name: string) {
  const file = oldFile(name);
  const [release] = releases(deploy(templateOf(migrate([file]).text)));
  const { name: releaseName, namespace, values } = release!;
  const [found] = yamlDocuments(file.text, name).flatMap(findValues);
  const { runnerToken: _, runnerRegistrationToken: __, runners = {}, ...rest } = found!.values;
  // What takes the place of tokens and keys in clear text.
  const { secret, cache } = values.runners as { secret: string; cache?: object };
  const old = { ...rest, runners: { secret, ...(cache !== undefined && { cache }), ...(runners as object) } };
  const [before, after] = [old, values].map((one) =>
    ends(helmTemplate({ chart: chart!, release: releaseName, namespace, values: one })),
  );
  return {
    lost: [...before!]
      .filter(([path, value]) => value !== '' && after!.get(path) !== value && !LEFT_TO_THE_LIBRARY.test(path))
      .map(([path]) => path),
    added: [...after!].filter(([path]) => !before!.has(path) && !ADDITIONS.test(path)).map(([path]) => path),
  };
}

/** Values that the chart has by itself, and this library says otherwise. */
const LEFT_TO_THE_LIBRARY =
  /^Deployment .*(?:checksum\/|readinessProbe\.|livenessProbe\.|\.terminationGracePeriodSeconds |KUBERNETES_NAMESPACE)|^(?:Cluster)?Role rules/;

/** What this library has in addition. */
const ADDITIONS = new RegExp(
  [
    // What no manager of this library is without.
    'Deployment spec.template.spec.(affinity|containers.*resources|topologySpreadConstraints)',
    'Deployment spec.template.metadata.annotations.(cluster-autoscaler|goatscaler|prometheus)',
    'Deployment spec.template.metadata.annotations.*safe-to-evict',
    // One, which the chart leaves to Kubernetes.
    'Deployment spec.replicas',
    'PodDisruptionBudget|PodMonitor',
    // Rights, where the old file left them to the account `default`, or to every right.
    '((Cluster)?Role|RoleBinding|ServiceAccount) ',
    'ConfigMap config.toml (listen_address)',
    'ConfigMap template runners.(request_concurrency|kubernetes.(namespace|poll_timeout|pod_labels_overwrite_allowed|automount_service_account_token))',
    'ConfigMap template runners.kubernetes.(cpu|memory)_(request|limit)',
    'ConfigMap template runners.cache.',
  ]
    .map((one) => `^${one}`)
    .join('|'),
);

/** Values at the ends of objects. Texts that are TOML are read, so that only their meaning counts. */
function ends(objects: readonly KubernetesObject[]): Map<string, string> {
  const entries = objects.flatMap(({ kind, data, ...rest }) => {
    const { 'config.toml': global, 'config.template.toml': template, ...texts } = data ?? {};
    const { runners } = (template === undefined ? {} : parse(template)) as { runners?: object[] };
    return [
      ...flat(rest, `${kind} `),
      ...flat(texts, `${kind} `),
      ...flat(global === undefined ? {} : parse(global), `${kind} config.toml `),
      ...flat({ runners: runners?.[0] ?? {} }, `${kind} template `),
    ];
  });
  return new Map(entries);
}

function flat(value: unknown, prefix: string, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined || value === null
      ? []
      : [[`${prefix}${path} `, typeof value === 'string' ? value : JSON.stringify(value)]];
  }
  // Items of a list that have names are told by them.
  return Object.entries(value).flatMap(([key, inner]) => {
    const { name } = (inner ?? {}) as { name?: unknown };
    const step = Array.isArray(value) && typeof name === 'string' ? name : key;
    return flat(inner, prefix, path === '' ? step : `${path}.${step}`);
  });
}

const ENV = 'Deployment spec.template.spec.containers.runner-gitlab-runner.env';

/** What files lose, which notes tell. */
const LOST: Readonly<Record<string, readonly string[]>> = {
  // A token in clear text.
  'corporate.yaml': [`${ENV}.DEPLOY_TOKEN.name `, `${ENV}.DEPLOY_TOKEN.value `],
  // The chart says it.
  'helm-release.yaml': ['ConfigMap template runners.executor '],
  // The keys are in a Secret, and OSS takes either name of the region.
  'oss.yaml': ['AccessKey', 'SecretKey', 'BucketLocation'].map((key) => `ConfigMap template runners.cache.s3.${key} `),
};

const ofValues = OLD_FILES.map(({ name }) => name).filter((name) => name.endsWith('.yaml'));

describe.skipIf(chart === undefined)('values of the chart, migrated', () => {
  test.each(ofValues)('%s renders to what it rendered to', (name) => {
    const { lost, added } = compare(name);
    expect({ lost, added }).toEqual({ lost: LOST[name] ?? [], added: [] });
  });
});

test.skipIf(chart === undefined)('the runners of a config.toml are what they were', () => {
  const file = oldFile('kubernetes.toml');
  const { runners, concurrent, shutdown_timeout } = parse(file.text) as unknown as {
    runners: { kubernetes: object }[];
    concurrent: number;
    shutdown_timeout: number;
  };
  const found = releases(deploy(templateOf(migrate([file]).text)));
  expect(found.map(({ name }) => name)).toEqual(['linux-builds', 'windows']);
  found.forEach(({ name, namespace, values }, index) => {
    const objects = helmTemplate({ chart: chart!, release: name, namespace, values });
    const template = parse(configTemplate(objects)) as unknown as { runners: { kubernetes: object }[] };
    expect(template.runners[0]!.kubernetes).toMatchObject(runners[index]!.kubernetes);
    expect(parse(globalConfig(objects))).toMatchObject({
      concurrent,
      shutdown_timeout,
      check_interval: 3,
      log_level: 'warn',
    });
    expect(managerEnv(objects)).toMatchObject({ CI_SERVER_URL: 'https://gitlab.example.com' });
  });
});
