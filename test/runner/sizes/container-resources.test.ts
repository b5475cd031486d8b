import { FaultList } from '../../../lib/diagnostics/report';
import type { ContainerResources } from '../../../lib/runner/sizes/container-resources';
import { checkResources, kubernetesResources, limitsOf } from '../../../lib/runner/sizes/container-resources';
import { parameter } from '../../cluster/fixtures';
import { synth } from '../../support/synth';

function faultsOf(resources: ContainerResources): string[] {
  const faults = new FaultList();
  checkResources(resources, faults, 'jobs.resources');
  return faults.faults.map(({ at, message }) => `${at}: ${message}`);
}

describe('limits', () => {
  test('are the requests unless they are given', () => {
    expect(limitsOf({ cpu: '2', memory: '4Gi', limits: { memory: '8Gi', ephemeralStorage: '30Gi' } })).toEqual({
      cpu: '2',
      memory: '8Gi',
      ephemeralStorage: '30Gi',
    });
  });

  test('stand beside the requests as Kubernetes spells them, without what is not set', () => {
    expect(kubernetesResources({ cpu: '250m', ephemeralStorage: '1Gi', limits: { cpu: '1' } })).toEqual({
      requests: { cpu: '250m', 'ephemeral-storage': '1Gi' },
      limits: { cpu: '1', 'ephemeral-storage': '1Gi' },
    });
  });
});

describe('amounts', () => {
  test('that are well-formed pass', () => {
    expect(faultsOf({ cpu: '1.5', memory: '1536Mi', limits: { cpu: '1500m', memory: '1.5Gi' } })).toEqual([]);
  });

  test('are all checked, each in its place', () => {
    expect(faultsOf({ cpu: '2 cores', memory: '512m', limits: { ephemeralStorage: '30GB' } })).toEqual([
      expect.stringMatching(/^jobs\.resources\.cpu: .*Did you mean "2"/),
      expect.stringMatching(/^jobs\.resources\.memory: .*Did you mean "512Mi"/),
      expect.stringMatching(/^jobs\.resources\.limits\.ephemeralStorage: .*Did you mean "30Gi"/),
    ]);
  });

  test('may not be limited below what is asked for', () => {
    expect(faultsOf({ cpu: '2', memory: '4Gi', limits: { cpu: '1900m', memory: '4096Mi' } })).toEqual([
      expect.stringMatching(/^jobs\.resources\.limits\.cpu: "1900m" is below the request "2"/),
    ]);
  });

  test('of zero are no limits, whether they are given or follow from the request', () => {
    expect(faultsOf({ cpu: '0', memory: '0Mi', limits: { memory: '0', ephemeralStorage: '0' } })).toEqual([
      'jobs.resources.cpu: limits the container to "0", which Kubernetes takes for no limit at all; leave it out, or give an amount',
      'jobs.resources.limits.memory: limits the container to "0", which Kubernetes takes for no limit at all; leave it out, or give an amount',
      'jobs.resources.limits.ephemeralStorage: limits the container to "0", and Kubernetes evicts the pod as soon as it writes anything; leave it out, or give an amount',
    ]);
  });

  test('of zero may be asked for, under a limit', () => {
    expect(faultsOf({ cpu: '0', limits: { cpu: '2' } })).toEqual([]);
    expect(faultsOf({ cpu: '1', limits: { cpu: '0' } })).toEqual([
      'jobs.resources.limits.cpu: "0" is below the request "1"; raise the limit or lower the request',
    ]);
  });

  test('of the deployment pass', () => {
    synth((stack) => {
      const cpu = parameter.text(stack, 'Limit');
      expect(faultsOf({ cpu: '0', limits: { cpu } })).toEqual([]);
      expect(faultsOf({ cpu: parameter.text(stack, 'Cpu'), memory: '4Gi', limits: { cpu: '1' } })).toEqual([]);
    });
  });
});
