import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isMap } from '../../lib/diagnostics/is-map';

/**
 * The region to work in: the one given, else that of the SDKs' environment variable, of the ros-cdk CLI's, or of the
 * profile of the Alibaba Cloud CLI. Undefined when none of them says it, or says something that is no region.
 */
export function findRegion(given: string | undefined): string | undefined {
  const { ALIBABA_CLOUD_REGION_ID, REGION_ID } = process.env;
  const said = [given, ALIBABA_CLOUD_REGION_ID, REGION_ID].find((one) => one !== undefined && one !== '');
  const region = said ?? regionOfProfile();
  // It becomes a part of host names.
  return region !== undefined && /^[a-z]{2}-[a-z0-9-]+$/.test(region) ? region : undefined;
}

function regionOfProfile(): string | undefined {
  const file = path.join(homedir(), '.aliyun', 'config.json');
  try {
    const content: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const { current, profiles } = isMap(content) ? content : {};
    const name = process.env.ALIBABA_CLOUD_PROFILE ?? current;
    const profile = (Array.isArray(profiles) ? profiles : []).find((one) => isMap(one) && one.name === name) as unknown;
    return isMap(profile) && typeof profile.region_id === 'string' ? profile.region_id : undefined;
  } catch {
    // A file of another program, which tells what is wrong with it.
    return undefined;
  }
}
