import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { InvalidInputError, problemOf } from '../../lib/diagnostics/problem';
import type { DeployerPermissions } from '../../lib/permissions/deployer-permissions';
import { deployerPermissions } from '../../lib/permissions/deployer-permissions';
import { permissionRules } from '../../lib/permissions/permission-rules';
import { PERMISSION_TABLE } from '../../lib/permissions/permission-table';
import { POLICY_LENGTH_LIMIT, policyText } from '../../lib/permissions/policy-document';
import { readActions } from '../../lib/stack/actions-file';
import { readTemplate } from '../../lib/stack/template-file';
import type { RosTemplate } from '../../lib/template/ros-template';

const OUTDIR = 'cdk.out';

export function addPolicy(program: Command): void {
  program
    .command('policy')
    .description('Print the RAM policy that whoever deploys templates needs.')
    .argument('[templates...]', `ROS templates, JSON or YAML (default: all templates in ${OUTDIR})`)
    .option('--actions <file>', 'YAML or JSON with the actions of further resource types: { TYPE: [service:Action] }')
    .addHelpText(
      'after',
      '\nThe roles that services must have been given in the account, once, are listed on the error output, and so are\nmodules, whose resources no template shows.',
    )
    .action((files: readonly string[], { actions }: { actions?: string }) => {
      const further = actions === undefined ? {} : readActions(actions);
      const names = files.length > 0 ? files : synthesizedTemplates();
      const templates = Object.fromEntries(names.map((file) => [file, readTemplate(file)]));
      const { policy, serviceRoles } = deployerPermissions(templates, further);
      const text = policyText(policy);
      process.stdout.write(`${text}\n`);
      const notes = [...roleNotes(serviceRoles), ...lengthNotes(text), ...moduleNotes(Object.values(templates))];
      notes.forEach((note) => process.stderr.write(`${note}\n`));
    });
}

function synthesizedTemplates(): string[] {
  const files = (existsSync(OUTDIR) ? readdirSync(OUTDIR) : []).filter((file) => file.endsWith('.template.json'));
  if (files.length === 0) {
    throw new InvalidInputError(OUTDIR, [
      problemOf(
        permissionRules['template-missing'],
        '*.template.json',
        'there is no template; run `ros-cdk-gitlab-runner synth`, or name a template',
      ),
    ]);
  }
  return files.sort().map((file) => path.join(OUTDIR, file));
}

function roleNotes(serviceRoles: DeployerPermissions['serviceRoles']): string[] {
  const notes = [...new Set(Object.values(serviceRoles))].map((source) => {
    const roles = Object.keys(serviceRoles).filter((role) => serviceRoles[role] === source);
    return `  ${roles.join(', ')}\n    ${source}`;
  });
  return notes.length === 0 ? [] : ['Roles that must have been authorized in the account, once:', ...notes];
}

function lengthNotes({ length }: string): string[] {
  return length > POLICY_LENGTH_LIMIT
    ? [
        `The policy has ${length} characters, and RAM takes ${POLICY_LENGTH_LIMIT}: divide its statements among several policies.`,
      ]
    : [];
}

/** What a module is made of is not in the template that names it, so the policy may lack something. */
function moduleNotes(templates: readonly RosTemplate[]): string[] {
  const types = templates.flatMap(({ Resources = {} }) => Object.values(Resources).map(({ Type }) => Type));
  return [...new Set(types)].flatMap((type) => {
    const note = PERMISSION_TABLE.types[type]?.note;
    const isUnclear = type.startsWith('MODULE::') && note !== undefined;
    return isUnclear ? [`The policy may lack permissions for ${type}: ${note}`] : [];
  });
}
