import { secretNameFault } from '../chart/kubernetes-names';
import { checkSecretAsName } from '../diagnostics/check-secrets';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isUnresolved, known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const PROXY = /^((https?|socks5h?):\/\/)?([^\s/@]*@)?[^\s/@:]+(:\d{1,5})?\/?$/i;

/** Jobs export their variables in a shell; of managers Kubernetes alone sees the names. */
const NAMES = { jobs: /^[A-Za-z_]\w*$/, managers: /^[-._A-Za-z][-._A-Za-z0-9]*$/ };

/** Environment variables of managers and jobs, and the proxy that becomes such. */
export const variables = ruleSet(
  'Environment variables',
  {
    'environment-variable-name': {
      severity: 'error',
      title: 'The name of an environment variable is none',
      reason: 'Scripts of jobs fail, or Kubernetes refuses the pods.',
      remedy: 'Use letters, digits and "_", beginning with a letter or "_".',
    },
    'http-proxy-source': {
      severity: 'error',
      title: 'The address of the proxy is given twice, or not at all',
      reason: 'Managers and jobs need exactly one source for it.',
      remedy: 'Give `httpProxy`, `httpsProxy` or both, or `existingSecret`.',
    },
    'http-proxy-address': {
      severity: 'error',
      title: 'The address of the proxy is malformed',
      reason: 'Managers do not reach GitLab, and the deployment fails after its time is over.',
      remedy: 'Write scheme, host and port, such as http://proxy.example.com:3128.',
    },
    'http-proxy-secret-name': {
      severity: 'error',
      title: 'The name of the Secret with the address of the proxy is none',
      reason: 'Kubernetes finds no such Secret, and starts no manager.',
      remedy: 'Use lower-case letters, digits, hyphens and dots.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    for (const group of ['managers', 'jobs'] as const) {
      for (const name of namesOf(runner[group].env)) {
        if (!NAMES[group].test(name)) {
          report.add(
            rules['environment-variable-name'],
            `${group}.env`,
            `has ${shown(name)}, which is not the name of a variable; allowed are letters, digits and "_", with no digit in front`,
          );
        }
      }
    }
    checkProxy(rules, runner, report);
  },
);

function namesOf(env: Readonly<Record<string, string>> = {}): string[] {
  return isUnresolved(env) ? [] : Object.keys(env);
}

function checkProxy(
  rules: Readonly<Record<'http-proxy-source' | 'http-proxy-address' | 'http-proxy-secret-name', Rule>>,
  { httpProxy }: RunnerModel,
  report: Report,
): void {
  if (httpProxy === undefined) {
    return;
  }
  const { existingSecret } = httpProxy;
  const addresses = (['httpProxy', 'httpsProxy'] as const).filter((key) => httpProxy[key] !== undefined);
  if (addresses.length > 0 === (existingSecret !== undefined)) {
    report.add(
      rules['http-proxy-source'],
      'httpProxy',
      existingSecret === undefined
        ? 'has no address; give httpProxy, such as "http://proxy.example.com:3128", or existingSecret'
        : `has ${addresses.join(' and ')} and existingSecret, which holds addresses too; leave one of them out`,
    );
  }
  for (const key of addresses) {
    const address = known(httpProxy[key]);
    if (address !== undefined && !PROXY.test(address)) {
      report.add(
        rules['http-proxy-address'],
        `httpProxy.${key}`,
        'is not the address of a proxy; write scheme, host and port, such as "http://proxy.example.com:3128"',
      );
    }
  }
  const name = known(existingSecret);
  const fault = name === undefined ? undefined : secretNameFault(name);
  const place = 'httpProxy.existingSecret';
  if (
    name !== undefined &&
    !checkSecretAsName(name, { what: 'a Secret', isWrong: fault !== undefined }, report, place)
  ) {
    if (fault !== undefined) {
      report.add(rules['http-proxy-secret-name'], place, `${shown(name)} ${fault}`);
    }
  }
}
