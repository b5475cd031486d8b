import { RosCondition, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { Cluster, KubernetesManifest } from '../../../lib';
import { ConditionalObject } from '../../../lib/forms';
import type { KubernetesObject } from '../../../lib';
import { secretObject } from '../../../lib/runner/credentials/kubernetes-secret';
import { runnerSecrets } from '../../../lib/runner/credentials/runner-secrets';
import { appliedObjects, deploy } from '../../support/releases';
import { CLUSTER_ID } from '../../support/runner';
import { synth } from '../../support/synth';
import { RunnerTokenKind } from '../../../lib';

/** The data of a Secret as Kubernetes gets it from ROS. */
function applied(secret: (stack: Stack) => KubernetesObject, parameters = {}, base64Newline = false) {
  const template = synth((stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
    new KubernetesManifest(stack, 'Secrets', { cluster, namespace: 'ci', objects: [secret(stack)] });
  });
  const [object] = appliedObjects(deploy(template, { parameters, base64Newline }), 'ci');
  return object!.data!;
}

const decoded = (data: Record<string, string>) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));

describe('a text in a Secret', () => {
  const texts = ['plain', '', 'q"u\'o\\te', '密码', ': - # {{ .Values }} ${X}', 'line\nbreak\n', 'x'.repeat(200)];

  test.each(texts)('comes through when it is known: %j', (text) => {
    expect(decoded(applied(() => secretObject('s', { key: text })))).toEqual({ key: text });
  });

  test.each(texts)('comes through when only the deployment knows it: %j', (text) => {
    const secret = (stack: Stack) =>
      secretObject('s', { key: new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString });
    for (const base64Newline of [false, true]) {
      const data = applied(secret, { P: text }, base64Newline);
      expect(decoded(data)).toEqual({ key: text });
      expect(data.key).not.toContain('\n');
    }
  });
});

describe('the Secrets of a runner', () => {
  test('are none when they exist already', () => {
    expect(runnerSecrets('ci', { secretName: 'token' }, { secretName: 'cache' })).toEqual({
      tokenSecretName: 'token',
      cacheSecretName: 'cache',
      objects: [],
    });
  });

  test('are named after the release, with the keys that the chart mounts', () => {
    const { objects, ...names } = runnerSecrets(
      'ci',
      { value: 'token' },
      { accessKeyId: 'id', accessKeySecret: 'secret' },
    );
    expect(names).toEqual({ tokenSecretName: 'ci-token', cacheSecretName: 'ci-cache' });
    expect(
      (objects as KubernetesObject[]).map(({ metadata, type, data }) => [metadata.name, type, decoded(data as never)]),
    ).toEqual([
      ['ci-token', 'Opaque', { 'runner-registration-token': '', 'runner-token': 'token' }],
      ['ci-cache', 'Opaque', { accesskey: 'id', secretkey: 'secret' }],
    ]);
  });

  test('hold a registration token under its own key', () => {
    const { objects } = runnerSecrets('ci', { value: 'token', kind: RunnerTokenKind.REGISTRATION }, undefined);
    const [secret] = objects as KubernetesObject[];
    expect(decoded(secret!.data as never)).toEqual({ 'runner-registration-token': 'token', 'runner-token': '' });
  });

  test('are there for a cache that may be left out only if it is not', () => {
    const condition = new RosCondition(new Stack(), 'Cached');
    const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const [token, cache] = runnerSecrets('ci', { value: 'token' }, keys, condition).objects;
    expect(token).toMatchObject({ kind: 'Secret' });
    expect(cache).toBeInstanceOf(ConditionalObject);
    expect(cache).toMatchObject({ condition, object: { metadata: { name: 'ci-cache' } } });
  });

  test('have none for a cache that there is not', () => {
    expect(runnerSecrets('ci', { secretName: 'token' }, undefined).cacheSecretName).toBeUndefined();
  });
});
