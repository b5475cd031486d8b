import type { RosCondition, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { addParameterName } from '../checks/secret-parameter';
import { checkSecretAsName } from '../diagnostics/check-secrets';
import { secretNameFault } from '../chart/kubernetes-names';
import { chooseText, createOnlyIf, opposite } from '../ros/conditions';
import { ram } from '../ros/packages';
import { sharedSecretParameter } from '../ros/parameters';
import { scopedId } from '../ros/scoped-id';
import { asString, isUnresolved, known } from '../ros/tokens';
import type { CacheCredentialsConfig } from './cache';
import { cacheRules } from './cache-rules';
import type { BucketArea } from './ram-access';
import { accessPolicy } from './ram-access';
import { uniqueName } from './unique-name';

/** Credentials, and what must exist before they work. */
export interface BoundCredentials {
  readonly config: CacheCredentialsConfig;
  readonly dependencies: RosResource[];
}

/** The runner that uses a cache. */
export interface CacheUser {
  readonly runner: Construct & { readonly serviceAccountName: string };
  /** Namespace of its managers. */
  readonly namespace: string;
  readonly clusterId: string;
}

/** Where credentials come from. */
export interface CredentialsSource {
  /**
   * Whether each runner gets its own.
   *
   * @default false - all runners with the cache have them in common
   */
  readonly isPerRunner?: boolean;
  /** Whether they come with an account of their own, which a choice then creates only if they are chosen. */
  readonly createsRamUser: boolean;
  /** Reports what is wrong with the credentials; `at` is their path in the props. The pair itself is never shown. */
  check(report: Report, at: string): void;
  /**
   * Creates what is needed.
   *
   * @param scope the cache
   * @param area what a RAM user is allowed; undefined for a store that is not in OSS
   * @param user the runner that they are for; undefined for a store that is not in OSS
   */
  bind(scope: Construct, area?: BucketArea, user?: CacheUser): BoundCredentials;
}

export class NewRamUser implements CredentialsSource {
  readonly createsRamUser = true;

  check(): void {
    // What is created at deploy time cannot be wrong.
  }

  bind(scope: Construct, area: BucketArea): BoundCredentials {
    const { RosUser, RosAccessKey } = ram();
    // RAM names are unique in the account, over all regions; a stack name is not.
    const name = uniqueName(scope);
    const user = new RosUser(scope, scopedId(scope, 'User'), { userName: name, deletionForce: true }, true);
    const userName = asString(user.attrUserName);
    const policy = accessPolicy(scope, 'Policy', name, area, { users: [userName] });
    const accessKey = new RosAccessKey(scope, scopedId(scope, 'AccessKey'), { userName }, true);
    return {
      config: {
        accessKeyId: asString(accessKey.attrAccessKeyId),
        accessKeySecret: asString(accessKey.attrAccessKeySecret),
      },
      dependencies: [policy],
    };
  }
}

export class GivenPair implements CredentialsSource {
  readonly createsRamUser = false;

  constructor(
    private readonly accessKeyId: string,
    private readonly accessKeySecret: string,
  ) {}

  check(report: Report, at: string): void {
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

  bind(): BoundCredentials {
    return {
      config: { accessKeyId: this.accessKeyId, accessKeySecret: this.accessKeySecret },
      dependencies: [],
    };
  }
}

export class PairFromParameters implements CredentialsSource {
  readonly createsRamUser = false;

  constructor(private readonly prefix: string | undefined) {}

  check(report: Report, at: string): void {
    addParameterName(this.prefix, report, `${at}.parameterPrefix`);
  }

  bind(scope: Construct, area?: BucketArea): BoundCredentials {
    const prefix = this.prefix ?? scopedId(scope);
    const [key, owner] = area === undefined ? ['S3 access key', 'user of the store'] : ['OSS AccessKey', 'RAM user'];
    const [keyZh, ownerZh] = area === undefined ? ['S3 Access Key ', '存储用户'] : ['AccessKey ', ' RAM 用户'];
    const parameter = (part: string, name: string, nameZh: string) =>
      sharedSecretParameter(
        scope,
        `${prefix}AccessKey${part}`,
        {
          label: { en: `${key} ${name}`, 'zh-cn': `${keyZh}${nameZh}` },
          description: {
            en: `${key} ${name} of a ${owner} that may read and write the cache bucket.`,
            'zh-cn': `可读写缓存 Bucket 的${ownerZh}的${keyZh}${nameZh}。`,
          },
          minLength: 1,
        },
        'credentials',
      );
    return {
      config: {
        accessKeyId: parameter('Id', 'ID', 'ID'),
        accessKeySecret: parameter('Secret', 'secret', 'Secret'),
      },
      dependencies: [],
    };
  }
}

export class ExistingSecret implements CredentialsSource {
  readonly createsRamUser = false;

  constructor(private readonly secretName: string) {}

  check(report: Report, at: string): void {
    const name = known(this.secretName);
    if (name === undefined) {
      return;
    }
    const fault = secretNameFault(name);
    const isWrong = fault !== undefined;
    if (!checkSecretAsName(name, { what: 'a Secret', isWrong }, report, at) && isWrong) {
      report.add(cacheRules['cache-secret-name'], at, `the name of the Secret, ${shown(name)}, ${fault}`);
    }
  }

  bind(): BoundCredentials {
    return { config: { secretName: this.secretName }, dependencies: [] };
  }
}

export class CredentialsChoice implements CredentialsSource {
  readonly createsRamUser: boolean;

  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: CredentialsSource,
    private readonly whenFalse: CredentialsSource,
  ) {
    this.createsRamUser = whenTrue.createsRamUser || whenFalse.createsRamUser;
  }

  check(report: Report, at: string): void {
    this.whenTrue.check(report, at);
    this.whenFalse.check(report, at);
  }

  bind(scope: Construct, area?: BucketArea): BoundCredentials {
    const { condition, whenTrue, whenFalse } = this;
    const bothCreate = whenTrue.createsRamUser && whenFalse.createsRamUser;
    const bindOnlyIf = (side: string, source: CredentialsSource, holds: RosCondition) => {
      // Users see the id in names of RAM: it tells the side only where there are two accounts to tell apart.
      const part = new Construct(scope, source.createsRamUser && !bothCreate ? 'Account' : side);
      const bound = source.bind(part, area);
      createOnlyIf(holds, part);
      return bound;
    };
    const a = bindOnlyIf('WhenTrue', whenTrue, condition);
    const b = bindOnlyIf('WhenFalse', whenFalse, opposite(condition));
    return {
      config: chooseConfig(condition, a.config, b.config, scope),
      dependencies: [...a.dependencies, ...b.dependencies],
    };
  }
}

function chooseConfig(
  condition: RosCondition,
  a: CacheCredentialsConfig,
  b: CacheCredentialsConfig,
  scope: Construct,
): CacheCredentialsConfig {
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
      'choose between two kinds of Secrets that exist, pairs that need a new one and roles, and the deployment cannot choose those; use two Secrets or two pairs',
    ),
  ]);
}
