import type { TemplateParameter } from '../../lib/template/ros-template';
import { parameterFaults } from '../../lib/testing/evaluate/parameters';
import type { Terminal } from '../terminal';

/**
 * Asks for values of parameters. Those that are left empty are not among the answers. Undefined when whoever is asked
 * gives up.
 */
export async function askForParameters(
  parameters: Readonly<Record<string, TemplateParameter>>,
  terminal: Terminal,
): Promise<Readonly<Record<string, string>> | undefined> {
  const answers: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    // Loaded here, since other commands do not need it.
    const { isCancel, text } = await import('@clack/prompts');
    const answer = await text({
      ...terminal,
      message: `Value of the parameter ${name}?`,
      placeholder: 'Enter for a value that stands in',
      validate: (value = '') => (value === '' ? undefined : parameterFaults(parameter, value)[0]),
    });
    if (isCancel(answer)) {
      return undefined;
    }
    if (answer !== undefined && answer !== '') {
      answers[name] = answer;
    }
  }
  return answers;
}
