import { FaultList } from '../../lib/checks/faults';
import type { ContainerResources } from '../../lib/runner/container-resources';
import { checkResources, kubernetesResources, limitsOf } from '../../lib/runner/container-resources';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

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

  test('of the deployment pass', () => {
    synth((stack) => {
      expect(faultsOf({ cpu: parameter.text(stack, 'Cpu'), memory: '4Gi', limits: { cpu: '1' } })).toEqual([]);
    });
  });
});
