import type { Construct } from '@alicloud/ros-cdk-core';
import type { RuledProblem } from '../diagnostics/problem';
import { problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { scopedId } from '../ros/scoped-id';
import { chartLoginId, registryId, tokenParameterId } from './build-config';
import type { CacheSection, GitLabRunnerConfig, RunnerSection } from './config';
import { configurationFileRules } from '../rules/configuration-file-rules';

/** An id that a runner's section asks for. */
interface Use {
  readonly id: string;
  /** Path of what asks for it, within the section. */
  readonly at: string;
  readonly isParameter?: boolean;
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
  const problems = new Map<string, RuledProblem[]>();
  // What follows from the names of runners goes first. What can be chosen is told to give way.
  for (const usesOf of [runnerName, derivedParameters, chosenParameter]) {
    for (const [runner, section] of Object.entries(runners)) {
      for (const { id, at, isParameter } of usesOf(runner, section)) {
        const actualId = isParameter ? scopedId(stack, id) : id;
        const taken = places.get(actualId);
        if (taken === undefined) {
          places.set(actualId, ['runners', runner, at].filter(Boolean).join('.'));
        } else {
          const what = isParameter ? `needs the parameter ${shown(actualId)}, whose name` : 'is a name that';
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
  const built = stack.node.children.map(({ node: { id } }) => [id, SECTIONS[id] ?? 'the stack'] as const);
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
  const login = (prefix: string, at: string): Use[] =>
    ['UserName', 'Password'].map((name) => ({ id: `${prefix}${name}`, at, isParameter: true }));
  const tokenId = tokenParameterId(runner, token);
  const isChosen = token.parameter !== undefined || token.unsafeLegacyRegistrationToken !== undefined;
  return [
    ...(tokenId === undefined || isChosen ? [] : [{ id: tokenId, at: 'token', isParameter: true }]),
    ...registryCredentials.flatMap((_, index) => login(registryId(runner, index), `registryCredentials[${index}]`)),
    ...(chart?.login ? login(chartLoginId(runner), 'chart.login') : []),
  ];
}

function chosenParameter(_runner: string, { token = {} }: RunnerSection): Use[] {
  return (['parameter', 'unsafeLegacyRegistrationToken'] as const).flatMap((key) => {
    const id = token[key];
    return id === undefined ? [] : [{ id, at: `token.${key}`, isParameter: true }];
  });
}
