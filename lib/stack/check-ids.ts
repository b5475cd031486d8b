import type { Construct } from '@alicloud/ros-cdk-core';
import { RosParameter } from '@alicloud/ros-cdk-core';
import type { RuledProblem } from '../diagnostics/problem';
import { problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { registryParameterPrefix } from '../runner/credentials/registry-credentials';
import { chartLoginId } from './build-config';
import type { CacheSection, GitLabRunnerConfig, RunnerSection } from './config';
import { configurationFileRules } from '../rules/configuration-file-rules';

/** An id that a runner's section asks for. */
interface Use {
  readonly id: string;
  /** Path of what asks for it, within the section. */
  readonly at: string;
  /** What a parameter asks for. Those that ask for the same are one. */
  readonly asksFor?: string;
}

/**
 * What is wrong with the ids of runners and of the parameters that they ask for, by runner: they must not be those of
 * each other or of other parts of the stack. For want of an own one, core throws without saying what to mend.
 *
 * @param stack as it is before its first runner
 */
export function idProblems(
  stack: Construct,
  runners: GitLabRunnerConfig['runners'],
  cache: CacheSection,
): ReadonlyMap<string, RuledProblem[]> {
  const places = new Map([...placesOfParts(stack), ...cacheParameters(cache)]);
  const asked = new Map<string, string>();
  const problems = new Map<string, RuledProblem[]>();
  // What follows from the names of runners goes first. What can be chosen is told to give way.
  for (const usesOf of [runnerName, derivedParameters, chosenParameters]) {
    for (const [runner, section] of Object.entries(runners)) {
      for (const { id, at, asksFor } of usesOf(runner, section)) {
        const taken = places.get(id);
        if (taken === undefined) {
          places.set(id, ['runners', runner, at].filter(Boolean).join('.'));
          asked.set(id, asksFor ?? '');
        } else if (asksFor === undefined || asked.get(id) !== asksFor) {
          const what = asksFor === undefined ? 'is a name that' : `needs the parameter ${shown(id)}, whose name`;
          const message = `${what} ${taken} has too; rename one of the two`;
          const problem = problemOf(configurationFileRules['config-id-taken'], at, message);
          problems.set(runner, [...(problems.get(runner) ?? []), problem]);
        }
      }
    }
  }
  return problems;
}

/** What the parts of a stack are called in the file. */
const SECTIONS: Readonly<Record<string, string>> = {
  Cluster: 'cluster',
  ClusterId: 'cluster.existing',
  LoginPassword: 'cluster.ack.nodePool.login',
  Network: 'network',
  Cache: 'cache',
};

/** Parts that are built after the runners, if at all. */
const LATER = { Alerts: 'monitoring.alerts', Dashboard: 'monitoring.dashboard' };

function placesOfParts(stack: Construct): Map<string, string> {
  const parameters = stack.node.findAll().filter((one) => one instanceof RosParameter);
  const built = [...stack.node.children, ...parameters].map(
    ({ node: { id } }) => [id, SECTIONS[id] ?? 'the stack'] as const,
  );
  return new Map([...built, ...Object.entries(LATER)]);
}

/** The parameters for the credentials of the cache, which come with the first runner that uses it. */
function cacheParameters({ new: created, existing, s3 }: CacheSection): [id: string, place: string][] {
  const [kind, section] = s3 === undefined ? (existing ? ['existing', existing] : ['new', created]) : ['s3', s3];
  const { parameters = s3 && {} } = section?.credentials ?? {};
  const prefix = parameters?.parameterPrefix ?? 'Cache';
  return parameters === undefined || section?.credentials?.existingSecret !== undefined
    ? []
    : ['AccessKeyId', 'AccessKeySecret'].map((name) => [`${prefix}${name}`, `cache.${kind}.credentials`]);
}

function runnerName(runner: string): Use[] {
  return [{ id: runner, at: '' }];
}

function derivedParameters(runner: string, { token = {}, registryCredentials = [], chart }: RunnerSection): Use[] {
  const [kind] = TOKEN_KINDS.filter((one) => token[one] !== undefined);
  const asksFor = token.oosSecret === undefined ? 'parameter' : `oosSecret ${token.oosSecret}`;
  const asked = registryCredentials.filter(
    ({ registry, parameterPrefix }) => registry !== undefined && parameterPrefix === undefined,
  );
  return [
    ...(token.existingSecret === undefined && kind === undefined
      ? [{ id: `${runner}Token`, at: 'token', asksFor }]
      : []),
    ...asked.flatMap((one, index) =>
      login(
        registryParameterPrefix(runner, index),
        `registryCredentials[${registryCredentials.indexOf(one)}]`,
        one.registry,
      ),
    ),
    ...(chart?.login ? login(chartLoginId(runner), 'chart.login', 'the chart') : []),
  ];
}

const TOKEN_KINDS = ['parameter', 'unsafeLegacyRegistrationToken'] as const;

function chosenParameters(_runner: string, { token = {}, registryCredentials = [] }: RunnerSection): Use[] {
  return [
    ...TOKEN_KINDS.flatMap((kind) => {
      const id = token[kind];
      return id === undefined ? [] : [{ id, at: `token.${kind}`, asksFor: kind }];
    }),
    ...registryCredentials.flatMap(({ registry, parameterPrefix }, index) =>
      parameterPrefix === undefined
        ? []
        : login(parameterPrefix, `registryCredentials[${index}].parameterPrefix`, registry),
    ),
  ];
}

function login(prefix: string, at: string, asksFor = ''): Use[] {
  return ['UserName', 'Password'].map((name) => ({ id: `${prefix}${name}`, at, asksFor: `${name} ${asksFor}` }));
}
