/** Tags of cloud resources, one map for every resource type. */
export type Tags = Readonly<Record<string, string>>;

/** Most ROS types take tags as a list; OSS takes the map. An empty list is refused by some, so it is left out. */
export function tagList(tags: Tags = {}): { key: string; value: string }[] | undefined {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return list.length === 0 ? undefined : list;
}
