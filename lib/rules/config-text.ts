import { checkTomlTable } from '../config/check-config';
import type { TomlTable } from '../config/toml-table';
import { Report } from '../diagnostics/report';
import type { Place } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOfAction } from '../model/config-text';
import { pathText } from '../model/origin';
import { placeOf } from '../model/reading';
import type { Node } from '../model/tree';
import { Items, Table } from '../model/tree';
import { isUnresolved } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** What counts in place of a key that nobody reads in a template of config.toml: a value of the chart, by its path. */
const NOT_READ: Readonly<Record<string, { readonly value?: string; readonly instead?: string }>> = {
  'runners.url': { value: 'gitlabUrl', instead: 'the option `gitlabUrl`' },
  'runners.id': {},
  'runners.token_obtained_at': {},
  'runners.token_expires_at': {},
  concurrent: { value: 'concurrent', instead: 'the option `concurrent`' },
  check_interval: { value: 'checkInterval', instead: 'the option `checkIntervalSeconds`' },
  log_level: { value: 'logLevel', instead: 'the option `logLevel`' },
  log_format: { value: 'logFormat', instead: 'the chart value `logFormat`' },
  shutdown_timeout: { value: 'shutdown_timeout', instead: 'the chart value `shutdown_timeout`' },
  sentry_dsn: { value: 'sentryDsn', instead: 'the chart value `sentryDsn`' },
  connection_max_age: { value: 'connectionMaxAge', instead: 'the chart value `connectionMaxAge`' },
  listen_address: { instead: 'the chart value `metrics.port`' },
  session_server: { instead: 'the option `sessionServer`' },
};

/** A config.toml that the user writes as text, in place of the one that the options yield. */
export const configText = ruleSet(
  'config.toml as text',
  {
    'config-text-replaces-options': {
      severity: 'warning',
      title: '`chartValues.runners.config` takes the place of what the options write into config.toml',
      reason: 'Placement, resources, images, cache and `config` have no effect on jobs.',
      remedy: 'For single settings use `config`.',
    },
    'config-text-syntax': {
      severity: 'error',
      title: 'The text of config.toml is not TOML',
      reason: 'Managers stop at their start.',
      remedy: 'Mend the text at the line.',
    },
    'config-text-unread': {
      severity: 'warning',
      title: 'The text of config.toml becomes TOML only when Helm has filled it in',
      reason: 'Nothing in it is checked, and the permissions of the managers follow the options in its place.',
      remedy: 'Write template actions where a value stands, or see to the permissions by `rbac.rules`.',
    },
    'config-text-runners': {
      severity: 'error',
      title: 'The text of config.toml has no `[[runners]]`, or several',
      reason: 'It is a template for the one runner that a manager registers, and managers stop at any other.',
      remedy: 'Write `[[runners]]` once, and everything of the runner below it.',
    },
    'config-text-not-read': {
      severity: 'warning',
      title: 'A key that managers do not read in the text of config.toml',
      reason: 'The text is a template for the runner that a manager registers. The chart writes the rest.',
      remedy: 'Set what the message names in its place.',
    },
    'config-text-executor': {
      severity: 'error',
      title: 'A text of config.toml or a chart value names another executor than that of Kubernetes',
      reason: 'A template cannot change the executor, and with another one the managers have nothing to run jobs on.',
      remedy: 'Leave `executor` out, or write "kubernetes".',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings, configText: read } = model;
    const { root } = settings;
    checkExecutor(rules['config-text-executor'], model, report);
    if (root?.origin.layer !== 'text') {
      return;
    }
    const isTemplate = root.origin.path.at(-1) === 'config';
    if (isTemplate) {
      report.add(
        rules['config-text-replaces-options'],
        placeOf(root.origin),
        'takes the place of everything that the options write into config.toml: placement, resources, images, cache and `config` have no effect on jobs. For single settings use `config`',
      );
    }
    if (read?.table !== undefined) {
      // The text of `configOverride` is the whole of config.toml, with runners as the user registered them.
      if (isTemplate) {
        checkTemplate(rules, model, root, read.table, report);
      }
    } else if (read?.fault !== undefined) {
      const { reason, line } = read.fault;
      report.add(rules['config-text-syntax'], { ...placeOf(root.origin), line }, `is not TOML: ${reason}`);
    } else if (read !== undefined) {
      report.add(
        rules['config-text-unread'],
        placeOf(root.origin),
        'becomes TOML only when Helm has filled it in: nothing in it is checked, and managers get the permissions that the options need',
      );
    }
  },
);

