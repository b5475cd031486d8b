import { checkTomlTable } from '../config/check-config';
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
    'config-text-executor': {
      severity: 'error',
      title: 'The text of config.toml names another executor than that of Kubernetes',
      reason: 'The chart registers runners with the kubernetes executor, and a template cannot change it.',
      remedy: 'Leave `executor` out, or write "kubernetes".',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings, configText: read } = model;
    const { root } = settings;
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
    for (const { value, origin, isCertain } of settings.possible('runners.executor')) {
      if (value !== 'kubernetes') {
        report.add(
          rules['config-text-executor'],
          placeOf(origin, isCertain),
          `is ${shown(value)}, and the chart registers runners with the kubernetes executor; leave it out, or write "kubernetes"`,
        );
      }
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

function checkTemplate(
  rules: Readonly<Record<'config-text-runners', Rule>>,
  { chartVersion: { runnerVersion, newerThan }, settings }: RunnerModel,
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
    if (!isOfAction(at) && at !== 'runners.executor') {
      report.add(meta, placeIn(root, at, isCertain && severity === 'error'), text);
    }
  }
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
