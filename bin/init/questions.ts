import type { Terminal } from '../terminal';
import type { Choices, ClusterKind } from './project-files';

/** Asks for the choices that are not given; undefined when whoever is asked gives up. */
export async function askForMissing(given: Partial<Choices>, terminal: Terminal): Promise<Choices | undefined> {
  // Loaded here, since other commands do not need it.
  const { confirm, isCancel, select } = await import('@clack/prompts');
  const cluster =
    given.cluster ??
    (await select<ClusterKind>({
      ...terminal,
      message: 'Which cluster is the runner for?',
      options: [
        { value: 'existing', label: 'A cluster that exists' },
        { value: 'ack', label: 'A new ACK cluster', hint: 'nodes, and privileged jobs if need be' },
        { value: 'acs', label: 'A new ACS cluster', hint: 'no nodes to look after' },
      ],
    }));
  if (isCancel(cluster)) {
    return undefined;
  }
  const typescript =
    given.typescript ??
    (await select<boolean>({
      ...terminal,
      message: 'How do you want to describe it?',
      options: [
        { value: false, label: 'YAML', hint: 'a gitlab-runner.yaml' },
        { value: true, label: 'TypeScript', hint: 'an app of ros-cdk' },
      ],
    }));
  if (isCancel(typescript)) {
    return undefined;
  }
  const pipeline =
    given.pipeline ??
    (await confirm({
      ...terminal,
      message: 'Add a .gitlab-ci.yml that checks merge requests and deploys?',
      initialValue: false,
    }));
  return isCancel(pipeline) ? undefined : { cluster, typescript, pipeline };
}
