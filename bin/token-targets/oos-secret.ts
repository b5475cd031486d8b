import type { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import { CloudRefusal } from '../alibaba-cloud/alibaba-cloud';
import { OOS } from '../alibaba-cloud/services';
import type { Secret } from '../secret';
import type { TargetState, TokenTarget } from './token-target';

/**
 * An encrypted parameter in OOS Parameter Store.
 *
 * @see https://www.alibabacloud.com/help/en/oos/user-guide/encryption-parameters
 */
export class OosSecret implements TokenTarget {
  readonly words: string;
  readonly data: object;
  readonly section: Readonly<Record<string, string>>;

  constructor(
    private readonly cloud: AlibabaCloud,
    private readonly name: string,
  ) {
    this.words = `in the OOS secret parameter ${name} in ${cloud.region}`;
    this.data = { oosSecret: { name, region: cloud.region } };
    this.section = { oosSecret: name };
  }

  async check(): Promise<TargetState> {
    try {
      await this.call('GetSecretParameter', { WithDecryption: 'false' });
      return { exists: true };
    } catch (error) {
      if (isMissing(error)) {
        return { exists: false };
      }
      throw error;
    }
  }

  async write(token: Secret, { exists }: TargetState): Promise<void> {
    await this.call(exists ? 'UpdateSecretParameter' : 'CreateSecretParameter', { Value: token.reveal() }, token);
  }

  /** In the body, since addresses are logged in more places than bodies. */
  private call(action: string, parameters: Readonly<Record<string, string>>, secret?: Secret): Promise<unknown> {
    return this.cloud.call({
      service: OOS,
      action,
      body: { RegionId: this.cloud.region, Name: this.name, ...parameters },
      secret,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof CloudRefusal && error.code.startsWith('EntityNotExist');
}
