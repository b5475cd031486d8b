import { ChartVersion } from '../../lib/chart/chart-version';
import { missingPermissions } from '../../lib/chart/missing-permissions';
import { grantedRules, rbacRules, type RbacFeatures } from '../../lib/chart/rbac-rules';

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
    const features = { useLegacyKubernetesExecutionStrategy: true, informers: false };
    const legacy = verbs(features);
    expect(legacy['/pods/attach']).toBeUndefined();
    expect(legacy['/pods/log']).toBeUndefined();
    expect(legacy['/pods']).toBe('create delete get');
    expect(verbs({ ...features, flags: ['FF_WAIT_FOR_POD_TO_BE_REACHABLE'] })['/pods/log']).toBe('get');
    expect(verbs({ ...features, flags: ['FF_CONCRETE'] })['/pods/log']).toBe('get list');
    expect(verbs({ ...features, flags: ['FF_KUBERNETES_HONOR_ENTRYPOINT'] })).toMatchObject({
      '/pods': 'create delete get watch',
      '/pods/log': 'get list',
    });
  });

  test.each<[string, RbacFeatures, Record<string, string>]>([
    ['FF_PRINT_POD_EVENTS', { flags: ['FF_PRINT_POD_EVENTS'] }, { '/events': 'list watch' }],
    [
      'FF_SUSPENDABLE_ENVIRONMENTS',
      { flags: ['FF_SUSPENDABLE_ENVIRONMENTS'] },
      { '/configmaps': 'create delete get update', '/persistentvolumeclaims': 'create delete', '/namespaces': 'get' },
    ],
    ['the session server', { sessionServer: true }, { '/services/proxy': 'get' }],
    ['namespacePerJob', { namespacePerJob: true }, { '/namespaces': 'create delete' }],
    ['podDisruptionBudget', { podDisruptionBudget: true }, { 'policy/poddisruptionbudgets': 'create get' }],
    [
      'autoscaler',
      { autoscaler: true },
      { 'apps/deployments': 'create delete get list update', 'scheduling.k8s.io/priorityclasses': 'create get' },
    ],
  ])('adds what %s needs', (_, features, expected) => {
    expect(verbs(features)).toMatchObject(expected);
    for (const resource of Object.keys(expected).filter((name) => name !== '/events')) {
      expect(verbs()[resource]).toBeUndefined();
    }
  });

  test('joins the verbs of one resource', () => {
    expect(verbs({ namespacePerJob: true, flags: ['FF_SUSPENDABLE_ENVIRONMENTS'] })['/namespaces']).toBe(
      'create delete get',
    );
  });
});

describe('grantedRules', () => {
  const version = { runnerVersion: '19.1' };

  test('hold for what pipelines may turn on by a variable', () => {
    for (const flag of [
      'FF_KUBERNETES_HONOR_ENTRYPOINT',
      'FF_PRINT_POD_EVENTS',
      'FF_WAIT_FOR_POD_TO_BE_REACHABLE',
      'FF_CONCRETE',
    ] as const) {
      const features = { useLegacyKubernetesExecutionStrategy: true, printPodWarningEvents: false };
      expect(
        missingPermissions(grantedRules(version, features), rbacRules(version, { ...features, flags: [flag] })),
      ).toEqual([]);
    }
  });

  test('are no more than needed otherwise', () => {
    const extra = missingPermissions(rbacRules(version), grantedRules(version, {}));
    expect(extra).toEqual(['events: watch']);
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
