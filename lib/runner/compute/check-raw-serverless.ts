import { Report } from '../../diagnostics/report';
import { text } from '../../diagnostics/text';
import { knownText } from '../../ros/tokens';
import { isMap } from '../../schema/is-map';
import { readRawConfig } from '../escape-hatches/raw-config';
import { checkParts } from './check-parts';
import type { PlacedRunner } from './labelled-pods';
import { computeOf, jobPods } from './labelled-pods';
import { serverlessCompute, withoutDocker, withoutHostPath } from './serverless-limits';

const AT = 'chartValues.runners.config, runners.kubernetes';
const SECURITY_CONTEXTS = [
  'init_permissions_container_security_context',
  'build_container_security_context',
  'helper_container_security_context',
  'service_container_security_context',
];

/** Adds what jobs cannot have on serverless compute, where the user writes their config.toml as text. */
export function checkRawServerless(runner: PlacedRunner, report: Report): void {
  const values: unknown = runner.chartValues?.runners;
  const config = isMap(values) ? knownText(values.config) : undefined;
  if (config === undefined) {
    return;
  }
  const { table, isCertain } = readRawConfig(config);
  const [first] = Array.isArray(table?.runners) ? (table.runners as unknown[]) : [];
  const kubernetes = mapAt(first, 'kubernetes');
  const pods = { ...jobPods(runner), labels: kubernetes.pod_labels, at: `${AT}.pod_labels` };
  const own = new Report();
  checkParts(computeOf(pods), own, (compute, found) => {
    const serverless = serverlessCompute(pods, compute);
    if (serverless === undefined) {
      return;
    }
    privilegedKeys(kubernetes).forEach((key) =>
      found.errors.add(`${AT}.${key}`, text`is true, ${withoutDocker(serverless)}`),
    );
    const { host_path: hostPaths } = mapAt(kubernetes, 'volumes');
    if (Array.isArray(hostPaths) && hostPaths.length > 0) {
      found.errors.add(`${AT}.volumes.host_path`, withoutHostPath(serverless));
    }
  });
  (isCertain ? report.errors : report.warnings).addAll(own.errors.faults);
  report.warnings.addAll(own.warnings.faults);
}

function privilegedKeys(kubernetes: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(kubernetes.privileged === true ? ['privileged'] : []),
    ...SECURITY_CONTEXTS.filter((key) => mapAt(kubernetes, key).privileged === true).map((key) => `${key}.privileged`),
  ];
}

function mapAt(table: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner = isMap(table) ? table[key] : undefined;
  return isMap(inner) ? inner : {};
}
