import type { Template } from './model';
import { allResources, dependsOn } from './model';
import { functionCall, isMap, PSEUDO_PARAMETERS, variablesIn } from '../evaluate/intrinsics';
import type { Reference, ReferenceKind } from './references';
import { isEarly, ReferenceScan } from './references';
import { findCycle } from './cycle';

const SECTIONS = new Set([
  ...['ROSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Locals', 'Conditions', 'Rules'],
  ...['Transform', 'Resources', 'Outputs'],
]);
/** Sections whose ids must not be equal. An output may be named like the parameter or resource that it shows. */
const ID_SECTIONS = ['Parameters', 'Mappings', 'Locals', 'Conditions', 'Rules', 'Resources'] as const;
const MAX_BYTES = 512 * 1024;
const MAX_RESOURCES = 300;
/** What an unresolved CDK token, or an object put into a text, leaves behind. */
const TOKEN_MARKERS = [/\$\{Token\[/, /#\{Token\[/, /-1\.888\d*e\+289/, /creationStack/, /\[object Object\]/];

/** What is wrong with a template on its own terms, whatever it deploys; an empty list when nothing is. */
export function checkStructure(template: Template): string[] {
  const scan = scanTemplate(template);
  return [
    ...checkSections(template),
    ...checkIds(template),
    ...checkSize(template),
    ...checkTokens(template),
    ...scan.faults,
    ...scan.references.flatMap((reference) => checkReference(reference, template)),
    ...checkParameters(template, scan.references),
    ...checkParameterGroups(template),
    ...checkCycles(template),
  ];
}

function scanTemplate(template: Template): ReferenceScan {
  const scan = new ReferenceScan();
  for (const resource of allResources(template)) {
    const at = `Resources.${resource.id}`;
    scan.value(resource.Properties, `${at}.Properties`);
    dependsOn(resource).forEach((id) => scan.add('DependsOn', id, `${at}.DependsOn`));
    if (resource.Condition !== undefined) {
      scan.add('Condition', resource.Condition, `${at}.Condition`);
    }
  }
  for (const [id, output] of Object.entries(template.Outputs ?? {})) {
    scan.value(output.Value, `Outputs.${id}`);
    if (output.Condition !== undefined) {
      scan.add('Condition', output.Condition, `Outputs.${id}.Condition`);
    }
  }
  scan.value(template.Locals, 'Locals');
  Object.entries(template.Conditions ?? {}).forEach(([id, value]) => scan.condition(value, `Conditions.${id}`));
  Object.entries(template.Rules ?? {}).forEach(([id, rule]) => scan.value(rule, `Rules.${id}`));
  return scan;
}

function checkSections(template: Template): string[] {
  const unknown = Object.keys(template).filter((section) => !SECTIONS.has(section));
  return [
    ...unknown.map((section) => `${section}: not a section of a ROS template`),
    ...(template.ROSTemplateFormatVersion === '2015-09-01' ? [] : ['ROSTemplateFormatVersion: must be 2015-09-01']),
  ];
}

function checkIds(template: Template): string[] {
  const sectionOf = new Map<string, string>();
  const faults: string[] = [];
  for (const section of ID_SECTIONS) {
    for (const id of Object.keys(template[section] ?? {})) {
      const other = sectionOf.get(id);
      if (other !== undefined) {
        faults.push(`${section}.${id}: the id is also in ${other}`);
      }
      sectionOf.set(id, section);
      if (!/^[A-Za-z][A-Za-z0-9]*$/.test(id)) {
        faults.push(`${section}.${id}: an id has letters and digits only`);
      }
    }
  }
  // The console shows outputs with this prefix among its hints.
  const outputs = Object.keys(template.Outputs ?? {}).filter((id) => !/^(Console[.@])?[A-Za-z][A-Za-z0-9]*$/.test(id));
  return [...faults, ...outputs.map((id) => `Outputs.${id}: an id has letters and digits only`)];
}

function checkSize(template: Template): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(template));
  const count = Object.keys(template.Resources ?? {}).length;
  return [
    ...(bytes > MAX_BYTES ? [`the template has ${bytes} bytes, ROS takes ${MAX_BYTES}`] : []),
    ...(count > MAX_RESOURCES ? [`the template has ${count} resources, ROS takes ${MAX_RESOURCES}`] : []),
  ];
}

function checkTokens(value: unknown, at = 'template'): string[] {
  if (isMap(value)) {
    return Object.entries(value).flatMap(([key, item]) => [
      ...checkTokens(key, `${at} (key)`),
      ...checkTokens(item, `${at}.${key}`),
    ]);
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkTokens(item, `${at}.${index}`));
  }
  return TOKEN_MARKERS.filter((marker) => marker.test(String(value))).map(
    (marker) => `${at}: holds the remains of a CDK token or object (${marker.source})`,
  );
}

