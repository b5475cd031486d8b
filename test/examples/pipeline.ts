import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const FOLDER = join(__dirname, '../../examples');

/** The part of a job that these tests read. Unknown keywords are found by their names. */
export interface Job {
  readonly name: string;
  /** The job with what it extends, as GitLab merges them. */
  readonly keywords: Readonly<Record<string, unknown>>;
  readonly script: readonly unknown[];
  readonly tags: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export interface Pipeline {
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly jobs: readonly Job[];
}

/** Keywords at the top that are no jobs. Others of GitLab's, such as `image`, are old forms of `default`. */
const GLOBAL_KEYWORDS = ['default', 'include', 'spec', 'stages', 'variables', 'workflow'];

/** What a job may have, as far as the examples use it. */
const JOB_KEYWORDS = [
  ...['after_script', 'allow_failure', 'artifacts', 'before_script', 'cache', 'coverage', 'dependencies'],
  ...['environment', 'extends', 'hooks', 'id_tokens', 'image', 'inherit', 'interruptible', 'needs', 'parallel'],
  ...['release', 'resource_group', 'retry', 'rules', 'script', 'secrets', 'services', 'stage', 'tags', 'timeout'],
  ...['trigger', 'variables', 'when'],
];
/** Words that GitLab reads as keywords, so that no job can be called so. */
const RESERVED_NAMES = [...GLOBAL_KEYWORDS, 'after_script', 'before_script', 'cache', 'image', 'services', 'types'];

/** @see https://docs.gitlab.com/ci/yaml/#retrywhen */
const RETRY_REASONS = [
  ...['always', 'api_failure', 'archived_failure', 'data_integrity_failure', 'job_execution_timeout'],
  ...['runner_system_failure', 'runner_unsupported', 'scheduler_failure', 'script_failure', 'stale_schedule'],
  ...['stuck_or_timeout_failure', 'unknown_failure', 'unmet_prerequisites'],
];

export function readExample(name: string, file: string): string {
  return readFileSync(join(FOLDER, name, file), 'utf8');
}

/** The pipeline of an example. Throws when it is no YAML. */
export function readPipeline(example: string): Pipeline {
  const text = readExample(example, '.gitlab-ci.yml');
  const content = load(text) as Record<string, unknown>;
  const jobs = Object.keys(content)
    .filter((name) => !GLOBAL_KEYWORDS.includes(name) && !name.startsWith('.'))
    .map((name) => jobOf(name, content));
  return { text, content, jobs };
}

/** What is wrong with a pipeline; an empty list when nothing is. */
export function checkPipeline({ content, jobs }: Pipeline): string[] {
  const stages = (content.stages ?? []) as string[];
  return [
    ...Object.keys(content)
      .filter((name) => RESERVED_NAMES.includes(name) && !GLOBAL_KEYWORDS.includes(name))
      .map((name) => `${name}: is a keyword of GitLab and cannot be the name of a job`),
    ...checkRetry('default', content.default),
    ...jobs.flatMap((job) => checkJob(job, stages)),
  ];
}

function checkJob({ name, keywords, script }: Job, stages: readonly string[]): string[] {
  const unknown = Object.keys(keywords).filter((keyword) => !JOB_KEYWORDS.includes(keyword));
  return [
    ...unknown.map((keyword) => `${name}.${keyword}: is not a keyword of a job`),
    ...(script.length > 0 ? [] : [`${name}.script: is missing`]),
    // A line like `- echo "a": b` is a map to YAML, and GitLab refuses the pipeline.
    ...script.flatMap((line, index) => (typeof line === 'string' ? [] : [`${name}.script[${index}]: is not a text`])),
    ...(stages.includes(keywords.stage as string) ? [] : [`${name}.stage: is not among the stages`]),
    ...checkRetry(name, keywords),
    ...cachesOf(keywords.cache).flatMap((cache) =>
      'key' in cache && 'paths' in cache ? [] : [`${name}.cache: lacks a key or paths`],
    ),
  ];
}

function checkRetry(name: string, keywords: unknown): string[] {
  const { retry } = (keywords ?? {}) as { retry?: number | { max?: number; when?: string | string[] } };
  if (retry === undefined) {
    return [];
  }
  const { max, when = [] } = typeof retry === 'number' ? { max: retry } : retry;
  return [
    ...(max !== undefined && max >= 0 && max <= 2 ? [] : [`${name}.retry.max: is not 0, 1 or 2`]),
    ...[when]
      .flat()
      .filter((reason) => !RETRY_REASONS.includes(reason))
      .map((reason) => `${name}.retry.when: ${reason} is no reason that GitLab knows`),
  ];
}

function jobOf(name: string, content: Readonly<Record<string, unknown>>): Job {
  const { extends: bases = [], ...own } = content[name] as { extends?: string | string[] };
  const inherited = [bases].flat().map((base) => content[base] as object | undefined);
  const keywords: Record<string, unknown> = Object.assign({}, ...inherited, own) as Record<string, unknown>;
  return {
    name,
    keywords,
    script: [keywords.script ?? []].flat(),
    tags: (keywords.tags ?? []) as string[],
    variables: { ...(content.variables as Record<string, string>), ...(keywords.variables as Record<string, string>) },
  };
}

function cachesOf(cache: unknown): object[] {
  return cache === undefined ? [] : ([cache].flat() as object[]);
}
