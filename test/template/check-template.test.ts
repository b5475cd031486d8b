import { checkTemplate } from '../../lib/template/check-template';
import type { Template } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';

/** A template without faults, with one part replaced. */
function template(change: Partial<Template> = {}): Template {
  return {
    ROSTemplateFormatVersion: '2015-09-01',
    Parameters: {
      Kind: { Type: 'String' },
      Zone: { Type: 'String', AssociationPropertyMetadata: { RegionId: '${RegionId}', Visible: ['${Kind}'] } },
    },
    Mappings: { Images: { a: { b: 'c' } } },
    Conditions: {
      New: { 'Fn::Equals': [{ Ref: 'Kind' }, 'new'] },
      Old: { 'Fn::And': [{ 'Fn::Not': 'New' }, { Condition: 'New' }] },
    },
    Rules: { Zones: { Assertions: [{ Assert: { 'Fn::Contains': [['a'], { Ref: 'Zone' }] } }] } },
    Resources: {
      Cluster: { Type: 'ALIYUN::ACS::Cluster', Condition: 'New', Properties: { ZoneIds: [{ Ref: 'Zone' }] } },
      Release: {
        Type: 'ALIYUN::CS::ClusterHelmApplication',
        DependsOn: 'Cluster',
        Properties: {
          ClusterId: { 'Fn::If': ['New', { 'Fn::GetAtt': ['Cluster', 'ClusterId'] }, { Ref: 'ALIYUN::StackId' }] },
          Name: { 'Fn::Sub': ['${ALIYUN::StackName} ${Zone} ${Cluster.ClusterId} ${own} ${!SHELL}', { own: 1 }] },
          Image: { 'Fn::FindInMap': ['Images', 'a', 'b'] },
        },
      },
    },
    Outputs: { Kind: { Value: { Ref: 'Cluster' }, Condition: 'New' }, 'Console.Url': { Value: 'x' } },
    Metadata: { 'ALIYUN::ROS::Interface': { ParameterGroups: [{ Parameters: ['Kind', 'Zone'] }] } },
    ...change,
  };
}

/** The sound template with one more resource. */
function withProperty(property: unknown): Template {
  const sound = template();
  return { ...sound, Resources: { ...sound.Resources, Extra: { Type: 'T', Properties: { P: property } } } };
}

test('a sound template has no faults', () => {
  expect(checkStructure(template())).toEqual([]);
});

