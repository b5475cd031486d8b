/** How the calls that messages name are written in gitlab-runner.yaml. */
const WORDS: readonly (readonly [call: RegExp, yaml: string])[] = [
  [/\b(?:ManagerScaling|JobPlacement|ImageBuilds)\.(\w+)\(\)/g, '{ $1: {} }'],
  [/\b(?:ManagerScaling|JobPlacement|ImageBuilds)\.(\w+)\(([^)]+)\)/g, '{ $1: $2 }'],
  [/\bMonitoring\.none\(\)/g, 'enabled: false'],
  [/\bCache\.none\(\)/g, 'cache: { enabled: false }'],
  [/\bRunnerToken\.fromParameter\(\.\.\.\)/g, '{ parameter: ... }'],
  [/\bRunnerToken\.fromExistingSecret\(\.\.\.\)/g, '{ existingSecret: ... }'],
  [/\bCacheCredentials\.fromExistingSecret\(\.\.\.\)/g, '{ existingSecret: ... }'],
];

/** A message of the constructs in the words of the file. */
export function inYamlWords(message: string): string {
  return WORDS.reduce((text, [call, yaml]) => text.replace(call, yaml), message);
}
