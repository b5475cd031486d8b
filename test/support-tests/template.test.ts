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

describe('references', () => {
  test.each([
    [
      { Ref: 'Clusterr' },
      'Resources.Extra.Properties.P: Ref of "Clusterr", which is not in Parameters or Locals or Resources',
    ],
    [{ 'Fn::GetAtt': ['Kind', 'Id'] }, 'Resources.Extra.Properties.P: GetAtt of "Kind", which is not in Resources'],
    [{ 'Fn::GetAtt': 'Cluster.Id' }, 'Resources.Extra.Properties.P: Fn::GetAtt needs a logical id'],
    [
      { a: [{ 'Fn::If': ['Newer', 1, 2] }] },
      'Resources.Extra.Properties.P.a.0.Fn::If: Condition of "Newer", which is not in Conditions',
    ],
    [
      { 'Fn::FindInMap': ['Img', 'a', 'b'] },
      'Resources.Extra.Properties.P: FindInMap of "Img", which is not in Mappings',
    ],
    [
      { 'Fn::Sub': 'echo ${CI_JOB_ID}' },
      'Resources.Extra.Properties.P.${CI_JOB_ID}: Ref of "CI_JOB_ID", which is not in Parameters or Locals or Resources',
    ],
    [
      { 'Fn::Sub': '${Clster.Id}' },
      'Resources.Extra.Properties.P.${Clster.Id}: GetAtt of "Clster", which is not in Resources',
    ],
    [
      { 'Fn::Sub': { 'Fn::Join': ['', []] } },
      'Resources.Extra.Properties.P: Fn::Sub takes a text or [text, map], no function in place of the text',
    ],
    [{ 'Fn::ImportValue': 'x' }, 'Resources.Extra.Properties.P: ROS has no function Fn::ImportValue'],
    [{ 'Fn::Equals': [1, 2] }, 'Resources.Extra.Properties.P: ROS does not evaluate Fn::Equals here'],
    [{ 'Fn::Str': 1, b: 2 }, 'Resources.Extra.Properties.P: Fn::Str stands beside other keys'],
  ])('%j', (property, fault) => {
    expect(checkStructure(withProperty(property))).toEqual([fault]);
  });

  test('DependsOn and Condition of a resource', () => {
    const Resources = {
      ...template().Resources,
      Extra: { Type: 'T', DependsOn: ['Cluster', 'Gone'], Condition: 'Gone' },
    };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources.Extra.DependsOn: DependsOn of "Gone", which is not in Resources',
      'Resources.Extra.Condition: Condition of "Gone", which is not in Conditions',
    ]);
  });

  test('Condition and Value of an output', () => {
    const Outputs = { A: { Value: { Ref: 'Gone' }, Condition: 'Gone' } };
    expect(checkStructure(template({ Outputs }))).toHaveLength(2);
  });

  test.each([
    [{ 'Fn::Equals': [{ Ref: 'Cluster' }, 1] }, /Ref of "Cluster", which is not in Parameters/],
    [{ 'Fn::Not': [{ 'Fn::Equals': [1, 1] }] }, /leave out the list/],
    [{ 'Fn::Or': ['New', 'Newer'] }, /Condition of "Newer"/],
    [{ 'Fn::Equals': [{ 'Fn::Sub': '${Kind}' }, 'a'] }, /does not evaluate Fn::Sub here/],
  ])('the condition %j', (condition, fault) => {
    const Conditions = { ...template().Conditions, Extra: condition };
    expect(checkStructure(template({ Conditions }))).toEqual([expect.stringMatching(fault)]);
  });

  test('resources that wait for each other in a circle', () => {
    const Resources = {
      ...template().Resources,
      A: { Type: 'T', DependsOn: 'B' },
      B: { Type: 'T', Properties: { P: { 'Fn::Sub': '${C.Id}' } } },
      C: { Type: 'T', Properties: { P: { Ref: 'A' } } },
    };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources: each waits for the next in a circle: A -> B -> C -> A',
    ]);
  });
});

describe('ids and sections', () => {
  test('an id is unique over the sections', () => {
    const Resources = { ...template().Resources, Kind: { Type: 'T' }, New: { Type: 'T' } };
    expect(checkStructure(template({ Resources }))).toEqual([
      'Resources.Kind: the id is also in Parameters',
      'Resources.New: the id is also in Conditions',
    ]);
  });

  test('an id has letters and digits only', () => {
    const Resources = { ...template().Resources, 'my-bucket': { Type: 'T' } };
    const Outputs = { 'a/b': { Value: 1 } };
    expect(checkStructure(template({ Resources, Outputs }))).toEqual([
      'Resources.my-bucket: an id has letters and digits only',
      'Outputs.a/b: an id has letters and digits only',
    ]);
  });

  test('unknown sections and versions', () => {
    const odd = { ...template(), ROSTemplateFormatVersion: '2010-09-09', Hooks: {} };
    expect(checkStructure(odd)).toEqual([
      'Hooks: not a section of a ROS template',
      'ROSTemplateFormatVersion: must be 2015-09-01',
    ]);
  });
});

describe('limits', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_unused, index) => [`R${index}`, { Type: 'T' }]));

  test('300 resources are the most', () => {
    const count = 300 - Object.keys(template().Resources ?? {}).length;
    expect(checkStructure(template({ Resources: { ...template().Resources, ...many(count) } }))).toEqual([]);
    expect(checkStructure(template({ Resources: { ...template().Resources, ...many(count + 1) } }))).toEqual([
      'the template has 301 resources, ROS takes 300',
    ]);
  });

  test('512 KB are the most, counted in bytes', () => {
    expect(checkStructure(withProperty('文'.repeat(180_000)))).toEqual([
      expect.stringMatching(/^the template has \d+ bytes, ROS takes 524288$/),
    ]);
  });
});

describe('remains of tokens', () => {
  test.each([
    'x-${Token[TOKEN.12]}',
    ['#{Token[Region.4]}'],
    'n=-1.8881545897087574e+289',
    -1.8881545897087574e289,
    { creationStack: ['at'], value: 1 },
    'text [object Object]',
  ])('%j', (property) => {
    const faults = checkStructure(withProperty(property));
    expect(faults).toEqual([
      expect.stringMatching(/^template\.Resources\.Extra\.Properties\.P.*remains of a CDK token/),
    ]);
  });
});

describe('parameters', () => {
  test('each is used', () => {
    const Parameters = { ...template().Parameters, Spare: { Type: 'String' } };
    expect(checkStructure(template({ Parameters }))).toEqual(['Parameters.Spare: used nowhere']);
  });

  test('a default holds no function, and the form speaks of known parameters', () => {
    const Parameters = {
      Kind: { Type: 'String', Default: { Ref: 'ALIYUN::StackName' } },
      Zone: { Type: 'String', AssociationPropertyMetadata: { VpcId: '${VpcId}' } },
    };
    expect(checkStructure(template({ Parameters }))).toEqual([
      'Parameters.Kind.Default: ROS evaluates no functions in Parameters',
      'Parameters.Zone.AssociationPropertyMetadata: ${VpcId} is not a parameter',
    ]);
  });

  test('groups list known parameters, each once', () => {
    const ParameterGroups = [{ Parameters: ['Kind', 'PodVswitchId'] }, { Parameters: ['Zone', 'Kind'] }];
    expect(checkStructure(template({ Metadata: { 'ALIYUN::ROS::Interface': { ParameterGroups } } }))).toEqual([
      'Metadata.ParameterGroups: "PodVswitchId" is not a parameter',
      'Metadata.ParameterGroups: "Kind" is listed twice',
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
