import type { Findings } from './check-value-keys';
import type { ValuesView } from './values-view';

/**
 * `authentication` is a token that begins with `glrt-`, of a runner made in GitLab, which all managers share.
 * `registration` is one by which each manager registers a runner of its own.
 */
export type TokenKind = 'authentication' | 'registration';

/** Settings that a runner with an authentication token has in GitLab. */
const SERVER_SETTINGS = ['tags', 'runUntagged', 'protected', 'locked', 'maximumTimeout'];

/** What the kind of the runner's token allows. */
export function checkTokenKind(
  view: ValuesView,
  tokenKind: TokenKind | undefined,
  { errors, warnings }: Findings,
): void {
  if (tokenKind === 'authentication') {
    for (const name of SERVER_SETTINGS.filter((setting) => view.known(`runners.${setting}`) !== undefined)) {
      errors.add(
        `runners.${name}`,
        'cannot be given with an authentication token (glrt-): registration stops at it or ignores it; set it on the runner in GitLab',
      );
    }
  }
  const unregister = view.at('unregisterRunners');
  // null deletes the chart's default, which is true.
  if (tokenKind === 'registration' && (unregister === false || unregister === null)) {
    warnings.add(
      'unregisterRunners',
      `is ${String(unregister)}: with a registration token every manager registers a runner of its own, and one that stops, at a scale-down say, would leave its runner behind in GitLab; leave the value out`,
    );
  }
}
