import { parseQuantity } from '../config/quantity';
import type { Place, Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import type { Step } from '../model/origin';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { ECI_FREE_GIB, ECI_MAX_GIB } from '../placement/eci-storage';
import type { BilledAs } from '../placement/pod-placement';
import type { RunnerModel } from '../runner/compose-runner';
import type { PodSize } from '../runner/sizes/billed-size';
import {
  ACS_WITHOUT_TICKET,
  billedSize,
  largestAmount,
  largestSize,
  nextSmallerSize,
} from '../runner/sizes/billed-size';
import type { Amount, AmountName, Total } from './amounts';
import { AMOUNTS, amountsOf, inUnits, managerAmounts, mostOf, rounded, shownAmount, totalLimit } from './amounts';
import { forEachCompute } from './compute';
import { ruleSet } from './rule-set';

/** Rounding up by less than this share goes without saying. */
const NOTICEABLE = 1.25;

const ECI_EXTRA_STORAGE = 'k8s.aliyun.com/eci-extra-ephemeral-storage';
const BUILD_AND_HELPER = 'build and helper container together';
const BY_TICKET = `more than ${shownSize(ACS_WITHOUT_TICKET)} must be allowed for the account by ticket`;

type Rules = Readonly<Record<'pod-above-maximum' | 'acs-size-needs-ticket' | 'job-size-rounded', Rule>>;

/** What ECI and ACS make of the sizes of pods. They bill by what containers may use, and not by what these ask for. */
export const billedSizes = ruleSet(
  'Sizes of pods on ECI and ACS',
  {
    'pod-above-maximum': {
      severity: 'error',
      title: 'Jobs or managers may use more than any pod of ECI or ACS has',
      reason: 'No such pod is created: jobs wait until they fail, and managers never start.',
      remedy: 'Ask for less, mount a volume in place of ephemeral storage, or use nodes.',
    },
    'acs-size-needs-ticket': {
      severity: 'warning',
      title: 'Jobs or managers may use more than ACS gives to every account',
      reason: 'ACS refuses the pods until Alibaba Cloud has raised the limit of the account.',
      remedy: 'Have the limit raised by a ticket, or ask for less.',
    },
    'job-size-rounded': {
      severity: 'warning',
      title: 'Jobs are billed for noticeably more than they may use',
      reason: 'ECI and ACS round the containers of a pod together up to the next size that they have.',
      remedy: 'Have build and helper container add up to a size that exists, for instance by `jobs.size`.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings, values } = model;
    forEachCompute(model, 'jobs', report, ({ billedAs = [] }, found) => {
      checkJobs(rules, settings, billedAs, found);
      for (const name of AMOUNTS) {
        const service = mostOf(amountsOf(settings, 'service', name));
        checkAmount(rules, service, 'each service container', billedAs, found);
      }
      checkAmount(rules, totalLimit(settings, 'ephemeralStorage'), BUILD_AND_HELPER, billedAs, found);
    });
    forEachCompute(model, 'managers', report, ({ billedAs = [] }, found) =>
      AMOUNTS.forEach((name) => checkAmount(rules, mostOf(managerAmounts(values, name)), 'a manager', billedAs, found)),
    );
    checkExtraStorage(rules, settings, report);
  },
);

function checkJobs(rules: Rules, settings: Settings, billedAs: readonly BilledAs[], report: Report): void {
  const [cpu, memory] = [totalLimit(settings, 'cpu'), totalLimit(settings, 'memory')];
  if (isWhole(cpu) && isWhole(memory)) {
    billedAs.forEach((table) => checkSize(rules, cpu, memory, table, report));
  } else {
    // What is known of one is enough to see that it is too much, whatever the rest comes to.
    [cpu, memory].forEach((total) => checkAmount(rules, total, BUILD_AND_HELPER, billedAs, report));
  }
}

function isWhole(total: Total | undefined): total is Total {
  return total !== undefined && total.isBuildSized && total.isExact && total.nanos > 0n;
}

function checkSize(rules: Rules, cpu: Total, memory: Total, table: BilledAs, report: Report): void {
  const needed = { vCpus: inUnits(cpu.nanos, 'cpu'), memoryGiB: inUnits(memory.nanos, 'memory') };
  const billed = billedSize(needed, table);
  const place = placeOfSize(cpu, memory);
  const asked = `${BUILD_AND_HELPER} may use ${shownSize(needed)}`;
  if (billed === undefined) {
    report.add(rules['pod-above-maximum'], place, `${asked}; ${largestText('cpu', table)}`);
    return;
  }
  if (table === 'ACS' && exceeds(billed, ACS_WITHOUT_TICKET)) {
    report.add(rules['acs-size-needs-ticket'], place, `${asked}; ${BY_TICKET}`);
  }
  if (billed.vCpus >= needed.vCpus * NOTICEABLE || billed.memoryGiB >= needed.memoryGiB * NOTICEABLE) {
    const smaller = nextSmallerSize(needed, table);
    // In between, some regions have sizes that the table does not.
    const where = table === 'ECI' ? ' in most regions' : '';
    const remedy = smaller ? `Have them add up to ${shownSize(smaller)}, or use what is billed` : 'Use what is billed';
    report.add(
      rules['job-size-rounded'],
      place,
      `${asked}, which ${table} rounds up to ${shownSize(billed)}${where} and bills so. ${remedy}`,
    );
  }
}

/** Checks a single amount: no pod may have as much, whatever the others come to, or ACS does not give it to everyone. */
function checkAmount(
  rules: Rules,
  amount: Amount | Total | undefined,
  who: string,
  billedAs: readonly BilledAs[],
  report: Report,
): void {
  if (amount?.nanos === undefined) {
    return;
  }
  const { name, nanos, origin, isCertain } = amount;
  const sum = inUnits(nanos, name);
  const asked = `${who} may use ${shownAmount(amount)}`;
  for (const table of billedAs) {
    if (sum > largestAmount(name, table)) {
      report.add(rules['pod-above-maximum'], placeOf(origin, isCertain), `${asked}; ${insteadOfMore(name, table)}`);
    } else if (table === 'ACS' && sum > withoutTicket(name)) {
      report.add(rules['acs-size-needs-ticket'], placeOf(origin, isCertain), `${asked}; ${BY_TICKET}`);
    }
  }
}

/** Of this and what the containers ask for, the larger holds. A placement judges what its own option adds. */
function checkExtraStorage(rules: Rules, settings: Settings, report: Report): void {
  const annotation = ['runners', 'kubernetes', 'podAnnotations', ECI_EXTRA_STORAGE];
  for (const { value, origin, isCertain } of settings.possible(annotation)) {
    const nanos = typeof value === 'string' && isOverride(origin) ? parseQuantity(value) : undefined;
    if (nanos !== undefined && ECI_FREE_GIB + inUnits(nanos, 'ephemeralStorage') > ECI_MAX_GIB) {
      report.add(
        rules['pod-above-maximum'],
        placeOf(origin, isCertain),
        `adds ${shown(value)} to the ${ECI_FREE_GIB} GiB that come free; ${insteadOfMore('ephemeralStorage', 'ECI')}`,
      );
    }
  }
}

/** What the user has laid over is where to mend it; otherwise the option that both come from. */
function placeOfSize(cpu: Total, memory: Total): Place {
  const isCertain = cpu.isCertain && memory.isCertain;
  const override = [cpu, memory].find(({ origin }) => isOverride(origin));
  const path = commonPath(cpu.origin.path, memory.origin.path);
  return placeOf(override?.origin ?? { ...cpu.origin, path }, isCertain);
}

function commonPath(a: readonly Step[], b: readonly Step[]): readonly Step[] {
  const end = a.findIndex((step, index) => step !== b[index]);
  return end === -1 ? a : a.slice(0, end);
}

/** What is said of more than there is. */
function insteadOfMore(name: AmountName, table: BilledAs): string {
  return `${largestText(name, table)}${name === 'ephemeralStorage' ? ', so mount a volume for more' : ''}`;
}

/** The most that pods have. */
export function largestText(name: AmountName, table: BilledAs): string {
  return name === 'ephemeralStorage'
    ? `${table} has at most ${largestAmount(name, table)} GiB`
    : `the largest pod of ${table} has ${shownSize(largestSize(table))}`;
}

function shownSize({ vCpus, memoryGiB }: PodSize): string {
  return `${rounded(vCpus)} ${vCpus === 1 ? 'vCPU' : 'vCPUs'} and ${rounded(memoryGiB)} GiB`;
}

function exceeds(size: PodSize, limit: PodSize): boolean {
  return size.vCpus > limit.vCpus || size.memoryGiB > limit.memoryGiB;
}

function withoutTicket(name: AmountName): number {
  const { vCpus, memoryGiB } = ACS_WITHOUT_TICKET;
  return { cpu: vCpus, memory: memoryGiB, ephemeralStorage: Infinity }[name];
}
