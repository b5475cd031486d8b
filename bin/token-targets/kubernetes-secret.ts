import { Failure } from '../failure';
import { run, TIMEOUT_SECONDS } from '../programs';
import { Secret } from '../secret';
import type { TargetState, TokenTarget } from './token-target';

const APPLY = ['apply', '--server-side', '--field-manager=ros-cdk-gitlab-runner', '--force-conflicts', '--filename=-'];

/** Stands for the token where nothing is written. */
const NO_TOKEN = new Secret('none');

/** A Secret in the cluster that the user's kubectl talks to, with the keys that the chart mounts. */
export class KubernetesSecret implements TokenTarget {
  readonly words: string;
  readonly data: object;
  readonly section: Readonly<Record<string, string>>;

  constructor(
    private readonly namespace: string,
    private readonly name: string,
  ) {
    this.words = `in the Secret ${namespace}/${name}`;
    this.data = { secret: { namespace, name } };
    this.section = { existingSecret: name };
  }

  /** Asks the API server to try it, which knows permissions, policies and whether the namespace exists. */
  async check(): Promise<TargetState> {
    const args = ['get', 'secret', this.name, '--namespace', this.namespace, '--ignore-not-found', '--output=name'];
    const found = await this.kubectl(args, '', NO_TOKEN);
    await this.kubectl([...APPLY, '--dry-run=server'], this.manifest(NO_TOKEN), NO_TOKEN);
    return { exists: found.trim() !== '' };
  }

  async write(token: Secret): Promise<void> {
    await this.kubectl(APPLY, this.manifest(token), token);
  }

  private manifest(token: Secret): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: this.name, namespace: this.namespace },
      data: { 'runner-token': Buffer.from(token.reveal()).toString('base64'), 'runner-registration-token': '' },
    });
  }

  private async kubectl(args: readonly string[], input: string, token: Secret): Promise<string> {
    const { exitCode, isFound, stdout, stderr } = await run('kubectl', args, input);
    if (!isFound) {
      throw new Failure('kubectl is not on the PATH; install it, name its file in KUBECTL, or choose another target.');
    }
    if (exitCode !== 0) {
      const ending =
        exitCode === undefined ? `it did not end within ${TIMEOUT_SECONDS} seconds` : 'it does not say why';
      const said = token.hiddenIn(stderr.trim()) || ending;
      throw new Failure(`kubectl cannot write the Secret ${this.namespace}/${this.name}: ${said}`);
    }
    return stdout;
  }
}
