import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { JobPlacement } from '../../../lib/placement/job-placement';
import { checkServiceSize } from '../../../lib/runner/sizes/check-service-size';
import type { ContainerResources } from '../../../lib/runner/sizes/container-resources';
import { parameter } from '../../cluster/fixtures';
import { addRunner } from '../../support/runner';
import { synth } from '../../support/synth';
import { configuredJobs } from './configured-jobs';

function found(serviceResources: ContainerResources, placement: JobPlacement, kubernetes?: KubernetesConfig) {
  const findings = new Report();
  checkServiceSize(configuredJobs({ serviceResources }, placement, kubernetes), placement, findings);
  const lines = (list: FaultList) => list.faults.map(({ at, message }) => `${at}: ${message}`);
  return { errors: lines(findings.errors), warnings: lines(findings.warnings) };
}

const NOTHING = { errors: [], warnings: [] };

test.each([
  ['ECI', JobPlacement.eci()],
  ['ECI spot', JobPlacement.eci({ spot: {} })],
  ['ACS', JobPlacement.acs()],
])('a service container must fit into the largest pod of %s', (name, placement) => {
  const largest = `the largest pod of ${name} has 64 vCPUs and 512 GiB`;
  expect(found({ cpu: '100', memory: '1Ti' }, placement)).toEqual({
    errors: [
      `jobs.serviceResources.cpu: each service container may use 100 vCPUs; ${largest}`,
      `jobs.serviceResources.memory: each service container may use 1024 GiB; ${largest}`,
    ],
    warnings: [],
  });
  expect(found({ cpu: '1', memory: '1Gi', ephemeralStorage: '30Gi' }, placement)).toEqual(NOTHING);
});

test('a service container has the storage of its pod at most', () => {
  expect(found({ ephemeralStorage: '600Gi' }, JobPlacement.acs())).toEqual({
    errors: [
      'jobs.serviceResources.ephemeralStorage: each service container may use 600 GiB; ACS has at most 512 GiB, so mount a volume for more',
    ],
    warnings: [],
  });
  expect(found({ ephemeralStorage: '600Gi' }, JobPlacement.eci())).toEqual(NOTHING);
});

test('what ACS does not give to everyone is warned of', () => {
  expect(found({ cpu: '17' }, JobPlacement.acs())).toEqual({
    errors: [],
    warnings: [expect.stringContaining('may use 17 vCPUs; more than 16 vCPUs and 128 GiB must be allowed')],
  });
});

test('limits count, and the configuration', () => {
  expect(found({ cpu: '1', limits: { cpu: '65' } }, JobPlacement.eci()).errors).toEqual([
    expect.stringMatching(/^jobs\.serviceResources\.limits\.cpu: /),
  ]);
  expect(found({}, JobPlacement.eci(), { serviceMemoryLimit: '513Gi' }).errors).toEqual([
    expect.stringMatching(/^config\.runners\.kubernetes\.serviceMemoryLimit: /),
  ]);
  expect(found({ cpu: '65' }, JobPlacement.eci(), { serviceCpuLimit: '2' })).toEqual(NOTHING);
});

test('nodes, and what the deployment alone knows, are not judged', () => {
  expect(found({ cpu: '100' }, JobPlacement.nodePool())).toEqual(NOTHING);
  synth((stack) => {
    expect(found({ cpu: parameter.text(stack, 'Cpu') }, JobPlacement.eci())).toEqual(NOTHING);
  });
});

test('a runner is refused', () => {
  const jobs = { serviceResources: { cpu: '100' } };
  expect(() =>
    synth((stack) => addRunner(stack, { on: { virtualNode: true }, placement: JobPlacement.eci(), jobs })),
  ).toThrow('jobs.serviceResources.cpu: each service container may use 100 vCPUs');
});
