const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Whether a text is a host with a port at most, which is what the runner puts a scheme in front of. */
export function isHost(text: string): boolean {
  return HOST.test(text);
}

/** OSS has endpoints for S3 clients too, which begin with `s3.`. */
const BUCKET_OF_OSS = /^(?!s3\.)[^.]+\.(oss-[a-z0-9-]+\.aliyuncs\.com(:\d+)?)$/;

/** The endpoint behind the name of a bucket in an address of OSS; undefined where none stands before it. */
export function withoutOssBucket(address: string): string | undefined {
  return BUCKET_OF_OSS.exec(address)?.[1];
}
