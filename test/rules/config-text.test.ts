import { ChartVersion, RunnerChart } from '../../lib';
import { configText } from '../../lib/rules/config-text';
import { parameter } from '../cluster/fixtures';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const AT = 'chartValues.runners.config';

/** What is found with a text. */
const problems = (config: string, chartVersion = ChartVersion.DEFAULT) =>
  problemsOf(configText, { chart: RunnerChart.fromVersion(chartVersion), chartValues: { runners: { config } } });

/** The places in `[runners.kubernetes]` of what is found past the warning that there is always. */
function found(lines: string, chartVersion?: ChartVersion) {
  const [first, ...others] = problems(`[[runners]]\n[runners.kubernetes]\n${lines}\n`, chartVersion);
  expect(first!.rule).toBe('config-text-replaces-options');
  const places = (of: string) =>
    others.filter(({ severity }) => severity === of).map(({ at }) => at.replace(`${AT}, runners.kubernetes.`, ''));
  return { errors: places('error'), warnings: places('warning') };
}

const NOTHING = { errors: [], warnings: [] };
const ONE_ERROR = { errors: ['poll_timout'], warnings: [] };
const ONE_WARNING = { errors: [], warnings: ['poll_timout'] };

describe('config-text-keys: a text with template actions', () => {
  test.each([
    ['in a string', 'namespace = "{{ .Release.Namespace }}-jobs"'],
    ['as a value', 'namespace = {{ .Release.Namespace | quote }}'],
    ['as a value of any type', 'poll_timeout = {{ .Values.timeout }}\nprivileged = {{ .Values.privileged }}'],
    ['as an item of a list', 'cap_add = [{{ .Values.first | quote }}, "{{ .Values.second }}"]'],
    ['as a table', 'pod_labels = {{ .Values.labels }}'],
    ['in a text that must be of a form', 'memory_limit = "{{ .Values.memory }}Gi"'],
    ['as a key', '{{ .Values.key }} = 1'],
    ['as the name of a label', '[runners.kubernetes.pod_labels]\n"{{ .Values.label }}" = "x"'],
    ['on a line of its own', '{{- include "more" . | nindent 4 }}'],
    ['around lines', '{{ if .Values.a }}\nimage = "a"\n{{ end }}'],
    ['one after the other', 'poll_timeout = {{ .Values.a }}{{ .Values.b }}'],
    ['with quotes and braces in them', 'image = {{ printf "%s}}" .Values.image | quote }}'],
    ['with a comment', '# {{ .Values.x }}\n{{/* nothing */}}'],
  ])('passes: %s', (_, lines) => {
    expect(found(lines)).toEqual(NOTHING);
  });

  test.each([
    ['in a string', 'namespace = "{{ .Release.Namespace }}"'],
    ['as a value', 'namespace = {{ .Release.Namespace | quote }}'],
  ])('is judged beside them: %s', (_, action) => {
    expect(found(`${action}\npoll_timout = 600`)).toEqual(ONE_ERROR);
    expect(found(`poll_timeout = "600"\n${action}`)).toEqual({ errors: ['poll_timeout'], warnings: [] });
  });

  test.each([
    ['may be left out', '{{ if .Values.a }}poll_timout = 600{{ end }}'],
    ['may go on where it seems to end', '{{ include "more" . }}\npoll_timout = 600'],
  ])('is warned of where a part of it %s', (_, lines) => {
    expect(found(lines)).toEqual(ONE_WARNING);
  });

  test('is a text of a newer runner beside them too', () => {
    expect(found('image = "{{ .Values.image }}"\npoll_timout = 600', ChartVersion.of('0.99.0'))).toEqual(ONE_WARNING);
  });
});

describe('keys and values of the text', () => {
  test('is at the line of the key', () => {
    const text = '[[runners]]\n\n[runners.kubernetes]\npoll_timout = 600\n[runners.kubernetes.pod_labels]\n"a b" = 5\n';
    expect(problems(text).slice(1)).toMatchObject([
      { rule: 'unknown-key', severity: 'error', at: `${AT}, runners.kubernetes.poll_timout`, line: 4 },
      { rule: 'wrong-type', at: `${AT}, runners.kubernetes.pod_labels["a b"]`, line: 6 },
    ]);
  });

  test('may have keys that a newer runner may know', () => {
    expect(found('brand_new = 1', ChartVersion.of('0.99.0'))).toEqual({ errors: [], warnings: ['brand_new'] });
  });

  test('does not judge the whole of config.toml, which configOverride takes', () => {
    const configOverride =
      'concurrent = 4\n[[runners]]\nurl = "https://gitlab.com"\ntoken = "x"\nexecutor = "kubernetes"\n';
    expect(problemsOf(configText, { chartValues: { runners: { configOverride } } })).toEqual([]);
  });
});

test('config-text-replaces-options: a text is warned of, and config is not', () => {
  expect(problems('[[runners]]\n')).toEqual([
    {
      rule: 'config-text-replaces-options',
      severity: 'warning',
      at: AT,
      message:
        'takes the place of everything that the options write into config.toml: placement, resources, images, cache and `config` have no effect on jobs. For single settings use `config`',
    },
  ]);
  expect(problems('')).toEqual([]);
  expect(problemsOf(configText, { config: { runners: { kubernetes: { image: 'a' } } } })).toEqual([]);
  const ofDeployment = problemsOf(configText, (stack) => ({
    chartValues: { runners: { config: parameter.text(stack, 'Text') } },
  }));
  expect(ofDeployment).toMatchObject([{ rule: 'config-text-replaces-options' }]);
});

