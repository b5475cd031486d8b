import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';

/** What is wrong with the name of an OSS bucket, or undefined. */
export function bucketNameFault(name: string): string | undefined {
  const text = known(name);
  if (text === undefined) {
    return undefined;
  }
  if (text.includes('.')) {
    return `${shown(text)} has a dot, which S3 clients answer with path-style requests, and OSS refuses those; use hyphens`;
  }
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(text)
    ? undefined
    : `${shown(text)} is not a bucket name; use 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends`;
}
