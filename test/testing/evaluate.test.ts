import type { Scenario } from '../../lib/testing/evaluate';
import { evaluate } from '../../lib/testing/evaluate';
import type { Template } from '../support/template';
import { onlyResource } from '../support/template';

/** The value of one property after evaluation, in a template that has a cluster, an absent cluster and some parameters. */
function value(property: unknown, scenario: Scenario = {}): unknown {
  const template: Template = {
    ROSTemplateFormatVersion: '2015-09-01',
    Parameters: {
      Text: { Type: 'String', Default: 'hello' },
      Count: { Type: 'Number', Default: 3 },
      Zones: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
      Values: { Type: 'Json', Default: '{"replicas":2,"name":"x"}' },
      Nothing: { Type: 'String', Default: null },
      Flag: { Type: 'Boolean', Default: true },
    },
    Mappings: { Images: { 'cn-hangzhou': { runner: 'img-1' } } },
    Conditions: {
      Yes: { 'Fn::Equals': ['a', 'a'] },
      No: { 'Fn::Equals': ['a', 'b'] },
    },
    Resources: {
      Cluster: { Type: 'ALIYUN::CS::ManagedKubernetesCluster' },
      Absent: { Type: 'ALIYUN::ACS::Cluster', Condition: 'No' },
      Subject: { Type: 'ALIYUN::ROS::Subject', Properties: { Property: property } },
    },
  };
  return evaluate(template, scenario).resources.Subject?.Properties.Property;
}

