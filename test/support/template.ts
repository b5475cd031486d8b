import { problemText } from '../../lib/diagnostics/problem';
import { checkTemplate } from '../../lib/template/check-template';

export * from '../../lib/template/ros-template';
export type { RosTemplate as Template } from '../../lib/template/ros-template';

/** What is wrong with a template on its own terms; an empty list when nothing is. */
export function checkStructure(template: object): string[] {
  return checkTemplate(template).map(problemText);
}
