import { FaultList } from '../../../lib/diagnostics/report';
import { goRegexpFault } from '../../../lib/config/go-regexp';
import type { JobOptions, JobOverrides } from '../../../lib/runner/jobs/job-options';
import { DEFAULT_POD_LABELS_ALLOWED, checkJobOptions, warnOfJobOptions } from '../../../lib/runner/jobs/job-options';
import { JobSize } from '../../../lib/runner/sizes/job-size';
import { parameter } from '../../cluster/fixtures';
import { synth } from '../../support/synth';

const lines = (list: FaultList) => list.faults.map(({ at, message }) => `${at}: ${message}`);

function faultsOf(options: JobOptions, runnerVersion?: string): string[] {
  const faults = new FaultList();
  checkJobOptions(options, faults, 'jobs', runnerVersion);
  return lines(faults);
}

function warningsOf(options: JobOptions): string[] {
  const warnings = new FaultList();
  warnOfJobOptions(options, warnings, 'jobs');
  return lines(warnings);
}

function expectOne(found: readonly string[], at: string, message: string): void {
  expect(found).toEqual([expect.stringContaining(message)]);
  expect(found[0]!.split(':')[0]).toBe(`jobs.${at}`);
}

describe('the pod labels that pipelines may set by default', () => {
  // Go and JavaScript read this pattern alike, and neither takes a line break for the end.
  const allowed = new RegExp(DEFAULT_POD_LABELS_ALLOWED);

  test('are a pattern that the runner takes, and that matches whole texts', () => {
    expect(goRegexpFault(DEFAULT_POD_LABELS_ALLOWED)).toBeUndefined();
    expect(warningsOf({ overrides: { podLabels: DEFAULT_POD_LABELS_ALLOWED } })).toEqual([]);
  });

  test.each([
    // The pipeline in the document of the original service.
    'alibabacloud.com/compute-class=general-purpose',
    'alibabacloud.com/compute-qos=best-effort',
    'alibabacloud.com/compute-class=performance',
    'alibabacloud.com/compute-qos=default',
  ])('are %s', (label) => {
    expect(label).toMatch(allowed);
  });

  test.each([
    'alibabacloud.com/compute-class=gpu',
    'alibabacloud.com/compute-class=gpu-hpn',
    'alibabacloud.com/compute-class=agent-sandbox',
    'alibabacloud.com/compute-class=',
    'alibabacloud.com/compute-qos=best-effort ',
    'alibabacloud.com/compute-qos=best-effort\n',
    'alibabacloud.com/compute-qos=best-effort\nalibabacloud.com/acs=true',
    'alibabacloud.com/acs=true\nalibabacloud.com/compute-qos=best-effort',
    'alibabacloud.com/compute-qos=best-effort-and-more',
    'xalibabacloud.com/compute-qos=default',
    'alibabacloudXcom/compute-qos=default',
    'alibabacloud.com/eci=true',
    'alibabacloud.com/acs=true',
    'ros-cdk-gitlab-runner/pod-group=other-jobs',
    'app=web',
  ])('are not %j', (label) => {
    expect(label).not.toMatch(allowed);
  });
});

describe('sound options', () => {
  test('pass', () => {
    const options: JobOptions = {
      size: JobSize.MEDIUM,
      serviceResources: { cpu: '500m', memory: '1Gi' },
      overrides: {
        podLabels: '',
        podAnnotations: '^example\\.com/[a-z]+=[a-z0-9-]+$',
        nodeSelector: '^kubernetes\\.io/arch=(amd64|arm64)$',
        tolerations: '^arch=arm64:NoSchedule$',
        serviceAccount: '^ci-[a-z]+$',
        maxCpu: '8',
        maxMemory: '32Gi',
        maxEphemeralStorage: '100Gi',
        maxHelperResources: { cpu: '1', memory: '2Gi', ephemeralStorage: '10Gi' },
        maxServiceResources: { cpu: '500m', memory: '1024Mi' },
        images: ['registry.example.com/ci/*'],
        services: ['postgres:*'],
        pullPolicies: ['always', 'if-not-present'],
        users: [0, 1000],
        groups: [1000],
      },
      maxDurationSeconds: 7200,
    };
    expect(faultsOf(options, '19.1')).toEqual([]);
    expect(warningsOf(options)).toEqual([]);
  });

  test('may be left out', () => {
    expect(faultsOf({})).toEqual([]);
    expect(warningsOf({})).toEqual([]);
  });

  test('may be deploy-time values', () => {
    synth((stack) => {
      const text = parameter.text(stack, 'Text');
      const options: JobOptions = {
        overrides: {
          podLabels: text,
          nodeSelector: text,
          maxCpu: text,
          maxHelperResources: { memory: text },
          images: [text],
          users: [parameter.number(stack, 'User')],
        },
        helperResources: { memory: text },
        maxDurationSeconds: parameter.number(stack, 'Seconds'),
      };
      expect(faultsOf(options, '19.1')).toEqual([]);
      expect(warningsOf(options)).toEqual([]);
    });
  });
});

