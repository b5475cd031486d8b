import { account } from './account';
import { chart } from './chart';
import type { Check } from './check';
import { cluster } from './cluster';
import { instanceTypes } from './instance-types';
import { node } from './node';
import { packages } from './packages';
import { programs } from './programs';
import { cdkJson, configuration, files } from './project';

/** All checks, from this machine to the account. */
export const CHECKS: readonly Check[] = [
  node,
  packages,
  cdkJson,
  files,
  configuration,
  ...programs,
  chart,
  ...account,
  instanceTypes,
  cluster,
];
