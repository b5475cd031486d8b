import type { RuledProblem } from '../diagnostics/problem';
import { inDoorsWords, InvalidInputError } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { checkNoTokens } from '../checks/value-forms';
import { checkAcknowledgements } from '../rules/acknowledge';
import { checkAlternatives } from './check-alternatives';
import { checkSecrets } from './check-secrets';
import { runnerChart } from './build-config';
import type { ChartSection, GitLabRunnerConfig } from './config';
import { checkShape as checkTypes } from '../schema/check-shape';
import { isMap, kindName } from '../diagnostics/is-map';
import { publicTypes } from '../checks/check-arguments';
import { movedKey } from '../checks/moved-keys';
import { inPlaceOfShortForm } from './short-forms';
import { checkStackName } from './names';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { below } from '../schema/path';

/** What is wrong with the shape of a configuration: unknown keys, wrong types, alternatives that exclude each other. */
export function checkShape(config: unknown): readonly RuledProblem[] {
  const report = new Report();
  if (!isMap(config)) {
    const given = config === undefined ? 'is missing' : config === null ? 'is empty' : `is ${kindName(config)}`;
    report.add(
      configurationFileRules['config-shape'],
      '',
      `the configuration ${given}; it is a map of sections, with at least \`cluster\` and \`runners\``,
    );
    return report.problems;
  }
  checkNoTokens(config, '', report);
  const tokens = new Set(report.problems.map(({ at }) => at));
  checkSections(config, report);
  checkAlternatives(config, report);
  checkStackName(config, report);
  checkAcknowledged(config, report);
  checkRunners(config, report);
  checkSecrets(config, report);
  // What looks like a token is not judged as a text.
  const problems = report.problems.filter(({ at, rule }) => rule === 'token-like-text' || !tokens.has(at));
  return unique(problems.map((problem) => inDoorsWords(problem, 'yaml')));
}

/** Keys, types and words, by the types in config.ts. */
function checkSections(config: object, report: Report): void {
  checkTypes({ is: 'GitLabRunnerConfig' }, config, {
    report,
    language: {
      schemas: publicTypes().types,
      unknownKey: () => 'is not a key here',
      moved: movedKey,
      mend: inPlaceOfShortForm,
    },
  });
}

/** The acknowledgements of the whole stack; runners look at their own. */
function checkAcknowledged({ acknowledge }: Partial<GitLabRunnerConfig>, report: Report): void {
  // The schema has told of what is not a string.
  const reasons = Object.entries(isMap(acknowledge) ? acknowledge : {}).filter(
    ([, reason]) => typeof reason === 'string',
  );
  checkAcknowledgements(Object.fromEntries(reasons), report, 'acknowledge');
}

function checkRunners({ runners }: Partial<GitLabRunnerConfig>, report: Report): void {
  if (!isMap(runners)) {
    return;
  }
  if (Object.keys(runners).length === 0) {
    report.add(
      configurationFileRules['config-no-runners'],
      'runners',
      'is empty; name at least one runner, for instance `Runner: {}`',
    );
  }
  for (const [name, runner] of Object.entries(runners)) {
    if (isMap(runner) && isMap(runner.chart)) {
      checkChart(`${below('runners', name)}.chart`, runner.chart, report);
    }
  }
}

/** Here, so that the rest of the runner is checked too, with the default chart. */
function checkChart(at: string, chart: ChartSection, report: Report): void {
  const isText = [chart.version, chart.url].every((one) => one === undefined || typeof one === 'string');
  if (!isText) {
    return;
  }
  try {
    runnerChart({ version: chart.version, url: chart.url });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    const problems = error.problems as RuledProblem[];
    report.addAll(problems.map((problem) => ({ ...problem, at: `${at}.${problem.at}` })));
  }
}

function unique(problems: readonly RuledProblem[]): RuledProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ at, message }) => {
    const key = `${at}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
