import { secretNameFault } from '../chart/kubernetes-names';
import { isEmpty } from '../chart/value-key';
import { templateFault } from '../config/helm-template';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { text, Wording } from '../diagnostics/text';
import { knownValue, placeOf } from '../model/reading';
import { Items, Leaf, plain, Table } from '../model/tree';
import type { Node } from '../model/tree';
import { checkPodMonitors } from '../monitoring/prometheus-operator';
import { isUnresolved, known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { DEFAULT_MAX_DURATION_SECONDS } from '../runner/jobs/job-options';
import { ruleSet } from './rule-set';

/** Values that have an effect with others only. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'metrics.serviceMonitor.enabled': ['metrics.enabled', 'service.enabled'],
  'metrics.podMonitor.enabled': ['metrics.enabled'],
  'service.enabled': ['metrics.enabled'],
};

/** What `runners.configOverride` takes out of use, for want of a registration. */
const UNUSED_BY_OVERRIDE = [
  'concurrent',
  'checkInterval',
  'runners.config',
  'runners.configPath',
  'runners.secret',
  'runners.cache.secretName',
];

/** Values that the chart passes through `tpl` of Helm, with all texts in them. */
const TEMPLATES = [
  'image',
  'podLabels',
  'deploymentLabels',
  'configMapLabels',
  'serviceAccount.annotations',
  'rbac.serviceAccountAnnotations',
  'metrics.serviceMonitor.metricRelabelings',
  'metrics.podMonitor.metricRelabelings',
];

/** Annotations of the managers' pods that the chart writes itself. */
const OWN_ANNOTATIONS = ['checksum/configmap', 'checksum/secrets'];
/** The same while managers serve metrics. */
const METRICS_ANNOTATIONS = ['prometheus.io/scrape', 'prometheus.io/port'];

/** Values of the chart that others rule out or need beside them, and what Helm cannot render. */
export const chartValues = ruleSet(
  'Chart values',
  {
    'chart-value-without-effect': {
      severity: 'error',
      title: 'A value of the chart has no effect without another',
      reason: 'The chart leaves out what the value asks for, without a message.',
      remedy: 'Set the other value too, or leave this one out.',
    },
    'service-node-port': {
      severity: 'error',
      title: 'The Service of the metrics has the type NodePort and no port',
      reason: 'The chart cannot be rendered, and the deployment fails.',
      remedy: 'Set `service.metrics.nodePort`.',
    },
    'pod-annotation-of-chart': {
      severity: 'warning',
      title: 'An annotation of the managers is one that the chart writes itself',
      reason: 'It stands there twice. Helm takes the last one, and Flux refuses the release.',
      remedy: 'Leave the annotation out.',
    },
    'config-override': {
      severity: 'warning',
      title: 'A config.toml in place of the registration',
      reason: 'The managers are not registered: token and cache credentials must be in the text, in clear.',
      remedy: 'Use `config`, or `runners.config`, which leave the registration to the chart.',
    },
    'chart-secret-replaced': {
      severity: 'error',
      title: 'A chart value takes the place of a Secret that an option gives',
      reason: 'Managers look for the token, the keys or the certificates in another Secret, or in none.',
      remedy: 'Name the Secret by the option.',
    },
    'chart-name': {
      severity: 'error',
      title: 'A name for the objects of the chart, or one that managers use, is not one that Kubernetes takes',
      reason: 'Kubernetes refuses the objects.',
      remedy: 'Use lower-case letters, digits and hyphens.',
    },
    'grace-below-longest-job': {
      severity: 'warning',
      title: 'Managers that stop have less time than the longest job',
      reason: 'A manager that is replaced kills the jobs that it still has after that time.',
      remedy: 'Leave `terminationGracePeriodSeconds` out, or lower `jobs.maxDurationSeconds`.',
    },
    'helm-template-malformed': {
      severity: 'error',
      title: 'A Helm template that Helm cannot read',
      reason: 'The chart cannot be rendered, and the deployment fails.',
      remedy: 'Close every action and every block. Write {{ `{{` }} for two braces that are meant as such.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    checkNeeds(rules, runner, report);
    checkMonitors(runner, report);
    checkPodAnnotations(rules['pod-annotation-of-chart'], runner, report);
    checkConfigOverride(rules['config-override'], runner, report);
    checkSecrets(rules['chart-secret-replaced'], runner, report);
    checkNames(rules['chart-name'], runner, report);
    checkGrace(rules['grace-below-longest-job'], runner, report);
    checkTemplates(rules['helm-template-malformed'], runner, report);
  },
);

/** The problem is with the key that the user wrote. */
function checkNeeds(
  rules: Record<'chart-value-without-effect' | 'service-node-port', Rule>,
  { values }: RunnerModel,
  report: Report,
): void {
  for (const [path, needs] of Object.entries(NEEDS)) {
    const missing = needs.filter((need) => values.isOff(need));
    if (!values.isOn(path) || missing.length === 0) {
      continue;
    }
    const isOwn = values.origin(path)!.layer !== 'chartValues';
    const undone = isOwn ? missing.find((need) => values.origin(need)?.layer === 'chartValues') : undefined;
    if (undone === undefined) {
      report.add(
        rules['chart-value-without-effect'],
        placeOf(values.origin(path)!),
        `has no effect unless ${missing.map((need) => `\`${need}\``).join(' and ')} is true too`,
      );
    } else {
      report.add(
        rules['chart-value-without-effect'],
        placeOf(values.origin(undone)!),
        `is not true, and \`${path}\` has no effect without`,
      );
    }
  }
  const isRendered = values.isOn('service.enabled') && values.isOn('metrics.enabled');
  if (isRendered && values.known('service.type') === 'NodePort' && !values.has('service.metrics.nodePort')) {
    report.add(
      rules['service-node-port'],
      placeOf(values.origin('service.type')!),
      'is NodePort, with which the chart breaks unless `service.metrics.nodePort` is given',
    );
  }
}

