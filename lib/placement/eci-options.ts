/** What spot instances may cost, and for how long they are safe. */
export interface EciSpotOptions {
  /**
   * Highest price per hour in the account's currency, with at most three decimals.
   *
   * @default - the market price, at most the pay-as-you-go price
   */
  readonly priceLimit?: number;
  /**
   * Whether an instance is protected from being reclaimed in its first hour.
   *
   * @default true
   */
  readonly protectFirstHour?: boolean;
  /**
   * Whether pay-as-you-go instances take over when there is no spot capacity.
   *
   * @default true
   */
  readonly fallbackToPayAsYouGo?: boolean;
}

/** An image cache of ECI. */
export interface EciImageCacheOptions {
  /**
   * Images that pipelines use, besides the helper image and the default image of jobs: at most 20 in all.
   *
   * @default - no others
   */
  readonly images?: string[];
  /**
   * Secrets for private images, each as `namespace:name`.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Size in GiB, 20 to 32768: at least twice that of the images.
   *
   * @default - that of ECI, 20
   */
  readonly sizeGiB?: number;
  /**
   * Days after which ECI deletes the cache, 1 to 65536.
   *
   * @default - never; it goes with the release
   */
  readonly retentionDays?: number;
}

/** What pods get of ECI. */
export interface EciPlacementOptions {
  /**
   * Spot instances: cheaper, but reclaimed about three minutes after notice. `{}` takes the market price. They have two
   * vCPUs or more.
   *
   * @default - pay-as-you-go instances
   */
  readonly spot?: EciSpotOptions;
  /**
   * Sizes and instance types to try in order, for instance `['2-4Gi', 'ecs.c7.large']`. They take the place of what the
   * containers' resources add up to.
   *
   * @default - the size that the containers' resources add up to
   */
  readonly useSpecs?: string[];
  /**
   * ECS instance families to take instances from, in this order, for instance `['ecs.c7', 'ecs.g7']`, or those not to
   * take, as `'-ecs.c6'`. Pods are then billed by instance type.
   *
   * @default - any
   */
  readonly instanceFamilies?: string[];
  /**
   * Generations of ECS instance families to take, as `'7'`, or not to take, as `'-5'`. Pods are then billed by instance
   * type.
   *
   * @default - any
   */
  readonly instanceGenerations?: string[];
  /**
   * Categories of compute power in the order of preference. Economy is cheaper and has less steady performance.
   *
   * @default - general
   */
  readonly computeCategories?: ('economy' | 'general')[];
  /**
   * vSwitches that pods take their addresses from. Several, in different zones, find capacity more easily.
   *
   * @default - those of the virtual node
   */
  readonly vSwitchIds?: string[];
  /**
   * How a vSwitch is chosen: in the order of `vSwitchIds`, or at random.
   *
   * @default - the platform's choice
   */
  readonly scheduleStrategy?: 'VSwitchOrdered' | 'VSwitchRandom';
  /**
   * Security groups of the pods, at most five, of one kind and in one VPC.
   *
   * @default - that of the virtual node
   */
  readonly securityGroupIds?: string[];
  /**
   * RAM role that pods can take on, by name.
   *
   * @default - none
   */
  readonly ramRoleName?: string;
  /**
   * Whether pods start from a cached image where there is one, and ECI caches the images that it had to pull. It saves
   * most of the pull time, and the caches are billed.
   *
   * @default - the platform's choice
   */
  readonly imageCache?: boolean;
  /**
   * An image cache that is made with the runner, so that the first jobs need not wait for their images: the helper image
   * and the default image of jobs, as they stand in `config.toml`, and those that are named here. When an image changes, a
   * new cache takes the place of the old one. The caches are billed. For jobs; the add-on ack-virtual-node must know the
   * kind ImageCache.
   *
   * @default - none
   * @see https://www.alibabacloud.com/help/en/eci/user-guide/use-image-caches-to-accelerate-the-creation-of-elastic-container-instances
   */
  readonly newImageCache?: EciImageCacheOptions;
  /**
   * The image cache to start from, `imc-…`.
   *
   * @default - whichever matches
   */
  readonly imageCacheId?: string;
  /**
   * Instances of Container Registry Enterprise Edition to pull from without a password, `cri-…`; one of another region
   * as `cn-beijing:cri-…`.
   *
   * @default - none
   */
  readonly acrInstanceIds?: string[];
  /**
   * Registries that speak HTTP only, as `host:port`.
   *
   * @default - none
   */
  readonly plainHttpRegistries?: string[];
  /**
   * Registries whose certificate is not checked, as `host:port`: those with a self-signed one.
   *
   * @default - none
   */
  readonly insecureRegistries?: string[];
  /**
   * Ephemeral storage in GiB beyond the 30 GiB that come free. An `ephemeralStorage` of the containers above 30Gi does
   * the same; of the two the larger holds.
   *
   * @default 0
   */
  readonly extraEphemeralStorageGiB?: number;
  /**
   * Bandwidth in Mbit/s of an EIP for each pod, for vSwitches without a NAT gateway.
   *
   * @default - no EIP
   */
  readonly eipBandwidthMbps?: number;
  /**
   * Tags of the instances, at most three, by which the bill can be split. Values may hold CI/CD variables such as
   * `$CI_PROJECT_ID` for jobs whose placement is ECI alone: in a fallback, and for managers, nobody puts in the value.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}
