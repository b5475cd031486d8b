import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosCondition, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkSecretParameter } from '../checks/secret-parameter';
import { checkSecretAsName } from '../diagnostics/check-secrets';
import { secretNameFault } from '../chart/kubernetes-names';
import { chooseText, createOnlyIf, opposite } from '../ros/conditions';
import { ram } from '../ros/packages';
import { secretParameter } from '../ros/parameters';
import { scopedId } from '../ros/scoped-id';
import { asString, isUnresolved, known } from '../ros/tokens';
import type { CacheCredentialsBinding } from './cache';
import { cacheRules } from './cache-rules';
import type { OssEncryption } from './oss-encryption';
import { uniqueName } from './unique-name';

/** What credentials are for. */
export interface CacheCredentialsContext {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Prefix of the objects of the cache. */
  readonly path: string;
  /** Encryption of the bucket, whose key the pair must be allowed to use. */
  readonly encryption?: OssEncryption;
}

/** Credentials, and what must exist before they work. */
export interface BoundCacheCredentials {
  /** The pair. */
  readonly binding: CacheCredentialsBinding;
  /** What must exist before the pair works. */
  readonly dependencies: readonly RosResource[];
}

/**
 * The AccessKey pair that signs the cache's URLs. OSS takes nothing else through its S3 interface: neither RAM roles
 * nor RRSA reach the runner's S3 client.
 */
export abstract class CacheCredentials {
  /**
   * A RAM user of its own with an AccessKey, allowed to read and write objects below the cache's prefix and to list the
   * bucket, nothing else. Whoever deploys needs permission to create RAM users, policies and AccessKeys.
   */
  static created(): CacheCredentials {
    return new CreatedCredentials();
  }

  /** Asks for the AccessKey pair when the stack is deployed, by two NoEcho parameters in `scope`. */
  static fromParameters(scope: Construct, id = 'Cache'): CacheCredentials {
    checkArguments('CacheCredentials.fromParameters', { scope });
    checkSecretParameter(id, 'CacheCredentials.fromParameters(...)');
    const parameter = (name: string, en: string, zh: string) =>
      secretParameter(scope, `${id}${name}`, {
        label: { en, 'zh-cn': zh },
        description: {
          en: `${en} of a RAM user that may read and write the cache bucket.`,
          'zh-cn': `可读写缓存 Bucket 的 RAM 用户的${zh}。`,
        },
        minLength: 1,
      });
    return CacheCredentials.fromAccessKey(
      parameter('AccessKeyId', 'OSS AccessKey ID', 'AccessKey ID'),
      parameter('AccessKeySecret', 'OSS AccessKey secret', 'AccessKey Secret'),
    );
  }

  /** An AccessKey pair as deploy-time values, such as NoEcho parameters of yours. Clear text is refused. */
  static fromAccessKey(accessKeyId: string | IResolvable, accessKeySecret: string | IResolvable): CacheCredentials {
    return new GivenCredentials(asString(accessKeyId), asString(accessKeySecret));
  }

  /** A Secret that exists in the runner's namespace, with the keys `accesskey` and `secretkey`. */
  static fromExistingSecret(secretName: string): CacheCredentials {
    return new ExistingSecret(secretName);
  }

  /**
   * One of two pairs, chosen when the stack is deployed: the first if the condition holds. What a pair needs is created
   * only if it is chosen. Either both are in Secrets that exist, or none is.
   */
  static choose(condition: RosCondition, whenTrue: CacheCredentials, whenFalse: CacheCredentials): CacheCredentials {
    return new CredentialsChoice(condition, whenTrue, whenFalse);
  }

  /** Whether they come with an account of their own, which a choice then creates only if they are chosen. */
  readonly createsAccount: boolean = false;

  /** Creates what is needed in `scope`, the cache. */
  abstract bind(scope: Construct, context: CacheCredentialsContext): BoundCacheCredentials;

  /** Reports what is wrong with the credentials; `at` is their path in the props. The pair itself is never shown. */
  check(_report: Report, _at: string): void {
    // What is created at deploy time cannot be wrong.
  }
}

class CreatedCredentials extends CacheCredentials {
  override readonly createsAccount = true;