/** Monitors by chart values, as the option `monitoring` is judged. */
function checkMonitors({ values, cluster }: RunnerModel, report: Report): void {
  for (const kind of ['ServiceMonitor', 'PodMonitor'] as const) {
    const path = `metrics.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.enabled`;
    const origin = values.origin(path);
    if (values.isOn(path) && origin?.layer === 'chartValues') {
      checkPodMonitors(cluster, report, placeOf(origin).at, kind);
    }
  }
}

/** The chart writes its own and those of the user below each other, and a name may stand there once. */
function checkPodAnnotations(rule: Rule, { values }: RunnerModel, report: Report): void {
  for (const { key, candidate } of values.entries('podAnnotations')) {
    const isOfMetrics = METRICS_ANNOTATIONS.includes(key) && !values.isOff('metrics.enabled');
    const isGiven = knownValue(candidate.node) !== null;
    if (isGiven && (isOfMetrics || OWN_ANNOTATIONS.includes(key))) {
      report.add(
        rule,
        placeOf(candidate.node.origin, candidate.isCertain),
        `is written by the chart itself${isOfMetrics ? ' while managers serve metrics' : ''}, and would stand there twice; leave it out`,
      );
    }
  }
}

function checkConfigOverride(rule: Rule, { values }: RunnerModel, report: Report): void {
  const origin = values.origin('runners.configOverride');
  // What stands for all of `runners` may have it, or not.
  if (origin?.layer !== 'chartValues' || origin.path.at(-1) !== 'configOverride') {
    return;
  }
  const unused = UNUSED_BY_OVERRIDE.filter((path) => values.has(path));
  report.add(
    rule,
    placeOf(origin),
    `replaces registration: the runner's token and the cache credentials must be in this text, and the log settings, ${unused.map((path) => `\`${path}\``).join(', ')} have no effect`,
  );
}

/** Another Secret, or none, would take the place of the one that holds the token or the keys, unnoticed. */
function checkSecrets(rule: Rule, { values }: RunnerModel, report: Report): void {
  const secrets = [
    [[], 'certsSecretName', 'the Secret of `caCertificate`; use its existingSecret'],
    [
      ['runners'],
      'secret',
      text`the Secret of \`token\`; use token: ${new Wording('RunnerToken.fromExistingSecret(...)', '{ existingSecret: ... }')}`,
    ],
    [
      ['runners', 'cache'],
      'secretName',
      text`the Secret of \`cache\`; use credentials: ${new Wording('CacheCredentials.fromExistingSecret(...)', '{ existingSecret: ... }')}, or cache: ${new Wording('Cache.none()', '{ enabled: false }')} for a cache of your own in config.toml`,
    ],
  ] as const;
  for (const [table, name, instead] of secrets) {
    const { node } = values.entries(table).find(({ key }) => key === name)?.candidate ?? {};
    const isReplaced = node instanceof Leaf && node.origin.layer === 'chartValues' && !isEmpty(plain(node.under));
    if (isReplaced && !isUnresolved(node.value) && node.value !== plain(node.under)) {
      report.add(rule, placeOf(node.origin), text`is ${shown(node.value)}, which takes the place of ${instead}`);
    }
  }
}

