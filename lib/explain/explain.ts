import { Stack } from '@alicloud/ros-cdk-core';
import { HelmTemplate } from '../config/helm-template';
import { keysOf } from '../config/key-table';
import { ROOT_SECTION } from '../schema/generated/config-toml.generated';
import { findSecrets, redacted, withoutSecrets } from '../diagnostics/secrets';
import type { GitLabRunner } from '../gitlab-runner';
import type { Origin, Step } from '../model/origin';
import { pathText } from '../model/origin';
import type { Node, Leaf } from '../model/tree';
import { Choice, Items, plain, Table } from '../model/tree';
import { isUnresolved } from '../ros/tokens';

/** Where a value comes from. */
export interface ExplainedOrigin {
  /**
   * What says so: the library by itself (`default`), an option of the runner (`option`), or one of the overrides:
   * `config`, `chartValues`, or `text` for the text of `chartValues.runners.config`.
   */
  readonly layer: Origin['layer'];
  /**
   * Path of what says so in the options of the runner, for instance `jobs.resources.memory`. Of a default, the path of
   * what would say otherwise.
   *
   * @default - nothing would
   */
  readonly path?: string;
  /**
   * Line in the text, from 1.
   *
   * @default - the value does not come from a text
   */
  readonly line?: number;
  /**
   * Why the library says so.
   *
   * @default - it does not say so by itself
   */
  readonly reason?: string;
}

/** A value that another one takes the place of. */
export interface ReplacedValue {
  /** The value. */
  readonly value: unknown;
  /** Where it came from. */
  readonly origin: ExplainedOrigin;
}

/** A value of the configuration or of the chart, and where it comes from. */
export interface ExplainedValue {
  /** Keys and numbers of items from the root: those of config.toml, or of the chart values. */
  readonly path: (string | number)[];
  /** The value. What only the deployment knows is the function of ROS that stands for it, such as `{ Ref: 'Tag' }`. */
  readonly value: unknown;
  /** Where the value comes from. */
  readonly origin: ExplainedOrigin;
  /**
   * The values that it takes the place of, the last first.
   *
   * @default - none
   */
  readonly insteadOf?: ReplacedValue[];
  /**
   * Whether the deployment decides if the value is there at all.
   *
   * @default false
   */
  readonly isPossible?: boolean;
}

/** What a runner comes to, value by value. */
export interface Explanation {
  /** The settings of config.toml, in the order in which they are written. */
  readonly configToml: ExplainedValue[];
  /** The values of the chart, but for the text of config.toml. */
  readonly chartValues: ExplainedValue[];
}

/** Tells of every value of a runner's config.toml and of its chart values where it comes from. */
export function explain(runner: GitLabRunner): Explanation {
  const { settings, values } = runner._model;
  const explainRoot = (root: Node | undefined, section?: string) => {
    const secrets = new Set(findSecrets(plain(root)).map(({ at }) => at));
    return new Walk((value) => Stack.of(runner).resolve(value) as unknown, secrets).values(root, section);
  };
  return {
    configToml: explainRoot(settings.root, ROOT_SECTION),
    chartValues: explainRoot(values.root).filter(
      ({ path: [first, second] }) => !(first === 'runners' && ['config', 'configOverride'].includes(`${second}`)),
    ),
  };
}

class Walk {
  /** @param secrets the places at which there are secrets */
  constructor(
    private readonly resolve: (value: unknown) => unknown,
    private readonly secrets: ReadonlySet<string>,
  ) {}

  /**
   * @param section the section of config.toml that the node is; without one, keys stay as they are
   * @param at the path of the node in the spelling of the properties
   */
  values(node: Node | undefined, section?: string, path: Step[] = [], isPossible = false, at = ''): ExplainedValue[] {
    if (node instanceof Choice) {
      return [node.whenTrue, node.whenFalse].flatMap((side) => this.values(side, section, path, true, at));
    }
    if (node instanceof Table && node.entries.size > 0) {
      return this.entries(node, section, path, isPossible || node.origin.isConditional === true, at);
    }
    if (node instanceof Items && node.items.some((item) => item instanceof Table)) {
      return node.items.flatMap((item, index) =>
        this.values(item, section, [...path, index], isPossible, `${at}[${index}]`),
      );
    }
    return node === undefined
      ? []
      : this.leaf(node, path, isPossible || node.origin.isConditional === true, this.secrets.has(at));
  }

  private entries(
    { entries }: Table,
    section: string | undefined,
    path: Step[],
    isPossible: boolean,
    at: string,
  ): ExplainedValue[] {
    const known = section === undefined ? [] : keysOf(section);
    const rank = (name: string) => known.findIndex(({ property }) => property === name);
    const names = [...entries.keys()];
    if (section !== undefined) {
      const last = known.length;
      names.sort((a, b) => (rank(a) < 0 ? last : rank(a)) - (rank(b) < 0 ? last : rank(b)) || (a < b ? -1 : 1));
    }
    const explained = names.map((name) => {
      const entry = known[rank(name)];
      const inner = section === undefined ? undefined : (entry?.of ?? '');
      const place = at === '' ? name : `${at}.${name}`;
      return this.values(entries.get(name), inner, [...path, entry?.key ?? redacted(name)], isPossible, place);
    });
    // TOML has the values of a table before the tables in it.
    const isTable = ([first]: readonly ExplainedValue[]) => first !== undefined && first.path.length > path.length + 1;
    return section === undefined
      ? explained.flat()
      : [...explained.filter((values) => !isTable(values)), ...explained.filter(isTable)].flat();
  }

  private leaf(node: Leaf | Table | Items, path: Step[], isPossible: boolean, isSecret: boolean): ExplainedValue[] {
    const value = this.shown(node, isSecret);
    if (value === undefined) {
      return [];
    }
    const under = this.under(node, isSecret);
    return [
      {
        path,
        value,
        origin: explained(node.origin),
        ...(under.length > 0 && { insteadOf: under }),
        ...(isPossible && { isPossible }),
      },
    ];
  }

  private under({ under }: Leaf | Table | Items, isSecret: boolean): { value: unknown; origin: ExplainedOrigin }[] {
    if (under === undefined || under instanceof Choice) {
      return [];
    }
    const value = this.shown(under, isSecret);
    return [
      ...(value === undefined ? [] : [{ value, origin: explained(under.origin) }]),
      ...this.under(under, isSecret),
    ];
  }

  /** @param isSecret whether there is a secret at the place, which what stands around it may tell alone */
  private shown(node: Node, isSecret: boolean): unknown {
    const value = plain(node);
    if (typeof value === 'symbol') {
      return '(filled in by Helm)';
    }
    if (value instanceof HelmTemplate) {
      return redacted(value.text);
    }
    const resolved = isUnresolved(value) || typeof value === 'object' ? this.resolve(value) : value;
    const safe = withoutSecrets(resolved);
    return isSecret && safe === resolved ? '(a secret)' : safe;
  }
}

function explained({ layer, path, within, line, reason }: Origin): ExplainedOrigin {
  const place = pathText(path) + (within === undefined ? '' : `, ${pathText(within)}`);
  return {
    layer,
    ...(place !== '' && { path: redacted(place) }),
    ...(line !== undefined && { line }),
    ...(reason !== undefined && { reason }),
  };
}
