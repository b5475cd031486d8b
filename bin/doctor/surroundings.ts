import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap } from '../../lib/diagnostics/is-map';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import type { ClusterSection } from '../../lib/stack/config';
import { ConfigFile } from '../../lib/stack/config-file';
import { templateOfFile } from '../../lib/stack/synthesize-file';
import type { RosTemplate, TemplateResource } from '../../lib/template/ros-template';
import { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import type { Finding } from './finding';
import { skipped } from './finding';

/** What checks look at. Each thing is read once, when the first check asks for it. */
export class Surroundings {
  private readonly known = new Map<string, unknown>();

  /**
   * @param givenConfig the configuration file that was named
   * @param region the region that was named
   */
  constructor(
    private readonly givenConfig: string | undefined,
    private readonly region: string | undefined,
  ) {}

  /** The content of `cdk.json` in this folder: undefined when there is none, `{}` when it is no map in JSON. */
  get cdkJson(): Readonly<Record<string, unknown>> | undefined {
    return this.once('cdk.json', () => {
      if (!existsSync('cdk.json')) {
        return undefined;
      }
      try {
        const content: unknown = JSON.parse(readFileSync('cdk.json', 'utf8'));
        return isMap(content) ? content : {};
      } catch {
        return {};
      }
    });
  }

  /** The configuration file: the one named, that of the context in `cdk.json`, or the default. */
  get config(): string {
    const context = this.cdkJson?.context;
    const inContext = isMap(context) ? context.config : undefined;
    return this.givenConfig ?? (typeof inContext === 'string' ? inContext : 'gitlab-runner.yaml');
  }

  /** The template of the configuration file; undefined when there is none, or it has problems. */
  get template(): RosTemplate | undefined {
    return this.once('template', () => {
      try {
        return JSON.parse(templateOfFile(this.config).template) as RosTemplate;
      } catch (error) {
        return withoutInvalidInput(error);
      }
    });
  }

  /** The section `cluster` of the configuration file, where that is right. */
  get cluster(): ClusterSection {
    const content = this.template === undefined ? undefined : ConfigFile.read(this.config).content;
    return isMap(content) && isMap(content.cluster) ? content.cluster : {};
  }

  /** The account. Throws a `Failure` when there are no credentials or no region. */
  get cloud(): Promise<AlibabaCloud> {
    return this.once('cloud', () => AlibabaCloud.open(this.region));
  }

  /** The resources of the template whose types begin with a text. */
  resources(type: string): TemplateResource[] {
    return Object.values(this.template?.Resources ?? {}).filter(({ Type }) => Type.startsWith(type));
  }

  /** The zones that the template makes vSwitches in, as far as they are known before it is deployed. */
  get zones(): string[] {
    const zones = this.resources('ALIYUN::ECS::VSwitch').map(({ Properties = {} }) => Properties.ZoneId);
    return [...new Set(zones.filter((zone) => typeof zone === 'string'))];
  }

  /** Why there is nothing to look at: there is no configuration that is right, or what is said of it. */
  orNone(said: string): Finding {
    return skipped(this.template === undefined ? 'there is no configuration without problems' : said);
  }

  private once<T>(name: string, find: () => T): T {
    if (!this.known.has(name)) {
      this.known.set(name, find());
    }
    return this.known.get(name) as T;
  }
}

function withoutInvalidInput(error: unknown): undefined {
  if (!(error instanceof InvalidInputError)) {
    throw error;
  }
  return undefined;
}

/** A path below the folder of the project, as short as it can be. */
export function shortPath(file: string): string {
  return path.relative(process.cwd(), file) || '.';
}
