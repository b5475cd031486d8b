import { isMap } from '../diagnostics/is-map';
import { Report } from '../diagnostics/report';
import { permissionRules } from '../permissions/permission-rules';
import type { TypePermissions } from '../permissions/permission-table';
import { ConfigFile } from './config-file';

/**
 * Reads the actions that further resource types need, from a file such as `ALIYUN::RDS::DBInstance: [rds:CreateDBInstance]`.
 * They are allowed on all resources.
 */
export function readActions(file: string): Readonly<Record<string, TypePermissions>> {
  const source = ConfigFile.read(file, { hint: 'name a file with the actions of resource types' });
  const report = new Report();
  const rule = permissionRules['permissions-file'];
  const types = isMap(source.content) ? Object.entries(source.content) : [];
  if (types.length === 0) {
    report.add(rule, '', 'holds no map of resource types; write for instance ALIYUN::RDS::DBInstance: [rds:*]');
  }
  const permissions = types.map(([type, given]): [string, TypePermissions] => {
    const actions: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (!actions.every(isAction)) {
      report.add(rule, type, 'is not a list of actions; write them as [service:Action], for instance [rds:*]');
    }
    return [type, { permissions: [{ for: 'create', actions: actions.map(String), resources: ['*'] }] }];
  });
  if (report.problems.length > 0) {
    throw source.locate(report.problems);
  }
  return Object.fromEntries(permissions);
}

function isAction(action: unknown): boolean {
  return typeof action === 'string' && /^[a-z][a-z0-9-]*:[A-Za-z*][\w*]*$/.test(action);
}
