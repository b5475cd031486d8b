import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeOracle, output, programBeside, TEMPLATES } from './oracle';

const { INFRAGUARD } = process.env;
const POLICIES = INFRAGUARD === undefined ? undefined : path.join(INFRAGUARD, 'policies/aliyun');
const PAGE = readFileSync(path.join(__dirname, '../../docs/policy-checks.md'), 'utf8');
const QUERY = '[one | some rule; one := data.infraguard.rules.aliyun[rule].deny[_]]';

/** What is wrong with a template by a policy. */
interface Finding {
  readonly id: string;
  readonly meta: { readonly severity: string };
}

describeOracle(
  {
    name: "Alibaba Cloud's public policies for ROS templates",
    needs: 'OPA, on the path or named by OPA, and a checkout of aliyun/infraguard, named by INFRAGUARD',
    program: programBeside('opa', 'OPA', POLICIES !== undefined && existsSync(POLICIES) ? POLICIES : undefined),
  },
  (opa) => {
    const data = ['lib', 'rules/ros'].flatMap((folder) => ['--data', path.join(POLICIES!, folder)]);
    const evaluate = (template: object) =>
      JSON.parse(
        output(opa, ['eval', '--format', 'raw', '--stdin-input', ...data, QUERY], JSON.stringify(template)),
      ) as Finding[];

    test('find what docs/policy-checks.md answers, and nothing else', () => {
      const found = TEMPLATES.flatMap(([, template]) => evaluate(template));
      const severities = Object.fromEntries(found.map(({ id, meta }) => [id, meta.severity]));
      const rows = PAGE.matchAll(/^\| `([\w-]+)` *\| (\w+) /gm);
      expect(severities).toEqual(Object.fromEntries([...rows].map(([, id, severity]) => [id, severity])));
    });

    test('find a public bucket', () => {
      const bucket = { Type: 'ALIYUN::OSS::Bucket', Properties: { BucketName: 'a', AccessControl: 'public-read' } };
      const ids = evaluate({ ROSTemplateFormatVersion: '2015-09-01', Resources: { Bucket: bucket } }).map(
        ({ id }) => id,
      );
      expect(ids).toContain('oss-bucket-public-read-prohibited');
    });
  },
);
