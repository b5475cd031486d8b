import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeOracle, output, programBeside, TEMPLATES } from './oracle';

const { IAC_CODE } = process.env;
const SOURCE = IAC_CODE === undefined ? undefined : path.join(IAC_CODE, 'src');
const HAS_PACKAGES = spawnSync('python3', ['-c', 'import yaml, babel']).status === 0;
const IS_THERE = SOURCE !== undefined && existsSync(path.join(SOURCE, 'iac_code')) && HAS_PACKAGES;

/** Prints the findings as JSON. A limitation is something that the validator cannot judge. */
const VALIDATE = `
import json, sys
sys.path.insert(0, sys.argv[1])
from iac_code.tools.cloud.aliyun.ros_validation.model import MaterializedTemplateSource, RequestValidationContext
from iac_code.tools.cloud.aliyun.ros_validation.validator import validate_ros_template
source = MaterializedTemplateSource(text=sys.stdin.read())
report = validate_ros_template(source, RequestValidationContext(action='PreviewStack'))
found = [one for one in report.diagnostics if one.severity.value != 'LIMITATION']
where = lambda one: '.'.join(str(getattr(step, 'value', getattr(step, 'index', ''))) for step in one.path)
print(json.dumps([f'{one.code} {where(one)}: {one.summary} {one.detail}' for one in found]))
`;

describeOracle(
  {
    name: "Alibaba Cloud's public validator of ROS templates",
    needs: 'Python 3 with PyYAML and Babel, and a checkout of aliyun/iac-code, named by IAC_CODE',
    program: programBeside('python3', 'PYTHON', IS_THERE ? SOURCE : undefined),
  },
  (python) => {
    const validate = (template: object) =>
      JSON.parse(output(python, ['-c', VALIDATE, SOURCE!], JSON.stringify(template))) as string[];

    test.each(TEMPLATES)('has no findings in the template of %s', (_, template) => {
      expect(validate(template)).toEqual([]);
    });

    test('finds a reference to nothing', () => {
      const vpc = { Type: 'ALIYUN::ECS::VPC', Properties: { CidrBlock: { Ref: 'Nothing' } } };
      expect(validate({ ROSTemplateFormatVersion: '2015-09-01', Resources: { Vpc: vpc } })).not.toEqual([]);
    });
  },
);
