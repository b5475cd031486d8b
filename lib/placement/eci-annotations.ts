import { numberText, tokenText } from '../ros/tokens';
import { numberAnnotation, prefixed } from './annotations';
import type { EciPlacementOptions, EciSpotOptions } from './eci-options';
import { listText } from './list-text';

const PREFIX = 'k8s.aliyun.com';
const SPOT_PREFIX = `${PREFIX}/eci-spot-`;
const SPOT_FALLBACK = `${SPOT_PREFIX}fallback`;

type Annotations = Readonly<Record<string, string>>;

/** The options as ECI reads them, when a pod is created. */
export function eciAnnotations(options: EciPlacementOptions): Record<string, string> {
  const {
    spot,
    newImageCache,
    imageCache = newImageCache && true,
    extraEphemeralStorageGiB,
    eipBandwidthMbps,
    tags,
  } = options;
  return prefixed(PREFIX, {
    'eci-use-specs': listText(options.useSpecs),
    'eci-instance-family': listText(options.instanceFamilies),
    'eci-instance-generation': listText(options.instanceGenerations),
    'eci-compute-category': listText(options.computeCategories),
    ...(spot && spotAnnotations(spot)),
    'eci-vswitch': listText(options.vSwitchIds),
    'eci-schedule-strategy': options.scheduleStrategy,
    'eci-security-group': listText(options.securityGroupIds),
    'eci-ram-role-name': options.ramRoleName,
    'eci-auto-imc': imageCache === undefined ? undefined : (tokenText(imageCache) ?? String(imageCache)),
    'eci-imc-id': options.imageCacheId,
    'acr-instance-ids': listText(options.acrInstanceIds),
    'plain-http-registry': listText(options.plainHttpRegistries),
    'insecure-registry': listText(options.insecureRegistries),
    'eci-extra-ephemeral-storage': extraEphemeralStorageGiB ? `${numberText(extraEphemeralStorageGiB)}Gi` : undefined,
    'eci-with-eip': eipBandwidthMbps === undefined ? undefined : 'true',
    'eip-bandwidth': numberAnnotation(eipBandwidthMbps),
    'eci-custom-tags': pairs(tags),
  });
}

function spotAnnotations({ priceLimit, protectFirstHour, fallbackToPayAsYouGo }: EciSpotOptions) {
  return {
    'eci-spot-strategy': priceLimit === undefined ? 'SpotAsPriceGo' : 'SpotWithPriceLimit',
    'eci-spot-price-limit': numberAnnotation(priceLimit),
    'eci-spot-duration': protectFirstHour === false ? '0' : undefined,
    'eci-spot-fallback': String(fallbackToPayAsYouGo ?? true),
  };
}

function pairs(tags: Readonly<Record<string, string>> = {}): string | undefined {
  const texts = Object.entries(tags).map(([key, value]) => `${key}:${value}`);
  return texts.length > 0 ? texts.join(',') : undefined;
}

/**
 * The annotations of spot instances that fall back to pay-as-you-go ones, when the first are for spot instances and the
 * second are the same without spot; undefined otherwise.
 */
export function spotWithFallback(first: Annotations = {}, second: Annotations = {}): Annotations | undefined {
  const withoutSpot = Object.entries(first).filter(([key]) => !key.startsWith(SPOT_PREFIX));
  const isSameButForSpot =
    withoutSpot.length < Object.keys(first).length &&
    withoutSpot.length === Object.keys(second).length &&
    withoutSpot.every(([key, value]) => second[key] === value);
  return isSameButForSpot ? { ...first, [SPOT_FALLBACK]: 'true' } : undefined;
}
