/**
 * Runs Alibaba Cloud's public template validator over the templates given: `npm run test:ros -- cdk.out/*.template.json`.
 * It needs Python 3 with PyYAML and Babel, and a checkout of https://github.com/aliyun/iac-code named by IAC_CODE, and
 * skips itself where either is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const VALIDATE = `
import sys
sys.path.insert(0, sys.argv[1])
from iac_code.tools.cloud.aliyun.ros_validation.model import MaterializedTemplateSource, RequestValidationContext
from iac_code.tools.cloud.aliyun.ros_validation.validator import validate_ros_template
failed = False
for name in sys.argv[2:]:
    with open(name, encoding='utf-8') as file:
        source = MaterializedTemplateSource(text=file.read())
    report = validate_ros_template(source, RequestValidationContext(action='PreviewStack'))
    # A limitation is something that the validator cannot judge.
    found = [one for one in report.diagnostics if one.severity.value != 'LIMITATION']
    print(f'{name}: {len(found)} findings')
    for one in found:
        failed = True
        where = '.'.join(str(getattr(step, 'value', getattr(step, 'index', ''))) for step in one.path)
        print(f'  {one.severity.value} {one.code} {where}: {one.summary} {one.detail}')
sys.exit(1 if failed else 0)
`;

function skip(reason: string): void {
  console.log(
    `SKIPPED: ${reason}. Set IAC_CODE to a checkout of aliyun/iac-code, and have python3 with pyyaml and babel.`,
  );
}

const templates = process.argv.slice(2);
const source = path.join(process.env.IAC_CODE ?? '', 'src');
if (templates.length === 0) {
  console.error('Name the templates to validate, for instance cdk.out/*.template.json');
  process.exitCode = 1;
} else if (process.env.IAC_CODE === undefined || !existsSync(path.join(source, 'iac_code'))) {
  skip('the public ROS template validator is not there');
} else if (spawnSync('python3', ['-c', 'import yaml, babel']).status !== 0) {
  skip('python3 with pyyaml and babel is not there');
} else {
  process.exitCode = spawnSync('python3', ['-c', VALIDATE, source, ...templates], { stdio: 'inherit' }).status ?? 1;
}
