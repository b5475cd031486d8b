import * as ros from '@alicloud/ros-cdk-core';
import { YAML11_SCHEMA, loadAll } from 'js-yaml';
import type { KubernetesManifestOptions, KubernetesObject } from '../../lib/cluster/kubernetes-manifest';
import { KubernetesManifest } from '../../lib/cluster/kubernetes-manifest';
import type { Scenario } from '../../lib/testing/evaluate';
import { evaluate } from '../../lib/testing/evaluate';
import { synth, synthesize } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource } from '../support/template';
import { CLUSTER_ID, errorOf, existingCluster, parameter, properties } from './fixtures';

function configMap(data: Record<string, unknown>, metadata: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', ...metadata }, data };
}

function manifestTemplate(options: KubernetesManifestOptions): Template {
  return synth((stack) => existingCluster(stack).addManifest('Settings', options));
}

/** The objects that Kubernetes sees when the stack is deployed. */
function deployed(template: Template, parameters: Scenario['parameters'] = {}): unknown[] {
  const { YamlContent } = onlyResource(evaluate(template, { parameters }), 'ALIYUN::CS::ClusterApplication').Properties;
  // Kubernetes and ROS read YAML 1.1, where more words are booleans and numbers than in 1.2.
  return loadAll(YamlContent as string, { schema: YAML11_SCHEMA });
}

test('objects are applied to the cluster as one YAML stream', () => {
  const template = manifestTemplate({ objects: [configMap({ a: '1' }), configMap({ b: '2' })] });
  expect(checkStructure(template)).toEqual([]);
  expect(properties(template, 'ClusterSettings')).toMatchObject({
    ClusterId: CLUSTER_ID,
    DefaultNamespace: 'default',
    CreationMode: 'Apply',
  });
  expect(deployed(template)).toEqual([configMap({ a: '1' }), configMap({ b: '2' })]);
});

test('objects go to the namespace that is given', () => {
  const template = manifestTemplate({ namespace: 'ci', objects: [configMap({})] });
  expect(properties(template, 'ClusterSettings').DefaultNamespace).toBe('ci');
});

test.each([
  'on',
  'No',
  'y',
  '1e3',
  'null',
  '~',
  '0x1F',
  '1_000',
  '12:30',
  '2001-01-01',
  '',
  ' ',
  '- a',
  '# b',
  '{{ .X }}',
])('the text %j stays a text', (text) => {
  expect(deployed(manifestTemplate({ objects: [configMap({ value: text, list: [text] })] }))).toEqual([
    configMap({ value: text, list: [text] }),
  ]);
});

test('texts of several lines, with quotes and backslashes, arrive as they are', () => {
  const script = 'set -e\n\n  echo "$HOME" \'${CI_JOB_ID}\' \\n\ttab\n# done: yes  \n';
  expect(deployed(manifestTemplate({ objects: [configMap({ script, long: 'word '.repeat(60) })] }))).toEqual([
    configMap({ script, long: 'word '.repeat(60) }),
  ]);
});

test('numbers, booleans, null and empty values keep their types', () => {
  const spec = { replicas: 3, ratio: 0.5, paused: false, selector: null, list: [], map: {}, nested: [[1, ['a']]] };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'runner' }, spec };
  expect(deployed(manifestTemplate({ objects: [object] }))).toEqual([object]);
});

test('keys that YAML 1.1 reads as booleans or numbers stay texts', () => {
  const data = { on: 'a', no: 'b', y: 'c', '1': 'd', '1e3': 'e', null: 'f', 'config.toml': 'g', '<<': 'h' };
  expect(deployed(manifestTemplate({ objects: [configMap(data)] }))).toEqual([configMap(data)]);
});

test('keys that are undefined are left out', () => {
  expect(deployed(manifestTemplate({ objects: [configMap({ a: undefined, b: 'x' })] }))).toEqual([
    configMap({ b: 'x' }),
  ]);
});

test('an object that is used twice is written twice, without YAML anchors', () => {
  const labels = { team: 'ci' };
  const template = manifestTemplate({ objects: [configMap({ labels }, { labels })] });
  expect(properties(template, 'ClusterSettings').YamlContent).not.toMatch(/[&*]a1/);
  expect(deployed(template)).toEqual([configMap({ labels }, { labels })]);
});

test('deploy-time texts stay texts, deploy-time numbers become numbers', () => {
  const template = synth((stack) => {
    const [name, replicas] = [parameter.text(stack, 'Name'), parameter.number(stack, 'Replicas')];
    const spec = { replicas, sizes: [replicas], name, url: `https://${name}/x` };
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec };
    existingCluster(stack).addManifest('Settings', { objects: [object], namespace: name });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(properties(template, 'ClusterSettings').DefaultNamespace).toEqual({ Ref: 'Name' });
  expect(deployed(template, { Name: 'on', Replicas: 3 })).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'on' },
      spec: { replicas: 3, sizes: [3], name: 'on', url: 'https://on/x' },
    },
  ]);
});

test('several manifests, also below constructs of the user, have ids of their own', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    ['A', 'B'].forEach((id) => cluster.addManifest(id, { objects: [configMap({ id })] }));
    new KubernetesManifest(new ros.Construct(stack, 'Team'), 'Settings', { cluster, objects: [configMap({})] });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(Object.keys(template.Resources ?? {})).toEqual(['ClusterA', 'ClusterB', 'TeamSettings']);
});

test('the same input gives the same bytes', () => {
  const build = (stack: ros.Stack) => {
    const data = { b: parameter.text(stack, 'B'), a: parameter.number(stack, 'A') };
    existingCluster(stack).addManifest('Settings', { objects: [configMap(data)] });
  };
  expect(synthesize(build).text).toBe(synthesize(build).text);
});

test.each(['CI', ''])(
  'namespace, manifest-objects: refuses the namespace "%s" and an empty list together',
  (namespace) => {
    const error = errorOf((stack) => existingCluster(stack).addManifest('Settings', { namespace, objects: [] }));
    const [heading, namespaceProblem, objectsProblem] = error.message.split('\n');
    expect(heading).toBe('Test/Cluster/Settings has 2 problems:');
    expect(namespaceProblem).toContain(`  - namespace: "${namespace}" `);
    expect(namespaceProblem).toContain('allowed are 1 to 63 lower-case letters, digits and hyphens');
    expect(namespaceProblem).toMatch(/ \[namespace\]$/);
    expect(objectsProblem).toBe('  - objects: is empty; list at least one Kubernetes object [manifest-objects]');
  },
);

test('deploy-time-list-in-text: refuses a deploy-time list, for which YAML has no certain text', () => {
  const error = errorOf((stack) => {
    const object = { ...configMap({}), args: parameter.list(stack, 'Args') };
    existingCluster(stack).addManifest('Settings', { objects: [object] });
  });
  expect(error.message).toMatch(
    /- a deploy-time list cannot stand in it; .* Fn\.select\(0, list\) \[deploy-time-list-in-text\]$/,
  );
});
