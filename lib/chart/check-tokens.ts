import type { Findings } from './check-value-keys';
import type { ValuesView } from './values-view';

/**
 * `authentication` is a token that begins with `glrt-`, of a runner made in GitLab. `registration` is any other, which
 * the runner treats the old way.
 */
export type TokenKind = 'authentication' | 'registration';

/** Settings that a runner with an authentication token has in GitLab. */
const SERVER_SETTINGS = ['tags', 'runUntagged', 'protected', 'locked', 'maximumTimeout'];

/** What the kind of the runner's token allows. */
export function checkTokenKind(view: ValuesView, tokenKind: TokenKind | undefined, { errors }: Findings): void {
  if (tokenKind === 'authentication') {
    for (const name of SERVER_SETTINGS.filter((setting) => view.known(`runners.${setting}`) !== undefined)) {
      errors.add(
        `runners.${name}`,
        'cannot be given with an authentication token (glrt-): registration stops at it or ignores it; set it on the runner in GitLab',
      );
    }
  }
  const unregister = view.at('unregisterRunners');
  if (tokenKind === 'registration' && (unregister === undefined || unregister === true)) {
    errors.add(
      'unregisterRunners',
      `${unregister === true ? 'is true' : 'is true by default'}, and must be false with a token that does not begin with glrt-: ` +
        'a manager that stops, at a scale-down say, would delete the runner itself from GitLab, for every manager that shares it',
    );
  }
}
