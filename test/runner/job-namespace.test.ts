import { ImageBuilds, RegistryCredentials, RegistryUser } from '../../lib';
import { appliedObjects, deploy } from '../support/releases';
import type { RunnerOverrides } from '../support/runner';
import { addRunner, renderRunner } from '../support/runner';
import { synthesize } from '../support/synth';
import { ROOT_CERTIFICATE } from './credentials/sample-certificates';

const applied = (props: RunnerOverrides, namespace: string) => {
  const deployed = deploy(synthesize((stack) => addRunner(stack, props)).template);
  return appliedObjects(deployed, namespace).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
};

describe('jobs.namespace', () => {
  test('is made by ROS, along with a ConfigMap where jobs have no Secrets', () => {
    const jobs = { namespace: 'jobs' };
    expect(applied({ jobs }, 'jobs')).toEqual(['ConfigMap/runner-jobs']);
    const { template } = renderRunner({ jobs });
    expect(template.Resources!.RunnerRelease!.DependsOn).toContain('RunnerJobSecrets');
  });

  test.each<[string, RunnerOverrides]>([
    ['the option', { jobs: { namespace: 'jobs' } }],
    ['chart values', { chartValues: { runners: { jobNamespace: 'jobs' } } }],
    [
      'config',
      {
        config: { runners: { kubernetes: { namespace: 'jobs' } } },
        chartValues: { rbac: { clusterWideAccess: true } },
      },
    ],
  ])('by %s has the Secrets that jobs need, and not those of managers', (_what, props) => {
    const caCertificate = { pem: ROOT_CERTIFICATE, mountInJobs: true };
    expect(applied({ ...props, caCertificate }, 'jobs')).toEqual(['Secret/runner-certs']);
    expect(applied({ ...props, caCertificate }, 'test')).toEqual(['Secret/runner-certs']);
    expect(applied({ ...props, caCertificate: { pem: ROOT_CERTIFICATE } }, 'jobs')).toEqual(['ConfigMap/runner-jobs']);
  });

  test('has the pull Secrets of registries that jobs or image builds use', () => {
    const registryCredentials = Object.values(RegistryUser).map((user) =>
      RegistryCredentials.fromParameters(`${user.toLowerCase()}.example.com`, { usedBy: [user] }),
    );
    const jobs = { namespace: 'jobs' };
    const imageBuilds = ImageBuilds.kaniko();
    expect(applied({ registryCredentials, jobs, imageBuilds }, 'jobs')).toEqual([
      'Secret/runner-registry-jobs',
      'Secret/runner-builds',
    ]);
    const shared = [RegistryCredentials.fromParameters('registry.example.com')];
    expect(applied({ registryCredentials: shared, jobs }, 'jobs')).toEqual(['Secret/runner-registry']);
  });

  test('that is the one of the runner changes nothing', () => {
    const { template } = renderRunner({ namespace: 'ci' });
    const same = renderRunner({ namespace: 'ci', jobs: { namespace: 'ci' } });
    expect(Object.keys(same.template.Resources!)).toEqual(Object.keys(template.Resources!));
  });

  test('is an attribute of the runner', () => {
    synthesize((stack) => {
      const runner = addRunner(stack, { jobs: { namespace: 'jobs' } });
      expect(runner.jobNamespace).toBe('jobs');
      expect(runner.namespace).toBe('test');
    });
  });

  test.each([
    ['Jobs', 'jobs.namespace: "Jobs" has "J"'],
    ['kube-system', 'jobs.namespace: "kube-system" is a namespace of Kubernetes itself'],
  ])('cannot be %j', (namespace, message) => {
    expect(() => renderRunner({ jobs: { namespace } })).toThrow(message);
  });
});
