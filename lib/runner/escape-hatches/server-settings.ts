import type { Fault } from '../../diagnostics/report';
import type { RunnerTokenKind } from '../credentials/runner-token';

/** Settings of a runner that are no part of config.toml, by the names that people look for there. */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  tags: 'tags',
  tagList: 'tags',
  tag_list: 'tags',
  runUntagged: 'runUntagged',
  run_untagged: 'runUntagged',
  locked: 'locked',
  protected: 'protected',
  accessLevel: 'protected',
  access_level: 'protected',
  maximumTimeout: 'maximumTimeout',
  maximum_timeout: 'maximumTimeout',
  paused: 'paused',
  description: 'description',
};

/** Settings that the chart passes on when a manager registers a runner of its own. */
const REGISTERED = ['tags', 'runUntagged', 'locked', 'protected', 'maximumTimeout'];

/**
 * Says of unknown keys of `config.runners` that are tags or the like where those are set instead.
 *
 * @param faults of the configuration, with paths such as `runners.tags`
 */
export function explainServerSettings(faults: readonly Fault[], tokenKind: RunnerTokenKind): Fault[] {
  return faults.map((fault) => {
    const setting = SERVER_SETTINGS[/^runners\.(\w+)$/.exec(fault.at)?.[1] ?? ''];
    return setting === undefined ? fault : { at: fault.at, message: explanation(setting, tokenKind) };
  });
}

/** What is wrong with a key of a runner's section, when it is a setting of the runner in GitLab. */
export function serverSettingFault(key: string): string | undefined {
  return Object.hasOwn(SERVER_SETTINGS, key)
    ? 'is no key here: GitLab keeps it with the runner. Set it there, on the page of the runner'
    : undefined;
}

function explanation(setting: string, tokenKind: RunnerTokenKind): string {
  return tokenKind === 'registration' && REGISTERED.includes(setting)
    ? `is no key of config.toml; with a registration token set chartValues.runners.${setting}`
    : 'is no key of config.toml: GitLab keeps it with the runner. Set it there, on the page of the runner';
}
