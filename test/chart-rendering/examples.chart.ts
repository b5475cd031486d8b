import { parse } from '@iarna/toml';
import { isAtLeast } from '../../lib/config/runner-version';
import { EXAMPLES, exampleTemplates } from '../support/examples';
import { findCharts, helmTemplate } from '../support/helm';
import {
  configTemplate,
  managerContainer,
  managerDeployment,
  managerPod,
  objectsOfKind,
  onlyObject,
  projectedSecrets,
} from '../support/kubernetes';
import type { Release } from '../support/releases';
import { appliedObjects, deploy, releases } from '../support/releases';
import { checkKubernetes } from '../support/wellformed-k8s';
import { tomlProblems } from '../support/config-problems';

const deployments = EXAMPLES.flatMap((example) => exampleTemplates(example).map((template) => deploy(template)));
const cases = deployments.flatMap((deployed) => releases(deployed).map((release) => ({ deployed, release })));

/** BuildKit sets profiles that GitLab Runner knows since 18.11, and the library refuses it with an older chart. */
function worksWith(appVersion: string, { values }: Release): boolean {
  const { config } = values.runners as { config: string };
  return isAtLeast(appVersion, '18.11') || !config.includes('seccomp_profile');
}

describe.each(findCharts())('with the chart $version', (chart) => {
  const working = cases.filter(({ release }) => worksWith(chart.appVersion, release));
  describe.each(working.map((entry) => ({ ...entry, url: entry.release.chartUrl, id: entry.release.id })))(
    '$id',
    ({ deployed, release }) => {
      const objects = helmTemplate({
        chart,
        release: release.name,
        namespace: release.namespace,
        values: release.values,
      });
      const applied = appliedObjects(deployed, release.namespace);
      const secrets = objectsOfKind(applied, 'Secret').map((secret) => secret.metadata.name);

      test('renders what Kubernetes takes', () => {
        const external = release.values.runners as { secret: string };
        expect(checkKubernetes(objects, { secrets: [...secrets, external.secret] })).toEqual([]);
      });

      test('mounts Secrets that the stack creates with all the keys that are mounted', () => {
        for (const { name, items } of projectedSecrets(objects)) {
          const secret = applied.find((object) => object.kind === 'Secret' && object.metadata.name === name);
          expect(secret).toBeDefined();
          for (const { key } of (items ?? []) as readonly { key: string }[]) {
            expect((secret as { data?: object }).data).toHaveProperty(key);
          }
        }
      });

      test('gives every key of config.toml at the level where the runner reads it', () => {
        const [major, minor] = chart.appVersion.split('.');
        expect(tomlProblems(parse(configTemplate(objects)), `${major}.${minor}`)).toEqual([]);
      });

      test('waits for the Deployment that the chart creates', () => {
        const wait = deployed.resources[release.id]!.Properties.WaitUntil as { Kind: string; Name: string }[];
        expect(wait).toMatchObject([{ Kind: 'Deployment', Name: managerDeployment(objects).metadata.name }]);
      });

      test('grants the managers what they need in their namespace, and no more than that', () => {
        const role = onlyObject(objects, 'Role', managerDeployment(objects).metadata.name) as unknown as {
          rules: { resources: string[]; verbs: string[] }[];
        };
        expect(role.rules.flatMap((rule) => [...rule.resources, ...rule.verbs])).not.toContain('*');
        expect(role.rules).toContainEqual(
          expect.objectContaining({
            resources: ['pods'],
            verbs: expect.arrayContaining(['create', 'delete']) as unknown,
          }),
        );
        expect(objectsOfKind(objects, 'ClusterRole')).toEqual([]);
        expect(onlyObject(objects, 'ServiceAccount').metadata.name).toBe(managerPod(objects).serviceAccountName);
      });

      test('asks for no privilege', () => {
        expect(managerContainer(objects)).toMatchObject({
          securityContext: { privileged: false, allowPrivilegeEscalation: false },
        });
        expect(configTemplate(objects)).not.toMatch(/privileged\s*=\s*true/);
      });
    },
  );
});
