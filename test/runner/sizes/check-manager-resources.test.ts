import type { JsonObject } from '../../../lib/chart/value-key';
import { ClusterKind } from '../../../lib/cluster/cluster-kind';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { parameter } from '../../cluster/fixtures';
import type { RunnerOverrides } from '../../support/runner';
import { addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';

const refused = (props: RunnerOverrides) => () => synth((stack) => addRunner(stack, props));
const laidOver = (resources: JsonObject, props: RunnerOverrides = {}) =>
  refused({ ...props, chartValues: { resources } });
const ON_ECI: RunnerOverrides = { on: { virtualNode: true }, managerPlacement: JobPlacement.eci() };

describe('resources of managers among the chart values', () => {
  test.each<[string, JsonObject, string]>([
    ['malformed', { requests: { memory: '512m' } }, 'requests.memory: is "512m", a fraction of a byte'],
    ['malformed limits', { limits: { cpu: '2Gi' } }, 'limits.cpu: is "2Gi", an amount of memory'],
    ['bytes by mistake', { requests: { memory: 512 } }, 'requests.memory: is "512", which are bytes'],
    ['no limit', { limits: { memory: '0' }, requests: { memory: 0 } }, 'limits.memory: limits the container to "0"'],
    [
      'malformed storage',
      { limits: { 'ephemeral-storage': '30GB' } },
      'limits.ephemeral-storage: is "30GB"; allowed is a number with a unit',
    ],
    [
      'limits below requests',
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      'limits.memory: "1Gi" is below the request "2Gi" of chartValues.resources.requests.memory; raise the limit or lower the request',
    ],
    [
      'limits below requests of the prop',
      { limits: { memory: '128Mi' } },
      'limits.memory: "128Mi" is below the request "256Mi" of managerResources.memory; raise the limit or lower the request',
    ],
    [
      'requests above limits of the prop',
      { requests: { memory: '1Gi' } },
      'requests.memory: "1Gi" is above the limit "512Mi" of managerResources.limits.memory; lower the request or raise the limit',
    ],
  ])('%s are refused, once', (_, resources, message) => {
    expect(laidOver(resources)).toThrow(`Test/Runner has a problem:\n  - chartValues.resources.${message}`);
  });

  test('name the prop, where the limit follows from its request', () => {
    const managerResources = { memory: '256Mi' };
    expect(laidOver({ requests: { memory: '1Gi' } }, { managerResources })).toThrow(
      'is above the limit "256Mi" of managerResources.memory;',
    );
  });

  test('may change both, and take amounts away', () => {
    expect(laidOver({ requests: { memory: '1Gi', cpu: 1 }, limits: { memory: '1Gi', cpu: 1 } })).not.toThrow();
    expect(laidOver({ requests: { memory: '1Gi' }, limits: { memory: null } })).not.toThrow();
  });

  test('may be deploy-time values', () => {
    const withParameter = () =>
      synth((stack) => {
        const memory = parameter.text(stack, 'Memory');
        addRunner(stack, { chartValues: { resources: { requests: { memory }, limits: { memory } } } });
      });
    expect(withParameter).not.toThrow();
  });

  test('leave the faults of the prop to the prop', () => {
    const managerResources = { cpu: '2', memory: '256Mi', limits: { cpu: '1' } };
    expect(laidOver({ requests: { memory: '128Mi' } }, { managerResources })).toThrow(
      /^Test\/Runner has a problem:\n {2}- managerResources\.limits\.cpu: "1" is below the request "2"/,
    );
  });
});

describe('managers that no pod is large enough for', () => {
  test('are refused on ECI', () => {
    const managers = refused({ ...ON_ECI, managerResources: { cpu: '100', memory: '1Ti' } });
    expect(managers).toThrow(
      'managerResources.cpu: a manager may use 100 vCPUs; the largest pod of ECI has 64 vCPUs and 512 GiB',
    );
    expect(managers).toThrow(
      'managerResources.memory: a manager may use 1024 GiB; the largest pod of ECI has 64 vCPUs and 512 GiB',
    );
  });

  test('are refused on ACS, which they are on by default in its clusters', () => {
    expect(
      refused({
        on: { kind: ClusterKind.ACS, virtualNode: undefined },
        managerResources: { cpu: '1', memory: '1Gi', ephemeralStorage: '600Gi', limits: { cpu: '100' } },
      }),
    ).toThrow(
      /managerResources\.limits\.cpu: a manager may use 100 vCPUs; .*\n.*managerResources\.ephemeralStorage: a/,
    );
  });

  test('are refused for what chart values make of them', () => {
    expect(laidOver({ limits: { memory: '1Ti' } }, ON_ECI)).toThrow(
      'chartValues.resources.limits.memory: a manager may use 1024 GiB',
    );
  });

  test('are warned of, where ACS must allow them first', () => {
    const warnings = synthWarnings((stack) =>
      addRunner(stack, {
        on: { kind: ClusterKind.ACS, virtualNode: undefined },
        managerResources: { cpu: '17', memory: '32Gi' },
      }),
    );
    expect(warnings).toContainEqual(expect.stringContaining('managerResources.cpu: a manager may use 17 vCPUs; more'));
  });

  test('are not judged on nodes', () => {
    expect(refused({ managerResources: { cpu: '100', memory: '1Ti' } })).not.toThrow();
  });
});
