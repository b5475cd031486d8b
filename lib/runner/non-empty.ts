/** A copy of the map, or undefined when there is nothing in it: an empty table would only add noise. */
export function nonEmpty(map: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return map !== undefined && Object.keys(map).length > 0 ? { ...map } : undefined;
}
