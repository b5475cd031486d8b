import type { Report } from '../diagnostics/report';
import { isPlainObject } from './value-key';
import type { ValuesView } from './values-view';

/**
 * `authentication` is a token that begins with `glrt-`, of a runner made in GitLab, which all managers share.
 * `registration` is one by which each manager registers a runner of its own.
 */
export type TokenKind = 'authentication' | 'registration';

/** Settings that a runner with an authentication token has in GitLab. */
const SERVER_SETTINGS = ['tags', 'runUntagged', 'protected', 'locked', 'maximumTimeout'];

/** The same by environment variables of the managers. */
const SERVER_VARIABLES = [
  'RUNNER_TAG_LIST',
  'REGISTER_RUN_UNTAGGED',
  'REGISTER_ACCESS_LEVEL',
  'REGISTER_LOCKED',
  'REGISTER_MAXIMUM_TIMEOUT',
  'REGISTER_PAUSED',
  'REGISTER_MAINTENANCE_NOTE',
];

const SET_IN_GITLAB =
  'cannot be given with an authentication token (glrt-): registration stops at it or ignores it; set it on the runner in GitLab';

/** What the kind of the runner's token allows. */
export function checkTokenKind(view: ValuesView, tokenKind: TokenKind | undefined, { errors, warnings }: Report): void {
  if (tokenKind === 'authentication') {
    for (const name of given(view)) {
      errors.add(`runners.${name}`, SET_IN_GITLAB);
    }
    for (const at of serverVariables(view)) {
      errors.add(at, SET_IN_GITLAB);
    }
  }
  if (tokenKind === undefined) {
    given(view).forEach((name) =>
      warnings.add(`runners.${name}`, 'is for registration tokens; with an authentication token it is set in GitLab'),
    );
  }
  const unregister = view.at('unregisterRunners');
  // null deletes the chart's default, which is true.
  if (tokenKind === 'registration' && (unregister === false || unregister === null)) {
    errors.add(
      'unregisterRunners',
      `is ${String(unregister)}: with a registration token every manager registers a runner of its own, and one that stops, at a scale-down say, would leave its runner behind in GitLab; leave the value out`,
    );
  }
}

function given(view: ValuesView): string[] {
  return SERVER_SETTINGS.filter((setting) => view.known(`runners.${setting}`) !== undefined);
}

function serverVariables(view: ValuesView): string[] {
  const maps = ['extraEnv', 'extraEnvFrom'].flatMap((path) =>
    SERVER_VARIABLES.filter((name) => view.isGiven(`${path}.${name}`)).map((name) => `${path}.${name}`),
  );
  const list = view.known('envVars');
  const items = (Array.isArray(list) ? list : []) as readonly unknown[];
  const listed = items.flatMap((item, index) =>
    isPlainObject(item) && SERVER_VARIABLES.includes(String(item.name)) ? [`envVars[${index}]`] : [],
  );
  return [...maps, ...listed];
}
