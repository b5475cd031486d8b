import { ImageBuilds } from '../../../lib';
import type { KubernetesConfig } from '../../../lib/config/runner-config.generated';
import { renderRunner } from '../../support/runner';

const renderingOf = (kubernetes: KubernetesConfig, imageBuilds?: ImageBuilds) => () =>
  renderRunner({ imageBuilds, config: { runners: { kubernetes } } });

describe('a privileged container that may not gain rights', () => {
  const REFUSED = 'leaves jobs with a container that is privileged and has allowPrivilegeEscalation: false';

  test.each<[string, KubernetesConfig, ImageBuilds | undefined, string]>([
    [
      'the daemon of Docker-in-Docker',
      { allowPrivilegeEscalation: false },
      ImageBuilds.privilegedDockerInDocker(),
      'allowPrivilegeEscalation',
    ],
    [
      'the daemon, by its own context',
      { serviceContainerSecurityContext: { allowPrivilegeEscalation: false } },
      ImageBuilds.privilegedDockerInDocker(),
      'serviceContainerSecurityContext.allowPrivilegeEscalation',
    ],
    ['kaniko with privilege', { privileged: true }, ImageBuilds.kaniko(), 'privileged'],
    [
      'kaniko with privilege, by its own context',
      { buildContainerSecurityContext: { privileged: true } },
      ImageBuilds.kaniko(),
      'buildContainerSecurityContext.privileged',
    ],
    ['every container', { privileged: true, allowPrivilegeEscalation: false }, undefined, 'allowPrivilegeEscalation'],
  ])('is refused where it is set: %s', (_what, kubernetes, imageBuilds, place) => {
    expect(renderingOf(kubernetes, imageBuilds)).toThrow(
      new RegExp(`has a problem:\n {2}- config\\.runners\\.kubernetes\\.${place}: ${REFUSED}`),
    );
  });

  test('passes when one of the two is lifted for it', () => {
    const serviceContainerSecurityContext = { allowPrivilegeEscalation: true };
    const kubernetes = { allowPrivilegeEscalation: false, serviceContainerSecurityContext };
    expect(renderingOf(kubernetes, ImageBuilds.privilegedDockerInDocker())).not.toThrow();
    expect(renderingOf({ allowPrivilegeEscalation: false }, ImageBuilds.kaniko())).not.toThrow();
  });
});
