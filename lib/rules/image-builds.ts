import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import { placeOf } from '../model/reading';
import type { Compute } from '../placement/pod-placement';
import type { RunnerModel } from '../runner/compose-runner';
import { imageBuildsContext } from '../runner/resolved-runner';
import { imageBuildRules } from '../runner/image-builds/image-build-rules';
import { forEachCompute } from './compute';
import type { RuleSet } from './rule-set';

/** How jobs build images: by the option `imageBuilds`, or by a Docker daemon among their services. */
export const imageBuilds: RuleSet<RunnerModel> = {
  title: 'Image builds',
  rules: imageBuildRules,
  check: (runner, report) =>
    forEachCompute(runner, 'jobs', report, (placement, ofPart) => {
      const context = { ...imageBuildsContext(runner), placement, settings: runner.settings };
      runner.imageBuilds?.check?.(context, ofPart, 'imageBuilds');
      checkDockerServices(runner, placement, ofPart);
    }),
};

/** Docker daemons that the user gives jobs as services where no container can be privileged. */
function checkDockerServices({ settings }: RunnerModel, compute: Compute, report: Report): void {
  for (const service of settings.items('runners.kubernetes.services')) {
    const [name = '', origin] = [service.knownText('name'), service.origin('name')];
    if (compute.serverless && isDockerDaemon(name) && origin!.layer !== 'option') {
      report.add(
        imageBuildRules['docker-daemon-on-serverless'],
        placeOf(origin!),
        text`is ${shown(name)}, a Docker daemon, which needs to be privileged, and ${compute.name} runs no privileged containers; use ${alternative('ImageBuilds', 'kaniko')}, or ${alternative('Placement', 'nodePool')}`,
      );
    }
  }
}

/** The official image and its copies, in the variants that hold a daemon. */
function isDockerDaemon(image: string): boolean {
  return /(?:^|\/)docker:[^@/]*\bdind\b/.test(image);
}
