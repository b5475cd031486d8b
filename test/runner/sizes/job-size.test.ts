import { billedSize } from '../../../lib/runner/sizes/billed-size';
import { JOB_SIZES, JobSize } from '../../../lib/runner/sizes/job-size';
import { jobContainers } from '../jobs/support';

const SIZES = [
  [JobSize.SMALL, { vCpus: 2, memoryGiB: 8 }],
  [JobSize.MEDIUM, { vCpus: 4, memoryGiB: 16 }],
  [JobSize.LARGE, { vCpus: 8, memoryGiB: 32 }],
  [JobSize.XLARGE, { vCpus: 16, memoryGiB: 64 }],
] as const;

describe.each(SIZES)('%s', (size, whole) => {
  test('is billed as what it is, on all serverless compute', () => {
    for (const table of ['ECI', 'ECI spot', 'ACS'] as const) {
      expect(billedSize(whole, table)).toEqual(whole);
    }
  });

  test('is what build and helper container have together', () => {
    const { resources, helperResources } = JOB_SIZES[size];
    const millis = (cpu: unknown) => (String(cpu).endsWith('m') ? parseFloat(String(cpu)) : Number(cpu) * 1000);
    const mebibytes = (memory: unknown) => (String(memory).endsWith('Gi') ? 1024 : 1) * parseFloat(String(memory));
    expect(millis(resources.cpu) + millis(helperResources.cpu)).toBe(whole.vCpus * 1000);
    expect(mebibytes(resources.memory) + mebibytes(helperResources.memory)).toBe(whole.memoryGiB * 1024);
  });

  test('leaves the helper what GitLab asks for', () => {
    expect(JOB_SIZES[size].helperResources.memory).toMatch(/^(512Mi|[12]Gi)$/);
  });
});

describe('what jobs get', () => {
  const both = (prefix: string, name: string, value: string) => ({
    [`${prefix}${name}Request`]: value,
    [`${prefix}${name}Limit`]: value,
  });

  test('is 2 CPUs and 4 GiB unless they are told otherwise', () => {
    const usual = { image: 'alpine:3', ...both('', 'cpu', '2'), ...both('', 'memory', '4Gi') };
    expect(jobContainers({})).toEqual(usual);
    expect(jobContainers({}, { serverless: true })).toEqual({ ...usual, ...both('', 'ephemeralStorage', '30Gi') });
  });

  test('is taken as given', () => {
    const given = { resources: { cpu: '1' }, helperResources: { cpu: '1' }, serviceResources: { memory: '1Gi' } };
    expect(jobContainers(given, { serverless: true })).toEqual({
      image: 'alpine:3',
      ...both('', 'cpu', '1'),
      ...both('helper', 'Cpu', '1'),
      ...both('service', 'Memory', '1Gi'),
    });
  });

  test('is that of the size, where nothing else is given', () => {
    const given = {
      size: JobSize.SMALL,
      resources: { memory: '6Gi', limits: { cpu: '4' } },
      helperResources: { cpu: '1' },
    };
    expect(jobContainers(given, { serverless: true })).toEqual({
      image: 'alpine:3',
      cpuRequest: '1750m',
      cpuLimit: '4',
      ...both('', 'memory', '6Gi'),
      ...both('helper', 'Cpu', '1'),
      ...both('helper', 'Memory', '512Mi'),
    });
  });
});
