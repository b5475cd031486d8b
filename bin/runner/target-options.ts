import type { Command } from 'commander';
import { Option } from 'commander';
import { namespaceFault, secretNameFault } from '../../lib/chart/kubernetes-names';
import type { RunnerInFile } from '../../lib/stack/runner-in-file';
import { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import { KubernetesSecret } from '../token-targets/kubernetes-secret';
import { OosSecret } from '../token-targets/oos-secret';
import { StandardOutput } from '../token-targets/standard-output';
import type { TokenTarget } from '../token-targets/token-target';

/** The options that say where a token goes to. */
export interface TargetOptions {
  readonly toOos?: string;
  readonly toSecret?: string;
  readonly printToken?: boolean;
  readonly region?: string;
}

const CHOICES = '--to-oos NAME, --to-secret NAMESPACE/NAME or --print-token';

export function addTargetOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--to-oos <name>', 'write the token to an encrypted parameter of OOS').conflicts([
        'toSecret',
        'printToken',
      ]),
    )
    .addOption(
      new Option(
        '--to-secret <namespace/name>',
        'write the token to a Secret in the cluster that kubectl talks to',
      ).conflicts('printToken'),
    )
    .option('--print-token', 'write the token to the standard output')
    .option('--region <id>', 'the region of the parameter (default: that of the environment or the Alibaba Cloud CLI)');
}

/** The one target that is chosen, else where gitlab-runner.yaml says that the stack reads the token. */
export async function chooseTarget(
  options: TargetOptions,
  inFile: RunnerInFile | undefined,
  command: Command,
): Promise<TokenTarget> {
  if (options.printToken === true) {
    return new StandardOutput();
  }
  if (options.toSecret !== undefined) {
    return secretOf(options.toSecret, command);
  }
  const { oosSecret, existingSecret } = options.toOos === undefined ? (inFile?.token ?? {}) : {};
  const parameter = options.toOos ?? oosSecret;
  if (parameter !== undefined) {
    return oosSecretOf(parameter, options.region, command);
  }
  if (existingSecret !== undefined && inFile !== undefined) {
    return new KubernetesSecret(inFile.namespace, existingSecret);
  }
  const reason =
    inFile === undefined
      ? 'there is no gitlab-runner.yaml that says where the stack reads the token'
      : `the stack asks for the token of ${inFile.name} when it is deployed`;
  return command.error(`error: ${reason}; choose where it goes to, by ${CHOICES}`);
}

function secretOf(text: string, command: Command): KubernetesSecret {
  const [namespace = '', name = '', ...rest] = text.split('/');
  const fault =
    rest.length > 0 || name === ''
      ? 'is not a namespace and a name'
      : (namespaceFault(namespace) ?? secretNameFault(name));
  if (fault !== undefined) {
    command.error(`error: --to-secret ${text}: ${fault}; write it like --to-secret ci/gitlab-release`);
  }
  return new KubernetesSecret(namespace, name);
}

/** @see https://www.alibabacloud.com/help/en/oos/developer-reference/api-oos-2019-06-01-createsecretparameter */
async function oosSecretOf(name: string, region: string | undefined, command: Command): Promise<OosSecret> {
  if (!/^[A-Za-z0-9_/-]{1,180}$/.test(name) || /^(?:ALIYUN|ACS|ALIBABA|ALICLOUD|OOS)/i.test(name)) {
    command.error(
      `error: --to-oos ${name}: allowed are 1 to 180 letters, digits, hyphens, underscores and slashes, and no name that begins with ALIYUN, ACS, ALIBABA, ALICLOUD or OOS`,
    );
  }
  return new OosSecret(await AlibabaCloud.open(region), name);
}
