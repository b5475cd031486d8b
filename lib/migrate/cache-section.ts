import type { Plain } from './paths';

/** The `cache` of a gitlab-runner.yaml for a bucket of S3 or OSS; undefined for other caches, and for one without keys. */
export function cacheSection(
  { type, path, shared = false, s3 = {} }: Plain,
  { secretName, hadKeys }: { readonly secretName: unknown; readonly hadKeys: boolean },
): Plain | undefined {
  const { serverAddress = 's3.amazonaws.com', bucketName, bucketLocation, insecure, pathStyle } = s3 as Plain;
  if (type !== 's3' || typeof bucketName !== 'string' || (secretName === undefined && !hadKeys)) {
    return undefined;
  }
  const credentials = secretName === undefined ? { parameters: {} } : { existingSecret: secretName };
  const common = { bucketName, endpoint: serverAddress, prefix: path, shared, credentials };
  const [, region] = /\boss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/.exec(String(serverAddress)) ?? [];
  const section: Plain =
    region === undefined
      ? { s3: { ...common, region: bucketLocation, insecure, pathStyle } }
      : { existing: { ...common, region } };
  // Without what is undefined.
  return JSON.parse(JSON.stringify(section)) as Plain;
}
