import path from 'node:path';
import { isAtLeast } from '../../lib/config/runner-version';
import { templateOfFile } from '../../lib/stack/synthesize-file';
import type { EvaluatedTemplate } from '../../lib/testing/evaluate';
import { deployForm } from '../console/deployed';
import { SCENARIOS } from '../console/scenarios';
import { EXAMPLES, exampleTemplates } from '../support/examples';
import { deploy, releases } from '../support/releases';
import type { Template } from '../support/template';

/** A deployment whose objects a cluster is to take. */
export interface Deployment {
  readonly name: string;
  readonly deployed: EvaluatedTemplate;
  /** @default false */
  readonly isOfForm?: boolean;
}

const ofFile = (file: string) => deploy(JSON.parse(templateOfFile(file).template) as Template);

/** The sample, all examples, all scenarios of the form, and configurations that have as many objects as there can be. */
export const DEPLOYMENTS: readonly Deployment[] = [
  { name: 'the sample', deployed: ofFile(path.join(__dirname, '../../gitlab-runner.yaml')) },
  { name: 'all options', deployed: ofFile(path.join(__dirname, 'all-options.yaml')) },
  { name: 'a cache without AccessKeys', deployed: ofFile(path.join(__dirname, 'keyless.yaml')) },
  ...EXAMPLES.flatMap((name) =>
    exampleTemplates(name).map((template) => ({ name: `the example ${name}`, deployed: deploy(template) })),
  ),
  ...SCENARIOS.map(({ name, answers }) => ({
    name: `the form: ${name}`,
    deployed: deployForm(answers),
    isOfForm: true,
  })),
].filter(({ deployed }) => releases(deployed).length > 0);

/**
 * Whether a deployment is for a chart of this version of GitLab Runner. The form has the newest, and BuildKit sets
 * profiles that GitLab Runner knows since 18.11: the library refuses it with an older chart.
 */
export function worksWith(appVersion: string, { deployed, isOfForm }: Deployment): boolean {
  const texts = releases(deployed).map(({ values }) => (values.runners as { config: string }).config);
  const isNew = isOfForm === true || texts.some((text) => text.includes('seccomp_profile'));
  return !isNew || isAtLeast(appVersion, '18.11');
}
