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

/** Where a setting such as tags is set, when a key has its name; undefined for other keys. */
export function serverSettingHint(key: string, isRegistrationToken = false): string | undefined {
  if (!Object.hasOwn(SERVER_SETTINGS, key)) {
    return undefined;
  }
  const setting = SERVER_SETTINGS[key]!;
  return isRegistrationToken && REGISTERED.includes(setting)
    ? `With a registration token set chartValues.runners.${setting}.`
    : 'GitLab keeps it with the runner: set it there, on the page of the runner.';
}
