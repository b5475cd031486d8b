import { ChartVersion } from '../../lib/chart/chart-version';
import { missingPermissions } from '../../lib/chart/missing-permissions';
import { rbacRules, type RbacFeatures } from '../../lib/chart/rbac-rules';

function verbs(features: RbacFeatures = {}, runnerVersion = '19.1'): Record<string, string> {
  const rules = rbacRules({ runnerVersion }, features);
  return Object.fromEntries(
    rules.map((rule) => [`${rule.apiGroups.join()}/${rule.resources.join()}`, rule.verbs.join(' ')]),
  );
}

describe('rbacRules', () => {
  test('gives what GitLab’s table lists for the defaults, and no more', () => {
    expect(verbs()).toEqual({
      '/pods': 'create delete get list watch',
      '/pods/exec': 'create delete get patch',
      '/pods/attach': 'create delete get patch',
      '/pods/log': 'get list',
      '/secrets': 'create delete get update',
      '/serviceaccounts': 'get',
      '/services': 'create get',
      '/events': 'list',
    });
  });

  test('takes a chart version', () => {
    expect(rbacRules(ChartVersion.DEFAULT)).toEqual(rbacRules({ runnerVersion: '19.1' }));
  });

  test('knows what older runners do', () => {
    expect(verbs({}, '17.6')['/pods']).toBe('create delete get watch');
    expect(verbs({}, '17.9')['/pods']).toBe('create delete get list watch');
    expect(verbs({ printPodWarningEvents: false }, '17.11')['/events']).toBe('list');
    expect(verbs({ printPodWarningEvents: false }, '18.0')['/events']).toBeUndefined();
  });

  test('leaves out attach and logs with the legacy strategy', () => {
    const legacy = verbs({ useLegacyKubernetesExecutionStrategy: true, informers: false });
    expect(legacy['/pods/attach']).toBeUndefined();
    expect(legacy['/pods/log']).toBeUndefined();
    expect(legacy['/pods']).toBe('create delete get');
    const features = { useLegacyKubernetesExecutionStrategy: true, informers: false };
    expect(verbs({ ...features, waitForPodToBeReachable: true })['/pods/log']).toBe('get');
    expect(verbs({ ...features, honorEntrypoint: true })).toMatchObject({
      '/pods': 'create delete get watch',
      '/pods/log': 'get list',
    });
  });

  test.each<[keyof RbacFeatures, Record<string, string>]>([
    ['printPodEvents', { '/events': 'list watch' }],
    ['namespacePerJob', { '/namespaces': 'create delete' }],
    ['podDisruptionBudget', { 'policy/poddisruptionbudgets': 'create get' }],
    [
      'autoscaler',
      { 'apps/deployments': 'create delete get list update', 'scheduling.k8s.io/priorityclasses': 'create get' },
    ],
    [
      'suspendableEnvironments',
      { '/configmaps': 'create delete get update', '/persistentvolumeclaims': 'create delete', '/namespaces': 'get' },
    ],
  ])('adds what %s needs', (feature, expected) => {
    expect(verbs({ [feature]: true })).toMatchObject(expected);
    for (const resource of Object.keys(expected).filter((name) => name !== '/events')) {
      expect(verbs()[resource]).toBeUndefined();
    }
  });

  test('joins the verbs of one resource', () => {
    expect(verbs({ namespacePerJob: true, suspendableEnvironments: true })['/namespaces']).toBe('create delete get');
  });
});

describe('missingPermissions', () => {
  const needed = rbacRules({ runnerVersion: '19.1' });

  test('finds nothing missing in its own rules', () => {
    expect(missingPermissions(needed, needed)).toEqual([]);
  });

  test('lists what is missing by resource', () => {
    const given = needed
      .filter((rule) => !rule.resources.includes('pods/log'))
      .map((rule) => ({ ...rule, verbs: ['get'] }));
    expect(missingPermissions(given, needed)).toEqual([
      'pods: create, delete, list, watch',
      'pods/exec: create, delete, patch',
      'secrets: create, delete, update',
      'services: create',
      'pods/attach: create, delete, patch',
      'pods/log: get, list',
      'events: list',
    ]);
  });

  test('reads what a rule leaves out as the chart does', () => {
    expect(missingPermissions([{}], needed)).toEqual([]);
    expect(missingPermissions([{ apiGroups: [], resources: [], verbs: [] }], needed)).toEqual([]);
    expect(missingPermissions([{ apiGroups: ['apps'] }], needed)).toHaveLength(needed.length);
    expect(missingPermissions([{ verbs: null, resources: null }], needed)).toEqual([]);
  });

  test('knows the wildcards of Kubernetes', () => {
    const exec = [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }];
    expect(missingPermissions([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], exec)).toEqual([]);
    expect(missingPermissions([{ resources: ['*/exec'] }], exec)).toEqual([]);
    expect(missingPermissions([{ resources: ['pods'] }], exec)).toEqual(['pods/exec: create']);
  });

  test('names the group of a resource outside the core group', () => {
    const budget = rbacRules({ runnerVersion: '19.1' }, { podDisruptionBudget: true });
    expect(missingPermissions([{}], budget)).toEqual(['policy/poddisruptionbudgets: create, get']);
  });
});
