import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import type { RosManagedKubernetesCluster } from '../ros/cs.generated';
import { known, tokenText } from '../ros/tokens';
import { clusterRules } from './cluster-rules';

/** An add-on by its name. */
export interface AddonSpec {
  /** Name in the add-on list of the console, for instance `csi-plugin`. */
  readonly name: string;
  /**
   * Version. It cannot be changed here later; upgrade in the console.
   *
   * @default - the newest that suits the cluster
   */
  readonly version?: string;
  /**
   * Configuration, in the add-on's own keys. Deploy-time numbers and booleans become strings in it.
   *
   * @default - the add-on's defaults
   */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** An add-on of a new cluster. */
export interface ClusterAddon extends AddonSpec {
  /**
   * True keeps an add-on away that the platform installs by itself.
   *
   * @default false
   */
  readonly disabled?: boolean;
}

/** Reports what is wrong with the add-ons that the user lists; `at` is the path of the list in the props. */
export function checkAddons(addons: readonly ClusterAddon[], report: Report, at: string): void {
  const names = addons.map(({ name }) => name);
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    if (checkAddonName(name, report, `${at}[${index}].name`) && first < index) {
      report.add(
        clusterRules['addon-list'],
        `${at}[${index}].name`,
        `is ${shown(name)}, as that of ${at}[${first}]; list each add-on once`,
      );
    }
  });
}

/** Reports a name that is none, and returns whether it is one. */
export function checkAddonName(name: string, report: Report, at: string): boolean {
  const isName = known(name)?.trim() !== '';
  if (!isName) {
    report.add(clusterRules['addon-list'], at, 'is empty; give the name of the add-on, as the console lists it');
  }
  return isName;
}

/** Add-ons that give pods their addresses. A cluster has one such plug-in. */
const NETWORK_PLUGINS = /^(flannel|terway(-[a-z]+)*)$/;

/** Reports the add-ons that are another network plug-in than that of the cluster, whose own can be replaced. */
export function checkNetworkAddons(
  addons: readonly ClusterAddon[],
  own: readonly { readonly name: unknown }[] | IResolvable,
  report: Report,
  at: string,
): void {
  const ownNames = Array.isArray(own) ? own.map(({ name }) => name as string) : undefined;
  addons.forEach(({ name, disabled }, index) => {
    if (ownNames?.includes(name) === false && disabled !== true && NETWORK_PLUGINS.test(name)) {
      report.add(
        clusterRules['addon-network-plugin'],
        `${at}[${index}].name`,
        `is ${shown(name)}, and the network plug-in of the cluster is ${ownNames.join(' with ')}; choose it by networkPlugin`,
      );
    }
  });
}

/** The L1 form: ROS takes the configuration as a JSON string. */
export function addonProperty(addon: ClusterAddon) {
  return {
    name: addon.name,
    version: addon.version,
    config: addon.config && JSON.stringify(addon.config, textForToken),
    disabled: addon.disabled,
  };
}

/** Reads the value from its holder: the one that is passed has been through the `toJSON` of deploy-time values. */
function textForToken(this: Record<string, unknown>, key: string, value: unknown): unknown {
  return tokenText(this[key]) ?? value;
}

/** Add-ons as the template spells them: the L1 does so for lists, but does not look into ROS functions. */
export function addonsInFunction(
  addons: RosManagedKubernetesCluster.AddonsProperty[] | IResolvable,
): object[] | IResolvable {
  return Array.isArray(addons)
    ? addons.map(({ name, version, config, disabled }) => ({
        Name: name,
        Version: version,
        Config: config,
        Disabled: disabled,
      }))
    : addons;
}

/** Later add-ons replace earlier ones of the same name. */
export function mergeAddons<T extends { readonly name: unknown }>(...lists: (readonly T[])[]): T[] {
  const byName = new Map(lists.flat().map((addon) => [addon.name, addon]));
  return [...byName.values()];
}
