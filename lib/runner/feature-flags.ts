import type { Settings } from '../model/reading';

/** Without it the runner ignores `podSpec`. */
export const POD_SPEC_FLAG = 'FF_USE_ADVANCED_POD_SPEC_CONFIGURATION';

/** Feature flags that pipelines and runners set as variables too. */
const FLAG_ON = /^(true|1|t|yes|on)$/i;

/** Whether a feature flag is certainly on, by the section of the flags or by a variable. */
export function isFlagOn(settings: Settings, flag: string): boolean {
  return settings.isOn(['runners', 'featureFlags', flag]) || isOnByVariable(settings, flag);
}

/** Whether a feature flag may be on. What only the deployment knows may be. */
export function mayFlagBeOn(settings: Settings, flag: string): boolean {
  return !settings.isOff(['runners', 'featureFlags', flag]) || isOnByVariable(settings, flag);
}

/** Of the values of a variable in `environment` the last one counts. */
function isOnByVariable(settings: Settings, name: string): boolean {
  const values = settings.items('runners.environment').flatMap((item) => {
    const [, value] = new RegExp(`^${name}=(.*)$`, 's').exec(item.knownText([]) ?? '') ?? [];
    return value === undefined ? [] : [value];
  });
  return FLAG_ON.test(values.at(-1) ?? '');
}
