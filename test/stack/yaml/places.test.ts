import { ConfigFile } from '../../../lib/stack/config-file';
import { YamlSource } from '../../../lib/stack/yaml/yaml-source';
import { CLUSTER_ID, EXISTING_CLUSTER, RUNNER_LINES, expectProblems, problemsOf, templateOf } from '../support';

const file = new ConfigFile(
  'gitlab-runner.yaml',
  [
    /* 1 */ 'runners:',
    /* 2 */ '  Small: &small',
    /* 3 */ '    concurrent: 3',
    /* 4 */ '    jobs: &jobs',
    /* 5 */ '      image: alpine',
    /* 6 */ '      resources: { cpu: x }',
    /* 7 */ '  Large:',
    /* 8 */ '    <<: *small',
    /* 9 */ '    concurrent: 5',
    /* 10 */ '  Other:',
    /* 11 */ '    jobs: *jobs',
    /* 12 */ '  Both:',
    /* 13 */ '    <<: [{ concurrent: 7 }, *small]',
    /* 14 */ '  Own:',
    /* 15 */ '    jobs:',
    /* 16 */ '      image: debian',
    /* 17 */ '    <<: *small',
    /* 18 */ '  Chain:',
    /* 19 */ '    <<: &chain { <<: *small, logLevel: debug }',
    /* 20 */ 'list: [&item { a: 1 }, *item]',
    /* 21 */ 'quoted: { "<<": 1 }',
  ].join('\n'),
);
const runners = (file.content as { runners: Record<string, unknown> }).runners;
const JOBS = { image: 'alpine', resources: { cpu: 'x' } };

test.each([
  ['Large', { concurrent: 5, jobs: JOBS }],
  ['Other', { jobs: JOBS }],
  ['Both', { concurrent: 7, jobs: JOBS }],
  ['Own', { concurrent: 3, jobs: { image: 'debian' } }],
  ['Chain', { concurrent: 3, jobs: JOBS, logLevel: 'debug' }],
])('aliases and merges of %s are read', (name, expected) => {
  expect(runners[name]).toEqual(expected);
});

test('a quoted << is a key like any other', () => {
  expect(file.content).toMatchObject({ quoted: { '<<': 1 } });
});

test.each([
  ['what is merged, where it is written', 'runners.Large.jobs.resources.cpu', 6],
  ['what is merged, and lacks something', 'runners.Large.jobs.resources.memory', 6],
  ['what is written beside a merge', 'runners.Large.concurrent', 9],
  ['what only the map itself could have', 'runners.Large.token', 7],
  ['what is repeated, where it is written', 'runners.Other.jobs.image', 5],
  ['the key that repeats', 'runners.Other.jobs', 11],
  ['what the first of several merges', 'runners.Both.concurrent', 13],
  ['what the second of several merges', 'runners.Both.jobs.image', 5],
  ['what goes before a merge', 'runners.Own.jobs.image', 16],
  ['what is missing in what goes before a merge', 'runners.Own.jobs.resources', 15],
  ['what is merged by what is merged', 'runners.Chain.jobs.image', 5],
  ['what is written in what is merged', 'runners.Chain.logLevel', 19],
  ['a repeated item', 'list[1].a', 20],
])('a problem is placed: %s', (_, at, line) => {
  const problem = { rule: 'some-rule', severity: 'error', at, message: 'is wrong' } as const;
  expect(file.locate([problem]).problems).toMatchObject([{ ...problem, fileLine: line }]);
});

test('runners share options by a merge', () => {
  const withB = (b: string) =>
    templateOf(EXISTING_CLUSTER, 'runners:', '  A: &a { concurrent: 4, checkIntervalSeconds: 5 }', b);
  expect(withB('  B: { <<: *a, checkIntervalSeconds: 7 }')).toEqual(
    withB('  B: { concurrent: 4, checkIntervalSeconds: 7 }'),
  );
});

test('many runners may share options', () => {
  const others = Array.from({ length: 150 }, (_, n) => `  R${n}: { jobs: *jobs, colour: red }`);
  const lines = [EXISTING_CLUSTER, 'runners:', '  A: { jobs: &jobs { image: a } }', ...others];
  const { content } = new ConfigFile('gitlab-runner.yaml', lines.join('\n'));
  expect(content).toMatchObject({ runners: { R149: { jobs: { image: 'a' } } } });
});

