import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { Match, Template } from '../../lib/testing';

const BUCKET = 'ALIYUN::OSS::Bucket';
const CONTENT = {
  ROSTemplateFormatVersion: '2015-09-01',
  Parameters: { Token: { Type: 'String', NoEcho: true }, Size: { Type: 'Number', Default: 2 } },
  Resources: {
    Logs: { Type: BUCKET, Properties: { AccessControl: 'private', Tags: [{ Key: 'a' }, { Key: 'b', Value: '1' }] } },
    Site: {
      Type: BUCKET,
      Properties: { AccessControl: 'public-read', Policy: '{"Version":"1"}' },
      DependsOn: ['Logs'],
    },
  },
  Outputs: { Url: { Value: 'https://example.com' } },
};
const template = Template.fromJSON(CONTENT);

/** The message of a failed assertion. */
function failure(assert: () => void): string {
  try {
    assert();
  } catch (error) {
    expect((error as Error).constructor).toBe(Error);
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}

describe('resources', () => {
  test('are found by type and properties, whatever else they have', () => {
    template.hasResourceProperties(BUCKET, { AccessControl: 'private' });
    template.hasResource(BUCKET, { DependsOn: ['Logs'], Properties: { AccessControl: 'public-read' } });
    expect(Object.keys(template.findResources(BUCKET, { Properties: { AccessControl: 'private' } }))).toEqual(['Logs']);
    expect(Object.keys(template.findResources(BUCKET))).toEqual(['Logs', 'Site']);
    expect(template.findResources('ALIYUN::RAM::User')).toEqual({});
  });

  test('what fails is said for the one that comes closest', () => {
    expect(
      failure(() => template.hasResourceProperties(BUCKET, { AccessControl: 'private', Tags: [{ Key: 'a' }] })),
    ).toBe(
      [
        'no resource of the type ALIYUN::OSS::Bucket matches. The closest is Logs:',
        '  - Properties.Tags[1]: expected no further item, got {"Key":"b","Value":"1"}',
      ].join('\n'),
    );
    expect(failure(() => template.hasResource('ALIYUN::RAM::User', {}))).toBe(
      'there is no resource of the type ALIYUN::RAM::User. The types in the template are: ALIYUN::OSS::Bucket',
    );
  });

  test('are counted', () => {
    template.resourceCountIs(BUCKET, 2);
    template.resourceCountIs('ALIYUN::RAM::User', 0);
    expect(failure(() => template.resourceCountIs(BUCKET, 1))).toBe(
      'expected 1 resources of the type ALIYUN::OSS::Bucket, got 2. They are: Logs, Site',
    );
  });
});

describe('parameters and outputs', () => {
  test('are found by their names, or among all', () => {
    template.hasParameter('Token', { NoEcho: true });
    template.hasParameter('*', { Type: 'Number' });
    template.hasOutput('Url', { Value: Match.stringLikeRegexp('^https:') });
    expect(Object.keys(template.findParameters({ NoEcho: true }))).toEqual(['Token']);
    expect(Object.keys(template.findOutputs())).toEqual(['Url']);
  });

  test.each([
    [() => template.hasParameter('Tokn'), 'there is no parameter Tokn. There are: Token, Size'],
    [
      () => template.hasParameter('Size', { Default: 3 }),
      'the parameter Size does not match. The closest is Size:\n  - Default: expected 3, got 2',
    ],
    [
      () => template.hasOutput('*', { Condition: 'New' }),
      /^no output matches\. .*Url:\n {2}- Condition: expected "New", got nothing$/,
    ],
    [() => Template.fromJSON({}).hasOutput('*'), 'there is no output. There are: none'],
  ])('what fails is said: %s', (assert, message) => {
    expect(failure(assert)).toEqual(typeof message === 'string' ? message : (expect.stringMatching(message) as string));
  });
});

describe('Match', () => {
  const holds: readonly (readonly [string, unknown])[] = [
    ['absent', { Lifecycle: Match.absent() }],
    ['anyValue', { AccessControl: Match.anyValue() }],
    ['exact', { Tags: Match.exact([{ Key: 'a' }, { Key: Match.anyValue(), Value: '1' }]) }],
    ['objectLike', { Tags: [{ Key: 'a' }, Match.objectLike({ Key: 'b' })] }],
    ['objectEquals', { Tags: [Match.objectEquals({ Key: 'a' }), {}] }],
    ['arrayWith', { Tags: Match.arrayWith([{ Key: 'b' }]) }],
    ['arrayEquals', { Tags: Match.arrayEquals([{ Key: 'a' }, { Key: 'b', Value: '1' }]) }],
    ['stringLikeRegexp', { AccessControl: Match.stringLikeRegexp(/^priv/) }],
    ['not', { AccessControl: Match.not('public-read') }],
  ];
  const fails: readonly (readonly [string, unknown, string])[] = [
    ['absent', { AccessControl: Match.absent() }, 'Properties.AccessControl: expected to be absent, got "private"'],
    ['anyValue', { Lifecycle: Match.anyValue() }, 'Properties.Lifecycle: expected any value, got nothing'],
    [
      'exact',
      { Tags: Match.exact([{ Key: 'a' }, { Key: 'b' }]) },
      'Properties.Tags[1].Value: expected to be absent, got "1"',
    ],
    [
      'arrayWith',
      { Tags: Match.arrayWith([{ Key: 'b' }, { Key: 'a' }]) },
      'Properties.Tags: expected an item {"Key":"a"}, got [{"Key":"a"},{"Key":"b","Value":"1"}]',
    ],
    ['a pattern in a list', { Tags: Match.arrayWith([Match.not({})]) }, 'Properties.Tags: expected an item "<not {}>"'],
    [
      'stringLikeRegexp',
      { AccessControl: Match.stringLikeRegexp('^x') },
      'Properties.AccessControl: expected a string like /^x/, got "private"',
    ],
    ['not', { AccessControl: Match.not('private') }, 'Properties.AccessControl: expected not "private", got "private"'],
    [
      'a long value',
      { AccessControl: 'x'.repeat(500) },
      `Properties.AccessControl: expected "${'x'.repeat(199)}…, got "private"`,
    ],
  ];
  const logs = Template.fromJSON({ Resources: { Logs: CONTENT.Resources.Logs } });

  test.each(holds)('%s holds', (_name, expected) => {
    expect(() => logs.hasResourceProperties(BUCKET, expected)).not.toThrow();
  });

  test.each(fails)('%s fails', (_name, expected, message) => {
    expect(failure(() => logs.hasResourceProperties(BUCKET, expected))).toContain(`\n  - ${message}`);
  });

  test('serializedJson looks into a string of JSON', () => {
    const site = Template.fromJSON({ Resources: { Site: CONTENT.Resources.Site } });
    const expectVersion = (Version: string) => () =>
      site.hasResourceProperties(BUCKET, { Policy: Match.serializedJson({ Version }) });
    expect(expectVersion('1')).not.toThrow();
    expect(failure(expectVersion('2'))).toContain('Properties.Policy.(JSON).Version: expected "2", got "1"');
  });
});

describe('where a template comes from', () => {
  test('a stack, as often as one likes, with the same result', () => {
    const stack = new Stack(new App(), 'ci');
    new RosParameter(stack, 'Size', { type: RosParameterType.NUMBER });
    Template.fromStack(stack).hasParameter('Size', { Type: 'Number' });
    expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(stack).toJSON());
  });

  describe('a file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'template-test-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };

    test('a configuration is synthesized, and nothing is written', () => {
      const sample = path.join(__dirname, '../../gitlab-runner.yaml');
      Template.fromFile(sample).hasResourceProperties('ALIYUN::CS::ClusterHelmApplication', {
        Namespace: Match.anyValue(),
      });
    });

    test('a template of JSON, or of YAML with tags', () => {
      Template.fromFile(file('a.json', JSON.stringify(CONTENT))).resourceCountIs(BUCKET, 2);
      const yaml =
        "ROSTemplateFormatVersion: '2015-09-01'\nResources: { A: { Type: T, Properties: { P: !GetAtt B.Id, R: !Ref C } } }\n";
      Template.fromFile(file('a.yaml', yaml)).hasResourceProperties('T', {
        P: { 'Fn::GetAtt': ['B', 'Id'] },
        R: { Ref: 'C' },
      });
    });

    test('a faulty configuration throws with its lines', () => {
      expect(() => Template.fromFile(file('bad.yaml', 'runners:\n  A: { colour: red }\n'))).toThrow(
        /line 2, runners\.A\.colour/,
      );
    });
  });

  test('what is no template is refused', () => {
    expect(() => Template.fromJSON('[]')).toThrow('a template is a map of sections, not []');
  });
});

test('what toJSON and findResources give can be changed without harm', () => {
  const copy = template.toJSON();
  copy.Resources!.Logs!.Properties!.AccessControl = 'public-read';
  template.findResources(BUCKET).Logs!.Properties!.AccessControl = 'public-read';
  template.hasResourceProperties(BUCKET, { AccessControl: 'private' });
});
