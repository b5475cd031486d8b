import table from '../../spec/permissions.json';

/** What ROS does with a resource, by the caller's permissions. */
export type Operation = 'create' | 'describe' | 'update' | 'delete';

/** Actions that ROS needs for an operation on resources of one type. */
export interface Permission {
  readonly for: Operation;
  readonly actions: readonly string[];
  /** Resources in RAM's notation; `{Property}` stands for the value of a property. */
  readonly resources: readonly string[];
  /** The permission is needed only if the resource has this property, and not as `false`. */
  readonly ifProperty?: string;
  /** Key of the source that names these actions for this type. */
  readonly confirmedBy?: string;
  /** Key of the source that the actions are known from; that ROS calls them for this type is inferred. */
  readonly inferredFrom?: string;
}

/** A role by which a service acts in the account. It must have been authorized once. */
export interface ServiceRole {
  readonly role: string;
  readonly ifProperty?: string;
  /** The role is needed only if the properties of the resource hold this text. */
  readonly ifMentions?: string;
  readonly source: string;
}

export interface TypePermissions {
  readonly note?: string;
  readonly permissions: readonly Permission[];
  readonly serviceRoles?: readonly ServiceRole[];
}

export interface PermissionTable {
  readonly sources: Readonly<Record<string, string>>;
  /** What every stack needs. */
  readonly stack: readonly Permission[];
  /** By ROS resource type, or by the type of a parameter that ROS reads from another service. */
  readonly types: Readonly<Record<string, TypePermissions>>;
}

/** What is known of the permissions behind the resource types of this library. */
export const PERMISSION_TABLE = table as PermissionTable;