test('the faults of a merged section are those of each section, in the line where they are written', () => {
  expectProblems(
    [...RUNNER_LINES.slice(0, 4), '  A: &a', '    concurrent: many', '  B:', '    <<: *a', '    logLevel: none'],
    [
      'line 6, runners.A.concurrent: is "many"; allowed is a number',
      'line 6, runners.B.concurrent: is "many"; allowed is a number',
      'line 9, runners.B.logLevel: is "none"; allowed are "panic"',
    ],
  );
});

test('the file itself may merge', () => {
  expect(problemsOf(`<<: { cluster: { existing: { clusterId: ${CLUSTER_ID} } } }`, 'runners: { A: {} }')).toEqual([]);
});

describe('the place of a value', () => {
  const source = new YamlSource(
    [
      /* 1 */ 'literal: | # a comment',
      /* 2 */ '',
      /* 3 */ '  first',
      /* 4 */ 'folded: >-',
      /* 5 */ '  first',
      /* 6 */ 'quoted: "first',
      /* 7 */ '  second"',
      /* 8 */ 'below:',
      /* 9 */ '  plain',
      /* 10 */ 'empty:',
      /* 11 */ 'list:',
      /* 12 */ '  - &text |-',
      /* 13 */ '    first - second',
      /* 14 */ '  # - a comment',
      /* 15 */ '  -',
      /* 16 */ '  -',
      /* 17 */ '  - - a',
      /* 18 */ '    - # -',
      /* 19 */ '  - "-"',
      /* 20 */ '  - *text',
      /* 21 */ 'a.b: { c: 1 }',
      /* 22 */ 'indented: |2-',
      /* 23 */ '    first',
    ].join('\n'),
  );

  test.each([
    ['the content', [], { line: 1, valueLine: 1 }],
    ['a literal block', ['literal'], { line: 1, valueLine: 1, textLine: 2 }],
    ['a literal block with its indentation', ['indented'], { line: 22, valueLine: 22, textLine: 23 }],
    ['a folded block', ['folded'], { line: 4, valueLine: 4 }],
    ['a quoted string', ['quoted'], { line: 6, valueLine: 6 }],
    ['a value below its key', ['below'], { line: 8, valueLine: 9 }],
    ['an empty value', ['empty'], { line: 10, valueLine: 10 }],
    ['a literal block in a list', ['list', 0], { line: 12, valueLine: 12, textLine: 13 }],
    ['an empty item', ['list', 1], { line: 15, valueLine: 15 }],
    ['an empty item after an empty one', ['list', 2], { line: 16, valueLine: 16 }],
    ['an empty item of a list in a list', ['list', 3, 1], { line: 18, valueLine: 18 }],
    ['an item after empty ones', ['list', 4], { line: 19, valueLine: 19 }],
    ['a repeated block', ['list', 5], { line: 20, valueLine: 12, textLine: 13 }],
    ['a key with a dot', ['a.b', 'c'], { line: 21, valueLine: 21 }],
    ['what is not there', ['list', 3, 7, 'x'], { line: 17, valueLine: 17 }],
  ])('%s', (_, path, place) => {
    expect(source.place(path)).toEqual(place);
  });

  test.each([
    ['a.b.c', ['a.b', 'c']],
    ['["a.b"].c.d', ['a.b', 'c']],
    ['list[3][1].x', ['list', 3, 1]],
    ['list[30]', ['list']],
    ['lists', []],
    ['', []],
  ])('%j is a path as far as the document has it', (path, steps) => {
    expect(source.steps(path)).toEqual(steps);
  });

  test('a list may be the whole content', () => {
    expect(new YamlSource('- a\n- b: 1').steps('[1].b')).toEqual([1, 'b']);
  });

  test.each(['\n', '\r\n', '\r'])('lines end by %j', (end) => {
    const text = ['a: |', '  x', '', 'b: 1', 'c: 2'].join(end);
    const lines = new YamlSource(text);
    expect(lines.value).toEqual({ a: 'x\n', b: 1, c: 2 });
    expect(lines.place(['c'])).toEqual({ line: 5, valueLine: 5 });
  });
});
