import type { ModifyOperation } from './operations';
import { MODIFY_OPERATIONS } from './operations';

/** A Helm chart that is published with the service. */
export interface ChartArtifact {
  /** Path below the folder of the package. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

export interface ServiceConfigOptions {
  /** Regions that the service can be deployed in. */
  readonly regions: readonly string[];
  /** Version of the runner, shown with the service. */
  readonly runnerVersion: string;
  /** @default - the template names the chart by its URL */
  readonly chart?: ChartArtifact;
}

/** Paths below the folder of the package. */
export const TEMPLATE_PATH = 'ros_templates/template.yaml';
export const ICON_PATH = 'resources/icons/service_logo.png';

/** Name of the only template. Everything that Compute Nest knows of a template is found by it. */
const TEMPLATE_NAME = 'GitLab Runner';

/**
 * Seconds after which Compute Nest gives a deployment up: a new cluster, its nodes, its virtual node and the managers
 * each have timeouts of their own, which come to less.
 */
const DEPLOY_TIMEOUT_SECONDS = 10_800;

const TEXTS = {
  'zh-CN': {
    Name: 'GitLab Runner ACK与ACS版',
    ShortDescription:
      '在已有或新建的 ACK、ACS 集群中部署 GitLab Runner：作业可运行在集群节点、ECI 抢占式实例或 ACS 算力上，Manager 自动伸缩，缓存存放于 OSS。',
  },
  'en-US': {
    Name: 'GitLab Runner on ACK and ACS',
    ShortDescription:
      'GitLab Runner in an existing or a new ACK or ACS cluster: jobs on nodes, on ECI spot instances or on ACS compute, managers that scale, caches in OSS.',
  },
};

/** The content of config.yaml, from which `computenest-cli import` makes a service. */
export function serviceConfig(options: ServiceConfigOptions): object {
  const { chart } = options;
  return {
    Service: {
      RegionId: 'cn-hangzhou',
      DeployType: 'ros',
      DeployMetadata: {
        ServiceInstanceNameRule: { Prefix: 'gitlab-runner-', UseDefaultValue: true },
        SupplierDeployMetadata: {
          DeployTimeout: DEPLOY_TIMEOUT_SECONDS,
          ...(chart && { HelmChartArtifactRelation: artifactRelation(chart) }),
        },
        TemplateConfigs: [
          {
            Name: TEMPLATE_NAME,
            Url: TEMPLATE_PATH,
            AllowedRegions: [...options.regions],
            PredefinedParameters: [],
          },
        ],
      },
      OperationMetadata: {
        SupportBackup: false,
        PrometheusConfigMap: { [TEMPLATE_NAME]: { EnablePrometheus: false } },
        ModifyParametersConfig: [{ TemplateName: TEMPLATE_NAME, Operation: MODIFY_OPERATIONS.map(modifyOperation) }],
      },
      ServiceType: 'private',
      ShareType: 'Public',
      ApprovalType: 'Manual',
      ServiceInfo: Object.entries(TEXTS).map(([locale, texts]) => ({
        Locale: locale,
        ...texts,
        Image: ICON_PATH,
        Softwares: [{ Name: 'GitLab Runner', Version: options.runnerVersion }],
      })),
    },
    ...(chart && chartSections(chart)),
  };
}

function modifyOperation({ name, description, fields }: ModifyOperation): object {
  return {
    Name: name,
    Description: description,
    Type: 'Custom',
    SupportPredefinedParameters: false,
    EnableLogging: false,
    Parameters: [...fields],
  };
}

/** Ties the placeholder in the template to the artifact below. */
function artifactRelation({ name }: ChartArtifact): object {
  return {
    [`{{ computenest::helmchart::${name} }}`]: {
      ArtifactId: '${Artifact.Artifact_1.ArtifactId}',
      ArtifactVersion: '${Artifact.Artifact_1.ArtifactVersion}',
    },
  };
}

function chartSections({ path, name, version }: ChartArtifact): object {
  return {
    Artifact: {
      Artifact_1: {
        ArtifactType: 'HelmChart',
        ArtifactName: `${name}-helm-chart`,
        ArtifactProperty: {
          RepoName: '${HelmChartBuilder.HelmChart_1.RepoName}',
          Tag: '${HelmChartBuilder.HelmChart_1.Tag}',
          RepoType: 'Public',
        },
      },
    },
    HelmChartBuilder: { HelmChart_1: { HelmChartPath: path, RepoName: name, Tag: version } },
  };
}
