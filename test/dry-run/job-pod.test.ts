import { jobPod } from '../../lib/dry-run/job-pod';

const { pod, settingOf } = jobPod('one', {
  image: 'alpine:3',
  podLabels: { 'alibabacloud.com/eci': 'true' },
  podAnnotations: { 'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo' },
  nodeTolerations: { 'jobs=true': 'NoSchedule', spot: '', '': 'NoExecute' },
  memoryLimit: '4Gi',
  helperMemoryRequest: '256Mi',
  serviceCpuLimit: '1',
  ephemeralStorageLimit: '',
  privileged: true,
  buildContainerSecurityContext: { runAsUser: 1000 },
  podSecurityContext: { fsGroup: 1000, selinuxType: 'container_t' },
  imagePullSecrets: ['registry'],
  volumes: {
    pvc: [{ name: 'maven', mountPath: '/m2', readOnly: true }],
    hostPath: [{ name: 'docker', mountPath: '/var/run/docker.sock' }],
    configMap: [{ name: 'ci', mountPath: '/etc/ci', items: { key: 'file' } }],
  },
  services: [{ name: 'postgres:16' }],
});
const spec = pod.spec as { containers: Record<string, unknown>[]; volumes: object[] } & Record<string, unknown>;

test('has the labels and annotations of the placement', () => {
  expect(pod.metadata.labels).toMatchObject({ 'alibabacloud.com/eci': 'true' });
  expect(pod.metadata.annotations).toEqual({ 'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo' });
});

test('has a container for the job, the helper and each service, with their amounts', () => {
  expect(spec.containers).toMatchObject([
    { name: 'build', image: 'alpine:3', resources: { limits: { memory: '4Gi' } } },
    { name: 'helper', resources: { requests: { memory: '256Mi' }, limits: {} } },
    { name: 'svc-0', image: 'postgres:16', resources: { limits: { cpu: '1' } } },
  ]);
  expect(spec.containers[0]!.resources).toEqual({ requests: {}, limits: { memory: '4Gi' } });
  expect(spec.containers[0]!.securityContext).toMatchObject({ privileged: true, runAsUser: 1000 });
});

test('has volumes in every container', () => {
  expect(spec.volumes.slice(3)).toEqual([
    { name: 'maven', persistentVolumeClaim: { claimName: 'maven', readOnly: true } },
    { name: 'ci', configMap: { name: 'ci', items: [{ key: 'key', path: 'file' }] } },
    { name: 'docker', hostPath: { path: '/var/run/docker.sock' } },
  ]);
  for (const { volumeMounts } of spec.containers) {
    expect(volumeMounts).toContainEqual({ name: 'maven', mountPath: '/m2', readOnly: true });
  }
});

test('has what is said for the whole pod', () => {
  expect(spec).toMatchObject({
    securityContext: { fsGroup: 1000, seLinuxOptions: { type: 'container_t' } },
    imagePullSecrets: [{ name: 'registry' }],
    tolerations: [
      { key: 'jobs', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
      { key: 'spot', operator: 'Exists' },
      { operator: 'Exists', effect: 'NoExecute' },
    ],
  });
});

test.each([
  [
    ['metadata', 'labels', 'a'],
    ['podLabels', 'a'],
  ],
  [['spec', 'containers', 0, 'resources', 'limits', 'memory'], ['memoryLimit']],
  [['spec', 'containers', 1, 'resources', 'requests', 'cpu'], ['helperCpuRequest']],
  [['spec', 'containers', 2, 'resources', 'limits', 'ephemeral-storage'], ['serviceEphemeralStorageLimit']],
  [['spec', 'containers', 0, 'securityContext', 'privileged'], ['privileged']],
  [
    ['spec', 'containers', 0, 'securityContext', 'runAsUser'],
    ['buildContainerSecurityContext', 'runAsUser'],
  ],
  [
    ['spec', 'containers', 2, 'image'],
    ['services', 0, 'name'],
  ],
  [
    ['spec', 'volumes', 3, 'name'],
    ['volumes', 'pvc', 0, 'name'],
  ],
  [
    ['spec', 'containers', 1, 'volumeMounts', 4, 'mountPath'],
    ['volumes', 'configMap', 0, 'mountPath'],
  ],
  [['spec', 'priorityClassName'], ['priorityClassName']],
  [['spec', 'serviceAccountName'], ['serviceAccount']],
  [['spec', 'restartPolicy'], undefined],
])('knows the setting of %j', (field, setting) => {
  expect(settingOf(field)).toEqual(setting);
});
