import { checkSecretAsName } from '../diagnostics/check-secrets';
import { Report } from '../diagnostics/report';

/**
 * Throws when a parameter for a secret cannot be made: at once, since its id becomes a name in the template and a part
 * of paths in messages.
 *
 * @param call what was called to make it
 */
export function checkSecretParameter(id: string, call: string): void {
  const report = new Report();
  checkSecretAsName(id, { what: 'a parameter' }, report, 'id');
  report.throwIfAny(call);
}
