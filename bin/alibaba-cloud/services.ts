/** A service of Alibaba Cloud, and the version of its API. */
export interface Service {
  /** The first part of its host. */
  readonly product: string;
  readonly version: string;
  /** Whether it has one host for all regions. */
  readonly isGlobal?: boolean;
}

export const CS: Service = { product: 'cs', version: '2015-12-15' };
export const ECS: Service = { product: 'ecs', version: '2014-05-26' };
export const OOS: Service = { product: 'oos', version: '2019-06-01' };
export const RAM: Service = { product: 'ram', version: '2015-05-01', isGlobal: true };
export const STS: Service = { product: 'sts', version: '2015-04-01', isGlobal: true };
