// What tests of users need; of no test runner.
import '../ros/manifest-schema';

export { evaluate } from './evaluate';
export type { EvaluatedTemplate, Scenario } from './evaluate';
export { findHelm } from './helm';
export type { RenderedMetadata, RenderedObject } from './helm';
export { Match, Matcher } from './match';
export type { Mismatch } from './match';
export { faultsOf, warningsOf } from './problems';
export { renderRelease } from './render-release';
export type { RenderReleaseOptions } from './render-release';
export { Template } from './template';
export type {
  NamedResource,
  RosTemplate,
  TemplateOutput,
  TemplateParameter,
  TemplateResource,
  TemplateRule,
} from '../template/ros-template';
