import { isMap } from '../diagnostics/is-map';
import { parseQuantity } from '../config/quantity';
import type { Step } from '../model/origin';
import { valueAt } from './field-path';

/** Admission objects to a pod as a whole. The words of some of it tell the field. */
const FIELDS: readonly (readonly [
  words: RegExp,
  field: (words: RegExpExecArray, pod: object) => Step[] | undefined,
])[] = [
  [/no PriorityClass with name/, () => ['spec', 'priorityClassName']],
  [/RuntimeClass ".*" not found/, () => ['spec', 'runtimeClassName']],
  [/error looking up service account/, () => ['spec', 'serviceAccountName']],
  [
    // LimitRanger: "maximum memory usage per Container is 4Gi, but limit is 8Gi".
    /(?:maximum|minimum) ([\w.-]+) usage per Container is .+, but (limit|request) is (.+?)\.?$/,
    ([, resource = '', kind, amount = ''], pod) => fieldOfAmount(pod, `${kind}s`, resource, amount),
  ],
  // PodSecurity names what must not be set before what must.
  [
    /violates PodSecurity .*: privileged \((?:pod or )?containers? "([^"]+)"/,
    ([, container], pod) => {
      const index = containersOf(pod).findIndex((one) => isMap(one) && one.name === container);
      return ['spec', 'containers', index, 'securityContext', 'privileged'];
    },
  ],
];

/** The field of a pod that admission means; undefined where its words do not tell. */
export function fieldOfObjection(message: string, pod: object): readonly Step[] | undefined {
  for (const [words, field] of FIELDS) {
    const found = words.exec(message);
    if (found !== null) {
      return field(found, pod);
    }
  }
  return undefined;
}

/** The amount of a container that is meant, since messages name the amount only. */
function fieldOfAmount(pod: object, kind: string, resource: string, amount: string): Step[] | undefined {
  const meant = parseQuantity(amount);
  const isMeant = (container: unknown) => {
    const own = valueAt(container, ['resources', kind, resource]);
    return typeof own === 'string' && parseQuantity(own) === meant;
  };
  const index = containersOf(pod).findIndex(isMeant);
  return index < 0 ? undefined : ['spec', 'containers', index, 'resources', kind, resource];
}

function containersOf(pod: object): readonly unknown[] {
  const containers = valueAt(pod, ['spec', 'containers']);
  return Array.isArray(containers) ? containers : [];
}
