import { isMap } from '../diagnostics/is-map';
import type { Note, Outcome } from './note';
import type { Plain } from './paths';

/** What the parameters of the Compute Nest service come to, beside the values of the chart. */
export interface ComputeNestParameters {
  readonly cluster: Plain;
  readonly network?: Plain;
  /** The values of the chart, as the parameter `ChartValues` has them: a map, or its text. */
  readonly chartValues: unknown;
  readonly notes: readonly Note[];
}

/** The chart that the service releases. */
export const SERVICE_CHART = '0.71.0';

const CHARGED_IN_ADVANCE = 'PrePaid';
const NODES = 3;

/**
 * The parameters of the service in a document: a map of them, or the answer of ROS or Compute Nest that has them as
 * `Parameters`. Undefined where they are none.
 */
export function findParameters(document: unknown): ComputeNestParameters | undefined {
  const parameters = parametersIn(document);
  if (parameters === undefined || !('CsOption' in parameters) || !('ChartValues' in parameters)) {
    return undefined;
  }
  const notes: Note[] = [];
  const note = (outcome: Outcome, at: string, message: string) => notes.push({ outcome, at, message });
  const cluster = clusterOf(parameters, note);
  const isNew = parameters.CsOption !== 'ExistCs';
  if (parameters.Namespace !== undefined) {
    note('dropped', 'Namespace', 'has no effect in the service, whose namespace is the name of the stack');
  }
  return {
    cluster,
    network: isNew ? networkOf(parameters, note) : undefined,
    chartValues: parameters.ChartValues,
    notes,
  };
}

function parametersIn(document: unknown): Plain | undefined {
  if (!isMap(document)) {
    return undefined;
  }
  const { Parameters: given } = document as Plain;
  const read = typeof given === 'string' ? parsed(given) : given;
  if (Array.isArray(read)) {
    const entries = read.filter(isMap).map(({ ParameterKey, ParameterValue }: Plain) => [ParameterKey, ParameterValue]);
    return Object.fromEntries(entries) as Plain;
  }
  return isMap(read) ? read : document;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type AddNote = (outcome: Outcome, at: string, message: string) => void;

function clusterOf(parameters: Plain, note: AddNote): Plain {
  const { CsOption, ClusterId, ServiceCidr: serviceCidr } = parameters;
  note('kept', 'CsOption', `is cluster.${{ NewAck: 'ack', NewAcs: 'acs' }[CsOption as string] ?? 'existing'}`);
  if (CsOption === 'NewAck') {
    return {
      ack: given({ serviceCidr, networkPlugin: podNetwork(parameters), nodePool: nodePoolOf(parameters, note) }),
    };
  }
  return CsOption === 'NewAcs' ? { acs: given({ serviceCidr }) } : { existing: given({ clusterId: ClusterId }) };
}

function podNetwork({ PodCidr }: Plain): Plain | undefined {
  return isSaid(PodCidr) ? { flannel: { podCidr: PodCidr } } : undefined;
}

function nodePoolOf(parameters: Plain, note: AddNote): Plain {
  const { WorkerInstanceType, WorkerSystemDiskCategory, WorkerSystemDiskSize, LoginPassword } = parameters;
  if (isSaid(LoginPassword)) {
    note('changed', 'LoginPassword', 'is not copied; the stack asks for the password of the nodes when it is deployed');
  }
  return given({
    instanceTypes: isSaid(WorkerInstanceType) ? [WorkerInstanceType] : undefined,
    desiredSize: NODES,
    systemDiskCategory: WorkerSystemDiskCategory,
    systemDiskSizeGiB: numberOf(WorkerSystemDiskSize),
    billing: parameters.PayType === CHARGED_IN_ADVANCE ? { subscription: periodOf(parameters) } : undefined,
    login: isSaid(LoginPassword) ? { passwordParameter: true } : undefined,
  });
}

function periodOf({ PayPeriod, PayPeriodUnit }: Plain): Plain {
  return given({ period: numberOf(PayPeriod), periodUnit: PayPeriodUnit });
}

function networkOf(parameters: Plain, note: AddNote): Plain {
  const { VpcOption, VpcId, VSwitchId, ZoneId, VpcCidrBlock, VSwitchCidrBlock } = parameters;
  const isExisting = VpcOption === 'ExistingVPC';
  note('kept', 'VpcOption', `is network.${isExisting ? 'existing' : 'new'}`);
  return isExisting
    ? { existing: given({ vpcId: VpcId, vSwitchIds: [VSwitchId], zoneIds: isSaid(ZoneId) ? [ZoneId] : undefined }) }
    : {
        new: given({
          zones: isSaid(ZoneId) ? [ZoneId] : undefined,
          cidrBlock: VpcCidrBlock,
          vSwitchCidrBlocks: isSaid(VSwitchCidrBlock) ? [VSwitchCidrBlock] : undefined,
        }),
      };
}

/** ROS tells numbers as texts. */
function numberOf(value: unknown): number | undefined {
  return isSaid(value) ? Number(value) : undefined;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function given(map: Plain): Plain {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => isSaid(value)));
}
