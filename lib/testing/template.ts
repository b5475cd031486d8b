import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from '@alicloud/ros-cdk-core';
import { ConstructNode, Stage } from '@alicloud/ros-cdk-core';
import { templateOfFile } from '../stack/synthesize-file';
import { isTemplate, readTemplate, readTemplateFile } from '../stack/template-file';
import { isMap } from '../template/intrinsics';
import type { RosTemplate, TemplateOutput, TemplateParameter, TemplateResource } from '../template/ros-template';
import type { Mismatch } from './match';
import { matcherOf } from './match';
import { shownValue } from './shown-value';

/**
 * A ROS template to make assertions about, in the manner of `aws-cdk-lib/assertions`. A failed assertion throws a plain
 * `Error` that says what comes closest, so it works in any test runner.
 *
 * What is expected may hold patterns of {@link Match}. Without them, maps may have further keys and everything else is
 * compared exactly.
 */
export class Template {
  /** The template of a stack. Synthesizes its app, once: what is added afterwards is not seen. */
  static fromStack(stack: Stack): Template {
    const { root } = stack.node;
    const assembly = Stage.isStage(root) ? root.synth() : ConstructNode.synth(stack.node);
    const artifact = assembly.getStackArtifact(stack.artifactId);
    const file = path.join(artifact.assembly.directory, artifact.templateFile);
    return Template.fromJSON(readFileSync(file, 'utf8'));
  }

  /**
   * The template that a `gitlab-runner.yaml` is synthesized to, or the one in a file of YAML or JSON. Nothing is written.
   * Throws `InvalidInputError` with the lines of all problems of a configuration.
   */
  static fromFile(file: string): Template {
    return isTemplate(readTemplateFile(file).content)
      ? new Template(readTemplate(file))
      : Template.fromJSON(templateOfFile(file).template);
  }

  /** A template from its JSON text, or from the object. */
  static fromJSON(template: string | object): Template {
    const content: unknown = typeof template === 'string' ? JSON.parse(template) : structuredClone(template);
    if (!isMap(content)) {
      throw new Error(`a template is a map of sections, not ${shownValue(content)}`);
    }
    return new Template(content);
  }

  private constructor(private readonly content: RosTemplate) {}

  /** The template as plain data. It is the same at every synthesis, so snapshots of it are stable. */
  toJSON(): RosTemplate {
    return structuredClone(this.content);
  }

  /** Asserts that there is a resource of a type that matches, with `Properties`, `DependsOn`, `Condition` and so on. */
  hasResource(type: string, expected: unknown): void {
    const resources = this.ofType(type);
    if (Object.keys(resources).length === 0) {
      throw new Error(`there is no resource of the type ${type}. ${this.types()}`);
    }
    demandMatch(resources, expected, `no resource of the type ${type} matches`);
  }

  /** Asserts that there is a resource of a type whose properties match. */
  hasResourceProperties(type: string, expected: unknown): void {
    this.hasResource(type, { Properties: expected });
  }

  /** Asserts how many resources of a type there are. */
  resourceCountIs(type: string, count: number): void {
    const ids = Object.keys(this.ofType(type));
    if (ids.length !== count) {
      const found = ids.length === 0 ? this.types() : `They are: ${ids.join(', ')}`;
      throw new Error(`expected ${count} resources of the type ${type}, got ${ids.length}. ${found}`);
    }
  }

  /** The resources of a type that match, by their logical ids. */
  findResources(type: string, expected: unknown = {}): Record<string, TemplateResource> {
    return matching(this.ofType(type), expected);
  }

  /** Asserts that a parameter is there and matches, with `Type`, `NoEcho`, `Default` and so on. `*` is any of them. */
  hasParameter(logicalId: string, expected: unknown = {}): void {
    demandElement('parameter', this.content.Parameters, logicalId, expected);
  }

  /** The parameters that match, by their names. */
  findParameters(expected: unknown = {}): Record<string, TemplateParameter> {
    return matching(this.content.Parameters ?? {}, expected);
  }

  /** Asserts that an output is there and matches, with `Value`, `Condition` and so on. `*` is any of them. */
  hasOutput(logicalId: string, expected: unknown = {}): void {
    demandElement('output', this.content.Outputs, logicalId, expected);
  }

  /** The outputs that match, by their names. */
  findOutputs(expected: unknown = {}): Record<string, TemplateOutput> {
    return matching(this.content.Outputs ?? {}, expected);
  }

  private ofType(type: string): Record<string, TemplateResource> {
    return matching(this.content.Resources ?? {}, { Type: type });
  }

  private types(): string {
    const types = new Set(Object.values(this.content.Resources ?? {}).map(({ Type }) => Type));
    return `The types in the template are: ${[...types].sort().join(', ') || 'none'}`;
  }
}

/** Asserts that an element of a section matches: the one of an id, or any of them for `*`. */
function demandElement(
  kind: string,
  elements: Readonly<Record<string, unknown>> = {},
  id: string,
  expected: unknown,
): void {
  const candidates = id === '*' ? elements : Object.hasOwn(elements, id) ? { [id]: elements[id] } : {};
  if (Object.keys(candidates).length === 0) {
    const which = id === '*' ? kind : `${kind} ${id}`;
    throw new Error(`there is no ${which}. There are: ${Object.keys(elements).join(', ') || 'none'}`);
  }
  demandMatch(candidates, expected, id === '*' ? `no ${kind} matches` : `the ${kind} ${id} does not match`);
}

/** Throws with what comes closest, unless one of the elements matches. */
function demandMatch(elements: Readonly<Record<string, unknown>>, expected: unknown, failure: string): void {
  const attempts = Object.entries(elements).map(([id, element]) => ({ id, mismatches: compare(element, expected) }));
  const [best] = attempts.sort((a, b) => a.mismatches.length - b.mismatches.length);
  if (best !== undefined && best.mismatches.length > 0) {
    const lines = best.mismatches.map(({ at, message }) => `  - ${at === '' ? '' : `${at}: `}${message}`);
    throw new Error([`${failure}. The closest is ${best.id}:`, ...lines].join('\n'));
  }
}

function matching<T>(elements: Readonly<Record<string, T>>, expected: unknown): Record<string, T> {
  const entries = Object.entries(elements).filter(([, element]) => compare(element, expected).length === 0);
  return structuredClone(Object.fromEntries(entries));
}

function compare(element: unknown, expected: unknown): readonly Mismatch[] {
  return matcherOf(expected, true).test(element);
}