describe('faults', () => {
  test.each<[string, JobOptions, string, string]>([
    ['an unknown size', { size: 'meduim' as JobSize }, 'size', 'Did you mean "medium"'],
    ['malformed resources', { serviceResources: { memory: '512mb' } }, 'serviceResources.memory', '"512Mi"'],
    ['a duration of half a minute', { maxDurationSeconds: 30 }, 'maxDurationSeconds', 'at least 60'],
    ['a malformed maximum', { overrides: { maxCpu: '4 cores' } }, 'overrides.maxCpu', 'Did you mean "4"'],
    [
      'a malformed maximum of the helper',
      { overrides: { maxHelperResources: { memory: '512m' } } },
      'overrides.maxHelperResources.memory',
      'Did you mean "512Mi"',
    ],
    [
      'a maximum of services in millicores without their unit',
      { overrides: { maxServiceResources: { cpu: '2000' } } },
      'overrides.maxServiceResources.cpu',
      'Did you mean "2000m"',
    ],
    [
      'a pattern in the syntax of another language',
      { overrides: { podAnnotations: '^(?!evil)' } },
      'overrides.podAnnotations',
      'lookaheads',
    ],
    ['a pattern that is not closed', { overrides: { tolerations: '^(a$' } }, 'overrides.tolerations', 'not closed'],
    [
      'an unknown pull policy',
      { overrides: { pullPolicies: ['if-not-presnt' as 'never'] } },
      'overrides.pullPolicies[0]',
      'Did you mean "if-not-present"',
    ],
    [
      'a regular expression in place of an image',
      { overrides: { images: ['alpine:*', '^reg/.*$'] } },
      'overrides.images[1]',
      'Did you mean "reg/**"?',
    ],
    ['an empty image', { overrides: { images: [''] } }, 'overrides.images[0]', 'is empty'],
    ['a malformed image of a service', { overrides: { services: ['[a'] } }, 'overrides.services[0]', 'not closed'],
    ['a user with a fraction', { overrides: { users: [1000, 0.5] } }, 'overrides.users[1]', 'whole number'],
    ['a negative group', { overrides: { groups: [-1] } }, 'overrides.groups[0]', 'at least 0'],
  ])('%s', (_, options, at, message) => {
    expectOne(faultsOf(options), at, message);
  });

  test.each<keyof JobOverrides>(['images', 'services', 'pullPolicies', 'users', 'groups'])(
    'an empty list of %s, which would allow all',
    (name) => {
      expectOne(faultsOf({ overrides: { [name]: [] } }), `overrides.${name}`, 'no restriction at all');
    },
  );

  test.each<keyof JobOverrides>(['images', 'services', 'pullPolicies', 'users', 'groups'])(
    'a list of %s that only the deployment knows',
    (name) => {
      synth((stack) => {
        const overrides = { [name]: parameter.list(stack, 'List') };
        expectOne(faultsOf({ overrides }), `overrides.${name}`, 'list its items one by one');
      });
    },
  );

  test('users and groups for a runner that does not know them yet', () => {
    const options = { overrides: { users: [1000], groups: [1000] } };
    expect(faultsOf(options, '18.3')).toEqual([
      expect.stringContaining('jobs.overrides.users: needs GitLab Runner 18.4'),
      expect.stringContaining('jobs.overrides.groups: needs GitLab Runner 18.4'),
    ]);
    expect(faultsOf(options, '18.4')).toEqual([]);
  });

  test('are all found at once', () => {
    const options = { maxDurationSeconds: 1, overrides: { maxCpu: 'x', podLabels: '[' }, size: 'xs' as JobSize };
    expect(faultsOf(options)).toHaveLength(4);
  });
});

describe('warnings', () => {
  test.each(['.*', '.+', '^.*$', '^.+$', '(.*)', '^(.*)$', '^.*=.*$', '^.{0,}$'])(
    'the pattern %s allows everything',
    (pattern) => {
      expectOne(warningsOf({ overrides: { podLabels: pattern } }), 'overrides.podLabels', 'every pipeline may set any');
    },
  );

  test('a pattern that matches within longer texts', () => {
    expectOne(
      warningsOf({ overrides: { nodeSelector: '^team=[a-z]+' } }),
      'overrides.nodeSelector',
      '"^team=[a-z]+" is open at the end',
    );
  });

  test.each(['^team=(a|b)$', '^team=[|]$', '^team=\\|$', '^a=[^\\]|]+$', '^$'])(
    'the pattern %s does not',
    (pattern) => {
      expect(warningsOf({ overrides: { nodeSelector: pattern } })).toEqual([]);
    },
  );

  test('a helper with too little memory for caches', () => {
    expectOne(warningsOf({ helperResources: { memory: '128Mi' } }), 'helperResources.memory', 'needs 250Mi and more');
    expect(warningsOf({ helperResources: { memory: '128Mi', limits: { memory: '256Mi' } } })).toEqual([]);
    expect(warningsOf({ helperResources: { memory: 'little' } })).toEqual([]);
  });
});
