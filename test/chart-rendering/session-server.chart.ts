import { ManagerScaling } from '../../lib';
import type { SessionServerOptions } from '../../lib/runner/session-server';
import { sessionServerFragment } from '../../lib/runner/session-server';
import { findCharts, helmTemplate } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, managerDeployment, managerEnv, objectsOfKind, onlyObject } from '../support/kubernetes';
import { renderRunner } from '../support/runner';
import { checkKubernetes } from '../support/wellformed-k8s';

interface Service extends KubernetesObject {
  readonly spec: { type: string; clusterIP?: string; loadBalancerIP?: string; ports: object[]; selector: object };
}

describe.each(findCharts())('with the chart $version', (chart) => {
  function render(options: SessionServerOptions) {
    const { values } = sessionServerFragment(options);
    const runner = renderRunner({ scaling: ManagerScaling.fixed(1), chartValues: values });
    const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values: runner.values });
    return { objects, service: onlyObject(objects, 'Service') as Service };
  }

  /** The file that the manager starts with, before it puts in address and port. */
  function globalConfig(objects: readonly KubernetesObject[]): string {
    return onlyObject(objects, 'ConfigMap').data!['config.toml']!;
  }

  test('without it there is neither a Service nor a listener', () => {
    const { values } = renderRunner();
    const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values });
    expect(objectsOfKind(objects, 'Service')).toEqual([]);
    expect(globalConfig(objects)).not.toContain('session_server');
  });

  describe('behind a load balancer', () => {
    const { objects, service } = render({
      domain: 'terminal.example.com',
      timeoutSeconds: 600,
      loadBalancer: { addressType: 'intranet', aclId: 'acl-bp1' },
    });

    test('the Service leads to the managers of this release', () => {
      expect(service.spec).toMatchObject({
        type: 'LoadBalancer',
        ports: [{ protocol: 'TCP', port: 9000, targetPort: 8093 }],
      });
      expect(managerDeployment(objects).spec.template.metadata.labels).toMatchObject(service.spec.selector);
      expect(managerContainer(objects).ports).toContainEqual(
        expect.objectContaining({ name: 'session-server', containerPort: 8093 }),
      );
    });

    test('the domain goes to the load balancer and not into the field for its address', () => {
      expect(service.spec.loadBalancerIP).toBeUndefined();
      expect(service.metadata.annotations).toEqual({
        'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet',
        'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-hostname': 'terminal.example.com',
        'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-acl-status': 'on',
        'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-acl-type': 'white',
        'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-acl-id': 'acl-bp1',
      });
    });

    test('the manager waits for the address of the Service, and may read it', () => {
      expect(managerEnv(objects).SESSION_SERVER_ADDRESS ?? '').toBe('');
      expect(globalConfig(objects)).toContain('advertise_address = "SESSION_SERVER_ADDRESS:SESSION_SERVER_PORT"');
      const roles = objectsOfKind(objects, 'Role') as unknown as {
        rules: { resources: string[]; verbs: string[] }[];
      }[];
      const verbs = roles.flatMap(({ rules }) => rules.filter(({ resources }) => resources.includes('services')));
      expect(verbs.flatMap((rule) => rule.verbs)).toContain('get');
    });

    test('terminals may stay open as long as asked for', () => {
      expect(globalConfig(objects)).toContain('session_timeout = 600');
    });

    test('renders what Kubernetes takes', () => {
      expect(checkKubernetes(objects, { secrets: ['token'] })).toEqual([]);
    });
  });

  test('inside the cluster GitLab connects to the name of the Service', () => {
    const { objects, service } = render({ serviceType: 'ClusterIP' });
    expect(service.spec.type).toBe('ClusterIP');
    expect(managerEnv(objects).SESSION_SERVER_ADDRESS).toBe(`${service.metadata.name}.ci.svc.cluster.local`);
  });

  test('without a Service address GitLab connects to the pod, on the port that it listens on', () => {
    const { objects, service } = render({ serviceType: 'Headless', port: 9443 });
    expect(service.spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
    expect(managerEnv(objects).SESSION_SERVER_ADDRESS).toEqual({
      fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
    });
    expect(globalConfig(objects)).toContain('listen_address = "0.0.0.0:9443"');
  });

  test('on a node GitLab connects to the port of the node', () => {
    const { objects, service } = render({ serviceType: 'NodePort', port: 30093 });
    expect(service.spec).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30093 }] });
    expect(onlyObject(objects, 'ConfigMap').data!['set-session-server-port']).toContain(
      's/SESSION_SERVER_PORT/30093/g',
    );
  });
});
