export { checkConfig, checkTomlTable, type IsUnresolved } from './check-config';
export { HelmTemplate } from './helm-template';
export { NEWEST_RUNNER, OLDEST_RUNNER } from './key-table.generated';
export { renderToml, type RenderOptions } from './render-toml';
export type * from './runner-config.generated';
export { toTomlTable, type TomlTable } from './toml-table';