const TARGETS: Record<ReferenceKind, readonly (keyof Template)[]> = {
  Ref: ['Parameters', 'Locals', 'Resources'],
  GetAtt: ['Resources'],
  DependsOn: ['Resources'],
  Condition: ['Conditions'],
  FindInMap: ['Mappings'],
};

function checkReference({ kind, name, at }: Reference, template: Template): string[] {
  if (kind === 'Ref' && PSEUDO_PARAMETERS.has(name)) {
    return [];
  }
  const sections = TARGETS[kind].filter((section) => !isEarly(at) || section !== 'Resources');
  const found = sections.some((section) => Object.hasOwn(template[section] ?? {}, name));
  return found
    ? []
    : [`${at}: ${kind} of "${name}", which is not in ${sections.join(' or ') || 'reach of a condition'}`];
}

function checkParameters(template: Template, references: readonly Reference[]): string[] {
  const used = new Set(references.filter(({ kind }) => kind === 'Ref').map(({ name }) => name));
  const faults: string[] = [];
  const parameters = Object.entries(template.Parameters ?? {});
  for (const [id, parameter] of parameters) {
    if (functionCall(parameter.Default) !== undefined) {
      faults.push(`Parameters.${id}.Default: ROS evaluates no functions in Parameters`);
    }
    const metadata = JSON.stringify(parameter.AssociationPropertyMetadata ?? {});
    for (const name of variablesIn(metadata)) {
      used.add(name);
      // The console itself supplies RegionId.
      if (name !== 'RegionId' && !Object.hasOwn(template.Parameters ?? {}, name)) {
        faults.push(`Parameters.${id}.AssociationPropertyMetadata: \${${name}} is not a parameter`);
      }
    }
  }
  const unused = parameters.filter(([id]) => !used.has(id));
  return [...faults, ...unused.map(([id]) => `Parameters.${id}: used nowhere`)];
}

function checkParameterGroups(template: Template): string[] {
  const form = template.Metadata?.['ALIYUN::ROS::Interface'];
  const groups = isMap(form) && Array.isArray(form.ParameterGroups) ? (form.ParameterGroups as unknown[]) : [];
  const listed = groups.flatMap((group) => (isMap(group) ? (group.Parameters as string[]) : []));
  return [
    ...listed
      .filter((name) => !Object.hasOwn(template.Parameters ?? {}, name))
      .map((name) => `"${name}" is not a parameter`),
    ...listed.filter((name, index) => listed.indexOf(name) < index).map((name) => `"${name}" is listed twice`),
  ].map((fault) => `Metadata.ParameterGroups: ${fault}`);
}

function checkCycles(template: Template): string[] {
  const edges = new Map<string, string[]>();
  for (const resource of allResources(template)) {
    const scan = new ReferenceScan();
    scan.value(resource.Properties, resource.id);
    edges.set(resource.id, [...scan.references.map(({ name }) => name), ...dependsOn(resource)]);
  }
  const cycle = findCycle(edges);
  return cycle === undefined ? [] : [`Resources: each waits for the next in a circle: ${cycle.join(' -> ')}`];
}
