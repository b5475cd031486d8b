import { DATASOURCE } from './panel';

/** Matchers for what is chosen at the top of the dashboard. */
export const CHOSEN = ['namespace=~"$namespace"', 'job=~"$job"'];

/** Grafana's window for rates, wide enough for the resolution of the graph. */
export const WINDOW = '$__rate_interval';

/** What series of one runner are called. */
export const RUNNER = '{{namespace}} {{job}}';

/** The choices at the top of the dashboard. */
export function dashboardVariables(): object[] {
  return [
    { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', refresh: 1 },
    variable('namespace', 'Namespace', 'label_values(gitlab_runner_version_info, namespace)'),
    variable('job', 'Runner', 'label_values(gitlab_runner_version_info{namespace=~"$namespace"}, job)'),
  ];
}

function variable(name: string, label: string, query: string): object {
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    definition: query,
    query: { query, refId: name },
    // When the time range changes, since runners come and go.
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { selected: true, text: ['All'], value: ['$__all'] },
  };
}
