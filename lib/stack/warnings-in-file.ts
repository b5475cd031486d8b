import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { Problem } from '../diagnostics/problem';
import { warningsAt } from '../diagnostics/settle';
import { below } from '../schema/path';
import type { GitLabRunnerConfig } from './config';
import type { ConfigFile } from './config-file';
import type { GitLabRunnerStack } from './gitlab-runner-stack';

/** The warnings of a stack, at the lines of its configuration file. */
export function warningsInFile(file: ConfigFile, stack: GitLabRunnerStack): readonly Problem[] {
  const section = sectionOf(stack, file.content as GitLabRunnerConfig);
  const warnings = stack.node.findAll().flatMap((construct) =>
    warningsAt(construct).map((warning) => ({
      ...warning,
      at: [section(construct), warning.at].filter(Boolean).join('.'),
    })),
  );
  return file.located(warnings);
}

/** The section of the file that a construct was made from, undefined for the stack itself. */
function sectionOf(stack: GitLabRunnerStack, { cluster, network }: GitLabRunnerConfig) {
  const only = (name: string, section: object = {}) => [name, ...Object.keys(section).slice(0, 1)].join('.');
  const sections: Readonly<Record<string, string>> = {
    Network: only('network', network),
    Cluster: only('cluster', cluster),
    Cache: 'cache',
    Alerts: 'monitoring.alerts',
    Dashboard: 'monitoring.dashboard',
  };
  return ({ node }: IConstruct): string | undefined => {
    const [name] = node.scopes.slice(stack.node.scopes.length).map((scope) => scope.node.id);
    return name === undefined ? undefined : (sections[name] ?? (name in stack.runners ? below('runners', name) : name));
  };
}
