import type { Construct } from '@alicloud/ros-cdk-core';
import { Lazy, RosPseudo } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { ram } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { asString, known } from '../ros/tokens';
import { cacheRules } from './cache-rules';
import type { BoundCredentials, CacheUser, CredentialsSource } from './credentials-source';
import type { BucketArea } from './ram-access';
import { accessPolicy } from './ram-access';
import { uniqueName } from './unique-name';

/** How a cluster with RRSA (RAM Roles for Service Accounts) says who a pod is. */
export interface RrsaOptions {
  /**
   * Issuer of the tokens of the cluster, as the console shows it on the page of the cluster.
   *
   * @default - `https://oidc-ack-REGION.oss-REGION.aliyuncs.com/CLUSTER-ID`, that of ACK clusters
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-rrsa-to-authorize-pods-to-access-different-cloud-services
   */
  readonly issuerUrl?: string;
}

/** Whom the tokens of RRSA are for. */
export const RRSA_AUDIENCE = 'sts.aliyuncs.com';

/** A RAM role that the service account of the managers of one runner takes, and nobody else. */
export class RrsaRole implements CredentialsSource {
  readonly createsRamUser = false;
  readonly isPerRunner = true;

  constructor(private readonly options: RrsaOptions) {}

  check(report: Report, at: string): void {
    const issuer = known(this.options.issuerUrl);
    if (issuer !== undefined && !/^https:\/\/[^\s,]+[^\s,/]$/.test(issuer)) {
      report.add(
        cacheRules['cache-rrsa-issuer'],
        `${at}.issuerUrl`,
        `${shown(issuer)} is not an issuer; write one URL that begins with https://, without a slash at its end`,
      );
    }
  }

  bind(_cache: Construct, area: BucketArea, { runner, namespace, clusterId }: CacheUser): BoundCredentials {
    const { region } = RosPseudo;
    const issuer = this.options.issuerUrl ?? `https://oidc-ack-${region}.oss-${region}.aliyuncs.com/${clusterId}`;
    const oidcProviderArn = `acs:ram::${RosPseudo.tenantId}:oidc-provider/ack-rrsa-${clusterId}`;
    // The runner decides it later, by its chart values too.
    const serviceAccount = Lazy.stringValue({ produce: () => runner.serviceAccountName });
    const role = new (ram().RosRole)(
      runner,
      scopedId(runner, 'CacheRole'),
      {
        roleName: uniqueName(runner, 'CacheRole'),
        description: 'Lets the managers of a GitLab Runner read and write its cache.',
        deletionForce: true,
        assumeRolePolicyDocument: {
          version: '1',
          statement: [
            {
              effect: 'Allow',
              action: 'sts:AssumeRole',
              principal: { federated: [oidcProviderArn] },
              condition: {
                stringEquals: {
                  'oidc:iss': issuer,
                  'oidc:aud': RRSA_AUDIENCE,
                  'oidc:sub': `system:serviceaccount:${namespace}:${serviceAccount}`,
                },
              },
            },
          ],
        },
      },
      true,
    );
    const roleName = asString(role.attrRoleName);
    const policy = accessPolicy(runner, 'CachePolicy', uniqueName(runner, 'CachePolicy'), area, { roles: [roleName] });
    return {
      config: { role: { roleArn: asString(role.attrArn), oidcProviderArn } },
      dependencies: [role, policy],
    };
  }
}
