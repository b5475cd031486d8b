import { readFileSync } from 'node:fs';
import path from 'node:path';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { ChartVersion } from '../../lib/chart/chart-version';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { computeNestPackage } from '../../lib/compute-nest/compute-nest-package';
import type { Template } from '../support/template';
import { consoleTemplate } from './console';

const ICON = readFileSync(path.join(__dirname, '../../assets/icon.png'));
const REGIONS = ['cn-hangzhou', 'ap-southeast-1'];
const CHART = {
  path: 'resources/artifact_resources/helm_chart/gitlab-runner-0.90.1.tgz',
  name: 'gitlab-runner',
  version: '0.90.1',
  content: new Uint8Array([0x1f, 0x8b, 0x08]),
};

interface Locale {
  readonly Locale: string;
  readonly Name: string;
  readonly ShortDescription: string;
  readonly Image: string;
}

interface Config {
  readonly Service: {
    readonly DeployMetadata: {
      readonly SupplierDeployMetadata: {
        readonly DeployTimeout: number;
        readonly HelmChartArtifactRelation?: Record<string, object>;
      };
      readonly TemplateConfigs: readonly {
        readonly Name: string;
        readonly Url: string;
        readonly AllowedRegions: string[];
      }[];
    };
    readonly OperationMetadata: {
      readonly PrometheusConfigMap: object;
      readonly ModifyParametersConfig: readonly {
        readonly TemplateName: string;
        readonly Operation: readonly { readonly Parameters: readonly string[] }[];
      }[];
    };
    readonly ServiceInfo: readonly Locale[];
  };
  readonly Artifact?: Record<string, object>;
  readonly HelmChartBuilder?: Record<string, { readonly HelmChartPath: string }>;
}

function packageOf(template: Template, chart?: typeof CHART) {
  const files = computeNestPackage({ template, regions: REGIONS, runnerVersion: '19.1.1', icon: ICON, chart });
  return { files, template, config: load(files['config.yaml'] as string) as Config };
}

const byUrl = packageOf(consoleTemplate());
const byArtifact = packageOf(consoleTemplate(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT)), CHART);
const both = [
  ['a chart by its URL', byUrl],
  ['a chart artifact', byArtifact],
] as const;

/** Keys that config.yaml files of public services have, with `*` for names of one's own. */
const KNOWN_KEYS = new Set(
  [
    'Service: RegionId DeployType DeployMetadata OperationMetadata ServiceType ShareType ApprovalType ServiceInfo',
    'Service.DeployMetadata: ServiceInstanceNameRule SupplierDeployMetadata TemplateConfigs',
    'Service.DeployMetadata.ServiceInstanceNameRule: Prefix UseDefaultValue',
    'Service.DeployMetadata.SupplierDeployMetadata: DeployTimeout HelmChartArtifactRelation',
    'Service.DeployMetadata.SupplierDeployMetadata.HelmChartArtifactRelation: *',
    'Service.DeployMetadata.SupplierDeployMetadata.HelmChartArtifactRelation.*: ArtifactId ArtifactVersion',
    'Service.DeployMetadata.TemplateConfigs: Name Url AllowedRegions PredefinedParameters',
    'Service.OperationMetadata: SupportBackup PrometheusConfigMap ModifyParametersConfig',
    'Service.OperationMetadata.PrometheusConfigMap: *',
    'Service.OperationMetadata.PrometheusConfigMap.*: EnablePrometheus',
    'Service.OperationMetadata.ModifyParametersConfig: TemplateName Operation',
    'Service.OperationMetadata.ModifyParametersConfig.Operation: Name Description Type SupportPredefinedParameters EnableLogging Parameters',
    'Service.ServiceInfo: Locale Name ShortDescription Image Softwares',
    'Service.ServiceInfo.Softwares: Name Version',
    'Artifact: *',
    'Artifact.*: ArtifactType ArtifactName ArtifactProperty',
    'Artifact.*.ArtifactProperty: RepoName Tag RepoType',
    'HelmChartBuilder: *',
    'HelmChartBuilder.*: HelmChartPath RepoName Tag',
  ].flatMap((line) => {
    const [parent = '', keys = ''] = line.split(': ');
    return [parent, ...keys.split(' ').map((key) => `${parent}.${key}`)];
  }),
);

function unknownKeys(value: unknown, at: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => unknownKeys(item, at));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const place = at === '' ? key : KNOWN_KEYS.has(`${at}.${key}`) ? `${at}.${key}` : `${at}.*`;
    return KNOWN_KEYS.has(place) ? unknownKeys(item, place) : [`${at}.${key}`];
  });
}

