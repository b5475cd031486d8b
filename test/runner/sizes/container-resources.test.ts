import { kubernetesResources, limitsOf } from '../../../lib/runner/sizes/container-resources';

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
