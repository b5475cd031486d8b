import { checkSecretAsName } from '../diagnostics/check-secrets';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { rosRules } from '../ros/ros-rules';

/**
 * Throws when a parameter for a secret cannot be called so: at once, since the name goes into the template and into the
 * paths of messages.
 *
 * @param call what was called to make it
 */
export function checkParameterName(name: string | undefined, call: string, option = 'parameterName'): void {
  const report = new Report();
  addParameterName(name, report, option);
  report.throwIfAny(call);
}

/** Adds what is wrong with the name of a parameter for a secret. A secret in place of the name is not shown. */
export function addParameterName(name: string | undefined, report: Report, at: string): void {
  if (name === undefined) {
    return;
  }
  // Logical ids are made from the name, and a parameter of another name than the one asked for helps nobody.
  const isWrong = !/^[A-Z][A-Za-z0-9]*$/.test(name);
  if (!checkSecretAsName(name, { what: 'a parameter', isWrong }, report, at) && isWrong) {
    report.add(
      rosRules['parameter-name'],
      at,
      `${shown(name)} is not a name for a parameter; use letters and digits, beginning with a capital letter`,
    );
  }
}
