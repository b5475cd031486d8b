import type { RunnerModel } from '../compose-runner';

/** From a least to a most, which are the same where it is certain. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const SCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

/**
 * How many managers there are: by the object that scales them, or the chart's own number. Undefined where only the
 * deployment knows.
 */
export function managerRange({ values }: RunnerModel): Range | undefined {
  const scaler = values.items('extraObjects').find((object) => SCALERS.includes(object.knownText('kind') ?? ''));
  const [from, to] = ['min', 'max'].map((end) =>
    [
      scaler?.known(`spec.${end}Replicas`),
      scaler?.known(`spec.${end}ReplicaCount`),
      values.known(`hpa.${end}Replicas`),
    ].find((number) => typeof number === 'number'),
  );
  if (from !== undefined && to !== undefined) {
    return { from, to };
  }
  const fixed = values.known('replicas');
  return typeof fixed === 'number' ? { from: fixed, to: fixed } : undefined;
}
