import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy, releases } from '../support/releases';
import type { Template } from '../support/template';
import { checkStructure, dependsOn, onlyResource, resourcesOfType } from '../support/template';
import { synthesizeYaml, problemsOf } from './support';

const root = join(__dirname, '../..');
const sample = readFileSync(join(root, 'gitlab-runner.yaml'), 'utf8');
const { template, warnings } = synthesizeYaml(sample);

const HOW =
  'if the change is meant, run `UPDATE_GOLDEN=1 npx vitest run test/stack/sample` and look at the difference in Git';

/** The content of a golden file. With UPDATE_GOLDEN=1 it becomes what it is compared with. */
function golden(name: string, actual: string): string {
  const file = join(root, 'test/golden', name);
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(file, actual);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Sections and the ids in them, sorted, since the order is no promise. */
function logicalIds({ Parameters, Resources, Conditions, Outputs }: Template): string {
  return Object.entries({ Parameters, Conditions, Resources, Outputs })
    .flatMap(([section, elements = {}]) =>
      Object.keys(elements)
        .sort()
        .map((id) => `${section}.${id}\n`),
    )
    .join('');
}

describe('golden files:', () => {
  test(`the template is test/golden/gitlab-runner.template.json; ${HOW}`, () => {
    const text = `${JSON.stringify(template, null, 2)}\n`;
    expect(text).toBe(golden('gitlab-runner.template.json', text));
  });

  // A new id replaces the resource in stacks that are deployed: cluster, bucket and all.
  test(`the logical ids are test/golden/logical-ids.txt; ${HOW}`, () => {
    const text = logicalIds(template);
    expect(text).toBe(golden('logical-ids.txt', text));
  });
});

describe('the sample', () => {
  const deployed = deploy(template, { stackName: 'gitlab-runner' });
  const [release] = releases(deployed);

  test('is sound, and gives no warnings', () => {
    expect(checkStructure(template)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('asks for the token and nothing else', () => {
    expect(Object.keys(template.Parameters ?? {})).toEqual(['RunnerToken']);
    expect(template.Parameters?.RunnerToken).toMatchObject({ NoEcho: true });
  });

  test('makes an ACS cluster in two zones that reaches the internet', () => {
    const { Properties } = onlyResource(deployed, 'ALIYUN::ACS::Cluster');
    expect(Properties).toMatchObject({ Name: 'gitlab-runner', SnatEntry: true, EndpointPublicAccess: true });
    expect(Properties.ZoneIds).toEqual(['cn-hangzhou-i', 'cn-hangzhou-j']);
    expect(resourcesOfType(deployed, 'ALIYUN::ECS::VSwitch')).toHaveLength(2);
  });

  test('keeps caches for two weeks', () => {
    expect(onlyResource(deployed, 'ALIYUN::OSS::Bucket').Properties.LifecycleConfiguration).toMatchObject({
      Rule: [{ Expiration: { Days: 14 } }],
    });
  });

  test('runs 20 jobs for each manager, for gitlab.com', () => {
    expect(release?.values).toMatchObject({ gitlabUrl: 'https://gitlab.com', concurrent: 20 });
  });

  test('runs jobs on compute that may be reclaimed, and managers on compute that stays', () => {
    const { config } = release?.values.runners as { config: string };
    expect(config).toContain('"alibabacloud.com/compute-qos" = "best-effort"');
    expect(release?.values.podLabels).toMatchObject({ 'alibabacloud.com/compute-qos': 'default' });
  });

  test('runs 2 to 10 managers in several zones, and evicts one at a time', () => {
    expect(release?.values).toMatchObject({
      extraObjects: [
        { kind: 'HorizontalPodAutoscaler', spec: { minReplicas: 2, maxReplicas: 10 } },
        { kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1 } },
      ],
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }, {}],
      podAnnotations: { 'goatscaler.io/safe-to-evict': 'false' },
    });
  });

  test('gives jobs an image and resources', () => {
    const { config } = release?.values.runners as { config: string };
    for (const line of ['image = "alpine:3"', 'cpu_request = "2"', 'memory_limit = "4Gi"']) {
      expect(config).toContain(line);
    }
    expect(config).toContain('ephemeral_storage_request = "30Gi"');
  });

  test('releases the chart last', () => {
    const waitsFor = dependsOn(onlyResource(template, 'ALIYUN::CS::ClusterHelmApplication'));
    expect(waitsFor).toEqual(expect.arrayContaining(['ClusterReady', 'RunnerSecrets', 'CacheBucket', 'CachePolicy']));
  });
});

describe('what the sample offers in its comments works:', () => {
  const uncommented = (key: string) => withUncommented(sample, key).replaceAll('-...', '-1');

  test('a new ACK cluster', () => {
    const yaml = uncommented('ack').replace('  acs: {}\n', '');
    expect(onlyResource(synthesizeYaml(yaml).template, 'ALIYUN::CS::ManagedKubernetesCluster').id).toBe('Cluster');
  });

  test('an existing cluster, without a network', () => {
    const yaml = uncommented('existing')
      .replace('  acs: {}\n', '')
      .replace(/^network:\n( .*\n)*/m, '');
    expect(resourcesOfType(synthesizeYaml(yaml).template, 'ALIYUN::ACS::Cluster')).toEqual([]);
  });

  test('an existing network', () => {
    const [beforeNetwork, network] = sample.split(/^(?=network:)/m) as [string, string];
    let count = 0;
    const filledIn = withUncommented(network, 'existing').replace(/-\.\.\./g, () => `-${++count}`);
    const yaml = `${beforeNetwork}${filledIn}`;
    expect(problemsOf(yaml.replace(/^ {2}new:\n.*\n/m, ''))).toEqual([]);
  });

  test('a token in OOS', () => {
    const { Parameters } = synthesizeYaml(uncommented('token')).template;
    expect(Parameters?.RunnerToken).toMatchObject({ Type: 'ALIYUN::OOS::SecretParameter::Value' });
  });
});

/** Takes the comment signs away from a key and the lines below it. */
function withUncommented(yaml: string, key: string): string {
  const block = new RegExp(`^( *)# (${key}:\\n(?: *#   .*\\n)*)`, 'm');
  expect(yaml).toMatch(block);
  return yaml.replace(block, (_, indent: string, lines: string) => `${indent}${lines.replace(/^ *# /gm, indent)}`);
}
