import { addParameterName } from '../checks/secret-parameter';
import type { Report } from '../diagnostics/report';
import { checkNoSecrets, checkSecretAsName } from '../diagnostics/check-secrets';
import type { GitLabRunnerConfig, NewCacheSection, RunnerSection } from './config';
import { isMap } from '../diagnostics/is-map';
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
    addParameter(`${at}.token.parameter`, token.parameter, report);
    addParameter(`${at}.token.unsafeLegacyRegistrationToken`, token.unsafeLegacyRegistrationToken, report);
    checkHolder(`${at}.token.existingSecret`, token.existingSecret, 'a Secret', report);
    checkHolder(`${at}.token.oosSecret`, token.oosSecret, 'an encrypted parameter in OOS', report);
  }
  if (Array.isArray(registryCredentials)) {
    registryCredentials.forEach((item: unknown, index) => {
      const section: Partial<Record<string, unknown>> = isMap(item) ? item : {};
      const here = `${at}.registryCredentials[${index}]`;
      addParameter(`${here}.parameterPrefix`, section.parameterPrefix, report);
      checkHolder(`${here}.registry`, section.registry, 'a registry', report);
      checkHolder(`${here}.existingSecret`, section.existingSecret, 'a Secret', report);
    });
  }
}

function checkHolder(at: string, name: unknown, what: string, report: Report): void {
  if (typeof name === 'string') {
    checkSecretAsName(name, { what }, report, at);
  }
}

function addParameter(at: string, name: unknown, report: Report): void {
  if (typeof name === 'string') {
    addParameterName(name, report, at);
  }
}
