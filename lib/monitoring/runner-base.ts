import { Construct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import type { IGitLabRunner, MetricQueryOptions } from './igitlab-runner';
import { monitoringRules } from './monitoring-rules';
import {
  apiErrorPercent,
  capacity,
  managersOf,
  queueSeconds,
  runningJobs,
  saturationPercent,
  startedJobs,
  systemFailurePercent,
  systemFailures,
} from './promql';

/** What a runner that is made here and one that exists have in common: the queries for their metrics. */
export abstract class RunnerBase extends Construct implements IGitLabRunner {
  abstract readonly namespace: string;
  abstract readonly jobNamespace: string;
  abstract readonly releaseName: string;
  abstract readonly managerName: string;
  abstract readonly serviceAccountName: string;
  abstract readonly tokenSecretName: string;

  metricRunningJobs(): string {
    return runningJobs(managersOf(this));
  }

  metricCapacity(): string {
    return capacity(managersOf(this));
  }

  metricSaturationPercent(): string {
    return saturationPercent(managersOf(this));
  }

  metricQueueSeconds(options?: MetricQueryOptions): string {
    return queueSeconds(managersOf(this), 0.95, windowOf(options));
  }

  metricStartedJobs(options?: MetricQueryOptions): string {
    return startedJobs(managersOf(this), windowOf(options));
  }

  metricSystemFailures(options?: MetricQueryOptions): string {
    return systemFailures(managersOf(this), windowOf(options));
  }

  metricSystemFailurePercent(options?: MetricQueryOptions): string {
    return systemFailurePercent(managersOf(this), windowOf(options));
  }

  metricApiErrorPercent(options?: MetricQueryOptions): string {
    return apiErrorPercent(managersOf(this), windowOf(options));
  }
}

function windowOf({ window = '1h' }: MetricQueryOptions = {}): string {
  const text: unknown = known(window);
  if (text !== undefined && !(typeof text === 'string' && /^(([1-9]\d*(ms|[smhdwy]))+|\$\w+)$/.test(text))) {
    const report = new Report();
    const allowed = 'a duration such as "5m" or "1h30m", or a variable of Grafana such as "$__rate_interval"';
    report.add(monitoringRules['metric-window'], 'window', `is ${shown(text)}; allowed is ${allowed}`);
    report.throwIfAny('metric…(...)');
  }
  return window;
}