test('config-text-syntax: a text without template actions must be TOML, and says the line', () => {
  expect(
    problems('[[runners]]\n[runners.kubernetes]\nimage = "a"\nvolumes = ["/certs/client", "/cache"]\'\n').slice(1),
  ).toMatchObject([
    {
      rule: 'config-text-syntax',
      severity: 'error',
      at: AT,
      line: 4,
      message: expect.stringMatching(/^is not TOML: /) as string,
    },
  ]);
  expect(problems('[[runners]]\nname = "a"\nname = "b"').slice(1)).toMatchObject([
    { rule: 'config-text-syntax', line: 3 },
  ]);
});

test('config-text-unread: a text that becomes TOML by its actions alone is a warning', () => {
  const either = '[[runners]]\n{{ if .Values.a }}\nname = "a"\n{{ else }}\nname = "b"\n{{ end }}';
  expect(problems(either).slice(1)).toMatchObject([{ rule: 'config-text-unread', severity: 'warning', at: AT }]);
});

describe('config-text-runners', () => {
  test.each([
    ['concurrent = 1\n', 'no [[runners]]', undefined],
    ['[[runners]]\n[[runners]]\n', '2 [[runners]]', 1],
    ['[runners]\n', 'runners that are no list of tables', 1],
  ])('is refused: %j', (text, what, line) => {
    const [problem] = problems(text).filter(({ rule }) => rule === 'config-text-runners');
    expect(problem).toMatchObject({
      severity: 'error',
      message: `has ${what}; a template of config.toml needs exactly one entry, written [[runners]]`,
    });
    expect(problem!.line).toBe(line);
  });

  test('is a warning where Helm may bring it', () => {
    expect(problems('{{ include "runners" . }}\n')).toMatchObject([
      {},
      { rule: 'config-text-runners', severity: 'warning' },
    ]);
  });
});

describe('config-text-executor', () => {
  const withExecutor = (executor: string) => problems(`[[runners]]\nexecutor = ${executor}\n`).slice(0, -1);

  test('takes that of Kubernetes', () => {
    expect(withExecutor('"kubernetes"')).toEqual([]);
    expect(withExecutor('"{{ .Values.executor }}"')).toEqual([]);
  });

  test('refuses any other', () => {
    expect(withExecutor('"docker"')).toEqual([
      {
        rule: 'config-text-executor',
        severity: 'error',
        at: `${AT}, runners.executor`,
        line: 2,
        message:
          'is "docker", and runners of the chart have the kubernetes executor; leave it out, or write "kubernetes"',
      },
    ]);
  });

  test.each([
    ['runners.executor', { runners: { executor: 'docker' } }],
    ['extraEnv.RUNNER_EXECUTOR', { extraEnv: { RUNNER_EXECUTOR: 'docker' } }],
    ['envVars[0].value', { envVars: [{ name: 'RUNNER_EXECUTOR', value: 'docker' }] }],
  ])('refuses it by %s', (at, chartValues) => {
    expect(problemsOf(configText, { chartValues })).toMatchObject([
      { rule: 'config-text-executor', severity: 'error', at: `chartValues.${at}` },
    ]);
    const right = JSON.parse(JSON.stringify(chartValues).replace('docker', 'kubernetes')) as object;
    expect(problemsOf(configText, { chartValues: right })).toEqual([]);
  });
});

describe('config-text-not-read', () => {
  const rule = 'config-text-not-read';
  const found = (text: string, props: RunnerOverrides = {}) =>
    problemsOf(configText, { ...props, chartValues: { ...props.chartValues, runners: { config: text } } }).slice(1);

  test.each<[string, string, RunnerOverrides]>([
    ['the address of GitLab', '[[runners]]\nurl = "https://gitlab.com/"\n', {}],
    [
      'the address of GitLab by chart values',
      '[[runners]]\nurl = "https://gitlab.example.com"\n',
      { chartValues: { gitlabUrl: 'https://gitlab.example.com/' } },
    ],
    ['an action', '[[runners]]\nurl = {{ .Values.gitlabUrl | quote }}\n', {}],
    ['the number of jobs', 'concurrent = 4\n[[runners]]\n', { concurrent: 4 }],
  ])('passes what counts anyway: %s', (_, text, props) => {
    expect(found(text, props)).toEqual([]);
  });

  test.each([
    ['concurrent = 4\n[[runners]]\n', 'concurrent', 1, 'the option `concurrent`'],
    ['[[runners]]\nurl = "https://gitlab.example.com"\n', 'runners.url', 2, 'the option `gitlabUrl`'],
    ['listen_address = ":9252"\n[[runners]]\n', 'listen_address', 1, 'the chart value `metrics.port`'],
    ['[[runners]]\nid = 1\n', 'runners.id', 2, 'Leave it out'],
  ])('warns of others: %j', (text, at, line, message) => {
    expect(found(text)).toMatchObject([
      {
        rule,
        severity: 'warning',
        at: `${AT}, ${at}`,
        line,
        message: expect.stringContaining(message) as string,
      },
    ]);
  });

  test('leaves secrets and other executors to the faults that they are', () => {
    expect(found('[[runners]]\ntoken = "x"\n')).toMatchObject([{ rule: 'key-reserved', severity: 'error' }]);
    expect(found('[[runners]]\n[runners.docker]\nimage = "a"\n')).toMatchObject([{ rule: 'key-reserved' }]);
  });
});
