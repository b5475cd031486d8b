/** The path of a value in a configuration, for messages: `runners.Runner.jobs.placement.fallback[0].eci`. */
export function keyPath(steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
