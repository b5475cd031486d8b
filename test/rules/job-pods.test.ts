import { HelmTemplate } from '../../lib/config/helm-template';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { jobPods } from '../../lib/rules/job-pods';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { addRunner, renderRunner } from '../support/runner';
import { synth } from '../support/synth';
import { problemsOf } from './support';

/** What is found with what `config` says of jobs. */
function findingsOf(kubernetes: KubernetesConfig) {
  const problems = problemsOf(jobPods, { config: { runners: { kubernetes } } });
  const lines = (of: string) =>
    problems
      .filter(({ severity }) => severity === of)
      .map(({ at, message }) => `${at.replace('config.runners.kubernetes.', '')}: ${message}`);
  return { errors: lines('error'), warnings: lines('warning') };
}

/** The only error, with no warning beside it. */
function errorOf(kubernetes: KubernetesConfig): string {
  const { errors, warnings } = findingsOf(kubernetes);
  expect([errors.length, warnings]).toEqual([1, []]);
  return errors[0]!;
}

/** What is found with lines of `[runners.kubernetes]` in a text. */
const textOf = (lines: string) =>
  problemsOf(jobPods, {
    chartValues: { runners: { config: `[[runners]]\n[runners.kubernetes]\n${lines}\n` } },
  });

const NOTHING = { errors: [], warnings: [] };

describe('job-pod-metadata, job-label-rewritten: labels of job pods', () => {
  test('must have keys that Kubernetes takes', () => {
    expect(errorOf({ podLabels: { 'a b': 'x' } })).toContain('podLabels["a b"]: has the name "a b"; allowed are');
    expect(errorOf({ podLabels: { 'Team/x': 'x' } })).toContain('podLabels["Team/x"]: has the prefix "Team"');
    expect(errorOf({ podLabels: { $CI_JOB_ID: 'x' } })).toContain('has the name "$CI_JOB_ID"');
  });

  test('are warned of when the runner would change their values', () => {
    const { errors, warnings } = findingsOf({ podLabels: { team: 'A B', long: 'x'.repeat(64), end: '-x' } });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^podLabels\.team: is "A B"; .*The runner writes "_" for other characters/),
      expect.stringMatching(/^podLabels\.long: /),
      expect.stringMatching(/^podLabels\.end: /),
    ]);
  });

  test('may hold CI/CD variables in their values', () => {
    const podLabels = { 'example.com/project': '$CI_PROJECT_ID', job: 'job-${CI_JOB_ID}-$CI_NODE_INDEX', empty: '' };
    expect(findingsOf({ podLabels, podAnnotations: { 'example.com/url': '$CI_JOB_URL & more' } })).toEqual(NOTHING);
  });
});

test('job-pod-metadata: annotations of job pods must have keys that Kubernetes takes', () => {
  expect(errorOf({ podAnnotations: { 'a/b/c': 'x' } })).toContain('podAnnotations["a/b/c"]: has the name "b/c"');
  expect(errorOf({ podAnnotations: { '': 'x' } })).toContain('podAnnotations[""]: has the name ""');
  expect(findingsOf({ podAnnotations: { 'Example.COM/key': 'any text, $here' } })).toEqual(NOTHING);
});

test('job-scheduling: node selectors must have keys and values that Kubernetes takes, without CI/CD variables', () => {
  expect(errorOf({ nodeSelector: { 'kubernetes.io/a b': 'x' } })).toContain('has the name "a b"');
  expect(errorOf({ nodeSelector: { arch: 'arm 64' } })).toContain('nodeSelector.arch: is "arm 64"; allowed are');
  expect(errorOf({ nodeSelector: { arch: '$ARCH' } })).toContain('CI/CD variables cannot stand here');
  expect(findingsOf({ nodeSelector: { 'kubernetes.io/arch': 'arm64', spot: '' } })).toEqual(NOTHING);
});

