import type { RunnerModel } from '../runner/compose-runner';

const SCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

/** How many managers there are, in words: by the chart's own number, or by the object that scales them. */
export function managerCount({ values }: RunnerModel): string {
  const scaler = values.items('extraObjects').find((object) => SCALERS.includes(object.knownText('kind') ?? ''));
  const [min, max] = ['min', 'max'].map((end) =>
    [
      scaler?.known(`spec.${end}Replicas`),
      scaler?.known(`spec.${end}ReplicaCount`),
      values.known(`hpa.${end}Replicas`),
    ].find((number) => typeof number === 'number'),
  );
  if (min !== undefined && max !== undefined) {
    return `${min} to ${max} pods`;
  }
  const fixed = values.known('replicas');
  return typeof fixed === 'number' ? `${fixed} ${fixed === 1 ? 'pod' : 'pods'}` : 'as many pods as the deployment says';
}
