import type { IConstruct } from '@alicloud/ros-cdk-core';
import { RosElement, Stack } from '@alicloud/ros-cdk-core';
import type { GitLabRunner } from '../gitlab-runner';
import type { Step } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { below } from '../schema/path';
import type { OpenedStack } from '../stack/synthesize-file';

/** Where the user has said a value. */
export interface UserPlace {
  /** Path in the file. */
  readonly at: string;
  /** The line inside the text at the path, for text that has lines of its own. */
  readonly line?: number;
  /** Why the library says so, where the user does not. */
  readonly reason?: string;
}

/** What an object belongs to: a runner, the stack, or a resource of a template. */
export interface Owner {
  readonly place: UserPlace;
  /** The place of a chart value. */
  readonly placeOfValue: (path: readonly Step[]) => UserPlace;
  /** The construct whose acknowledgements hold. */
  readonly construct?: IConstruct;
  /** The runner, where it is one. */
  readonly runner?: GitLabRunner;
  /** The place of a setting of config.toml. */
  readonly placeOfSetting: (path: readonly Step[]) => UserPlace;
}

/** Tells the owners of the resources of a configuration file. */
export function ownersInFile(opened: OpenedStack): (resource: string) => Owner {
  const runners = Object.entries(opened.stack.runners).map(([name, runner]) => ({
    owner: ownerOfRunner(opened, name, runner),
    resources: logicalIds(runner),
  }));
  const place = { at: '' };
  const stack: Owner = { place, placeOfValue: () => place, placeOfSetting: () => place, construct: opened.stack };
  return (resource) => runners.find(({ resources }) => resources.has(resource))?.owner ?? stack;
}

/** The owner of a resource of a template, of which no more is known. */
export function ownerInTemplate(resource: string): Owner {
  const place = { at: `Resources.${resource}` };
  return { place, placeOfValue: () => place, placeOfSetting: () => place };
}

function ownerOfRunner({ file }: OpenedStack, name: string, runner: GitLabRunner): Owner {
  const section = below('runners', name);
  const place = { at: section };
  const { values, settings } = runner._model;
  const placeIn =
    (tree: Settings) =>
    (path: readonly Step[]): UserPlace => {
      const origin = closestOrigin(tree, path);
      if (origin === undefined || origin.path.length === 0) {
        return place;
      }
      const { at, line } = placeOf(origin);
      // The cache stands beside the runners.
      const isBeside = file.lineOf(`${section}.${at}`) === undefined && file.lineOf(at) !== undefined;
      return { at: isBeside ? at : `${section}.${at}`, line, reason: origin.reason };
    };
  return { place, placeOfValue: placeIn(values), placeOfSetting: placeIn(settings), construct: runner, runner };
}

/** The origin of the value at a path, or of the closest one around it. */
function closestOrigin(tree: Settings, path: readonly Step[]) {
  const found = path.map((_, index) => tree.origin(path.slice(0, path.length - index)));
  return found.find((origin) => origin !== undefined);
}

function logicalIds(construct: IConstruct): Set<string> {
  const elements = construct.node.findAll().filter((one) => RosElement.isRosElement(one));
  return new Set(elements.map((one) => Stack.of(one).resolve(one.logicalId) as string));
}