describe('job-scheduling: tolerations', () => {
  test('must have an effect that Kubernetes knows', () => {
    expect(errorOf({ nodeTolerations: { a: 'Foo' } })).toBe(
      'nodeTolerations.a: is "Foo"; allowed is "", "NoSchedule", "PreferNoSchedule", "NoExecute", where "" is any effect',
    );
    expect(errorOf({ nodeTolerations: { a: 'noSchedule' } })).toContain('is "noSchedule"');
  });

  test('must be of taints that can be', () => {
    expect(errorOf({ nodeTolerations: { 'a b': '' } })).toContain('nodeTolerations["a b"]: has the name "a b"');
    expect(errorOf({ nodeTolerations: { 'a=b=c': '' } })).toContain('nodeTolerations["a=b=c"]: is "b=c"');
  });

  test('may be of any value, any effect, or any taint', () => {
    const nodeTolerations = { 'example.com/a=b': 'NoSchedule', c: 'NoExecute', 'd=': 'PreferNoSchedule', '': '' };
    expect(findingsOf({ nodeTolerations })).toEqual(NOTHING);
  });
});

describe('job-object-name: names', () => {
  test.each(['namespace', 'serviceAccount', 'runtimeClassName', 'priorityClassName'])('%s is one', (name) => {
    expect(errorOf({ [name]: 'A B' })).toMatch(new RegExp(`^${name}: "A B" has "A", " ", "B"; allowed are`));
    expect(findingsOf({ [name]: 'ci-jobs' })).toEqual(NOTHING);
    expect(findingsOf({ [name]: '' })).toEqual(NOTHING);
  });

  test('pull Secrets are named, and what looks like a secret is not shown', () => {
    expect(errorOf({ imagePullSecrets: ['registry', 'My Secret'] })).toContain('imagePullSecrets[1]: "My Secret" has');
    const secret = 'xK9fQ2mZ7pL4vB8nR1tY';
    const error = errorOf({ imagePullSecrets: [secret] });
    expect(error).toContain('imagePullSecrets[0]: is not the name of a Secret, and not shown');
    expect(error).not.toContain(secret);
  });
});

describe('job-volume-name: volumes', () => {
  test('have names that Kubernetes takes', () => {
    const emptyDir = [{ name: 'builds.disk', mountPath: '/a' }];
    expect(errorOf({ volumes: { emptyDir } })).toContain('volumes.emptyDir[0].name: "builds.disk" is not a valid name');
    const csi = [{ name: 'Disk', mountPath: '/a', driver: 'd' }];
    expect(errorOf({ volumes: { csi } })).toContain('volumes.csi[0].name: "Disk" has "D"');
  });

  test.each(['scripts', 'logs'])('are not called %s, as one of the runner is', (name) => {
    const secret = [{ name, mountPath: '/a' }];
    expect(errorOf({ volumes: { secret } })).toContain(`volumes.secret[0].name: is "${name}", as the runner calls`);
  });

  test('may be called repo when they are for builds, and claims by CI/CD variables', () => {
    const emptyDir = [{ name: 'repo', mountPath: '/builds', medium: 'Memory' }];
    const pvc = [{ name: 'cache-$CI_CONCURRENT_ID', mountPath: '/cache' }];
    expect(findingsOf({ volumes: { emptyDir, pvc } })).toEqual(NOTHING);
  });
});

describe('poll-interval: looks at a starting pod', () => {
  test('must fit into the timeout', () => {
    expect(errorOf({ pollIntervalSeconds: 900 })).toBe(
      'pollIntervalSeconds: leaves a pod no time to start: the runner looks at it every 900 seconds (pollIntervalSeconds) and gives up after 600 (pollTimeoutSeconds); let it look more often, or wait longer',
    );
    expect(errorOf({ pollTimeoutSeconds: 2 })).toContain('pollTimeoutSeconds: leaves a pod no time');
    expect(textOf('poll_interval = 181')).toMatchObject([
      { rule: 'poll-interval', line: 3, message: expect.stringContaining('gives up after 180') as string },
    ]);
  });

  test('may be as rare as the timeout', () => {
    expect(findingsOf({ pollIntervalSeconds: 600 })).toEqual(NOTHING);
    expect(findingsOf({ pollIntervalSeconds: 900, pollTimeoutSeconds: 901 })).toEqual(NOTHING);
    expect(findingsOf({})).toEqual(NOTHING);
  });
});

