export { NEWEST_RUNNER, OLDEST_RUNNER } from '../schema/generated/config-toml.generated';
export { checkConfig, checkTomlTable, type CheckConfigOptions } from './check-config';
export { HelmTemplate } from './helm-template';
export { renderToml, type RenderOptions } from './render-toml';
export type * from './runner-config.generated';
export { toTomlTable, type TomlTable } from './toml-table';
