import type { Problem } from '../diagnostics/problem';
import { InvalidInputError } from '../diagnostics/problem';
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
    return isTemplate(source.content) ? source.located(checkTemplate(source.content)) : templateOfFile(file).warnings;
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems;
    }
    throw error;
  }
}
