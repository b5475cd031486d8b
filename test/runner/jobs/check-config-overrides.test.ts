import type { FaultList } from '../../../lib/diagnostics/report';
import { Report } from '../../../lib/diagnostics/report';
import { HelmTemplate } from '../../../lib/config/helm-template';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { checkConfigOverrides } from '../../../lib/runner/jobs/check-config-overrides';
import { parameter } from '../../cluster/fixtures';
import { addRunner } from '../../support/runner';
import { synth, synthWarnings } from '../../support/synth';

function findingsOf(kubernetes: KubernetesConfig) {
  const findings = new Report();
  checkConfigOverrides({ runners: { kubernetes } }, findings);
  const lines = (list: FaultList) =>
    list.faults.map(({ at, message }) => `${at.replace('config.runners.kubernetes.', '')}: ${message}`);
  return { errors: lines(findings.errors), warnings: lines(findings.warnings) };
}

test.each<keyof KubernetesConfig>([
  'podLabelsOverwriteAllowed',
  'podAnnotationsOverwriteAllowed',
  'nodeSelectorOverwriteAllowed',
  'nodeTolerationsOverwriteAllowed',
  'serviceAccountOverwriteAllowed',
  'namespaceOverwriteAllowed',
])('%s is warned of when it allows everything, or more than it seems to', (name) => {
  expect(findingsOf({ [name]: '.*' })).toEqual({
    errors: [],
    warnings: [expect.stringContaining(`${name}: is ".*": every pipeline may set any of them`)],
  });
  expect(findingsOf({ [name]: 'team-a' }).warnings).toEqual([expect.stringContaining('write it as "^(team-a)$"')]);
  expect(findingsOf({ [name]: '^team-a$' })).toEqual({ errors: [], warnings: [] });
  expect(findingsOf({ [name]: '' })).toEqual({ errors: [], warnings: [] });
});

test('tokens from pipelines are warned of', () => {
  expect(findingsOf({ bearerTokenOverwriteAllowed: true }).warnings).toEqual([
    expect.stringMatching(/^bearerTokenOverwriteAllowed: lets every pipeline bring a token of Kubernetes/),
  ]);
  expect(findingsOf({ bearerTokenOverwriteAllowed: false }).warnings).toEqual([]);
});

test.each<keyof KubernetesConfig>([
  'allowedImages',
  'allowedServices',
  'allowedPullPolicies',
  'allowedUsers',
  'allowedGroups',
])('%s that are an empty list are refused, since it allows all', (name) => {
  expect(findingsOf({ [name]: [] }).errors).toEqual([
    `${name}: is empty, which the runner takes for no restriction at all; list what is allowed`,
  ]);
});

test('patterns of images are checked like those of jobs.overrides', () => {
  const patterns = ['alpine:*', '^reg/.*$', '', '[a'];
  expect(findingsOf({ allowedImages: patterns, allowedServices: ['postgres:{15,16'] }).errors).toEqual([
    expect.stringMatching(/^allowedImages\[1\]: is "\^reg/),
    expect.stringMatching(/^allowedImages\[2\]: is empty/),
    expect.stringMatching(/^allowedImages\[3\]: is "\[a", which the runner passes over/),
    expect.stringMatching(/^allowedServices\[0\]: .*a "\{" is not closed/),
  ]);
});

test('nothing is said of what is of the wrong type, or only known at deployment', () => {
  const nothing = { errors: [], warnings: [] };
  expect(findingsOf({ podLabelsOverwriteAllowed: 1, allowedImages: 'alpine', allowedServices: [1] } as never)).toEqual(
    nothing,
  );
  expect(findingsOf({ namespaceOverwriteAllowed: HelmTemplate.string('{{ .Release.Namespace }}') })).toEqual(nothing);
  synth((stack) => {
    const text = parameter.text(stack, 'Text');
    const list = parameter.list(stack, 'List');
    expect(findingsOf({ podLabelsOverwriteAllowed: text, allowedImages: list, allowedServices: [text] })).toEqual(
      nothing,
    );
  });
});

test('a runner tells all of it', () => {
  const kubernetes = { podLabelsOverwriteAllowed: '^(.*)$', bearerTokenOverwriteAllowed: true };
  const warnings = synthWarnings((stack) => addRunner(stack, { config: { runners: { kubernetes } } }));
  for (const name of Object.keys(kubernetes)) {
    expect(warnings).toContainEqual(expect.stringMatching(`^config.runners.kubernetes.${name}: `));
  }
  const refused = () =>
    synth((stack) => addRunner(stack, { config: { runners: { kubernetes: { allowedImages: [] } } } }));
  expect(refused).toThrow('- config.runners.kubernetes.allowedImages: is empty');
});
