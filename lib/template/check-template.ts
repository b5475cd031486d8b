import { checkNoSecrets } from '../diagnostics/check-secrets';
import { kindName } from '../diagnostics/is-map';
import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { didYouMean } from '../diagnostics/suggest';
import { findCycle } from './cycle';
import { functionCall, isMap, PSEUDO_PARAMETERS, variablesIn } from './intrinsics';
import type { Reference, ReferenceKind } from './references';
import { isEarly, ReferenceScan } from './references';
import type { RosTemplate } from './ros-template';
import { allResources, dependsOn } from './ros-template';
import { templateRules } from './template-rules';

const SECTIONS = [
  ...['ROSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Locals', 'Conditions', 'Rules'],
  ...['Transform', 'Workspace', 'Resources', 'Outputs'],
];
/** Sections whose ids must not be equal. An output may be named like the parameter or resource that it shows. */
const ID_SECTIONS = ['Parameters', 'Mappings', 'Locals', 'Conditions', 'Rules', 'Resources'] as const;
const MAX_BYTES = 512 * 1024;
const MAX_RESOURCES = 300;
/** What an unresolved CDK token, or an object put into a text, leaves behind. */
const TOKEN_MARKERS = [/\$\{Token\[/, /#\{Token\[/, /-1\.888\d*e\+289/, /creationStack/, /\[object Object\]/];

/**
 * What is wrong with a template on its own terms, whatever it deploys: its sections, limits, ids, references, functions
 * and parameters, and secrets in clear text. A template that is transformed before ROS reads it, such as one of
 * Terraform, is looked at for secrets only.
 */
export function checkTemplate(template: unknown): readonly RuledProblem[] {
  const report = new Report();
  if (!hasShape(template, report)) {
    return report.problems;
  }
  checkNoSecrets(template, '', report);
  if (template.Transform === undefined) {
    checkSections(template, report);
    checkIds(template, report);
    checkSize(template, report);
    checkTokens(template, '', report);
    const references = referencesOf(template, report);
    references.forEach((reference) => checkReference(reference, template, report));
    checkParameters(template, references, report);
    checkParameterGroups(template, report);
    checkCycles(template, report);
  }
  return report.problems;
}

/** Whether the sections and what stands in them are maps, so that they can be looked into. */
function hasShape(template: unknown, report: Report): template is RosTemplate {
  const rule = templateRules['template-shape'];
  if (!isMap(template)) {
    report.add(rule, '', `the template is ${kindName(template)}; it is a map of sections`);
    return false;
  }
  const { Transform, Resources } = template;
  if (Resources === undefined && Transform === undefined) {
    report.add(rule, 'Resources', 'is missing; a template has at least one resource');
  }
  for (const section of [...ID_SECTIONS, 'Outputs']) {
    const content = template[section];
    if (content !== undefined && content !== null && !isMap(content)) {
      report.add(rule, section, `is ${kindName(content)}; it is a map by names`);
    } else if (['Parameters', 'Rules', 'Resources', 'Outputs'].includes(section)) {
      for (const [id, element] of Object.entries(content ?? {})) {
        checkElement(section, id, element, report);
      }
    }
  }
  return report.problems.length === 0;
}

function checkElement(section: string, id: string, element: unknown, report: Report): void {
  const rule = templateRules['template-shape'];
  const at = `${section}.${id}`;
  if (!isMap(element)) {
    report.add(rule, at, `is ${kindName(element)}; it is a map`);
    return;
  }
  if (['Parameters', 'Resources'].includes(section) && typeof element.Type !== 'string') {
    report.add(rule, `${at}.Type`, element.Type === undefined ? 'is missing' : 'is not a string');
  }
  if (section === 'Outputs' && !('Value' in element)) {
    report.add(rule, `${at}.Value`, 'is missing');
  }
  if (section === 'Resources' && element.Properties !== undefined && !isMap(element.Properties)) {
    report.add(rule, `${at}.Properties`, `is ${kindName(element.Properties)}; it is a map`);
  }
}

function referencesOf(template: RosTemplate, report: Report): readonly Reference[] {
  const scan = new ReferenceScan(report);
  for (const resource of allResources(template)) {
    const at = `Resources.${resource.id}`;
    scan.value(resource.Properties, `${at}.Properties`);
    dependsOn(resource).forEach((id) => scan.add('DependsOn', id, `${at}.DependsOn`));
    if (resource.Condition !== undefined) {
      scan.add('Condition', resource.Condition, `${at}.Condition`);
    }
    scan.value(resource.Count, `${at}.Count`);
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
  return scan.references;
}

function checkSections(template: RosTemplate, report: Report): void {
  const rule = templateRules['template-section'];
  for (const section of Object.keys(template).filter((name) => !SECTIONS.includes(name))) {
    report.add(rule, section, `is not a section of a ROS template.${didYouMean(section, SECTIONS)}`);
  }
  if (template.ROSTemplateFormatVersion !== '2015-09-01') {
    report.add(rule, 'ROSTemplateFormatVersion', "must be '2015-09-01'");
  }
}

/** Public templates have others, so ROS seems to take more than it documents. */
const LETTERS_AND_DIGITS = 'the documented form of an id is letters and digits only';

function checkIds(template: RosTemplate, report: Report): void {
  const rule = templateRules['template-id'];
  const sectionOf = new Map<string, string>();
  for (const section of ID_SECTIONS) {
    for (const id of Object.keys(template[section] ?? {})) {
      const other = sectionOf.get(id);
      if (other !== undefined) {
        // That the other sections share the name space is documented, and does not seem to be enforced.
        const isCertain = [section, other].every((name) => name === 'Parameters' || name === 'Resources');
        report.add(rule, `${section}.${id}`, `the id is also in ${other}`, isCertain ? {} : { severity: 'warning' });
      }
      sectionOf.set(id, section);
      if (!/^[A-Za-z][A-Za-z0-9]*$/.test(id)) {
        report.add(rule, `${section}.${id}`, LETTERS_AND_DIGITS, { severity: 'warning' });
      }
    }
  }
  // The console shows outputs with this prefix among its hints.
  for (const id of Object.keys(template.Outputs ?? {})) {
    if (!/^(Console[.@])?[A-Za-z][A-Za-z0-9]*$/.test(id)) {
      report.add(rule, `Outputs.${id}`, LETTERS_AND_DIGITS, { severity: 'warning' });
    }
  }
}

function checkSize(template: RosTemplate, report: Report): void {
  const rule = templateRules['template-too-large'];
  const bytes = Buffer.byteLength(JSON.stringify(template));
  const count = Object.keys(template.Resources ?? {}).length;
  if (bytes > MAX_BYTES) {
    report.add(rule, '', `the template has ${bytes} bytes, ROS takes ${MAX_BYTES}`);
  }
  if (count > MAX_RESOURCES) {
    report.add(rule, 'Resources', `the template has ${count} resources, ROS takes ${MAX_RESOURCES}`);
  }
}

function checkTokens(value: unknown, at: string, report: Report): void {
  if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) {
      const below = [at, key].filter(Boolean).join('.');
      checkTokens(key, below, report);
      checkTokens(item, below, report);
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => checkTokens(item, `${at}[${index}]`, report));
  } else if (TOKEN_MARKERS.some((marker) => marker.test(String(value)))) {
    report.add(templateRules['template-unresolved'], at, 'holds the remains of a CDK token or of an object');
  }
}

const TARGETS: Record<ReferenceKind, readonly (keyof RosTemplate)[]> = {
  Ref: ['Parameters', 'Locals', 'Resources'],
  GetAtt: ['Resources', 'Locals'],
  DependsOn: ['Resources'],
  Condition: ['Conditions'],
  FindInMap: ['Mappings'],
};

function checkReference({ kind, name, at }: Reference, template: RosTemplate, report: Report): void {
  const sections = TARGETS[kind].filter((section) => !isEarly(at) || section !== 'Resources');
  const names = sections.flatMap((section) => Object.keys(template[section] ?? {}));
  if (!names.includes(name) && !(kind === 'Ref' && PSEUDO_PARAMETERS.has(name))) {
    report.add(
      templateRules['template-reference'],
      at,
      `${kind} of "${name}", which is not in ${sections.join(' or ') || 'reach of a condition'}.${didYouMean(name, names)}`,
    );
  }
}

function checkParameters(template: RosTemplate, references: readonly Reference[], report: Report): void {
  const used = new Set(references.filter(({ kind }) => kind === 'Ref').map(({ name }) => name));
  const parameters = template.Parameters ?? {};
  for (const [id, { Default, AssociationPropertyMetadata = {} }] of Object.entries(parameters)) {
    if (functionCall(Default) !== undefined) {
      report.add(
        templateRules['template-parameter'],
        `Parameters.${id}.Default`,
        'ROS evaluates no functions in Parameters',
      );
    }
    for (const name of variablesIn(JSON.stringify(AssociationPropertyMetadata))) {
      used.add(name);
      // The console itself supplies RegionId; a dot begins the name of another column of a list.
      if (name !== 'RegionId' && !name.startsWith('.') && !Object.hasOwn(parameters, name)) {
        report.add(
          templateRules['template-parameter'],
          `Parameters.${id}.AssociationPropertyMetadata`,
          `\${${name}} is not a parameter.${didYouMean(name, Object.keys(parameters))}`,
          { severity: 'warning' },
        );
      }
    }
  }
  for (const id of Object.keys(parameters).filter((name) => !used.has(name))) {
    report.add(templateRules['template-parameter-unused'], `Parameters.${id}`, 'is used nowhere');
  }
}

function checkParameterGroups(template: RosTemplate, report: Report): void {
  const rule = templateRules['template-parameter'];
  const form = template.Metadata?.['ALIYUN::ROS::Interface'];
  const groups = isMap(form) && Array.isArray(form.ParameterGroups) ? (form.ParameterGroups as unknown[]) : [];
  const listed = groups.flatMap((group): unknown[] =>
    isMap(group) && Array.isArray(group.Parameters) ? group.Parameters : [],
  );
  const known = Object.keys(template.Parameters ?? {});
  const at = 'Metadata.ALIYUN::ROS::Interface.ParameterGroups';
  for (const [index, name] of listed.map(String).entries()) {
    if (!known.includes(name)) {
      report.add(rule, at, `"${name}" is not a parameter.${didYouMean(name, known)}`, { severity: 'warning' });
    }
    if (listed.indexOf(name) < index) {
      report.add(rule, at, `"${name}" is listed twice`, { severity: 'warning' });
    }
  }
}

function checkCycles(template: RosTemplate, report: Report): void {
  const edges = new Map<string, string[]>();
  for (const resource of allResources(template)) {
    const scan = new ReferenceScan(new Report());
    scan.value(resource.Properties, resource.id);
    edges.set(resource.id, [...scan.references.map(({ name }) => name), ...dependsOn(resource)]);
  }
  const cycle = findCycle(edges);
  if (cycle !== undefined) {
    report.add(
      templateRules['template-cycle'],
      'Resources',
      `each waits for the next in a circle: ${cycle.join(' -> ')}`,
    );
  }
}
