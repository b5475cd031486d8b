import type { Allowed } from './check-options';

/** Instances of Container Registry Enterprise Edition, of this region or another. */
export const ACR_INSTANCE_ID: Allowed = {
  pattern: /^([a-z]+-[a-z0-9-]+:)?cri-[a-z0-9]+$/,
  description:
    'the id of an ACR Enterprise Edition instance, "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"',
};

export const SECURITY_GROUP_ID: Allowed = {
  pattern: /^sg-[0-9a-z]+$/,
  description: 'the id of a security group, "sg-…"',
};

export const IMAGE_CACHE_ID: Allowed = {
  pattern: /^imc-[0-9a-z]+$/,
  description: 'the id of an image cache, "imc-…"',
};

/** Hosts of registries; both services take `*` in them. */
export const REGISTRY_HOST: Allowed = {
  pattern: /^[^\s,/]+$/,
  description: 'the host of a registry, with its port if it has one, as in "registry.example.com:5000"',
};