describe.each(both)('a service with %s', (_chart, { files, config, template }) => {
  const { DeployMetadata, OperationMetadata, ServiceInfo } = config.Service;
  const [templateConfig] = DeployMetadata.TemplateConfigs;

  test('has no key that computenest-cli is not known to take', () => {
    expect(unknownKeys(config, '')).toEqual([]);
  });

  test('has all files that it names', () => {
    expect(files[templateConfig!.Url]).toBeDefined();
    for (const { Image } of ServiceInfo) {
      expect(files[Image]).toBe(ICON);
    }
  });

  test('may be deployed in the regions that were asked for', () => {
    expect(templateConfig?.AllowedRegions).toEqual(REGIONS);
  });

  test('names its template the same everywhere, or its operations would not be found', () => {
    expect(OperationMetadata.ModifyParametersConfig.map(({ TemplateName }) => TemplateName)).toEqual([
      templateConfig?.Name,
    ]);
    expect(Object.keys(OperationMetadata.PrometheusConfigMap)).toEqual([templateConfig?.Name]);
  });

  test('asks for parameters of the template only', () => {
    const asked = OperationMetadata.ModifyParametersConfig.flatMap(({ Operation }) =>
      Operation.flatMap(({ Parameters }) => Parameters),
    );
    expect(asked).not.toEqual([]);
    expect(asked.filter((name) => !(name in template.Parameters!))).toEqual([]);
  });

  test('speaks Chinese and English', () => {
    expect(ServiceInfo.map(({ Locale }) => Locale)).toEqual(['zh-CN', 'en-US']);
    const [chinese, english] = ServiceInfo.map(({ Name, ShortDescription }) => `${Name} ${ShortDescription}`);
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).not.toMatch(/\p{Script=Han}/u);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md']));
  });

  test('has names of letters, digits and spaces only, since the import finds it by its name', () => {
    expect(ServiceInfo.filter(({ Name }) => !/^[A-Za-z0-9 \p{Script=Han}]+$/u.test(Name))).toEqual([]);
  });

  test('gives the slowest deployment enough time: a cluster, its nodes and all that is waited for', () => {
    const waits = [...JSON.stringify(template).matchAll(/"(?:Timeout|CreateDuration)":(\d+)/g)];
    const waiting = waits.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
    const clusterAndNodes = 2 * 3600;
    expect(DeployMetadata.SupplierDeployMetadata.DeployTimeout).toBeGreaterThanOrEqual(clusterAndNodes + waiting);
  });

  test('is published under both of its names', () => {
    // The option is laid over the Chinese name, and over no other.
    const docs = readFileSync(path.join(__dirname, '../../docs/compute-nest.md'), 'utf8');
    for (const page of [files['README.md'], files['README.zh-CN.md'], docs]) {
      const [command] = /^computenest-cli import.*$/m.exec(page as string)!;
      expect(command).not.toContain('--service_name');
    }
  });

  test('has a template that means the same in YAML as in JSON, by both versions of YAML', () => {
    const text = files[templateConfig!.Url] as string;
    expect(load(text)).toEqual(template);
    expect(load(text, { schema: YAML11_SCHEMA })).toEqual(template);
  });

  test('fills in every placeholder of its template', () => {
    const placeholders = [...JSON.stringify(template).matchAll(/\{\{ ?computenest::helmchart::[^}]*\}\}/g)];
    const related = Object.keys(DeployMetadata.SupplierDeployMetadata.HelmChartArtifactRelation ?? {});
    expect([...new Set(placeholders.map(([text]) => text))]).toEqual(related);
  });

  test('holds no secret and no account', () => {
    const texts = Object.values(files).filter((content): content is string => typeof content === 'string');
    for (const text of texts) {
      expect(text).not.toMatch(/LTAI\w+|glrt-\w{10,}|GR1348941\w{10,}/);
      expect(text).not.toMatch(/\b\d{15,16}\b/);
      expect(text).not.toMatch(/\b(?!10\.|172\.16\.|192\.168\.)\d{1,3}(\.\d{1,3}){3}\b(?!\/)/);
    }
    for (const [name, { NoEcho, Default }] of Object.entries(template.Parameters!)) {
      expect([name, NoEcho === true && Default !== undefined && Default !== null]).toEqual([name, false]);
    }
  });

  test('is the same at every run, byte for byte', () => {
    const chart = files[CHART.path] === undefined ? undefined : CHART;
    expect(computeNestPackage({ template, regions: REGIONS, runnerVersion: '19.1.1', icon: ICON, chart })).toEqual(
      files,
    );
  });
});

test('a chart by its URL needs no artifact', () => {
  expect(byUrl.config).not.toHaveProperty('Artifact');
  expect(byUrl.config).not.toHaveProperty('HelmChartBuilder');
  expect(Object.keys(byUrl.files)).not.toContain(CHART.path);
});

test('a chart artifact is built from the archive in the folder and tied to the placeholder', () => {
  const { config, files } = byArtifact;
  expect(config.Service.DeployMetadata.SupplierDeployMetadata.HelmChartArtifactRelation).toEqual({
    '{{ computenest::helmchart::gitlab-runner }}': {
      ArtifactId: '${Artifact.Artifact_1.ArtifactId}',
      ArtifactVersion: '${Artifact.Artifact_1.ArtifactVersion}',
    },
  });
  expect(config.Artifact?.Artifact_1).toMatchObject({
    ArtifactType: 'HelmChart',
    ArtifactProperty: {
      RepoName: '${HelmChartBuilder.HelmChart_1.RepoName}',
      Tag: '${HelmChartBuilder.HelmChart_1.Tag}',
    },
  });
  const builder = config.HelmChartBuilder?.HelmChart_1;
  expect(builder).toEqual({ HelmChartPath: CHART.path, RepoName: 'gitlab-runner', Tag: '0.90.1' });
  expect(files[builder!.HelmChartPath]).toBe(CHART.content);
});

test('the icon is a PNG of 512 by 512', () => {
  expect(ICON.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([ICON.readUInt32BE(16), ICON.readUInt32BE(20)]).toEqual([512, 512]);
});
