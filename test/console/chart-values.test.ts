import { deployForm, runnerOf } from './deployed';

const valuesWith = (ChartValues: unknown) => runnerOf(deployForm({ ChartValues })).values;
const untouched = runnerOf(deployForm()).values;

describe('chart values of the form’s user', () => {
  test('change nothing when there are none', () => {
    expect(valuesWith({})).toEqual(untouched);
    expect(valuesWith('{}')).toEqual(untouched);
  });

  test('win, key by key and at every depth', () => {
    const values = valuesWith({
      checkInterval: 10,
      resources: { limits: { memory: '1Gi' } },
      priorityClassName: 'ci-managers',
    });
    expect(values).toEqual({
      ...untouched,
      checkInterval: 10,
      resources: {
        requests: { cpu: '250m', memory: '256Mi' },
        limits: { cpu: '1', memory: '1Gi' },
      },
      priorityClassName: 'ci-managers',
    });
  });

  test('win over what the form asks for', () => {
    expect(valuesWith({ gitlabUrl: 'https://other.example.com', concurrent: 3 })).toMatchObject({
      gitlabUrl: 'https://other.example.com',
      concurrent: 3,
    });
  });

  test('replace lists', () => {
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
    const values = valuesWith({ rbac: { rules }, topologySpreadConstraints: [] });
    expect(values.rbac).toEqual({ create: true, rules });
    expect(values.topologySpreadConstraints).toEqual([]);
  });

  test('add keys beside those that the form chooses', () => {
    const values = valuesWith({ runners: { cache: { other: true }, name: 'mine' } });
    expect(values.runners).toEqual({
      ...(untouched.runners as object),
      cache: { secretName: 'gitlab-runner-cache', other: true },
      name: 'mine',
    });
  });

  test.each([
    ['with the autoscaler', {}, ['PodDisruptionBudget', 'HorizontalPodAutoscaler']],
    ['with fixed managers', { ManagerAutoScaling: false }, ['PodDisruptionBudget']],
  ])('bring objects of their own beside those of the form, %s', (_, answers, kinds) => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' }, data: { key: 'value' } };
    const extraObjects = (ChartValues: unknown) =>
      runnerOf(deployForm({ ...answers, ChartValues })).values.extraObjects as { kind: string }[];
    const own = extraObjects({});
    expect(own.map(({ kind }) => kind)).toEqual(kinds);
    expect(extraObjects({ extraObjects: [config] })).toEqual([...own, config]);
    expect(extraObjects({ extraObjects: [] })).toEqual(own);
    expect(extraObjects({ extraObjects: null })).toEqual(own);
  });

  test('bring the chart’s autoscaler where the form’s is off', () => {
    const hpa = { minReplicas: 1, maxReplicas: 4, metrics: [] };
    const { values, autoscalers } = runnerOf(deployForm({ ManagerAutoScaling: false, ChartValues: { hpa } }));
    expect(values.hpa).toEqual(hpa);
    expect(autoscalers).toEqual([]);
  });

  test('reach what the form leaves out', () => {
    const answers = { ManagerAutoScaling: false, CacheEnabled: false };
    const { values } = runnerOf(deployForm({ ...answers, ChartValues: { strategy: { type: 'Recreate' } } }));
    expect(values).toEqual({ ...runnerOf(deployForm(answers)).values, strategy: { type: 'Recreate' } });
  });
});
