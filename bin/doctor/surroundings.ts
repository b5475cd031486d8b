import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isMap } from '../../lib/diagnostics/is-map';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import type { ClusterSection } from '../../lib/stack/config';
import { ConfigFile } from '../../lib/stack/config-file';
import { readTemplate } from '../../lib/stack/template-file';
import { templateOfFile } from '../../lib/stack/synthesize-file';
import type { RosTemplate, TemplateResource } from '../../lib/template/ros-template';
import { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import type { Finding } from './finding';
import { skipped } from './finding';

/** Where apps write their templates. */
const OUTDIR = 'cdk.out';

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

  /** The template of the configuration file or, where there is no such file, those that an app has written. */
  get templates(): Readonly<Record<string, RosTemplate>> {
    return this.once('templates', () => {
      const names = existsSync(this.config) ? [this.config] : writtenTemplates();
      const read = (name: string) =>
        name === this.config ? (JSON.parse(templateOfFile(name).template) as RosTemplate) : readTemplate(name);
      return Object.fromEntries(
        names.flatMap((name) => {
          const template = valid(() => read(name));
          return template === undefined ? [] : [[name, template]];
        }),
      );
    });
  }

  /** The section `cluster` of the configuration file, where that is right. */
  get cluster(): ClusterSection {
    const content = this.config in this.templates ? ConfigFile.read(this.config).content : undefined;
    return isMap(content) && isMap(content.cluster) ? content.cluster : {};
  }

  /** The account. Throws a `Failure` when there are no credentials or no region. */
  get cloud(): Promise<AlibabaCloud> {
    return this.once('cloud', () => AlibabaCloud.open(this.region));
  }

  /** The resources of the templates whose types begin with a text. */
  resources(type: string): TemplateResource[] {
    return Object.values(this.templates)
      .flatMap(({ Resources = {} }) => Object.values(Resources))
      .filter(({ Type }) => Type.startsWith(type));
  }

  /** The zones that the templates make vSwitches in, as far as they are known before it is deployed. */
  get zones(): string[] {
    const zones = this.resources('ALIYUN::ECS::VSwitch').map(({ Properties = {} }) => Properties.ZoneId);
    return [...new Set(zones.filter((zone) => typeof zone === 'string'))];
  }

  /** Why there is nothing to look at: there is no template, or what is said of those that there are. */
  orNone(said: string): Finding {
    const hasTemplates = Object.keys(this.templates).length > 0;
    return skipped(hasTemplates ? said : `there is no configuration without problems, and no template in ${OUTDIR}`);
  }

  private once<T>(name: string, find: () => T): T {
    if (!this.known.has(name)) {
      this.known.set(name, find());
    }
    return this.known.get(name) as T;
  }
}

function writtenTemplates(): string[] {
  const files = existsSync(OUTDIR) ? readdirSync(OUTDIR) : [];
  return files.filter((file) => file.endsWith('.template.json')).map((file) => path.join(OUTDIR, file));
}

/** What is read; undefined when it has problems. */
function valid<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return undefined;
    }
    throw error;
  }
}

/** A path below the folder of the project, as short as it can be. */
export function shortPath(file: string): string {
  return path.relative(process.cwd(), file) || '.';
}
