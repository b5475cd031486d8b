import type { ChartValues } from '../../../lib';
import { ClusterKind, JobPlacement } from '../../../lib';
import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import { declareCondition, equals } from '../../../lib/ros/conditions';
import { checkServerless } from '../../../lib/runner/compute/check-serverless';
import { parameter } from '../../cluster/fixtures';
import { CLUSTER_ID, addRunner } from '../../support/runner';
import { synth } from '../../support/synth';

const AT = 'chartValues.runners.config, runners.kubernetes';
const [eci, acs, nodes] = [JobPlacement.eci(), JobPlacement.acs(), JobPlacement.nodePool()];
const raw = (lines: string): ChartValues => ({ runners: { config: `[[runners]]\n[runners.kubernetes]\n${lines}\n` } });

function found(chartValues: ChartValues, placement: JobPlacement, kind = ClusterKind.ACK) {
  const findings = new Report();
  const cluster = { clusterId: CLUSTER_ID, kind, virtualNode: true, dependencies: [] };
  checkServerless({ placement, managerPlacement: nodes, cluster, releaseName: 'runner', chartValues }, findings);
  const lines = ({ faults }: FaultList) => faults.map(({ at, message }) => `${at.replace(`${AT}.`, '')}: ${message}`);
  return { errors: lines(findings.errors), warnings: lines(findings.warnings) };
}

const NOTHING = { errors: [], warnings: [] };
const privileged = (compute: string, end: string) =>
  `privileged: is true, but ${compute} runs no privileged containers, and so no Docker-in-Docker; build images with kaniko${end}`;
const EVERYTHING = raw(`privileged = true
[runners.kubernetes.init_permissions_container_security_context]
privileged = true
[runners.kubernetes.build_container_security_context]
privileged = true
[runners.kubernetes.helper_container_security_context]
privileged = true
[runners.kubernetes.service_container_security_context]
privileged = true
[[runners.kubernetes.volumes.host_path]]
name = "docker"
mount_path = "/var/run/docker.sock"`);

test.each([
  ['ECI', eci],
  ['ACS', acs],
  ['ECI', JobPlacement.fallback([nodes, eci])],
])('a config.toml as text is refused for what %s does not give', (compute, placement) => {
  const { errors, warnings } = found(EVERYTHING, placement);
  expect(errors.map((line) => line.split(':')[0])).toEqual([
    'privileged',
    'init_permissions_container_security_context.privileged',
    'build_container_security_context.privileged',
    'helper_container_security_context.privileged',
    'service_container_security_context.privileged',
    'volumes.host_path',
  ]);
  expect(errors[0]).toBe(privileged(compute, ', or use JobPlacement.nodePool()'));
  expect(errors[5]).toBe(
    `volumes.host_path: cannot be mounted on ${compute}, which has no nodes of yours; use emptyDir, pvc or csi, or use JobPlacement.nodePool()`,
  );
  expect(warnings).toEqual([]);
});

test('it may have all of it on nodes', () => {
  expect(found(EVERYTHING, nodes)).toEqual(NOTHING);
  expect(found(raw('privileged = false\n[runners.kubernetes.volumes]\nhost_path = []'), eci)).toEqual(NOTHING);
});

test('it is not told of nodes in an ACS cluster', () => {
  expect(found(raw('privileged = true'), acs, ClusterKind.ACS).errors).toEqual([privileged('ACS', '')]);
});

test('a label in it decides where jobs run', () => {
  const labelled = raw('privileged = true\n[runners.kubernetes.pod_labels]\n"alibabacloud.com/eci" = "true"');
  expect(found(labelled, nodes).errors).toEqual([
    privileged('ECI', `, or leave the label ${AT}.pod_labels["alibabacloud.com/eci"] out, which sends jobs to ECI`),
  ]);
});

test('it is warned of where the deployment may choose serverless compute', () => {
  synth((stack) => {
    const condition = declareCondition(stack, 'Any', equals('a', 'b'));
    const warning = `${privileged('ECI', ', or use JobPlacement.nodePool()')}. The deployment may choose ECI`;
    expect(found(raw('privileged = true'), JobPlacement.choose(condition, nodes, eci))).toEqual({
      errors: [],
      warnings: [warning],
    });
  });
});

test('it is judged beside template actions, and warned of where they may leave it out', () => {
  const namespace = 'namespace = "{{ .Release.Namespace }}"';
  expect(found(raw(`${namespace}\nprivileged = true`), eci).errors).toHaveLength(1);
  expect(found(raw('privileged = {{ .Values.privileged }}'), eci)).toEqual(NOTHING);
  const maybe = found(raw('{{ if .Values.privileged }}\nprivileged = true\n{{ end }}'), eci);
  expect([maybe.errors.length, maybe.warnings.length]).toEqual([0, 1]);
});

test.each<[string, ChartValues]>([
  ['no TOML', { runners: { config: 'not toml [[' } }],
  ['no runner', { runners: { config: 'concurrent = 1' } }],
  ['no table', { runners: { config: 'runners = [1]' } }],
  ['nothing', { runners: null as never }],
])('%s is left to other checks', (_, values) => {
  expect(found(values, eci)).toEqual(NOTHING);
});

test('a text of the deployment passes', () => {
  synth((stack) => {
    expect(found({ runners: { config: parameter.text(stack, 'Config') } }, eci)).toEqual(NOTHING);
  });
});

test('a runner is refused', () => {
  const props = { on: { virtualNode: true }, placement: eci, chartValues: raw('privileged = true') };
  expect(() => synth((stack) => addRunner(stack, props))).toThrow(`${AT}.privileged: is true, but ECI runs no`);
});