describe('template-shape', () => {
  test.each([
    ['a list', [], 'the template is a list; it is a map of sections'],
    ['no resources', { ROSTemplateFormatVersion: '2015-09-01' }, 'Resources: is missing'],
    ['a list of resources', template({ Resources: [] as never }), 'Resources: is a list; it is a map by names'],
    ['a resource without a type', template({ Resources: { A: {} as never } }), 'Resources.A.Type: is missing'],
    ['an empty resource', template({ Resources: { A: null as never } }), 'Resources.A: is null; it is a map'],
    ['an output without a value', template({ Outputs: { A: {} as never } }), 'Outputs.A.Value: is missing'],
  ])('%s', (_kind, faulty, problem) => {
    const found = checkStructure(faulty);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${problem}.*\\[template-shape\\]$`));
  });

  test('what is transformed first is looked at for secrets only', () => {
    const terraform = { ROSTemplateFormatVersion: '2015-09-01', Transform: 'Aliyun::Terraform-v1.5', Workspace: {} };
    expect(checkStructure(terraform)).toEqual([]);
    const secret = { ...terraform, Workspace: { 'main.tf': `token = "glrt-${'x1'.repeat(10)}"` } };
    expect(checkStructure(secret)).toEqual([expect.stringContaining('[secret-in-clear]')]);
  });
});

describe('template-reference', () => {
  test.each([
    [
      { Ref: 'Clusterr' },
      'P: Ref of "Clusterr", which is not in Parameters or Locals or Resources. Did you mean "Cluster"?',
    ],
    [{ 'Fn::GetAtt': ['Kind', 'Id'] }, 'P: GetAtt of "Kind", which is not in Resources or Locals.'],
    [{ a: [{ 'Fn::If': ['Newer', 1, 2] }] }, 'P.a[0].Fn::If: Condition of "Newer", which is not in Conditions.'],
    [{ 'Fn::FindInMap': ['Img', 'a', 'b'] }, 'P: FindInMap of "Img", which is not in Mappings.'],
    [
      { 'Fn::Sub': 'echo ${CI_JOB_ID}' },
      'P.${CI_JOB_ID}: Ref of "CI_JOB_ID", which is not in Parameters or Locals or Resources.',
    ],
    [{ 'Fn::Sub': '${Clster.Id}' }, 'P.${Clster.Id}: GetAtt of "Clster", which is not in Resources or Locals.'],
  ])('%j', (property, problem) => {
    const found = checkStructure(withProperty(property));
    expect(found).toHaveLength(1);
    expect(found[0]!.startsWith(`Resources.Extra.Properties.${problem}`)).toBe(true);
    expect(found[0]).toMatch(/\[template-reference\]$/);
  });

  test('DependsOn and Condition of a resource', () => {
    const Resources = {
      ...template().Resources,
      Extra: { Type: 'T', DependsOn: ['Cluster', 'Gone'], Condition: 'Gone' },
    };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources.Extra.DependsOn: DependsOn of "Gone", which is not in Resources. [template-reference]',
      'Resources.Extra.Condition: Condition of "Gone", which is not in Conditions. [template-reference]',
    ]);
  });

  test('Condition and Value of an output', () => {
    const Outputs = { A: { Value: { Ref: 'Gone' }, Condition: 'Gone' } };
    expect(checkStructure(template({ Outputs }))).toHaveLength(2);
  });

  test.each([
    [{ 'Fn::Equals': [{ Ref: 'Cluster' }, 1] }, /Ref of "Cluster", which is not in Parameters/],
    [{ 'Fn::Or': ['New', 'Newer'] }, /Condition of "Newer"/],
  ])('the condition %j', (condition, fault) => {
    const Conditions = { ...template().Conditions, Extra: condition };
    expect(checkStructure(template({ Conditions }))).toEqual([expect.stringMatching(fault)]);
  });
});

describe('template-function', () => {
  test.each([
    [{ 'Fn::GetAtt': 'Cluster.Id' }, 'Fn::GetAtt needs a logical id'],
    [
      { 'Fn::Sub': { 'Fn::Join': ['', []] } },
      'Fn::Sub takes a string or [string, map], no function in place of the string',
    ],
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue is not among the functions of ROS that are known.'],
    [{ 'Fn::Equals': [1, 2] }, 'ROS does not evaluate Fn::Equals here'],
    [{ 'Fn::Str': 1, b: 2 }, 'Fn::Str stands beside other keys; a function is the only key of its map'],
  ])('%j', (property, problem) => {
    expect(checkStructure(withProperty(property))).toEqual([
      `Resources.Extra.Properties.P: ${problem} [template-function]`,
    ]);
  });

  test.each([
    [{ 'Fn::Not': [{ 'Fn::Equals': [1, 1] }] }, /leave out the list \[template-function\]/],
    [{ 'Fn::Equals': [{ 'Fn::Sub': '${Kind}' }, 'a'] }, /does not evaluate Fn::Sub here \[template-function\]/],
  ])('the condition %j', (condition, fault) => {
    const Conditions = { ...template().Conditions, Extra: condition };
    expect(checkStructure(template({ Conditions }))).toEqual([expect.stringMatching(fault)]);
  });

  test('the template of a nested stack, and locals, are other places', () => {
    const nested = { TemplateBody: { Conditions: { A: { 'Fn::Equals': [{ Ref: 'Inner' }, 1] } } } };
    expect(checkStructure(withProperty(nested))).toEqual([]);
    const Locals = { L: { Value: { 'Fn::Equals': [{ 'Fn::GetAtt': ['Cluster', 'ClusterId'] }, 1] } } };
    expect(checkStructure(template({ Locals }))).toEqual([]);
  });

  test('one that may be newer than this library is a warning only', () => {
    expect(checkTemplate(withProperty({ 'Fn::Later': 1 }))).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('template-cycle', () => {
  test('resources that wait for each other in a circle', () => {
    const Resources = {
      ...template().Resources,
      A: { Type: 'T', DependsOn: 'B' },
      B: { Type: 'T', Properties: { P: { 'Fn::Sub': '${C.Id}' } } },
      C: { Type: 'T', Properties: { P: { Ref: 'A' } } },
    };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources: each waits for the next in a circle: A -> B -> C -> A [template-cycle]',
    ]);
  });
});

describe('template-id', () => {
  test('an id is unique over the sections', () => {
    const Resources = { ...template().Resources, Kind: { Type: 'T' }, New: { Type: 'T' } };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources.Kind: the id is also in Parameters [template-id]',
      'Resources.New: the id is also in Conditions [template-id]',
    ]);
  });

  test('an id has letters and digits only', () => {
    const Resources = { ...template().Resources, 'my-bucket': { Type: 'T' } };
    const Outputs = { 'a/b': { Value: 1 } };
    expect(checkStructure(template({ Resources, Outputs }))).toEqual([
      'Resources.my-bucket: the documented form of an id is letters and digits only [template-id]',
      'Outputs.a/b: the documented form of an id is letters and digits only [template-id]',
    ]);
  });
});

describe('template-section', () => {
  test('unknown sections and versions', () => {
    const odd = { ...template(), ROSTemplateFormatVersion: '2010-09-09', Output: {} };
    expect(checkStructure(odd)).toEqual([
      'Output: is not a section of a ROS template. Did you mean "Outputs"? [template-section]',
      "ROSTemplateFormatVersion: must be '2015-09-01' [template-section]",
    ]);
  });
});

describe('template-too-large', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_unused, index) => [`R${index}`, { Type: 'T' }]));

  test('300 resources are the most', () => {
    const count = 300 - Object.keys(template().Resources ?? {}).length;
    expect(checkStructure(template({ Resources: { ...template().Resources, ...many(count) } }))).toEqual([]);
    expect(checkStructure(template({ Resources: { ...template().Resources, ...many(count + 1) } }))).toEqual([
      'Resources: the template has 301 resources, ROS takes 300 [template-too-large]',
    ]);
  });

  test('512 KB are the most, counted in bytes', () => {
    expect(checkStructure(withProperty('文'.repeat(180_000)))).toEqual([
      expect.stringMatching(/^the template has \d+ bytes, ROS takes 524288 \[template-too-large\]$/),
    ]);
  });
});

describe('template-unresolved', () => {
  test.each([
    'x-${Token[TOKEN.12]}',
    ['#{Token[Region.4]}'],
    'n=-1.8881545897087574e+289',
    -1.8881545897087574e289,
    { creationStack: ['at'], value: 1 },
    'text [object Object]',
  ])('%j', (property) => {
    expect(checkStructure(withProperty(property))).toEqual([
      expect.stringMatching(/^Resources\.Extra\.Properties\.P.*remains of a CDK token.*\[template-unresolved\]$/),
    ]);
  });
});

describe('template-parameter-unused', () => {
  test('each is used', () => {
    const Parameters = { ...template().Parameters, Spare: { Type: 'String' } };
    expect(checkTemplate(template({ Parameters }))).toMatchObject([
      { at: 'Parameters.Spare', message: 'is used nowhere', severity: 'warning' },
    ]);
  });
});

describe('template-parameter', () => {
  test('a default holds no function, and the form speaks of known parameters', () => {
    const Parameters = {
      Kind: { Type: 'String', Default: { Ref: 'ALIYUN::StackName' } },
      Zone: { Type: 'String', AssociationPropertyMetadata: { VpcId: '${VpcId}' } },
    };
    expect(checkStructure(template({ Parameters }))).toEqual([
      'Parameters.Kind.Default: ROS evaluates no functions in Parameters [template-parameter]',
      'Parameters.Zone.AssociationPropertyMetadata: ${VpcId} is not a parameter. [template-parameter]',
    ]);
  });

  test('groups list known parameters, each once', () => {
    const ParameterGroups = [{ Parameters: ['Kind', 'PodVswitchId'] }, { Parameters: ['Zone', 'Kind'] }];
    expect(checkStructure(template({ Metadata: { 'ALIYUN::ROS::Interface': { ParameterGroups } } }))).toEqual([
      'Metadata.ALIYUN::ROS::Interface.ParameterGroups: "PodVswitchId" is not a parameter. [template-parameter]',
      'Metadata.ALIYUN::ROS::Interface.ParameterGroups: "Kind" is listed twice [template-parameter]',
    ]);
  });
});

describe('finding resources', () => {
  test('by type, with their ids', () => {
    expect(resourcesOfType(template(), 'ALIYUN::ACS::Cluster').map(({ id }) => id)).toEqual(['Cluster']);
    expect(resourcesOfType(template(), 'ALIYUN::OSS::Bucket')).toEqual([]);
  });

  test('onlyResource wants exactly one', () => {
    expect(onlyResource(template(), 'ALIYUN::ACS::Cluster').Properties.ZoneIds).toEqual([{ Ref: 'Zone' }]);
    expect(() => onlyResource(template(), 'ALIYUN::OSS::Bucket')).toThrow(
      'no resource of type ALIYUN::OSS::Bucket; there are: ALIYUN::ACS::Cluster, ALIYUN::CS::ClusterHelmApplication',
    );
    const twice = { Resources: { A: { Type: 'T' }, B: { Type: 'T' } } };
    expect(() => onlyResource(twice, 'T')).toThrow('2 resources of type T, expected one: A, B');
  });
});
