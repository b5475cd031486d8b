/**
 * Prints the RAM policy that a deployer of templates needs: `npm run policy -- [TEMPLATE ...]`. Where it comes from
 * stands in spec/permissions.json.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  load,
  mapTag,
  seqTag,
  strTag,
} from 'js-yaml';
import { InvalidInputError, problemOf } from '../lib/diagnostics/problem';
import { readFile } from '../lib/checks/files';
import { deployerPermissions } from '../lib/permissions/deployer-permissions';
import { permissionRules } from '../lib/permissions/permission-rules';
import { PERMISSION_TABLE } from '../lib/permissions/permission-table';
import { POLICY_LENGTH_LIMIT, policyText } from '../lib/permissions/policy-document';
import type { RosTemplate } from '../lib/template/ros-template';
import { runScript } from './run-script';

const OUTDIR = 'cdk.out';

/** Functions such as `!Ref`, whose arguments are read without them: no permission depends on one. */
const SCHEMA = CORE_SCHEMA.withTags(
  defineScalarTag('!', { ...strTag, matchByTagPrefix: true }),
  defineSequenceTag('!', { ...seqTag, matchByTagPrefix: true }),
  defineMappingTag('!', { ...mapTag, matchByTagPrefix: true }),
);

const USAGE = `Prints the RAM policy that whoever deploys the templates needs.

Usage: npm run --silent policy -- [TEMPLATE ...]

  TEMPLATE  a ROS template, JSON or YAML (default: all templates in ${OUTDIR})

The roles that services must have been given in the account, once, are listed on the error output, and so are
modules, whose resources no template shows.
`;

runScript(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const files = positionals.length > 0 ? positionals : synthesizedTemplates();
  const templates = Object.fromEntries(files.map((file) => [file, readTemplate(file)]));
  const { policy, serviceRoles } = deployerPermissions(templates);
  const text = policyText(policy);
  process.stdout.write(`${text}\n`);
  report(serviceRoles, text.length);
  reportModules(Object.values(templates));
});

function readTemplate(file: string): RosTemplate {
  const content = contentOf(readFile(file, 'name a ROS template').toString());
  if (content?.ROSTemplateFormatVersion === undefined) {
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

/** JSON is YAML too. Undefined for what is neither. */
function contentOf(text: string): RosTemplate | null | undefined {
  try {
    return load(text, { schema: SCHEMA }) as RosTemplate | null;
  } catch {
    return undefined;
  }
}

function synthesizedTemplates(): string[] {
  const files = (existsSync(OUTDIR) ? readdirSync(OUTDIR) : []).filter((file) => file.endsWith('.template.json'));
  if (files.length === 0) {
    throw new InvalidInputError(OUTDIR, [
      problemOf(
        permissionRules['template-missing'],
        '*.template.json',
        'there is no template; run `npm run synth`, or name a template',
      ),
    ]);
  }
  return files.sort().map((file) => path.join(OUTDIR, file));
}

function report(serviceRoles: Readonly<Record<string, string>>, length: number): void {
  if (Object.keys(serviceRoles).length > 0) {
    process.stderr.write('Roles that must have been authorized in the account, once:\n');
  }
  for (const source of new Set(Object.values(serviceRoles))) {
    const roles = Object.keys(serviceRoles).filter((role) => serviceRoles[role] === source);
    process.stderr.write(`  ${roles.join(', ')}\n    ${source}\n`);
  }
  if (length > POLICY_LENGTH_LIMIT) {
    process.stderr.write(
      `The policy has ${length} characters, and RAM takes ${POLICY_LENGTH_LIMIT}: divide its statements among several policies.\n`,
    );
  }
}

/** What a module is made of is not in the template that names it, so the policy may lack something. */
function reportModules(templates: readonly RosTemplate[]): void {
  const types = templates.flatMap(({ Resources = {} }) => Object.values(Resources).map(({ Type }) => Type));
  for (const type of new Set(types)) {
    const { note } = PERMISSION_TABLE.types[type]!;
    if (type.startsWith('MODULE::') && note !== undefined) {
      process.stderr.write(`The policy may lack permissions for ${type}: ${note}\n`);
    }
  }
}
