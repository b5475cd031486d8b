import { NodeArchitecture } from './inode-pool';

/** Yitian 710 is the suffix `y`; Ampere Altra is in a few families only. */
const ARM = /^ecs\.(?:(?:ebm)?(?:hpc|[cgr])\d+y|[cg]6r|ebmgn6ia)/;
/** The suffixes by which families tell of Arm: of others that have one, the architecture is not known. */
const MAY_BE_ARM = /^ecs\.[a-z]+\d+[a-z]*[ry]/;
const GPU = /^ecs\.(?:ebm|scc|[sv])?gn\d/;
const INSTANCE_TYPE = /^ecs\.[a-z]+\d*[a-z]*[.-]/;

/** The vCPUs that an instance type's name tells: `large` has 2, `xlarge` 4, `<n>xlarge` 4n. */
export function vCpusOf(instanceType: string): number | undefined {
  const size = /\.(?:(\d+)?x)?large$/.exec(instanceType);
  return size === null ? undefined : size[0] === '.large' ? 2 : 4 * Number(size[1] ?? 1);
}

/**
 * The architecture that an instance type's family tells, undefined when it does not.
 *
 * @see https://www.alibabacloud.com/help/en/ecs/user-guide/instance-type-families
 */
export function architectureOf(instanceType: string): NodeArchitecture | undefined {
  if (ARM.test(instanceType)) {
    return NodeArchitecture.ARM64;
  }
  return INSTANCE_TYPE.test(instanceType) && !MAY_BE_ARM.test(instanceType) ? NodeArchitecture.AMD64 : undefined;
}

/**
 * Whether an instance type is of a family with NVIDIA GPUs, whole or shared.
 *
 * @see https://www.alibabacloud.com/help/en/egs/instance-naming-conventions
 */
export function hasGpu(instanceType: string): boolean {
  return GPU.test(instanceType);
}