function checkNames(rule: Rule, { values }: RunnerModel, report: Report): void {
  for (const path of ['nameOverride', 'fullnameOverride', 'serviceAccount.name', 'priorityClassName']) {
    for (const { value, origin, isCertain } of values.possible(path)) {
      const fault = typeof value === 'string' ? secretNameFault(value) : undefined;
      if (fault !== undefined) {
        report.add(rule, placeOf(origin, isCertain), `${shown(value)} ${fault}`);
      }
    }
  }
}

function checkGrace(rule: Rule, { values, jobs }: RunnerModel, report: Report): void {
  const longest = known(jobs.maxDurationSeconds ?? DEFAULT_MAX_DURATION_SECONDS);
  const [grace, origin] = [
    values.known('terminationGracePeriodSeconds'),
    values.origin('terminationGracePeriodSeconds'),
  ];
  if (typeof grace === 'number' && longest !== undefined && grace < longest && origin?.layer === 'chartValues') {
    report.add(
      rule,
      placeOf(origin),
      `is ${grace}, and jobs may take ${longest} seconds (jobs.maxDurationSeconds): a manager that is replaced kills those that it still has`,
    );
  }
}

/** Helm reads templates in the texts of config.toml, in the objects beside the release, and in some other values. */
function checkTemplates(rule: Rule, { values }: RunnerModel, report: Report): void {
  for (const path of ['runners.config', 'runners.configOverride', 'runners.secret']) {
    values.possible(path).forEach((one) => checkTemplate(rule, one, report));
  }
  for (const one of [...values.items('extraObjects'), ...TEMPLATES.map((path) => values.below(path))]) {
    const texts = textsIn(one.root);
    // A block may begin in one text of an object and end in another.
    if (templateFault(texts.map(({ value }) => String(value)).join('\n')) !== undefined) {
      texts.forEach((text) => checkTemplate(rule, text, report));
    }
  }
}

function checkTemplate(rule: Rule, { value, origin }: Pick<Leaf, 'value' | 'origin'>, report: Report): void {
  const fault = typeof value === 'string' && origin.layer === 'chartValues' ? templateFault(value) : undefined;
  if (fault !== undefined) {
    const [before, after] = [String(value).slice(0, fault.index), String(value).slice(fault.index)];
    const line = before.split('\n').length;
    report.add(
      rule,
      { ...placeOf(origin), ...(String(value).includes('\n') && { line }) },
      `has a template that Helm cannot read: ${fault.reason}, at ${shown(after.split('\n')[0])}`,
    );
  }
}

/** The texts in an object that are known at synth. */
function textsIn(node: Node | undefined): Leaf[] {
  if (node instanceof Leaf) {
    return typeof knownValue(node) === 'string' ? [node] : [];
  }
  const inner = node instanceof Table ? [...node.entries.values()] : node instanceof Items ? node.items : [];
  return inner.flatMap(textsIn);
}
