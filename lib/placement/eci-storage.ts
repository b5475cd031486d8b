/** GiB of ephemeral storage that come free with a pod on ECI. The annotation of the extra storage adds to them. */
export const ECI_FREE_GIB = 30;

/**
 * The most GiB of ephemeral storage that a pod on ECI can have. ECI documents no bound; this is its largest disk, of the
 * kind that the storage is on.
 *
 * @see https://www.alibabacloud.com/help/en/eci/user-guide/increase-the-capacity-of-the-temporary-storage-space
 * @see https://help.aliyun.com/zh/eci/user-guide/mount-a-disk-volume
 */
export const ECI_MAX_GIB = 32_768;
