import type { RunnerFragment } from '../fragment';

/**
 * How GitLab reaches the session server:
 * - `LoadBalancer`: through a load balancer (CLB) of its own;
 * - `ClusterIP`: by the name of the Service, for a GitLab in the same cluster;
 * - `Headless`: by the address of the manager's pod, for a GitLab in the same VPC;
 * - `NodePort`: by a port on the manager's node, for a GitLab in the same VPC.
 */
export type SessionServiceType = 'LoadBalancer' | 'ClusterIP' | 'Headless' | 'NodePort';

/** The load balancer in front of the session server. */
export interface SessionLoadBalancer {
  /**
   * Whether the load balancer has a public address or one in the VPC.
   *
   * @default 'internet' - what gitlab.com needs
   */
  readonly addressType?: 'internet' | 'intranet';
  /**
   * A load balancer that exists, `lb-…`. Its listener on the port is overwritten.
   *
   * @default - a new one, which goes with the release
   */
  readonly loadBalancerId?: string;
  /**
   * Access control list with the addresses that may connect, `acl-…`: those of GitLab.
   *
   * @default - every address
   */
  readonly aclId?: string;
}

/**
 * The session server, which opens interactive web terminals on running jobs. It needs exactly one manager.
 *
 * @see https://docs.gitlab.com/ci/interactive_web_terminal/
 */
export interface SessionServerOptions {
  /**
   * How GitLab reaches the session server.
   *
   * @default 'LoadBalancer'
   */
  readonly serviceType?: SessionServiceType;
  /**
   * Name that GitLab connects to, for instance `terminal.example.com`. Point it in DNS to the load balancer.
   *
   * @default - the address of the load balancer, the Service, the pod or the node
   */
  readonly domain?: string;
  /**
   * Port that GitLab connects to.
   *
   * @default 9000 - for `NodePort` one that Kubernetes chooses
   */
  readonly port?: number;
  /**
   * Seconds that a terminal may stay open after its job has ended. The job counts as running so long.
   *
   * @default 1800
   */
  readonly timeoutSeconds?: number;
  /**
   * The load balancer, for `LoadBalancer`.
   *
   * @default - a new one with a public address
   */
  readonly loadBalancer?: SessionLoadBalancer;
}

/** Port that GitLab connects to, where none is given. */
export const DEFAULT_PORT = 9000;
const LOAD_BALANCER = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

export function sessionServerFragment(options: SessionServerOptions): RunnerFragment {
  const { serviceType = 'LoadBalancer', domain, timeoutSeconds = 1800 } = options;
  return {
    values: {
      sessionServer: {
        enabled: true,
        serviceType,
        timeout: timeoutSeconds,
        ...(serviceType === 'LoadBalancer'
          ? { annotations: loadBalancerAnnotations(domain, options.loadBalancer ?? {}) }
          : { publicIP: domain }),
        ...ports(serviceType, options.port),
      },
    },
  };
}

function ports(serviceType: SessionServiceType, port: number | undefined) {
  switch (serviceType) {
    case 'NodePort':
      return { nodePort: port };
    case 'Headless':
      // GitLab connects to the pod, where the port of the Service means nothing.
      return { externalPort: port ?? DEFAULT_PORT, internalPort: port ?? DEFAULT_PORT };
    default:
      return { externalPort: port ?? DEFAULT_PORT };
  }
}

/**
 * The chart would write its `publicIP` into the Service, as the address that the load balancer should have. With the
 * annotation the domain becomes the address that the Service reports, which is where the manager looks for it.
 */
function loadBalancerAnnotations(domain: string | undefined, loadBalancer: SessionLoadBalancer) {
  const { addressType, loadBalancerId, aclId } = loadBalancer;
  const annotations = {
    'address-type': addressType,
    hostname: domain,
    ...(loadBalancerId !== undefined && { id: loadBalancerId, 'force-override-listeners': 'true' }),
    ...(aclId !== undefined && { 'acl-status': 'on', 'acl-type': 'white', 'acl-id': aclId }),
  };
  const given = Object.entries(annotations).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0
    ? Object.fromEntries(given.map(([name, value]) => [`${LOAD_BALANCER}${name}`, value]))
    : undefined;
}
