import type { RunnerConfig, TomlTable } from '../../lib/config';
import { checkConfig, checkTomlTable } from '../../lib/config';
import type { Problem } from '../../lib';
import { Report } from '../../lib';

/** What is wrong with a typed configuration for a version of GitLab Runner. */
export function configProblems(
  config: RunnerConfig,
  runnerVersion: string,
  isUnresolved?: (value: unknown) => boolean,
): readonly Problem[] {
  const report = new Report();
  checkConfig(config, { runnerVersion, report, ...(isUnresolved && { isUnresolved }) });
  return report.problems;
}

/** What is wrong with a table of config.toml for a version of GitLab Runner. */
export function tomlProblems(table: TomlTable, runnerVersion: string): readonly Problem[] {
  const report = new Report();
  checkTomlTable(table, { runnerVersion, report });
  return report.problems;
}
