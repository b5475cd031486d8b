import type { ChartValues } from '../../chart/chart-values.generated';
import type { JsonObject } from '../../chart/value-key';
import type { FaultList } from '../../diagnostics/report';
import { text } from '../../diagnostics/text';
import { isMap } from '../../schema/is-map';
import { knownItems } from '../known-items';
import type { ServerlessCompute } from './serverless-limits';
import { capabilityFault, withoutPrivileges } from './serverless-limits';

/** Adds what managers ask for by chart values, and cannot have on the serverless compute that they run on. */
export function checkServerlessManagers(values: ChartValues, compute: ServerlessCompute, errors: FaultList): void {
  objects(values.volumes).forEach(({ hostPath }, index) => {
    if (isMap(hostPath)) {
      errors.add(
        `chartValues.volumes[${index}].hostPath`,
        text`cannot be mounted on ${compute.name}, where the managers run and no nodes of yours are; use emptyDir${compute.orNodes}`,
      );
    }
  });
  const contexts: Readonly<Record<string, unknown>> = {
    securityContext: values.securityContext,
    podSecurityContext: values.podSecurityContext,
    ...Object.fromEntries(
      objects(values.extraContainers).map(({ securityContext }, index) => [
        `extraContainers[${index}].securityContext`,
        securityContext,
      ]),
    ),
  };
  for (const [path, context] of Object.entries(contexts)) {
    if (isMap(context)) {
      checkSecurityContext(context, compute, errors, `chartValues.${path}`);
    }
  }
}

function checkSecurityContext(context: JsonObject, compute: ServerlessCompute, errors: FaultList, at: string): void {
  if (context.privileged === true) {
    errors.add(`${at}.privileged`, text`is true, ${withoutPrivileges(compute)}; leave it out${compute.orNodes}`);
  }
  const { capabilities } = context;
  knownItems(isMap(capabilities) ? (capabilities.add as readonly unknown[]) : []).forEach((capability, index) => {
    const fault = capabilityFault(capability, compute);
    if (fault !== undefined) {
      errors.add(`${at}.capabilities.add[${index}]`, text`is ${fault}`);
    }
  });
}

/** The objects of a list, each in its place; none for a list that only the deployment knows. */
function objects(list: unknown): readonly JsonObject[] {
  return knownItems(list as readonly unknown[] | undefined).map((item) => (isMap(item) ? item : {}));
}