describe('references', () => {
  test('parameters give their value in their own type', () => {
    expect(value([{ Ref: 'Text' }, { Ref: 'Count' }, { Ref: 'Zones' }, { Ref: 'Values' }, { Ref: 'Nothing' }])).toEqual(
      ['hello', 3, ['a', 'b', 'c'], { replicas: 2, name: 'x' }, null],
    );
  });

  test('pseudo parameters come from the scenario', () => {
    const names = ['Region', 'StackId', 'StackName', 'AccountId', 'TenantId'];
    const scenario = { region: 'cn-beijing', stackId: 'id', stackName: 'name', accountId: '42' };
    expect(
      value(
        names.map((name) => ({ Ref: `ALIYUN::${name}` })),
        scenario,
      ),
    ).toEqual(['cn-beijing', 'id', 'name', '42', '42']);
  });

  test('resources give stand-ins, and attributes what the scenario says', () => {
    expect(value([{ Ref: 'Cluster' }, { 'Fn::GetAtt': ['Cluster', 'ClusterId'] }])).toEqual([
      'Cluster-id',
      'Cluster.ClusterId',
    ]);
    expect(value({ 'Fn::GetAtt': ['Cluster', 'Nodes'] }, { attributes: { 'Cluster.Nodes': ['n1'] } })).toEqual(['n1']);
  });

  test.each([
    [{ Ref: 'Missing' }, /Resources\.Subject\.Properties\.Property: Ref: "Missing" is not a parameter/],
    [{ 'Fn::GetAtt': ['Missing', 'Id'] }, /no resource "Missing"/],
    [{ Ref: 'Absent' }, /"Absent" does not exist here, since its condition "No" is false/],
    [{ 'Fn::GetAtt': ['Absent', 'ClusterId'] }, /"Absent" does not exist here/],
    [{ 'Fn::Sub': '${Absent.ClusterId}' }, /"Absent" does not exist here/],
    [{ 'Fn::FindInMap': ['Images', 'cn-beijing', 'runner'] }, /Images has no cn-beijing\.runner/],
    [{ 'Fn::FindInMap': ['Names', 'a', 'b'] }, /no mapping "Names"/],
    [{ 'Fn::If': ['Maybe', 1, 2] }, /no condition "Maybe"/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });

  test('an attribute of an unknown resource in the scenario is an error', () => {
    expect(() => value(1, { attributes: { 'Clutser.Nodes': [] } })).toThrow(/no resource "Clutser"/);
  });
});

describe('Fn::If and ALIYUN::NoValue', () => {
  test('takes the condition by name or as a map', () => {
    expect(value([{ 'Fn::If': ['Yes', 1, 2] }, { 'Fn::If': [{ Condition: 'No' }, 1, 2] }])).toEqual([1, 2]);
  });

  test('does not look at the branch not taken', () => {
    expect(value({ 'Fn::If': ['No', { 'Fn::GetAtt': ['Absent', 'ClusterId'] }, 'other'] })).toBe('other');
  });

  test('refuses a function as its condition', () => {
    expect(() => value({ 'Fn::If': [{ 'Fn::Equals': [1, 1] }, 1, 2] })).toThrow(/the name of a condition/);
  });

  test('NoValue takes away its key, at any depth', () => {
    const none = { Ref: 'ALIYUN::NoValue' };
    expect(value({ a: none, b: { c: { 'Fn::If': ['Yes', none, 1] }, d: null } })).toEqual({ b: { d: null } });
    expect(value(none)).toBeUndefined();
  });

  test.each([
    [[{ Ref: 'ALIYUN::NoValue' }], /an item of a list/],
    [{ 'Fn::Join': [',', { Ref: 'ALIYUN::NoValue' }] }, /an item of a list/],
    [{ 'Fn::Str': { Ref: 'ALIYUN::NoValue' } }, /an argument/],
    [{ 'Fn::Sub': ['${x}', { x: { Ref: 'ALIYUN::NoValue' } }] }, /the variable x/],
  ])('NoValue in %j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });
});

describe('Fn::Sub', () => {
  test('replaces parameters, pseudo parameters, resources, attributes and its own variables', () => {
    const text = '${Text} ${ALIYUN::Region} ${Cluster} ${Cluster.ClusterId} ${ own } ${Count}';
    expect(value({ 'Fn::Sub': [text, { own: { Ref: 'Text' } }] })).toBe(
      'hello cn-hangzhou Cluster-id Cluster.ClusterId hello 3',
    );
  });

  test('an own variable hides a parameter, and lists and maps become JSON', () => {
    expect(value({ 'Fn::Sub': ['${Text}', { Text: { a: [1] } }] })).toBe('{"a":[1]}');
  });

  test('${!x} stays as ${x}, and $x is no variable', () => {
    expect(value({ 'Fn::Sub': '${!CI_JOB_ID} $HOME' })).toBe('${CI_JOB_ID} $HOME');
  });

  test.each([
    [{ 'Fn::Sub': '${CI_JOB_ID}' }, /"CI_JOB_ID" is not a parameter/],
    [{ 'Fn::Sub': '${Flag}' }, /no certain text in ROS/],
    [{ 'Fn::Sub': '${Nothing}' }, /no certain text in ROS/],
    [{ 'Fn::Sub': { 'Fn::Join': ['', ['a']] } }, /Fn::Sub: needs a text/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });
});

describe('functions on text', () => {
  test.each([
    [{ 'Fn::Join': ['-', ['a', 1, null, { Ref: 'Text' }]] }, 'a-1--hello'],
    [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b,c'],
    [{ 'Fn::Split': ['-', 'a-b-'] }, ['a', 'b', '']],
    [{ 'Fn::Replace': [{ X: { Ref: 'Count' }, y: '' }, 'XyX'] }, '33'],
    [{ 'Fn::Str': 12 }, '12'],
    [{ 'Fn::Base64Encode': 'string to encode' }, 'c3RyaW5nIHRvIGVuY29kZQ=='],
    [{ 'Fn::Base64Encode': '密钥' }, '5a+G6ZKl'],
    [{ 'Fn::Base64Decode': { 'Fn::Base64Encode': '密钥' } }, '密钥'],
    [{ 'Fn::MatchPattern': ['[a-z]+', 'adb'] }, true],
    [{ 'Fn::MatchPattern': ['[a-z]+', '12b'] }, false],
    [{ 'Fn::MatchPattern': ['[a-z]+', 'ab1'] }, false],
    [{ 'Fn::GetJsonValue': ['name', { Ref: 'Values' }] }, 'x'],
    [{ 'Fn::GetJsonValue': ['a', '{"a":{"b":1}}'] }, '{"b":1}'],
    [{ 'Fn::GetJsonValue': ['b', '{"a":1}'] }, null],
    [{ 'Fn::GetStackOutput': ['stack-1', 'ClusterId'] }, 'stack-1.ClusterId'],
    [{ 'Fn::FindInMap': ['Images', { Ref: 'ALIYUN::Region' }, 'runner'] }, 'img-1'],
  ])('%j gives %j', (property, expected) => {
    expect(value(property)).toEqual(expected);
  });

  test('Fn::Base64Encode ends with a newline where the scenario asks for one', () => {
    expect(value({ 'Fn::Base64Encode': 'a' }, { base64Newline: true })).toBe('YQ==\n');
  });

  test.each([
    [{ 'Fn::Join': ['', [{ Ref: 'Flag' }]] }, /Fn::Join: joins texts and whole numbers, not true/],
    [{ 'Fn::Join': ['', ['a', 0.5]] }, /whole numbers, not 0\.5/],
    [{ 'Fn::Join': [['a'], ''] }, /needs a list/],
    [{ 'Fn::Split': ['', 'abc'] }, /empty text/],
    [{ 'Fn::Base64Decode': 'no base64!' }, /needs Base64/],
    [{ 'Fn::GetJsonValue': ['a', 'no json'] }, /JSON text/],
    [{ 'Fn::Str': true }, /no certain text/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });
});

describe('Fn::Jq', () => {
  const source = { a: { 'b c': [{ n: 1 }, { n: 2 }] }, text: 'x' };

  test.each([
    ['First', '.text', 'x'],
    ['First', '.a."b c"[1].n', 2],
    ['First', '.a["b c"][-1]', { n: 2 }],
    ['All', '.a."b c"[].n', [1, 2]],
    ['All', '.a."b c" | .[] | .n', [1, 2]],
    ['First', '.missing.deeper', null],
    ['First', '.', source],
  ])('%s %s', (method, script, expected) => {
    expect(value({ 'Fn::Jq': [method, script, source] })).toEqual(expected);
  });

  test.each([
    ['First', '.a | length', /beyond this evaluator/],
    ['First', '{x: .a}', /beyond this evaluator/],
    ['First', '.text.deeper', /cannot take "deeper" of "x"/],
    ['Some', '.a', /First or All/],
  ])('%s %s is an error', (method, script, message) => {
    expect(() => value({ 'Fn::Jq': [method, script, source] })).toThrow(message);
  });
});

describe('functions on lists and maps', () => {
  test.each([
    [{ 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    [{ 'Fn::Select': [-1, { Ref: 'Zones' }] }, 'c'],
    [{ 'Fn::Select': [5, ['a']] }, ''],
    [{ 'Fn::Select': [5, ['a'], 'none'] }, 'none'],
    [{ 'Fn::Select': ['k', { k: 1 }] }, 1],
    [{ 'Fn::Select': ['0', '["x"]'] }, 'x'],
    [{ 'Fn::Select': ['0', ''] }, ''],
    [{ 'Fn::Length': ['a', 'b'] }, 2],
    [{ 'Fn::Length': { Ref: 'Text' } }, 5],
    [{ 'Fn::Length': { Ref: 'Values' } }, 2],
    [{ 'Fn::Index': ['b', { Ref: 'Zones' }] }, 1],
    [{ 'Fn::Index': ['z', { Ref: 'Zones' }] }, null],
    [{ 'Fn::ListMerge': [['a'], { 'Fn::If': ['No', ['b'], []] }, { Ref: 'Zones' }] }, ['a', 'a', 'b', 'c']],
    [{ 'Fn::SelectMapList': ['n', [{ n: 1 }, null, { m: 2 }, { n: 3 }]] }, [1, 3]],
    [{ 'Fn::Any': [false, true] }, true],
    [{ 'Fn::Contains': [{ Ref: 'Zones' }, 'b'] }, true],
    [{ 'Fn::Contains': [[1], '1'] }, false],
    [{ 'Fn::EachMemberIn': [['a'], { Ref: 'Zones' }] }, true],
    [{ 'Fn::EachMemberIn': [['a', 'z'], { Ref: 'Zones' }] }, false],
  ])('%j gives %j', (property, expected) => {
    expect(value(property)).toEqual(expected);
  });

  test('Fn::MergeMap merges deep, the second map wins, and lists are replaced', () => {
    const first = { hpa: { min: 1, max: 2 }, tags: ['a'], name: 'x' };
    const second = { hpa: { max: 5 }, tags: ['b'], more: null };
    expect(value({ 'Fn::MergeMap': [first, second] })).toEqual({
      hpa: { min: 1, max: 5 },
      tags: ['b'],
      name: 'x',
      more: null,
    });
  });

  test('Fn::MergeMapToList repeats the last value of a shorter list', () => {
    expect(value({ 'Fn::MergeMapToList': [{ port: [1, 2, 3] }, { weight: [20, 100] }] })).toEqual([
      { port: 1, weight: 20 },
      { port: 2, weight: 100 },
      { port: 3, weight: 100 },
    ]);
  });

  test.each([
    [{ 'Fn::MergeMap': [{}, {}, {}] }, /takes a list of 2 arguments/],
    [{ 'Fn::MergeMap': [{}, { Ref: 'Text' }] }, /needs a map, not "hello"/],
    [{ 'Fn::ListMerge': [['a'], 'b'] }, /needs a list, not "b"/],
    [{ 'Fn::Select': ['x', ['a']] }, /an index is a whole number/],
    [{ 'Fn::Select': [0, 'a,b'] }, /JSON text/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });
});

describe('functions on numbers', () => {
  test.each([
    [{ 'Fn::Add': [1, { Ref: 'Count' }] }, 4],
    [{ 'Fn::Add': [['a'], ['b']] }, ['a', 'b']],
    [{ 'Fn::Add': [{ a: 1 }, { a: 2, b: 3 }] }, { a: 2, b: 3 }],
    [{ 'Fn::Max': [1, { Ref: 'Count' }, 2] }, 3],
    [{ 'Fn::Min': [1, { Ref: 'Count' }, 2] }, 1],
    [{ 'Fn::Calculate': ['({0} + {1}) * 2 - -1', 0, [{ Ref: 'Count' }, 4]] }, 15],
    [{ 'Fn::Calculate': ['7 / 3', 2] }, 2.33],
    [{ 'Fn::Calculate': ['7 // 3 + 7 % 4', 0] }, 5],
    [{ 'Fn::Cidr': ['192.168.0.0/16', 3, 8] }, ['192.168.0.0/24', '192.168.1.0/24', '192.168.2.0/24']],
    [{ 'Fn::Cidr': ['10.0.7.9/22', 2, 9] }, ['10.0.4.0/23', '10.0.6.0/23']],
    [{ 'Fn::Select': [1, { 'Fn::Cidr': ['255.0.0.0/8', 2, 16] }] }, '255.1.0.0/16'],
  ])('%j gives %j', (property, expected) => {
    expect(value(property)).toEqual(expected);
  });

  test.each([
    [{ 'Fn::Add': [1, 'a'] }, /needs a number, not "a"/],
    [{ 'Fn::Calculate': ['{1}', 0, [1]] }, /\{1\} has no number/],
    [{ 'Fn::Calculate': ['2 ** 3', 0] }, /cannot calculate/],
    [{ 'Fn::Calculate': ['1 / 0', 0] }, /cannot calculate/],
    [{ 'Fn::Calculate': ['(1', 0] }, /cannot calculate/],
    [{ 'Fn::Cidr': ['192.168.0.0/24', 2, 8] }, /no room for 2 networks/],
    [{ 'Fn::Cidr': ['192.168.0.300/24', 1, 4] }, /needs an IPv4 block/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });
});

describe('misuse', () => {
  test.each([
    [{ 'Fn::ImportValue': 'x' }, /Fn::ImportValue: this evaluator does not know the function/],
    [{ 'Fn::Str': 1, other: 2 }, /Fn::Str stands beside other keys: Fn::Str, other/],
    [{ 'Fn::Equals': [1, 1] }, /Fn::Equals: ROS does not evaluate it in resources/],
    [{ 'Fn::If': ['Yes', 1] }, /takes a list of 3 arguments/],
  ])('%j is an error', (property, message) => {
    expect(() => value(property)).toThrow(message);
  });

  test.each([{ Count: 2 }, { Condition: 'Nope' }])('a resource with %j is an error', (extra) => {
    const template = { ROSTemplateFormatVersion: '2015-09-01', Resources: { R: { Type: 'T', ...extra } } };
    expect(() => evaluate(template)).toThrow(/Resources\.R/);
  });

  test.each(['Locals', 'Transform'])('the section %s is an error', (section) => {
    expect(() => evaluate({ ROSTemplateFormatVersion: '2015-09-01', [section]: {} })).toThrow(section);
  });
});

describe('parameters', () => {
  const one = (parameter: object, given?: unknown) =>
    evaluate(
      { ROSTemplateFormatVersion: '2015-09-01', Parameters: { P: { Type: 'String', ...parameter } } },
      given === undefined ? {} : { parameters: { P: given } },
    ).parameters.P;

  test.each([
    [{}, 'x', 'x'],
    [{ Default: 'd' }, undefined, 'd'],
    [{ Type: 'Number' }, '12', 12],
    [{ Type: 'Boolean' }, 'false', false],
    [{ Type: 'CommaDelimitedList' }, ['a'], ['a']],
    [{ Type: 'Json' }, '[1]', [1]],
    [{ Type: 'ALIYUN::OOS::SecretParameter::Value' }, 'runner-token', 'value-of-runner-token'],
    [{ AllowedPattern: '[a-z]+' }, 'abc', 'abc'],
    [{ Default: null, AllowedValues: ['a'], MinLength: 1 }, undefined, null],
    [{ Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a,b', ['a', 'b']],
  ])('%j given %j is %j', (parameter, given, expected) => {
    expect(one(parameter, given)).toEqual(expected);
  });

  test.each([
    [{}, undefined, /P: required, and has no default/],
    [{ AllowedValues: ['a', 'b'] }, 'c', /P: "c" is not one of \["a","b"\]/],
    [{ Type: 'CommaDelimitedList', AllowedValues: ['a'] }, 'a,b', /not one of/],
    [{ AllowedPattern: '[a-z]+$' }, '1abc', /P: "1abc" does not match/],
    [{ MinLength: 8 }, 'short', /below 8/],
    [{ MaxLength: 2 }, 'long', /above 2/],
    [{ Type: 'Number', MinValue: 1 }, 0, /P: 0 is below 1/],
    [{ Type: 'Number', MaxValue: 9 }, 10, /above 9/],
    [{ Type: 'Number' }, 'many', /a number is needed/],
    [{ Type: 'Boolean' }, 'yes', /true or false is needed/],
    [{ Type: 'Json' }, '{', /P: /],
    [{ Type: 'List' }, 'x', /no parameter type List/],
    [{ Default: 'bad', AllowedPattern: '\\d+' }, undefined, /"bad" does not match/],
  ])('%j given %j is refused', (parameter, given, message) => {
    expect(() => one(parameter, given)).toThrow(message);
  });

  test('a NoEcho value does not stand in the message', () => {
    const attempt = () => one({ NoEcho: true, MinLength: 20 }, 'glrt-secret');
    expect(attempt).toThrow(/the length of the value is below 20/);
    expect(attempt).not.toThrow(/glrt-secret/);
  });

  test('all faults are told at once, unknown names among them', () => {
    const template = {
      ROSTemplateFormatVersion: '2015-09-01',
      Parameters: { A: { Type: 'String' }, B: { Type: 'Number' } },
    };
    expect(() => evaluate(template, { parameters: { B: 'x', C: 1 } })).toThrow(
      /C: .*no such parameter[^]*A: req[^]*B: a number/,
    );
  });
});

describe('conditions and rules', () => {
  const withConditions = (conditions: object, parameters: object = {}) =>
    evaluate({
      ROSTemplateFormatVersion: '2015-09-01',
      Parameters: { Mode: { Type: 'String', Default: 'new' }, Flag: { Type: 'Boolean', Default: true }, ...parameters },
      Resources: { R: { Type: 'T' } },
      Conditions: { IsNew: { 'Fn::Equals': [{ Ref: 'Mode' }, 'new'] }, ...conditions },
    }).conditions;

  test('And, Or and Not take names, maps with a name, and functions', () => {
    const old = { 'Fn::Equals': [{ Ref: 'Mode' }, 'old'] };
    expect(
      withConditions({
        Both: { 'Fn::And': ['IsNew', old] },
        Either: { 'Fn::Or': [{ Condition: 'IsNew' }, old] },
        NotName: { 'Fn::Not': 'IsNew' },
        NotListedName: { 'Fn::Not': ['IsNew'] },
        NotFunction: { 'Fn::Not': old },
      }),
    ).toEqual({ IsNew: true, Both: false, Either: true, NotName: false, NotListedName: false, NotFunction: true });
  });

  test('a Boolean equals true, not the text "true"', () => {
    expect(
      withConditions({ A: { 'Fn::Equals': [{ Ref: 'Flag' }, true] }, B: { 'Fn::Equals': [{ Ref: 'Flag' }, 'true'] } }),
    ).toMatchObject({ A: true, B: false });
  });

  test.each([
    [
      { A: { 'Fn::Not': [{ 'Fn::Equals': [1, 1] }] } },
      /Conditions\.A: Fn::Not: .*may always be false.*leave out the list/,
    ],
    [{ A: { 'Fn::Equals': [{ Ref: 'R' }, 1] } }, /"R" is not a parameter/],
    [{ A: { 'Fn::Equals': [{ 'Fn::GetAtt': ['R', 'x'] }, 1] } }, /does not evaluate it in conditions/],
    [{ A: { 'Fn::Equals': [{ 'Fn::Sub': '${Mode}' }, 'new'] } }, /Fn::Sub: ROS does not evaluate it in conditions/],
    [{ A: { 'Fn::Not': 'B' }, B: { 'Fn::Not': 'A' } }, /depends on itself/],
    [{ A: { 'Fn::Contains': [['a'], 'a'] } }, /a condition starts with one of/],
    [{ A: 'IsNew' }, /a condition starts with one of/],
    [{ A: { 'Fn::And': ['IsNew'] } }, /at least 2/],
  ])('%j is an error', (conditions, message) => {
    expect(() => withConditions(conditions)).toThrow(message);
  });

  const ruled = (assertions: unknown, ruleCondition?: unknown) =>
    evaluate({
      ROSTemplateFormatVersion: '2015-09-01',
      Parameters: { Min: { Type: 'Number', Default: 5 }, Mode: { Type: 'String', Default: 'hpa' } },
      Rules: { Range: { RuleCondition: ruleCondition, Assertions: assertions } },
      Resources: { R: { Type: 'T' } },
      Outputs: { O: { Value: { Ref: 'R' } } },
    });
  const fails = { Assert: { 'Fn::Contains': [[1, 2], { Ref: 'Min' }] }, AssertDescription: { en: 'too many' } };
  const holds = { Assert: { 'Fn::Equals': [{ Ref: 'Min' }, 5] }, AssertDescription: 'never' };

  test('a failed assertion is told by name, and nothing is deployed', () => {
    expect(ruled([holds, fails])).toMatchObject({ ruleFailures: ['Range: too many'], resources: {}, outputs: {} });
    expect(ruled(fails).ruleFailures).toEqual(['Range: too many']);
  });

  test('assertions that hold, or whose rule does not apply, let the stack through', () => {
    const outcome = ruled([fails], { 'Fn::Equals': [{ Ref: 'Mode' }, 'fixed'] });
    expect(outcome.ruleFailures).toEqual([]);
    expect(outcome.outputs).toEqual({ O: 'R-id' });
    expect(ruled([holds]).ruleFailures).toEqual([]);
  });
});

describe('resources and outputs', () => {
  const template: Template = {
    ROSTemplateFormatVersion: '2015-09-01',
    Parameters: { Kind: { Type: 'String', AllowedValues: ['ack', 'acs'] } },
    Conditions: { Ack: { 'Fn::Equals': [{ Ref: 'Kind' }, 'ack'] }, Acs: { 'Fn::Not': 'Ack' } },
    Resources: {
      Ack: { Type: 'ALIYUN::CS::ManagedKubernetesCluster', Condition: 'Ack' },
      Acs: { Type: 'ALIYUN::ACS::Cluster', Condition: 'Acs' },
      Release: {
        Type: 'ALIYUN::CS::ClusterHelmApplication',
        DependsOn: ['Ack', 'Acs'],
        DeletionPolicy: 'Retain',
        Properties: {
          ClusterId: {
            'Fn::If': ['Ack', { 'Fn::GetAtt': ['Ack', 'ClusterId'] }, { 'Fn::GetAtt': ['Acs', 'ClusterId'] }],
          },
        },
      },
    },
    Outputs: {
      AckId: { Condition: 'Ack', Value: { Ref: 'Ack' } },
      Name: { Value: { 'Fn::Sub': '${ALIYUN::StackName}-runner' } },
    },
  };

  test('only what exists is there, and waits only for what exists', () => {
    const outcome = evaluate(template, { parameters: { Kind: 'acs' } });
    expect(Object.keys(outcome.resources)).toEqual(['Acs', 'Release']);
    expect(onlyResource(outcome, 'ALIYUN::CS::ClusterHelmApplication')).toEqual({
      id: 'Release',
      Type: 'ALIYUN::CS::ClusterHelmApplication',
      DeletionPolicy: 'Retain',
      DependsOn: ['Acs'],
      Properties: { ClusterId: 'Acs.ClusterId' },
    });
    expect(outcome.outputs).toEqual({ Name: 'test-stack-runner' });
  });

  test('the other scenario of the same template', () => {
    const outcome = evaluate(template, { parameters: { Kind: 'ack' }, attributes: { 'Ack.ClusterId': 'c1a2' } });
    expect(outcome.resources.Release?.Properties.ClusterId).toBe('c1a2');
    expect(outcome.outputs).toEqual({ AckId: 'Ack-id', Name: 'test-stack-runner' });
  });
});
