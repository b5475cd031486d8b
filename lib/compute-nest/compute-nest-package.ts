import { readableYaml } from '../cluster/yaml';
import { READMES } from './readme';
import type { ChartArtifact } from './service-config';
import { ICON_PATH, TEMPLATE_PATH, serviceConfig } from './service-config';

export interface ComputeNestPackageOptions {
  /** The ROS template of the console form. */
  readonly template: object;
  readonly regions: readonly string[];
  readonly runnerVersion: string;
  /** The icon, a PNG. */
  readonly icon: Uint8Array;
  /** @default - the template names the chart by its URL */
  readonly chart?: ChartArtifact & { readonly content: Uint8Array };
}

/** The files of a Compute Nest service by their paths. Equal options make equal bytes. */
export function computeNestPackage(options: ComputeNestPackageOptions): Record<string, string | Uint8Array> {
  const { template, icon, chart } = options;
  return {
    'config.yaml': readableYaml(serviceConfig(options)),
    [TEMPLATE_PATH]: readableYaml(template),
    [ICON_PATH]: icon,
    ...READMES,
    ...(chart && { [chart.path]: chart.content }),
  };
}
