import type { FaultList } from '../../diagnostics/report';
import type { RunnerConfig } from '../../config/runner-config.generated';

const AT = 'config.runners.kubernetes';
const CONTEXTS = [
  'buildContainerSecurityContext',
  'helperContainerSecurityContext',
  'serviceContainerSecurityContext',
  'initPermissionsContainerSecurityContext',
] as const;

/** Adds containers of jobs that are privileged and may not gain rights: Kubernetes refuses pods with them. */
export function checkPrivilegeEscalation(
  { config, mergedConfig }: { readonly config?: RunnerConfig; readonly mergedConfig: RunnerConfig },
  errors: FaultList,
): void {
  const [own, merged] = [config?.runners?.kubernetes ?? {}, mergedConfig.runners?.kubernetes ?? {}];
  const places = CONTEXTS.flatMap((name) => {
    const context = merged[name] ?? {};
    const isRefused =
      (context.privileged ?? merged.privileged) === true &&
      (context.allowPrivilegeEscalation ?? merged.allowPrivilegeEscalation) === false;
    // What the user has set himself is where to mend it.
    const settings = [
      ...(own[name]?.allowPrivilegeEscalation === false ? [`${name}.allowPrivilegeEscalation`] : []),
      ...(own[name]?.privileged === true ? [`${name}.privileged`] : []),
      ...(own.allowPrivilegeEscalation === false ? ['allowPrivilegeEscalation'] : []),
      'privileged',
    ];
    return isRefused ? [settings[0]!] : [];
  });
  new Set(places).forEach((place) =>
    errors.add(
      `${AT}.${place}`,
      'leaves jobs with a container that is privileged and has allowPrivilegeEscalation: false, and Kubernetes refuses such pods; leave one of the two out',
    ),
  );
}
