import { checkArguments } from '../checks/check-arguments';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import { dashboardVariables } from './dashboard-variables';
import { jobPanels, overviewPanels } from './job-panels';
import { apiPanels, managerPanels } from './manager-panels';
import { monitoringRules } from './monitoring-rules';
import { section } from './panel';

/** What the dashboard is called in Grafana. */
export interface DashboardOptions {
  /**
   * Title of the dashboard.
   *
   * @default 'GitLab Runner'
   */
  readonly title?: string;
  /**
   * Id of the dashboard in Grafana, which makes its address: up to 40 letters, digits, hyphens and underscores.
   *
   * @default 'gitlab-runner'
   */
  readonly uid?: string;
}

/** Adds what is wrong with the options. */
export function checkDashboardOptions(options: DashboardOptions, report: Report): void {
  const uid = known(options.uid);
  if (uid !== undefined && !/^[\w-]{1,40}$/.test(uid)) {
    report.add(
      monitoringRules['dashboard-uid'],
      'uid',
      `is ${shown(uid)}; allowed are 1 to 40 letters, digits, hyphens and underscores`,
    );
  }
}

/** The schema of Grafana 10.0, which later versions read too. */
const SCHEMA_VERSION = 38;

/**
 * A dashboard of all runners that Prometheus scrapes, for Grafana 10 and later. What it shows is chosen at its top: the
 * data source, the namespaces, and the jobs in Prometheus, one for each runner.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboard(options: DashboardOptions = {}): object {
  checkArguments('dashboard', { options });
  const report = new Report();
  checkDashboardOptions(options, report);
  report.throwIfAny('dashboard(...)');
  return {
    uid: options.uid ?? 'gitlab-runner',
    title: options.title ?? 'GitLab Runner',
    tags: ['gitlab-runner', 'ci'],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: dashboardVariables() },
    annotations: { list: [] },
    panels: sections(),
  };
}

function sections(): object[] {
  const overview = section('Overview', overviewPanels(), 0);
  const jobs = section('Jobs', jobPanels(), overview.bottom);
  const api = section('GitLab', apiPanels(), jobs.bottom);
  const managers = section('Managers', managerPanels(), api.bottom);
  return [overview, jobs, api, managers]
    .flatMap(({ panels }) => panels)
    .map((panel, index) => ({ id: index + 1, ...panel }));
}
