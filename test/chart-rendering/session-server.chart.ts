import type { SessionLoadBalancer, SessionServerOptions } from '../../lib';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, managerDeployment, managerEnv, objectsOfKind, onlyObject } from '../support/kubernetes';
import { render } from './render';

const LOAD_BALANCER: Required<SessionLoadBalancer> = {
  addressType: 'intranet',
  loadBalancerId: 'lb-bp1',
  aclId: 'acl-bp1',
};
const OPTIONS: Required<SessionServerOptions> = {
  serviceType: 'LoadBalancer',
  domain: 'terminal.example.com',
  port: 8443,
  timeoutSeconds: 600,
  loadBalancer: LOAD_BALANCER,
};

const ADVERTISED = 'SESSION_SERVER_ADDRESS:SESSION_SERVER_PORT';
const ANNOTATION = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

interface Service extends KubernetesObject {
  readonly spec: { type: string; clusterIP?: string; loadBalancerIP?: string; ports: object[]; selector: object };
}

const serviceOf = (objects: readonly KubernetesObject[]) => onlyObject(objects, 'Service') as Service;

/** The command that puts the port that GitLab connects to into config.toml. */
const setPort = (objects: readonly KubernetesObject[]) =>
  /SESSION_SERVER_PORT\/([^/]+)\//.exec(onlyObject(objects, 'ConfigMap').data!['set-session-server-port']!)![1];

describe.each(findCharts())('with the chart $version', (chart) => {
  test('without it there is neither a Service nor a listener', () => {
    const { objects, global } = render(chart);
    expect(objectsOfKind(objects, 'Service')).toEqual([]);
    expect(global).not.toHaveProperty('session_server');
  });

  test('by default a new load balancer leads to the one manager', () => {
    const { objects, global, faults } = render(chart, { sessionServer: {} });
    const { metadata, spec } = serviceOf(objects);
    expect(faults).toEqual([]);
    expect(managerDeployment(objects).spec.replicas).toBe(1);
    expect(metadata.annotations ?? {}).toEqual({});
    expect(spec).toMatchObject({ type: 'LoadBalancer', ports: [{ port: 9000, targetPort: 8093 }] });
    expect(global.session_server).toEqual({
      session_timeout: 1800,
      listen_address: '0.0.0.0:8093',
      advertise_address: ADVERTISED,
    });
    expect(setPort(objects)).toBe('9000');
  });

  describe('behind a load balancer, with every option', () => {
    const { objects, global, faults } = render(chart, { sessionServer: OPTIONS });
    const { metadata, spec } = serviceOf(objects);

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('the Service leads from the port to the managers of this release', () => {
      expect(spec).toMatchObject({
        type: 'LoadBalancer',
        ports: [{ protocol: 'TCP', port: 8443, targetPort: 8093 }],
      });
      expect(managerDeployment(objects).spec.template.metadata.labels).toMatchObject(spec.selector);
      expect(managerContainer(objects).ports).toContainEqual(
        expect.objectContaining({ name: 'session-server', containerPort: 8093 }),
      );
      expect(setPort(objects)).toBe('8443');
    });

    test('the load balancer is the one that exists, for the list of addresses alone, and has the domain', () => {
      expect(spec.loadBalancerIP).toBeUndefined();
      expect(metadata.annotations).toEqual({
        [`${ANNOTATION}address-type`]: 'intranet',
        [`${ANNOTATION}hostname`]: 'terminal.example.com',
        [`${ANNOTATION}id`]: 'lb-bp1',
        [`${ANNOTATION}force-override-listeners`]: 'true',
        [`${ANNOTATION}acl-status`]: 'on',
        [`${ANNOTATION}acl-type`]: 'white',
        [`${ANNOTATION}acl-id`]: 'acl-bp1',
      });
    });

    test('the manager waits for the address of the Service, and may read it', () => {
      expect(managerEnv(objects).SESSION_SERVER_ADDRESS ?? '').toBe('');
      const roles = objectsOfKind(objects, 'Role') as unknown as {
        rules: { resources: string[]; verbs: string[] }[];
      }[];
      const verbs = roles.flatMap(({ rules }) => rules.filter(({ resources }) => resources.includes('services')));
      expect(verbs.flatMap((rule) => rule.verbs)).toContain('get');
    });

    test('terminals may stay open as long as timeoutSeconds says', () => {
      expect(global.session_server).toEqual({
        session_timeout: 600,
        listen_address: '0.0.0.0:8093',
        advertise_address: ADVERTISED,
      });
    });
  });

  test('inside the cluster GitLab connects to the name of the Service', () => {
    const { objects, faults } = render(chart, { sessionServer: { serviceType: 'ClusterIP' } });
    const { metadata, spec } = serviceOf(objects);
    expect(faults).toEqual([]);
    expect(spec).toMatchObject({ type: 'ClusterIP', ports: [{ port: 9000, targetPort: 8093 }] });
    expect(managerEnv(objects).SESSION_SERVER_ADDRESS).toBe(`${metadata.name}.test.svc.cluster.local`);
  });

  test('without a Service address GitLab connects to the pod, on the port that it listens on', () => {
    const { objects, global, faults } = render(chart, { sessionServer: { serviceType: 'Headless', port: 9443 } });
    expect(faults).toEqual([]);
    expect(serviceOf(objects).spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
    expect(managerEnv(objects).SESSION_SERVER_ADDRESS).toEqual({
      fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
    });
    expect(global.session_server).toMatchObject({ listen_address: '0.0.0.0:9443' });
    expect(setPort(objects)).toBe('9443');
  });

  test('on a node GitLab connects to the port of the node, by the domain that leads there', () => {
    const { objects, faults } = render(chart, {
      sessionServer: { serviceType: 'NodePort', port: 30093, domain: 'node.example.com' },
    });
    expect(faults).toEqual([]);
    expect(serviceOf(objects).spec).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30093 }] });
    expect(managerEnv(objects).SESSION_SERVER_ADDRESS).toBe('node.example.com');
    expect(setPort(objects)).toBe('30093');
  });
});
