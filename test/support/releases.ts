import { loadAll } from 'js-yaml';
import type { EvaluatedTemplate, Scenario } from '../../lib/testing/evaluate';
import { evaluate } from '../../lib/testing/evaluate';
import type { KubernetesObject } from './kubernetes';
import type { Template } from './template';
import { resourcesOfType } from './template';

/** A Helm release as ROS would make it. */
export interface Release {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly chartUrl: string;
  readonly values: Record<string, unknown>;
}

/** A token in the shape of GitLab's, for scenarios. It is nobody's. */
export const SAMPLE_TOKEN = `glrt-${'sample'.repeat(4)}`;

/** Evaluates a template with a value for every parameter that has no default. */
export function deploy(template: Template, scenario: Scenario = {}): EvaluatedTemplate {
  const needed = Object.entries(template.Parameters ?? {}).filter(([, parameter]) => parameter.Default === undefined);
  const values = needed.map(([name, { AllowedPattern }]) => [
    name,
    AllowedPattern?.startsWith('^glrt-')
      ? SAMPLE_TOKEN
      : AllowedPattern?.startsWith('^c')
        ? `c${'0'.repeat(32)}`
        : 'Sample-1234',
  ]);
  const parameters = { ...(Object.fromEntries(values) as Record<string, string>), ...scenario.parameters };
  return evaluate(template, { ...scenario, parameters });
}

export function releases(deployed: EvaluatedTemplate): Release[] {
  return resourcesOfType(deployed, 'ALIYUN::CS::ClusterHelmApplication').map(({ id, Properties }) => ({
    id,
    name: String(Properties.Name),
    namespace: String(Properties.Namespace),
    chartUrl: String(Properties.ChartUrl),
    values: Properties.ChartValues as Record<string, unknown>,
  }));
}

/** The objects that the stack applies to a namespace, as Kubernetes reads them. */
export function appliedObjects(deployed: EvaluatedTemplate, namespace: string): KubernetesObject[] {
  return resourcesOfType(deployed, 'ALIYUN::CS::ClusterApplication')
    .filter(({ Properties }) => Properties.DefaultNamespace === namespace)
    .flatMap(({ Properties }) => loadAll(String(Properties.YamlContent)) as KubernetesObject[]);
}