test('nothing is said of what is of the wrong type, which is said elsewhere', () => {
  const wrong = {
    podLabels: { app: 1 },
    podAnnotations: ['a b'],
    nodeSelector: 'a b',
    nodeTolerations: null,
    namespace: 5,
    imagePullSecrets: 'A B',
    volumes: { emptyDir: [null, { name: 1 }], csi: {} },
    pollIntervalSeconds: '900',
  };
  expect(findingsOf(wrong as never)).toEqual(NOTHING);
});

test('nothing is said of what only the deployment knows', () => {
  expect(findingsOf({ namespace: HelmTemplate.string('{{ .Release.Namespace }} x') })).toEqual(NOTHING);
  synth((stack) => {
    const text = `${parameter.text(stack, 'Text')} and more`;
    const number = parameter.number(stack, 'Number');
    const kubernetes: KubernetesConfig = {
      podLabels: { a: text },
      nodeSelector: { a: text },
      nodeTolerations: { a: text },
      serviceAccount: text,
      imagePullSecrets: [text],
      volumes: { emptyDir: [{ name: text, mountPath: '/a' }] },
      pollIntervalSeconds: number,
    };
    expect(findingsOf(kubernetes)).toEqual(NOTHING);
    expect(findingsOf({ pollIntervalSeconds: 900, pollTimeoutSeconds: number })).toEqual(NOTHING);
  });
});

test('a runner is refused with all of it', () => {
  const kubernetes = { podLabels: { 'a b': 'c' }, nodeTolerations: { a: 'Foo' }, serviceAccount: 'A B' };
  expect(() => synth((stack) => addRunner(stack, { config: { runners: { kubernetes } } }))).toThrow(
    /has 3 problems:\n {2}- config\.runners\.kubernetes\.podLabels.*\n.*nodeTolerations.*\n.*serviceAccount/,
  );
});

test('a text is judged as config is, and options are judged elsewhere', () => {
  expect(textOf('service_account = "A B"\n[runners.kubernetes.pod_labels]\n"a b" = "c"')).toMatchObject([
    { rule: 'job-pod-metadata', at: expect.stringContaining('pod_labels["a b"]') as string, line: 5 },
    { rule: 'job-object-name', line: 3 },
  ]);
  expect(problemsOf(jobPods, { namespace: 'A B' })).toEqual([]);
});

describe('pod-spec-ignored', () => {
  const podSpec = [{ patch: 'hostname: x' }];
  const FLAG = 'FF_USE_ADVANCED_POD_SPEC_CONFIGURATION';
  const flagOf = (props: RunnerOverrides) =>
    (renderRunner(props).toml.runners[0]!.feature_flags as Record<string, unknown> | undefined)?.[FLAG];

  test('does not stand in the way of podSpec alone: the flag is set', () => {
    expect(flagOf({ config: { runners: { kubernetes: { podSpec } } } })).toBe(true);
    expect(flagOf({ config: { runners: { kubernetes: { image: 'a' } } } })).toBeUndefined();
    expect(problemsOf(jobPods, { config: { runners: { kubernetes: { podSpec } } } })).toEqual([]);
  });

  test('refuses a flag that is off', () => {
    const runners = { featureFlags: { [FLAG]: false }, kubernetes: { podSpec } };
    expect(problemsOf(jobPods, { config: { runners } })).toMatchObject([
      { rule: 'pod-spec-ignored', severity: 'error', at: `config.runners.featureFlags.${FLAG}` },
    ]);
  });

  test('warns of a text without it, where pipelines may set it', () => {
    const text = (more: string) =>
      problemsOf(jobPods, {
        chartValues: {
          runners: { config: `[[runners]]\n${more}\n[[runners.kubernetes.pod_spec]]\npatch = "hostname: x"\n` },
        },
      });
    expect(text('')).toMatchObject([{ rule: 'pod-spec-ignored', severity: 'warning', line: 3 }]);
    expect(text(`environment = ["${FLAG}=1"]`)).toEqual([]);
    expect(text(`[runners.feature_flags]\n${FLAG} = true`)).toEqual([]);
  });
});
