/** Tags of cloud resources, one map for every resource type. */
export type Tags = Readonly<Record<string, string>>;

/** Most ROS types take tags as a list; OSS takes the map. */
export function tagList(tags: Tags | undefined): { key: string; value: string }[] | undefined {
  return tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
}