/** The executor by text, by the value of the chart, and by the variable that registration reads. */
function checkExecutor(rule: Rule, { settings, values }: RunnerModel, report: Report): void {
  const variables = values.items('envVars').filter((one) => one.knownText('name') === 'RUNNER_EXECUTOR');
  const named = [
    ...(settings.root?.origin.layer === 'text' ? settings.possible('runners.executor') : []),
    ...values.possible('runners.executor'),
    ...values.possible('extraEnv.RUNNER_EXECUTOR'),
    ...variables.flatMap((one) => one.possible('value')),
  ];
  for (const { value, origin, isCertain } of named.filter((one) => one.value !== 'kubernetes')) {
    report.add(
      rule,
      placeOf(origin, isCertain),
      `is ${shown(value)}, and runners of the chart have the kubernetes executor; leave it out, or write "kubernetes"`,
    );
  }
}

function checkTemplate(
  rules: Readonly<Record<'config-text-runners' | 'config-text-not-read', Rule>>,
  { chartVersion: { runnerVersion, newerThan }, settings, values }: RunnerModel,
  root: Node,
  { runners, ...others }: Readonly<Record<string, unknown>>,
  report: Report,
): void {
  const isOne = Array.isArray(runners) && runners.length === 1;
  const isCertain = root.origin.isConditional !== true;
  if (!isOne && !isOfAction(runners)) {
    report.add(
      rules['config-text-runners'],
      placeOf(settings.origin('runners') ?? root.origin, isCertain),
      `has ${shownCount(runners)}; a template of config.toml needs exactly one entry, written [[runners]]`,
    );
  }
  const isOpen = (value: unknown) => isOfAction(value) || isUnresolved(value);
  const inText = new Report();
  checkTomlTable(isOne ? { ...others, runners } : others, {
    runnerVersion,
    newerThan,
    report: inText,
    isUnresolved: isOpen,
  });
  for (const { at, meta, text, severity } of inText.problems) {
    if (meta.id === 'key-reserved' && Object.hasOwn(NOT_READ, at)) {
      const { value = '', instead } = NOT_READ[at]!;
      const given = (at.startsWith('runners.') ? (runners as TomlTable[])[0]! : others)[at.replace('runners.', '')];
      if (!isOfAction(given) && !isSame(given, values.known(value))) {
        const counts = instead === undefined ? 'Leave it out' : `What counts is ${instead}; leave the key out`;
        const message = `is not read here: the text is a template for what a manager does not get otherwise. ${counts}`;
        report.add(rules['config-text-not-read'], placeIn(root, at, isCertain), message);
      }
    } else if (!isOfAction(at) && at !== 'runners.executor') {
      report.add(meta, placeIn(root, at, isCertain && severity === 'error'), text);
    }
  }
}

/** A URL is the same with a slash at its end. */
function isSame(given: unknown, counting: unknown): boolean {
  const plain = (one: unknown) => String(one).replace(/\/$/, '');
  return counting !== undefined && plain(given) === plain(counting);
}

function shownCount(runners: unknown): string {
  return runners === undefined
    ? 'no [[runners]]'
    : Array.isArray(runners)
      ? `${runners.length} [[runners]]`
      : 'runners that are no list of tables';
}

/** The place of a key by its path in the text, with the line of the nearest table that is there. */
function placeIn(root: Node, at: string, isCertain: boolean): Place {
  const steps = at.match(/"(?:[^"\\]|\\.)*"|[^.[\]]+/g) ?? [];
  let node = root;
  for (const step of steps.map((one) => (one.startsWith('"') ? (JSON.parse(one) as string) : one))) {
    node = below(node, step) ?? node;
  }
  return { ...placeOf(node.origin, isCertain), at: `${pathText(root.origin.path)}, ${at}` };
}

function below(node: Node, step: string): Node | undefined {
  if (node instanceof Items) {
    return node.items[Number(step)];
  }
  const inner = node instanceof Table ? [...node.entries.values()] : [];
  return inner.find(({ origin }) => origin.within?.at(-1) === step);
}
