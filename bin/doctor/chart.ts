import { ChartVersion } from '../../lib/chart/chart-version';
import { connectionFault } from '../connection-fault';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem, skipped, warning } from './finding';
import type { Surroundings } from './surroundings';

const TIMEOUT_MILLISECONDS = 10_000;

/** Whether the archives of the charts can be fetched. ROS does so from another network than this one. */
export const chart: Check = {
  id: 'chart',
  title: 'Chart',
  run: (surroundings) => Promise.all(urlsOf(surroundings).map(lookAt)),
};

function urlsOf(surroundings: Surroundings): unknown[] {
  const releases = surroundings.resources('ALIYUN::CS::ClusterHelmApplication');
  const urls = releases.map(({ Properties = {} }) => Properties.ChartUrl);
  return urls.length > 0 ? [...new Set(urls)] : [ChartVersion.DEFAULT.downloadUrl];
}

async function lookAt(url: unknown): Promise<Finding> {
  if (typeof url !== 'string') {
    return skipped('its address is only known when the stack is deployed');
  }
  try {
    const { ok: isThere, status } = await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    if (isThere) {
      return ok(url);
    }
    if (status === 401) {
      return skipped(`${url} asks for a login`);
    }
    return status < 500
      ? problem(`${url} answers ${status}; look at \`chart\` in the configuration`)
      : warning(`${url} answers ${status}; try again later`);
  } catch (error) {
    return warning(
      `${url} ${connectionFault(error).words}. ROS fetches it from its own network; a copy near the cluster is safer, by \`chart: { url }\``,
    );
  }
}
