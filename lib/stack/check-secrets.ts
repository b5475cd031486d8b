import { addParameterName } from '../checks/secret-parameter';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkNoSecrets, checkSecretAsName } from '../diagnostics/check-secrets';
import type { GitLabRunnerConfig, NewCacheSection, RunnerSection } from './config';
import { isMap } from '../diagnostics/is-map';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { isId } from './names';
import { below } from '../schema/path';

/** Adds secrets that stand in the file, above all where the name of what holds them belongs. They are never shown. */
export function checkSecrets(config: Partial<GitLabRunnerConfig>, report: Report): void {
  const { cache, runners, ...others } = config;
  const names = Object.keys(isMap(runners) ? runners : {}).map((name) => [name, null]);
  for (const kind of ['new', 'existing', 's3'] as const) {
    const { credentials } = (isMap(cache) && isMap(cache[kind]) ? cache[kind] : {}) as NewCacheSection;
    if (isMap(credentials)) {
      checkHolder(`cache.${kind}.credentials.existingSecret`, credentials.existingSecret, 'a Secret', report);
      const prefix = isMap(credentials.parameters) ? credentials.parameters.parameterPrefix : undefined;
      if (typeof prefix === 'string') {
        addParameterName(prefix, report, `cache.${kind}.credentials.parameters.parameterPrefix`);
      }
    }
  }
  for (const [name, runner] of Object.entries(isMap(runners) ? runners : {})) {
    if (isMap(runner)) {
      checkRunner(below('runners', name), runner, report);
    }
  }
  // Runners look for those in their other options themselves.
  checkNoSecrets({ ...others, cache, runners: Object.fromEntries(names) as object }, '', report);
}

function checkRunner(at: string, { token, registryCredentials, chart }: RunnerSection, report: Report): void {
  checkNoSecrets(chart, `${at}.chart`, report);
  if (isMap(token)) {
    checkHolder(`${at}.token.parameter`, token.parameter, 'a parameter', report, parameterFault);
    const legacy = token.unsafeLegacyRegistrationToken;
    checkHolder(`${at}.token.unsafeLegacyRegistrationToken`, legacy, 'a parameter', report, parameterFault);
    checkHolder(`${at}.token.existingSecret`, token.existingSecret, 'a Secret', report);
    checkHolder(`${at}.token.oosSecret`, token.oosSecret, 'an encrypted parameter in OOS', report);
  }
  if (Array.isArray(registryCredentials)) {
    registryCredentials.forEach((item: unknown, index) => {
      const registry = isMap(item) ? (item as { readonly registry?: unknown }).registry : undefined;
      checkHolder(`${at}.registryCredentials[${index}].registry`, registry, 'a registry', report);
    });
  }
}

function checkHolder(
  at: string,
  name: unknown,
  what: string,
  report: Report,
  faultOf?: (name: string) => string | undefined,
): void {
  if (typeof name !== 'string') {
    return;
  }
  const fault = faultOf?.(name);
  if (!checkSecretAsName(name, { what, isWrong: fault !== undefined }, report, at) && fault !== undefined) {
    report.add(configurationFileRules['config-secret-parameter'], at, fault);
  }
}

/** Logical ids are made from the name, and a parameter of another name than the one asked for helps nobody. */
function parameterFault(name: string): string | undefined {
  return isId(name)
    ? undefined
    : `${shown(name)} is not a name for a parameter; use letters and digits, beginning with a capital letter`;
}
