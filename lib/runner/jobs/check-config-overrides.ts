import type { Report } from '../../diagnostics/report';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { known } from '../../ros/tokens';
import { checkImagePatterns, checkNotEmpty } from './allow-lists';
import { overwritePatternWarning } from './overwrite-pattern';

const AT = 'config.runners.kubernetes';

const PATTERNS = {
  podLabelsOverwriteAllowed: 'pair',
  podAnnotationsOverwriteAllowed: 'pair',
  nodeSelectorOverwriteAllowed: 'pair',
  nodeTolerationsOverwriteAllowed: 'toleration',
  serviceAccountOverwriteAllowed: 'name',
  namespaceOverwriteAllowed: 'name',
} as const;
const PATTERN_NAMES = Object.keys(PATTERNS) as (keyof typeof PATTERNS)[];
const LISTS = ['allowedImages', 'allowedServices', 'allowedPullPolicies', 'allowedUsers', 'allowedGroups'] as const;

/** Adds what `config` lets jobs do and should perhaps not, by the measures of `jobs.overrides`. */
export function checkConfigOverrides(config: RunnerConfig | undefined, { errors, warnings }: Report): void {
  const kubernetes = config?.runners?.kubernetes ?? {};
  for (const name of PATTERN_NAMES) {
    const pattern: unknown = known(kubernetes[name]);
    const warning = typeof pattern === 'string' ? overwritePatternWarning(pattern, PATTERNS[name]) : undefined;
    if (warning !== undefined) {
      warnings.add(`${AT}.${name}`, warning);
    }
  }
  LISTS.forEach((name) => checkNotEmpty(kubernetes[name], errors, `${AT}.${name}`));
  checkImagePatterns(kubernetes.allowedImages, errors, `${AT}.allowedImages`);
  checkImagePatterns(kubernetes.allowedServices, errors, `${AT}.allowedServices`);
  if (known(kubernetes.bearerTokenOverwriteAllowed) === true) {
    warnings.add(
      `${AT}.bearerTokenOverwriteAllowed`,
      'lets every pipeline bring a token of Kubernetes (KUBERNETES_BEARER_TOKEN), with the rights of which its pods are created; and a token in a pipeline is for all its jobs to see. Give pipelines runners of their own instead',
    );
  }
}
