import { TomlError, parse, stringify } from 'smol-toml';
import { migrationRules } from '../rules/migration-rules';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { isMap } from '../diagnostics/is-map';
import type { Note } from './note';
import type { Plain } from './paths';

/** A runner of a config.toml, as the values that the chart has for it. */
export interface TomlRunner {
  readonly name?: string | undefined;
  readonly values: Plain;
  readonly notes: readonly Note[];
}

/** Keys outside of `[[runners]]` that are values of the chart. */
const GLOBAL: Readonly<Record<string, string>> = {
  concurrent: 'concurrent',
  check_interval: 'checkInterval',
  log_level: 'logLevel',
  log_format: 'logFormat',
  sentry_dsn: 'sentryDsn',
  connection_max_age: 'connectionMaxAge',
  shutdown_timeout: 'shutdown_timeout',
};

/** Values that GitLab Runner takes for others, which the chart and this library have one word for. */
const SAME: Readonly<Record<string, unknown>> = { 'check_interval 0': 3, 'log_level warning': 'warn' };

/** Keys of a runner that it gets when it registers. */
const REGISTERED = ['id', 'token_obtained_at', 'token_expires_at'];

/** Keys of the Docker executor that mean the same for the Kubernetes executor. */
const OF_DOCKER = ['image', 'allowed_images', 'allowed_services', 'pull_policy', 'allowed_pull_policies', 'privileged'];

/** The runners of a config.toml. */
export function tomlRunners(text: string, file: string): TomlRunner[] {
  const { runners = [], ...global } = parsed(text, file);
  const values = Object.fromEntries(
    Object.entries(GLOBAL)
      .filter(([key]) => global[key] !== undefined)
      .map(([key, value]) => [value, SAME[`${key} ${String(global[key])}`] ?? global[key]]),
  );
  const { listen_address: address } = global;
  const port = Number(/:(\d+)$/.exec(String(address))?.[1]);
  const metrics = address === undefined ? {} : { metrics: { enabled: true, ...(port > 0 && { port }) } };
  const known = [...Object.keys(GLOBAL), 'listen_address'];
  const notes = Object.keys(global)
    .filter((key) => !known.includes(key))
    .map((key): Note => ({
      outcome: 'refused',
      at: key,
      message: 'is written by the chart, which has no value for it',
    }));
  return (Array.isArray(runners) ? (runners as Plain[]) : []).map((runner, index) => {
    const own = runnerValues(runner, `runners[${index}]`);
    return {
      name: typeof runner.name === 'string' ? runner.name : undefined,
      // A process without a number runs one job at a time.
      values: { concurrent: 1, ...values, ...metrics, ...own.values },
      notes: index === 0 ? [...notes, ...own.notes] : own.notes,
    };
  });
}

function runnerValues(runner: Plain, at: string): { values: Plain; notes: Note[] } {
  const notes: Note[] = [];
  const note = (outcome: Note['outcome'], key: string, message: string) =>
    notes.push({ outcome, at: `${at}.${key}`, message });
  const { url, name: _, token, executor, docker, ...rest } = runner;
  for (const key of REGISTERED.filter((one) => rest[one] !== undefined)) {
    delete rest[key];
    note('dropped', key, 'is what a runner gets when it registers');
  }
  if (executor !== undefined && executor !== 'kubernetes') {
    note('changed', 'executor', 'is kubernetes');
  }
  if (isMap(docker)) {
    const { kubernetes = {} } = rest;
    const taken = Object.entries(docker).filter(([key]) => OF_DOCKER.includes(key));
    rest.kubernetes = { ...Object.fromEntries(taken), ...(kubernetes as Plain) };
    for (const key of Object.keys(docker)) {
      const isTaken = OF_DOCKER.includes(key);
      note(
        isTaken ? 'changed' : 'refused',
        `docker.${key}`,
        isTaken ? `is kubernetes.${key}` : 'is of the Docker executor',
      );
    }
  }
  return {
    values: {
      ...(url !== undefined && { gitlabUrl: url }),
      ...(token !== undefined && { runnerToken: token }),
      runners: { config: stringify({ runners: [rest] }) },
    },
    notes,
  };
}

function parsed(text: string, file: string): Plain {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) {
      throw error;
    }
    const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new InvalidInputError(file, [
      { ...problemOf(migrationRules['toml-syntax'], '', `is no TOML: ${reason}`), fileLine: error.line },
    ]);
  }
}
