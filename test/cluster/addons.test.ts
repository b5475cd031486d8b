import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import type { ClusterAddon } from '../../lib/cluster/cluster-addons';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import { synth } from '../support/synth';
import { evaluate } from '../../lib/testing/evaluate';
import { ackTemplate, errorOf, existingNetwork, parameter, properties } from './fixtures';

interface RenderedAddon {
  readonly Name: string;
  readonly Version?: string;
  readonly Config?: string;
  readonly Disabled?: boolean;
}

function addonsOf(addons: ClusterAddon[], networkPlugin?: NetworkPlugin): RenderedAddon[] {
  return properties(ackTemplate({ addons, networkPlugin }), 'Cluster').Addons as RenderedAddon[];
}

test('an add-on comes after the default ones, its configuration as JSON', () => {
  const config = { IngressDashboardEnabled: 'true', nested: { sizes: [1, 2], on: true } };
  expect(addonsOf([{ name: 'loongcollector', version: '3.0', config }]).at(-1)).toEqual({
    Name: 'loongcollector',
    Version: '3.0',
    Config: JSON.stringify(config),
  });
});

test('an add-on replaces the default one of its name, in its place', () => {
  const addons = addonsOf([
    { name: 'nginx-ingress-controller' },
    { name: 'csi-plugin', disabled: true },
    { name: 'flannel', version: 'v0.15' },
  ]);
  expect(addons).toEqual([
    { Name: 'flannel', Version: 'v0.15' },
    { Name: 'csi-plugin', Disabled: true },
    { Name: 'csi-provisioner' },
    { Name: 'nginx-ingress-controller' },
  ]);
});

test('one half of Terway can be replaced too', () => {
  const addons = addonsOf(
    [{ name: 'terway-eniip', version: 'v2', config: { IPVlan: 'false' } }],
    NetworkPlugin.terway(),
  );
  expect(addons.slice(0, 2)).toEqual([
    { Name: 'terway-controlplane', Version: 'v1.17.5' },
    { Name: 'terway-eniip', Version: 'v2', Config: '{"IPVlan":"false"}' },
  ]);
});

test('deploy-time values stand in the configuration; numbers and booleans become strings', () => {
  const template = synth((stack) => {
    const config = { name: parameter.text(stack, 'Project'), days: parameter.number(stack, 'Days') };
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), addons: [{ name: 'loongcollector', config }] });
  });
  const { Addons } = evaluate(template, { parameters: { Project: 'ci', Days: 7 } }).resources.Cluster!.Properties;
  expect(JSON.parse((Addons as RenderedAddon[]).at(-1)!.Config!)).toEqual({ name: 'ci', days: '7' });
});

test('a deploy-time list in the configuration is refused', () => {
  const error = errorOf((stack) => {
    const config = { names: parameter.list(stack, 'Names') };
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), addons: [{ name: 'loongcollector', config }] });
  });
  expect(error.message).toMatch(/- a deploy-time list cannot stand in it; .* \[deploy-time-list-in-text\]$/);
});

test('an ACS cluster gets the add-ons that are asked for, and no others', () => {
  const template = synth((stack) => {
    const addons = [{ name: 'managed-coredns' }, { name: 'arms-prometheus', config: { a: 'b' } }];
    new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack), addons });
  });
  expect(properties(template, 'Cluster').Addons).toEqual([
    { Name: 'managed-coredns' },
    { Name: 'arms-prometheus', Config: '{"a":"b"}' },
  ]);
});
