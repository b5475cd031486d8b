import { checkArguments } from '../../checks/check-arguments';
import { secretNameFault } from '../../chart/kubernetes-names';
import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { known, numberText } from '../../ros/tokens';
import type { ScaledObjectTrigger } from './scaled-object';
import { scalingRules } from './scaling-rules';

/** Jobs of GitLab projects, counted by GitLab's API. */
export interface GitLabQueueOptions {
  /**
   * Ids of the projects, at least one. GitLab tells the waiting jobs of single projects only, not those of a group or of
   * an instance, and at most 100 of each project.
   *
   * @see https://docs.gitlab.com/api/jobs/#list-project-jobs
   */
  readonly projectIds: number[];
  /**
   * Tag of the jobs that are counted: one that this runner has, and others have not.
   *
   * @default - all jobs of the projects are counted
   */
  readonly tag?: string;
  /**
   * Secret in the runner's namespace with an access token for the API, of the scope `read_api` and the role Reporter. The
   * token of the runner will not do.
   */
  readonly tokenSecretName: string;
  /**
   * Key of the token in that Secret.
   *
   * @default 'token'
   */
  readonly tokenSecretKey?: string;
}

/** Jobs counted by a query of Prometheus. */
export interface PrometheusQueueOptions {
  /** URL of the HTTP API as reached from the cluster, such as `http://prometheus.monitoring:9090`. */
  readonly serverAddress: string;
  /** A query in PromQL that gives one number: the jobs that wait for this runner, and those that it runs. */
  readonly query: string;
}

/** How the jobs that wait or run come to KEDA. */
export interface JobQueueConfig {
  /** One trigger for each number; several are added up. */
  readonly triggers: readonly ScaledObjectTrigger[];
  /** Objects that the triggers refer to. */
  readonly objects: readonly object[];
}

/** What a queue is read for. */
export interface JobQueueContext {
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  /** URL of GitLab. */
  readonly gitlabUrl: string;
  /** Jobs for each manager, as a text. */
  readonly jobsPerManager: string;
}

/** Where the number of jobs that wait or run is read. */
export class JobQueue {
  /** From GitLab's API, for the projects that are named. */
  static gitlab(options: GitLabQueueOptions): JobQueue {
    checkArguments('JobQueue.gitlab', { options });
    return new JobQueue(
      (context) => gitlabQueue(options, context),
      (report, at) => checkGitLabQueue(options, report, `${at}.gitlab`),
    );
  }

  /** From Prometheus, for whatever a query counts: `ci_pending_builds` of your GitLab's exporter, for one. */
  static prometheus(options: PrometheusQueueOptions): JobQueue {
    checkArguments('JobQueue.prometheus', { options });
    return new JobQueue(
      (context) => prometheusQueue(options, context),
      (report, at) => checkPrometheusQueue(options, report, `${at}.prometheus`),
    );
  }

  private constructor(
    /** @internal */
    readonly _bind: (context: JobQueueContext) => JobQueueConfig,
    /** @internal */
    readonly _check: (report: Report, at: string) => void,
  ) {}
}

/** @see https://keda.sh/docs/latest/scalers/metrics-api/ */
function gitlabQueue(options: GitLabQueueOptions, context: JobQueueContext): JobQueueConfig {
  const { projectIds, tag, tokenSecretName, tokenSecretKey = 'token' } = options;
  const { managerName, gitlabUrl, jobsPerManager } = context;
  const authenticationRef = { name: managerName };
  return {
    triggers: projectIds.map((id, index) => ({
      type: 'metrics-api',
      ...(projectIds.length > 1 && { name: `project_${index + 1}` }),
      metadata: {
        url: `${withoutSlash(gitlabUrl)}/api/v4/projects/${numberText(id)}/jobs?scope[]=pending&scope[]=running&per_page=100`,
        // A count of the list, in GJSON: of all, or of those with the tag.
        valueLocation: tag === undefined ? '#' : `#(tag_list.#(=="${tag}"))#|#`,
        targetValue: jobsPerManager,
        authMode: 'apiKey',
        method: 'header',
        keyParamName: 'PRIVATE-TOKEN',
      },
      authenticationRef,
    })),
    objects: [
      {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'TriggerAuthentication',
        metadata: authenticationRef,
        spec: { secretTargetRef: [{ parameter: 'apiKey', name: tokenSecretName, key: tokenSecretKey }] },
      },
    ],
  };
}

/** @see https://keda.sh/docs/latest/scalers/prometheus/ */
function prometheusQueue({ serverAddress, query }: PrometheusQueueOptions, context: JobQueueContext): JobQueueConfig {
  const metadata = { serverAddress, query, threshold: context.jobsPerManager };
  return { triggers: [{ type: 'prometheus', metadata }], objects: [] };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function checkGitLabQueue(options: GitLabQueueOptions, report: Report, at: string): void {
  const { projectIds, tag, tokenSecretName } = options;
  const rule = scalingRules['queue-projects'];
  if (projectIds.length === 0) {
    report.add(rule, `${at}.projectIds`, 'is empty; name at least one project by its id');
  }
  projectIds.forEach((given, index) => {
    const id = known(given);
    const here = `${at}.projectIds[${index}]`;
    if (id !== undefined && !(Number.isSafeInteger(id) && id >= 1)) {
      report.add(
        rule,
        here,
        `is ${shown(id)}; allowed is the id of a project, a whole number that its page in GitLab shows`,
      );
    } else if (id !== undefined && projectIds.indexOf(id) !== index) {
      report.add(rule, here, `is ${id}, which is in the list twice, so that its jobs would count twice; leave it out`);
    }
  });
  const name = known(tag);
  if (name !== undefined && (name === '' || /["\\]/.test(name))) {
    report.add(
      scalingRules['queue-tag'],
      `${at}.tag`,
      `is ${shown(name)}; allowed is one tag, without quotes and backslashes`,
    );
  }
  const secret = known(tokenSecretName);
  const fault = secret === undefined ? undefined : secretNameFault(secret);
  if (fault !== undefined) {
    report.add(scalingRules['queue-secret'], `${at}.tokenSecretName`, fault);
  }
}

function checkPrometheusQueue({ serverAddress, query }: PrometheusQueueOptions, report: Report, at: string): void {
  const address = known(serverAddress);
  if (address !== undefined && !(/^https?:\/\//.test(address) && URL.canParse(address))) {
    report.add(
      scalingRules['queue-prometheus'],
      `${at}.serverAddress`,
      `is ${shown(address)}; allowed is a URL such as "http://prometheus.monitoring:9090"`,
    );
  }
  if (known(query)?.trim() === '') {
    report.add(scalingRules['queue-prometheus'], `${at}.query`, 'is empty; give a query that counts jobs');
  }
}
