import { checkNoSecrets } from '../../diagnostics/check-secrets';
import type { Report } from '../../diagnostics/report';
import { placeOf } from '../../model/reading';
import { plain } from '../../model/tree';
import type { RunnerModel } from '../compose-runner';
import type { ResolvedRunner } from '../resolved-runner';

/** The props that text stands in, but for those that have checks of their own for what they may hold. */
const TEXT_PROPS = [
  'gitlabUrl',
  'namespace',
  'releaseName',
  'logLevel',
  'images',
  'sessionServer',
  'httpProxy',
  'config',
  'chartValues',
] as const satisfies readonly (keyof ResolvedRunner)[];

/** Adds secrets in clear text, wherever they stand in the props. They are never shown. */
export function checkSecrets(runner: RunnerModel, report: Report): void {
  const parts: readonly (readonly [at: string, value: unknown])[] = [
    ...TEXT_PROPS.map((prop) => [prop, runner[prop]] as const),
    ['waitFor.conditions', runner.waitFor._conditions],
    ...(['managers', 'jobs'] as const).flatMap((group) => {
      const { placement, ...options } = runner[group];
      // What placements were made from is theirs alone, but what they yield is not.
      return [[group, options] as const, [`${group}.placement`, runner.placed[group].pods] as const];
    }),
  ];
  const found = parts.filter(([at, value]) => checkNoSecrets(value, at, report));
  const isName = report.problems.some(({ rule }) => rule === 'secret-as-name');
  // The same for all other classes; where it stands in the result tells the prop well enough.
  if (found.length === 0 && !isName) {
    checkNoSecrets(plain(runner.layers.root), 'config', report);
    checkNoSecrets(plain(runner.values.root), 'chartValues', report);
    if (runner.configText !== undefined) {
      // Read, since a text may have them in escapes.
      checkNoSecrets(plain(runner.settings.root), placeOf(runner.settings.root!.origin).at, report);
    }
  }
}
