import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse as parseToml } from '@iarna/toml';
import { CORE_SCHEMA, defineSequenceTag, load, mergeTag, seqTag } from 'js-yaml';
import { GitLabRunnerStack, InvalidInputError } from '../../lib';
import type { GitLabRunnerConfig } from '../../lib';
import { ConfigFile } from '../../lib/stack/config-file';
import { synthesizeApp } from '../support/synth';
import type { CodeBlock } from './markdown';
import { PAGES, ROOT, readPage } from './markdown';

const schema = JSON.parse(readFileSync(path.join(ROOT, 'gitlab-runner.schema.json'), 'utf8')) as {
  properties: object;
  definitions: Record<string, { properties: object }>;
};
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

const pages = PAGES.map(readPage);

/** Why a block of data cannot be read, or undefined. */
function syntaxFault({ language, text }: CodeBlock): string | undefined {
  try {
    if (['yaml', 'yml'].includes(language)) {
      load(text, { schema: SCHEMA });
    }
    if (language === 'json') {
      JSON.parse(text);
    }
    if (language === 'toml') {
      parseToml(text);
    }
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** With GitLab's own tag, for parts of other jobs. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, defineSequenceTag('!reference', seqTag));

test.each(pages.map((page) => [page.name, page] as const))(
  'the YAML, JSON and TOML of %s can be read',
  (name, page) => {
    const faults = page.blocks.flatMap((block) => {
      const fault = syntaxFault(block);
      return fault === undefined ? [] : [`${name}:${block.line} ${fault}`];
    });
    expect(faults).toEqual([]);
  },
);

type Content = Readonly<Record<string, unknown>>;

/**
 * The configuration that a block shows, whole or in part; what it leaves out is filled in. Undefined for other YAML, such
 * as a .gitlab-ci.yml, which has a `cache` too.
 */
function configOf(content: unknown): GitLabRunnerConfig | undefined {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return undefined;
  }
  const keys = Object.keys(content);
  const isPartOf = (properties: object) => keys.length > 0 && keys.every((key) => key in properties);
  const { cache } = content as { cache?: object };
  if (isPartOf(schema.properties) && !(cache && ('key' in cache || 'paths' in cache))) {
    return completed(content);
  }
  return isPartOf(schema.definitions.RunnerSection!.properties)
    ? completed({ runners: { Runner: content } })
    : undefined;
}

function completed(content: Partial<GitLabRunnerConfig>): GitLabRunnerConfig {
  const isNewCluster = content.cluster !== undefined && content.cluster.existing === undefined;
  return {
    cluster: content.network ? { acs: {} } : { existing: { clusterId: `c${'0'.repeat(32)}` } },
    ...(isNewCluster && { network: { new: { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] } } }),
    runners: { Runner: {} },
    ...content,
  };
}

function contentOf({ text }: CodeBlock): Content {
  return load(text, { schema: SCHEMA }) as Content;
}

const configs = pages.flatMap(({ name, blocks }) =>
  blocks.flatMap((block, index) => {
    const config = ['yaml', 'yml'].includes(block.language) ? configOf(contentOf(block)) : undefined;
    return config === undefined ? [] : [[`${name}:${block.line}`, { config, block, next: blocks[index + 1] }] as const];
  }),
);
const isFaulty = ({ info }: CodeBlock) => info.split(' ').includes('faulty');

describe('the configurations in the documents', () => {
  test.each(configs.filter(([, { block }]) => !isFaulty(block)))('%s is right', (_at, { config }) => {
    validate(config);
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    expect(faults).toEqual([]);
    const { template } = synthesizeApp((app) => new GitLabRunnerStack(app, 'docs', { config }));
    expect(Object.values(template.Resources ?? {}).map(({ Type }) => Type)).toContain(
      'ALIYUN::CS::ClusterHelmApplication',
    );
  });

  test.each(configs.filter(([, { block }]) => isFaulty(block)))('%s is as wrong as the page says', (_at, shown) => {
    const file = new ConfigFile('gitlab-runner.yaml', shown.block.text);
    let message = 'no fault';
    try {
      synthesizeApp((app) => new GitLabRunnerStack(app, 'docs', { config: file.content as GitLabRunnerConfig }));
    } catch (error) {
      message = error instanceof InvalidInputError ? file.locate(error.problems).message : String(error);
    }
    expect(`${message}\n`).toBe(shown.next?.text);
  });
});
