import { compareVersions } from '../chart/compare-versions';
import { isEmpty } from '../chart/value-key';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { secretKind } from '../diagnostics/secrets';
import { shown } from '../diagnostics/shown';
import { knownValue, placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { isRegistrationToken } from '../runner/credentials/runner-token';
import { ruleSet } from './rule-set';

/** A path of the old CI, the API, or a page that one sees in a browser. */
const PATH_OF_API = /\/(ci|api\/v\d+)\/?$/;
const PATH_OF_PAGE = /\/(-|users\/sign_in|admin\/runners|dashboard\/projects)(\/|$)/;

/** Settings that a runner with an authentication token has in GitLab, by values of the chart. */
const SERVER_SETTINGS = ['tags', 'runUntagged', 'protected', 'locked', 'maximumTimeout'];

/** Values of them that say what holds anyway. */
const UNSAID: Readonly<Record<string, unknown>> = {
  runUntagged: false,
  protected: false,
  locked: true,
  maximumTimeout: 0,
};

/** The same by environment variables of the managers. */
const SERVER_VARIABLES = [
  'RUNNER_TAG_LIST',
  'REGISTER_RUN_UNTAGGED',
  'REGISTER_ACCESS_LEVEL',
  'REGISTER_LOCKED',
  'REGISTER_MAXIMUM_TIMEOUT',
  'REGISTER_PAUSED',
  'REGISTER_MAINTENANCE_NOTE',
];

/** What the scripts of the chart take away before they register with an authentication token, from this version on. */
const TAKEN_AWAY = ['tags', 'runUntagged', 'protected', 'locked', 'RUNNER_TAG_LIST', 'REGISTER_LOCKED'];
const TAKES_AWAY_FROM = '0.90.1';

/** How managers reach GitLab, and what GitLab knows of the runner. */
export const gitlab = ruleSet(
  'GitLab',
  {
    'gitlab-url': {
      severity: 'error',
      title: 'The address of GitLab is malformed, or that of something else',
      reason: 'Managers cannot register, so the deployment fails after its time is over.',
      remedy: 'Write the address that GitLab has in a browser, without what stands behind it.',
    },
    'gitlab-url-unencrypted': {
      severity: 'warning',
      title: 'Managers and jobs reach GitLab without encryption',
      reason: 'Runner tokens and sources cross the network in clear.',
      remedy: 'Use an address with https://.',
    },
    'gitlab-url-beside-certificate': {
      severity: 'error',
      title: 'Chart values change the address that certificates are named after',
      reason: 'Managers look for the certificates under the new address, and do not find them.',
      remedy: 'Use the option `gitlabUrl`.',
    },
    'runner-settings-in-gitlab': {
      severity: 'error',
      title: 'Tags and the like beside an authentication token',
      reason: 'GitLab keeps them with the runner: registration stops at them, or the chart leaves them out.',
      remedy: 'Set them on the runner in GitLab.',
    },
    'unregister-runners': {
      severity: 'error',
      title: 'Managers with a registration token do not unregister',
      reason: 'Each registers a runner of its own, and one that stops leaves its runner behind in GitLab.',
      remedy: 'Leave `unregisterRunners` out.',
    },
    'unregister-hook-replaced': {
      severity: 'warning',
      title: 'A hook takes the place of the one that unregisters managers',
      reason: 'GitLab keeps an entry for every manager that has stopped.',
      remedy: 'Unregister in the hook too.',
    },
    'maximum-timeout-above-grace': {
      severity: 'warning',
      title: 'Jobs may take longer than a manager is given to end them',
      reason: 'A manager that is stopped kills the jobs that it still has after that time.',
      remedy: 'Give the same time by `jobs.maxDurationSeconds`.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    checkUrl(rules, runner, report);
    if (isRegistrationToken(runner.boundToken)) {
      checkUnregistering(rules['unregister-runners'], runner, report);
    } else {
      checkServerSettings(rules['runner-settings-in-gitlab'], runner, report);
    }
    checkHook(rules['unregister-hook-replaced'], runner, report);
    checkMaximumTimeout(rules['maximum-timeout-above-grace'], runner, report);
  },
);

function checkUrl(
  rules: Record<'gitlab-url' | 'gitlab-url-unencrypted' | 'gitlab-url-beside-certificate', Rule>,
  { values, caCertificate }: RunnerModel,
  report: Report,
): void {
  // An empty text is one that is given, and not one that is unset.
  const given = values.entries([]).find(({ key }) => key === 'gitlabUrl')?.candidate;
  const text = given && knownValue(given.node);
  // What looks like a token is reported by the rules on secrets.
  if (given === undefined || typeof text !== 'string' || ![undefined, 'url-password'].includes(secretKind(text))) {
    return;
  }
  const { origin } = given.node;
  const fault = urlFault(text);
  if (fault !== undefined) {
    report.add(rules['gitlab-url'], placeOf(origin), fault);
  } else if (text.toLowerCase().startsWith('http:')) {
    report.add(
      rules['gitlab-url-unencrypted'],
      placeOf(origin),
      `${shown(text)} is not encrypted: runner tokens and sources cross the network in clear`,
    );
  }
  if (caCertificate !== undefined && origin.layer === 'chartValues') {
    report.add(
      rules['gitlab-url-beside-certificate'],
      placeOf(origin),
      'is not the address that the certificates of `caCertificate` are named after; use the option `gitlabUrl`',
    );
  }
}

function urlFault(text: string): string | undefined {
  // URL forgives spaces around it, and the chart does not.
  const url = text.trim() === text && URL.canParse(text) ? new URL(text) : undefined;
  const isHost = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(url?.hostname ?? '');
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || !isHost) {
    return `${shown(text)} is not a URL; write it with its scheme, for instance https://gitlab.example.com`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'holds a user name or password; the runner needs the plain address of GitLab';
  }
  if (PATH_OF_API.test(url.pathname)) {
    return `${shown(text)} ends in a path of the old CI or the API; write the address that one opens in a browser`;
  }
  const page = PATH_OF_PAGE.exec(url.pathname);
  if (page !== null) {
    return `${shown(text)} is the address of a page of GitLab; write that of GitLab itself, ${rootHint(url.origin, url.pathname.slice(0, page.index))}`;
  }
  return url.search === '' && url.hash === ''
    ? undefined
    : `${shown(text)} has a query or a fragment; the runner needs the plain address of GitLab`;
}

/** GitLab may be below a path of one part. Longer ones have a group or a project in them. */
function rootHint(origin: string, path: string): string {
  const isRoot = path.split('/').filter(Boolean).length <= 1;
  return isRoot ? `here ${shown(origin + path)}` : 'without the group and the project';
}

function checkServerSettings(rule: Rule, { values, chartVersion }: RunnerModel, report: Report): void {
  const direct = ['runners', 'extraEnv', 'extraEnvFrom']
    .flatMap((map) => values.entries(map).map(({ key, candidate }) => ({ map, key, candidate })))
    .filter(({ map, key }) => (map === 'runners' ? SERVER_SETTINGS : SERVER_VARIABLES).includes(key));
  const listed = values
    .items('envVars')
    .flatMap((variable) =>
      variable.candidates([]).map((candidate) => ({ key: variable.knownText('name') ?? '', candidate })),
    )
    .filter(({ key }) => SERVER_VARIABLES.includes(key));
  const takesAway = compareVersions(chartVersion.version, TAKES_AWAY_FROM) >= 0;
  for (const { key, candidate } of [...direct, ...listed]) {
    const value = knownValue(candidate.node);
    if (isEmpty(value) || value === UNSAID[key]) {
      continue;
    }
    const place = placeOf(candidate.node.origin, candidate.isCertain);
    if (takesAway && TAKEN_AWAY.includes(key)) {
      report.add(rule, place, 'has no effect with an authentication token (glrt-); set it on the runner in GitLab', {
        severity: 'warning',
      });
    } else {
      report.add(
        rule,
        place,
        'cannot be given with an authentication token (glrt-), at which registration stops; set it on the runner in GitLab',
      );
    }
  }
}

function checkUnregistering(rule: Rule, { values }: RunnerModel, report: Report): void {
  const given = values.entries([]).find(({ key }) => key === 'unregisterRunners')?.candidate;
  const value = given && knownValue(given.node);
  // Null deletes the default of the chart, which is true.
  if (value === false || value === null) {
    report.add(
      rule,
      placeOf(given!.node.origin, given!.isCertain),
      `is ${String(value)}: with a registration token every manager registers a runner of its own, and one that stops, at a scale-down say, would leave its runner behind in GitLab; leave the value out`,
    );
  }
}

function checkHook(rule: Rule, { values }: RunnerModel, report: Report): void {
  const hooks = values.hasContent('deploymentLifecycle') ? values.known('deploymentLifecycle') : undefined;
  const unregisters = JSON.stringify(hooks)?.includes('unregister') ?? true;
  if (!unregisters && !values.isOff('unregisterRunners')) {
    report.add(
      rule,
      placeOf(values.origin('deploymentLifecycle')!),
      'takes the place of the hook of `unregisterRunners`: GitLab would keep an entry for every manager that has stopped. Add a preStop hook with the command ["/entrypoint", "unregister", "--all-runners"]',
    );
  }
}

/** A runner of a registration token may take jobs that are longer than a manager is given to end them. */
function checkMaximumTimeout(rule: Rule, { values }: RunnerModel, report: Report): void {
  const [longest, grace] = ['runners.maximumTimeout', 'terminationGracePeriodSeconds'].map((path) =>
    values.known(path),
  );
  if (typeof longest === 'number' && typeof grace === 'number' && longest > grace) {
    report.add(
      rule,
      placeOf(values.origin('runners.maximumTimeout')!),
      `is ${longest}, and a manager that is stopped has ${grace} seconds (\`terminationGracePeriodSeconds\`) to end its jobs: longer ones fail then. Give the same time by jobs.maxDurationSeconds`,
    );
  }
}
