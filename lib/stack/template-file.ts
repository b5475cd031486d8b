import { isMap } from '../diagnostics/is-map';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { permissionRules } from '../permissions/permission-rules';
import type { RosTemplate } from '../template/ros-template';
import { ConfigFile } from './config-file';

/** Reads a file that may be a ROS template, in YAML or in JSON, which is YAML too. */
export function readTemplateFile(file: string, hint = 'give the path of a file'): ConfigFile {
  return ConfigFile.read(file, { hint, tags: functionOfTag });
}

/** The ROS template in a file. Throws {@link InvalidInputError} when the file holds something else. */
export function readTemplate(file: string): RosTemplate {
  const { content } = readTemplateFile(file, 'name a ROS template');
  if (!isTemplate(content)) {
    throw new InvalidInputError(file, [
      problemOf(
        permissionRules['template-missing'],
        'ROSTemplateFormatVersion',
        'is missing, so the file is not a ROS template',
      ),
    ]);
  }
  return content;
}

/** Whether a file with this content is meant as a ROS template. */
export function isTemplate(content: unknown): content is RosTemplate {
  return isMap(content) && ('ROSTemplateFormatVersion' in content || 'Resources' in content);
}

/** The function that a tag such as `!Ref` or `!Sub` is short for. */
function functionOfTag(tag: string, value: unknown): unknown {
  if (!/^![A-Za-z]\w*$/.test(tag)) {
    return undefined;
  }
  const name = tag.slice(1);
  if (name === 'GetAtt' && typeof value === 'string') {
    const [id = '', ...attribute] = value.split('.');
    return { 'Fn::GetAtt': [id, attribute.join('.')] };
  }
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}
