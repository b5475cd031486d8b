import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../../lib/diagnostics/problem';
import { problemText } from '../../lib/diagnostics/problem';
import type { Rule } from '../../lib/diagnostics/rule';
import { ruleOf } from '../../lib/rules/table';
import { name, version } from '../../package.json';

/** A file and what is wrong with it. */
export interface Checked {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** The page that describes every rule: the same place from the source and from the built program. */
const RULES_PAGE = path.join(__dirname, '../../docs/rules.md');

/**
 * The issues of a file for the widget of merge requests.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/
 */
export function codeQualityIssues({ file, problems }: Checked): object[] {
  const location = inRepository(file);
  return problems.map((problem) => ({
    description: withoutLine(problem),
    check_name: problem.rule,
    fingerprint: fingerprint(location, problem),
    severity: problem.severity === 'error' ? 'major' : 'minor',
    location: { path: location, lines: { begin: problem.fileLine ?? 1 } },
  }));
}

/**
 * All problems in the Static Analysis Results Interchange Format, with the rules that they break.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(checked: readonly Checked[]): object {
  const broken = checked.flatMap(({ problems }) => problems.map(({ rule }) => rule));
  const ids = [...new Set(broken)].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, version, rules: ids.map((id) => descriptor(id, ruleOf(id))) } },
        columnKind: 'utf16CodeUnits',
        results: checked.flatMap(({ file, problems }) => problems.map((problem) => result(file, problem, ids))),
      },
    ],
  };
}

function descriptor(id: string, rule: Rule | undefined): object {
  return {
    id,
    helpUri: `${pathToFileURL(RULES_PAGE).href}#${id}`,
    ...(rule !== undefined && {
      shortDescription: { text: `${rule.title}.` },
      fullDescription: { text: rule.reason },
      help: { text: `${rule.reason} ${rule.remedy}` },
      defaultConfiguration: { level: rule.severity },
    }),
  };
}

function result(file: string, problem: Problem, ids: readonly string[]): object {
  const { rule, severity, at, fileLine } = problem;
  const location = inRepository(file);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: withoutLine(problem) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(location), uriBaseId: '%SRCROOT%' },
          region: { startLine: fileLine ?? 1 },
        },
        ...(at !== '' && { logicalLocations: [{ fullyQualifiedName: at }] }),
      },
    ],
    partialFingerprints: { 'problem/v1': fingerprint(location, problem) },
  };
}

/** Paths in a report begin at the root of the repository. */
function inRepository(file: string): string {
  const root = process.env.CI_PROJECT_DIR ?? '.';
  return path.relative(root, file).split(path.sep).join('/');
}

function withoutLine(problem: Problem): string {
  return problemText({ ...problem, fileLine: undefined });
}

/** Without the line, so that a problem stays the same when lines are added above it. */
function fingerprint(location: string, { rule, at, message }: Problem): string {
  return createHash('sha256').update([location, rule, at, message].join('\n')).digest('hex');
}