  bind(scope: Construct, context: CacheCredentialsContext): BoundCacheCredentials {
    const { RosUser, RosManagedPolicy, RosAccessKey } = ram();
    // RAM names are unique in the account, over all regions; a stack name is not.
    const name = uniqueName(scope);
    const user = new RosUser(scope, scopedId(scope, 'User'), { userName: name, deletionForce: true }, true);
    const userName = asString(user.attrUserName);
    const bucket = `acs:oss:*:*:${context.bucketName}`;
    const policy = new RosManagedPolicy(
      scope,
      scopedId(scope, 'Policy'),
      {
        policyName: name,
        policyDocument: {
          version: '1',
          statement: [
            { effect: 'Allow', action: ['oss:GetObject', 'oss:PutObject'], resource: [`${bucket}/${context.path}/*`] },
            // Without it OSS answers a missing object with 403, which the runner reports as an error, not as a miss.
            { effect: 'Allow', action: ['oss:ListObjects'], resource: [bucket] },
            ...kmsStatements(context.encryption),
          ],
        },
        users: [userName],
      },
      true,
    );
    const accessKey = new RosAccessKey(scope, scopedId(scope, 'AccessKey'), { userName }, true);
    return {
      binding: {
        accessKeyId: asString(accessKey.attrAccessKeyId),
        accessKeySecret: asString(accessKey.attrAccessKeySecret),
      },
      dependencies: [policy],
    };
  }
}

function kmsStatements(encryption: OssEncryption | undefined) {
  return encryption?.algorithm === 'KMS'
    ? [
        {
          effect: 'Allow',
          action: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resource: [`acs:kms:*:*:key/${encryption.kmsKeyId ?? '*'}`],
        },
      ]
    : [];
}

class GivenCredentials extends CacheCredentials {
  constructor(
    private readonly accessKeyId: string,
    private readonly accessKeySecret: string,
  ) {
    super();
  }

  override check(report: Report, at: string): void {
    const { accessKeyId, accessKeySecret } = this;
    for (const [name, value] of Object.entries({ accessKeyId, accessKeySecret })) {
      if (!isUnresolved(value)) {
        report.add(
          cacheRules['cache-key-in-clear'],
          `${at}.${name}`,
          'is in clear text, which would stand in the template; use CacheCredentials.fromParameters(...) or fromExistingSecret(...)',
        );
      }
    }
  }

  bind(): BoundCacheCredentials {
    return {
      binding: { accessKeyId: this.accessKeyId, accessKeySecret: this.accessKeySecret },
      dependencies: [],
    };
  }
}

function existingSecretFault(name: string): string | undefined {
  const fault = secretNameFault(name);
  return fault && `the name of the Secret, ${shown(name)}, ${fault}`;
}

class ExistingSecret extends CacheCredentials {
  constructor(private readonly secretName: string) {
    super();
  }

  override check(report: Report, at: string): void {
    const name = known(this.secretName);
    if (name === undefined) {
      return;
    }
    const fault = existingSecretFault(name);
    const isWrong = fault !== undefined;
    if (!checkSecretAsName(name, { what: 'a Secret', isWrong }, report, at) && isWrong) {
      report.add(cacheRules['cache-secret-name'], at, fault);
    }
  }

  bind(): BoundCacheCredentials {
    return { binding: { secretName: this.secretName }, dependencies: [] };
  }
}

class CredentialsChoice extends CacheCredentials {
  override readonly createsAccount: boolean;

  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: CacheCredentials,
    private readonly whenFalse: CacheCredentials,
  ) {
    super();
    this.createsAccount = whenTrue.createsAccount || whenFalse.createsAccount;
  }

  override check(report: Report, at: string): void {
    this.whenTrue.check(report, at);
    this.whenFalse.check(report, at);
  }

  bind(scope: Construct, context: CacheCredentialsContext): BoundCacheCredentials {
    const { condition, whenTrue, whenFalse } = this;
    const bothCreate = whenTrue.createsAccount && whenFalse.createsAccount;
    const bindOnlyIf = (side: string, credentials: CacheCredentials, holds: RosCondition) => {
      // Users see the id in names of RAM: it tells the side only where there are two accounts to tell apart.
      const part = new Construct(scope, credentials.createsAccount && !bothCreate ? 'Account' : side);
      const bound = credentials.bind(part, context);
      createOnlyIf(holds, part);
      return bound;
    };
    const a = bindOnlyIf('WhenTrue', whenTrue, condition);
    const b = bindOnlyIf('WhenFalse', whenFalse, opposite(condition));
    return {
      binding: chooseBinding(condition, a.binding, b.binding, scope),
      dependencies: [...a.dependencies, ...b.dependencies],
    };
  }
}

function chooseBinding(
  condition: RosCondition,
  a: CacheCredentialsBinding,
  b: CacheCredentialsBinding,
  scope: Construct,
): CacheCredentialsBinding {
  if ('secretName' in a && 'secretName' in b) {
    return { secretName: chooseText(condition, a.secretName, b.secretName) };
  }
  if ('accessKeyId' in a && 'accessKeyId' in b) {
    return {
      accessKeyId: chooseText(condition, a.accessKeyId, b.accessKeyId),
      accessKeySecret: chooseText(condition, a.accessKeySecret, b.accessKeySecret),
    };
  }
  throw new InvalidInputError(scope.node.path, [
    problemOf(
      cacheRules['cache-credentials-choice'],
      'credentials',
      'choose between a Secret that exists and a pair that needs a new one, and the deployment cannot choose those; use two of a kind',
    ),
  ]);
}
