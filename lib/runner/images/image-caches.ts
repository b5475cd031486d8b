import { createHash } from 'node:crypto';
import { isUnresolved, knownText } from '../../ros/tokens';
import type { Settings } from '../../model/reading';
import { partsOf } from '../../placement/parts';
import type { ChartVersion } from '../../chart/chart-version';
import type { Compute } from '../../placement/pod-placement';
import type { EciImageCacheOptions } from '../../placement/eci-options';
import { defaultHelperImage, helperTagOf } from './images';

/** What an image cache is made for. */
export interface ImageCacheContext {
  readonly releaseName: string;
  readonly namespace: string;
  readonly compute: Compute;
  readonly chartVersion: ChartVersion;
  /** Architecture of the nodes of jobs; undefined for x86_64. */
  readonly architecture: string | undefined;
  /** config.toml as the runner gets it. */
  readonly settings: Settings;
}

const DIGEST_LENGTH = 8;

/**
 * An image cache for each compute that asks for one, with the images that stand in config.toml. It is an object of the
 * whole cluster, so that its name has the namespace; and no cache can be changed, so that it has a digest of the images.
 *
 * @see https://www.alibabacloud.com/help/en/eci/user-guide/use-image-caches-to-accelerate-the-creation-of-elastic-container-instances
 */
export function imageCaches(context: ImageCacheContext): object[] {
  const { compute, releaseName, namespace } = context;
  const asked = partsOf(compute).flatMap(({ newImageCache }) => newImageCache ?? []);
  return asked.map((options) => {
    const images = [...new Set([...ofConfig(context), ...(options.images ?? [])])];
    const spec = specOf(options, images);
    // How core writes deploy-time values depends on what else is in the app.
    const text = JSON.stringify(spec, (_, value: unknown) => (isUnresolved(value) ? '?' : value));
    const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH);
    return {
      apiVersion: 'eci.alibabacloud.com/v1',
      kind: 'ImageCache',
      metadata: { name: `${namespace}-${releaseName}-${digest}` },
      spec,
    };
  });
}

function specOf({ imagePullSecrets, sizeGiB, retentionDays }: EciImageCacheOptions, images: readonly string[]): object {
  return {
    images,
    ...(imagePullSecrets && { imagePullSecrets }),
    ...(sizeGiB !== undefined && { imageCacheSize: sizeGiB }),
    ...(retentionDays !== undefined && { retentionDays }),
  };
}

/** The images that every job has. A name with variables that only a job knows is none that can be cached. */
function ofConfig({ settings, chartVersion, architecture }: ImageCacheContext): string[] {
  const helper = settings.knownText('runners.kubernetes.helperImage') ?? defaultHelperImage(architecture);
  const job = settings.knownText('runners.kubernetes.image');
  return [helper, job].flatMap((image) => {
    const name = image && knownText(helperTagOf(image, chartVersion.appVersion));
    return name === undefined || name === '' || name.includes('$') ? [] : [name];
  });
}
