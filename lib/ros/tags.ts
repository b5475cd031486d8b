import { checkNoSecrets } from '../diagnostics/check-secrets';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';
import { isUnresolved, known } from './tokens';

/** Tags of cloud resources, one map for every resource type. */
export type Tags = Readonly<Record<string, string>>;

/** Most ROS types take tags as a list; OSS takes the map. An empty list is refused by some, so it is left out. */
export function tagList(tags: Tags = {}): { key: string; value: string }[] | undefined {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return list.length === 0 ? undefined : list;
}

/** How many tags one resource takes, and how many characters their keys and values have at most. */
export interface TagLimits {
  readonly count: number;
  readonly key: number;
  readonly value: number;
}

/** The limits of VPCs, vSwitches, ECS instances and clusters. */
const TAG_LIMITS: TagLimits = { count: 20, key: 128, value: 128 };

/** Beginnings of keys that Alibaba Cloud keeps for itself. */
const RESERVED = /^(aliyun|acs:)/i;

/**
 * Reports what is wrong with tags; `at` is their path in the props.
 *
 * @see https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-createvpc
 */
export function checkTags(tags: Tags | undefined, report: Report, at = 'tags', limits = TAG_LIMITS): void {
  if (tags === undefined) {
    return;
  }
  if (isUnresolved(tags)) {
    report.add(
      rosRules['tags-deploy-time'],
      at,
      'is one deploy-time value; give a map of single tags, whose values may be deploy-time values',
    );
    return;
  }
  const count = Object.keys(tags).length;
  if (count > limits.count) {
    report.add(rosRules['tag-count'], at, `has ${count} tags; a resource takes at most ${limits.count}`);
  }
  for (const [key, value] of Object.entries(tags)) {
    checkTag(known(key), value, report, `${at}[${shown(key)}]`, limits);
  }
}

/** One problem for each tag: what is wrong with its key says enough. */
function checkTag(key: string | undefined, value: unknown, report: Report, at: string, limits: TagLimits): void {
  const keyProblem = key === undefined ? undefined : keyFault(key, limits.key);
  const valueProblem = isUnresolved(value) ? undefined : valueFault(value, limits.value);
  if (checkNoSecrets(`${key ?? ''}=${String(value)}`, at, report)) {
    return;
  }
  if (keyProblem !== undefined) {
    report.add(rosRules['tag-key'], at, keyProblem);
  } else if (valueProblem !== undefined) {
    report.add(rosRules['tag-value'], at, valueProblem);
  }
}

function keyFault(key: string, longest: number): string | undefined {
  if (key === '') {
    return 'has an empty key; give the tag a name';
  }
  if (key.length > longest) {
    return `has a key of ${key.length} characters; allowed are at most ${longest}`;
  }
  if (RESERVED.test(key)) {
    return 'has a key that begins with "aliyun" or "acs:", which Alibaba Cloud keeps for itself; take another name';
  }
  return holdsUrl(key) ? 'has a key with a URL in it; a tag holds neither http:// nor https://' : undefined;
}

function valueFault(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') {
    return `is ${shown(value)}; allowed is a string, so put it in quotes`;
  }
  if (value.length > longest) {
    return `has a value of ${value.length} characters; allowed are at most ${longest}`;
  }
  return holdsUrl(value) ? 'has a value with a URL in it; a tag holds neither http:// nor https://' : undefined;
}

function holdsUrl(text: string): boolean {
  return /https?:\/\//.test(text);
}
