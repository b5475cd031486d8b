import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publicTypes } from '../checks/check-arguments';
import { isMap, kindName } from '../diagnostics/is-map';
import type { Problem } from '../diagnostics/problem';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { nearest } from '../diagnostics/suggest';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { CHART_VALUES } from '../schema/generated/chart-values.generated';
import { checkTemplate } from '../template/check-template';
import { templateOfFile } from './synthesize-file';
import { isTemplate, readTemplateFile } from './template-file';

/**
 * Everything that is wrong with a file, with the lines: a `gitlab-runner.yaml`, which is synthesized and not written, or
 * any ROS template in YAML or JSON. An empty list when nothing is.
 */
export function checkFile(file: string): readonly Problem[] {
  try {
    const source = readTemplateFile(file);
    const { content } = source;
    if (isTemplate(content)) {
      return source.located(checkTemplate(content));
    }
    return isConfiguration(content) ? templateOfFile(file).warnings : [neither(content)];
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems;
    }
    throw error;
  }
}

/** Whether a file with this content is meant as a configuration: it has a section, or one that is misspelt or has moved. */
function isConfiguration(content: unknown): boolean {
  const sections = Object.keys(publicTypes().types.GitLabRunnerConfig?.keys ?? {});
  const keys = isMap(content) ? Object.keys(content) : [];
  return keys.some((key) => nearest(key, sections) !== undefined);
}

function neither(content: unknown): Problem {
  const keys = isMap(content) ? Object.keys(content) : [];
  const given = content === null || content === undefined ? 'is empty' : `is ${kindName(content)}`;
  const which = keys.length > 0 ? `has the keys ${shown(keys.join(', '))}` : given;
  const { keys: values = {} } = CHART_VALUES;
  const hint = keys.some((key) => Object.hasOwn(values, key))
    ? '. Values of the chart become a configuration by `ros-cdk-gitlab-runner migrate FILE`'
    : '';
  return problemOf(
    configurationFileRules['file-kind'],
    'the file',
    `${which}. A configuration has the sections \`cluster\` and \`runners\`, a ROS template has \`ROSTemplateFormatVersion\` and \`Resources\`${hint}`,
  );
}

/** Everything that is wrong with the text of a `gitlab-runner.yaml`. */
export function checkText(text: string): readonly Problem[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-'));
  try {
    const file = path.join(folder, 'gitlab-runner.yaml');
    writeFileSync(file, text);
    return checkFile(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
