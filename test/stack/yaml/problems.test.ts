import { YamlSource } from '../../../lib/stack/yaml/yaml-source';

const problemsOf = (...lines: string[]) =>
  new YamlSource(lines.join('\n')).problems.map(({ line, message }) => `line ${line}: ${message}`);

const NO_KEY = 'is neither `key: value` nor an item of a list; a key ends with `:` and a space';
const DEEPER = 'is indented more than the key above it, so it continues the value of that key';
const OTHER_INDENT = 'is indented differently from its neighbors';

describe('what cannot be parsed has one problem:', () => {
  test.each([
    ['a tab', ['a:', '\tb: {}'], 'line 2: is indented by a tab, which YAML does not allow; indent by spaces'],
    ['a tab before an item', ['a:', '\t- b'], 'line 2: is indented by a tab'],
    ['a wrong indent', ['a:', '  b: {}', ' c: {}'], `line 3: ${OTHER_INDENT}`],
    ['a key among items', ['a:', '  - b', '  c: d'], `line 3: ${OTHER_INDENT}`],
    ['an item among keys', ['a: 1', '- b'], 'line 2: is neither a key nor an item of what is above it'],
    ['a key below a value', ['a: 1', '  b: 2'], `line 2: ${DEEPER}`],
    ['keys below a value', ['a: 1', '  - b', '  - c: 2'], `line 2: ${DEEPER}`],
    ['a key below an empty value', ['a: 1', 'b:', 'c: d', '  e: f'], `line 4: ${DEEPER}`],
    ['a colon without a space', ['a: 1', 'b:2', 'c: 3'], `line 2: ${NO_KEY}`],
    ['a colon without a space in the first line', ['a:1', 'b: 2'], `line 1: ${NO_KEY}`],
    ['a colon without a space in the last line', ['a: 1', 'b:2'], `line 2: ${NO_KEY}`],
    ['a colon without a space below a key', ['a: # b', '  b:2', '', '  c: 3'], `line 2: ${NO_KEY}`],
    ['a colon without a space above a comment', ['a: 1', 'b:2', '# c', '  d: 3'], `line 2: ${NO_KEY}`],
    ['an item that is continued', ['- a', '  b: c'], `line 1: ${NO_KEY}`],
    ['a quote without a space after its colon', ['"a":b', 'c: d'], `line 1: ${NO_KEY}`],
    ['a second colon', ['a: 1', 'b: c: d'], 'line 2: has a second `: ` in one line; put the value in quotes'],
    ['text after quotes', ['a: "b" c'], 'line 1: has something after a value; put all of it in quotes'],
    ['a comment without a space', ['a: "b"#c'], 'line 1: has a `#` right after a value; put a space before a comment'],
    [
      'a reserved character',
      ['a: @b'],
      'line 1: begins a value with "@", which YAML reserves; put the value in quotes',
    ],
    ['a percent sign', ['a: %b'], 'line 1: begins a value with "%", which YAML reserves'],
    [
      'a star alone',
      ['a:', '  - *'],
      'line 2: has an `&` or `*` that cannot be read; put a value that begins with one',
    ],
    ['an item without a space', ['a:', '  - b', '  -c'], 'line 3: has no space after the `-` of an item'],
    [
      'an item beside its key',
      ['a: - b'],
      'line 1: has a list in the line of its key; begin the first item on the next',
    ],
    ['a template of Helm', ['a: 1', 'b: {{ .c }}-d'], 'line 2: begins with `{{`, which is a map in a map to YAML'],
    ['a line of a template', ['{{ if .a }}', 'b: 1'], 'line 1: begins with `{{`'],
    ['a merge conflict', ['a:', '<<<<<<< HEAD', '  b: 1', '======='], 'line 2: is a mark of a merge conflict'],
    ['a full-width colon', ['a: 1', 'b：2'], 'line 2: has a full-width colon (U+FF1A), which ends no key in YAML'],
    [
      'a non-breaking space after a colon',
      ['a: 1', 'b:\u00A02', 'c: 3'],
      'line 2: has a non-breaking space (U+00A0) after the colon of a key, which is no space to YAML; write plain spaces',
    ],
    [
      'an ideographic space that indents',
      ['a:', '  b: 1', '\u3000\u3000c: 3', ' d: 4'],
      'line 3: has an ideographic space (U+3000) where it begins',
    ],
    ['a reserved character below its key', ['a:', '  `b`'], 'line 2: begins a value with "`", which YAML reserves'],
    [
      'a bracket without its end',
      ['a: [', 'b: {}'],
      'line 1: begins a value with `[`, and the next lines are indented too little to belong to it; close it by `]`, or indent them',
    ],
    [
      'brackets that are indented too little',
      ['a: [', '1,', ']'],
      'line 1: begins a value with `[`, and the next lines',
    ],
    ['a brace without its end', ['a: { b: [1],', 'c: 2'], 'line 1: begins a value with `{`'],
    ['a bracket at the end', ['a: [b'], 'line 1: begins a value with `[`, and nothing ends it; close it by `]`'],
    [
      'a quote without its end',
      ['a: "b"', 'c:', '  d: "e', '  f: "g"'],
      'line 3: begins a value with `"`, and the next lines are indented too little to belong to it; close it by `"`',
    ],
    ['a quote of an item without its end', ['a:', "  - 'b", '  - c'], "line 2: begins a value with `'`"],
    ['a quote at the end', ["a: 'b"], "line 1: begins a value with `'`, and nothing ends it; close it by `'`"],
    ['no comma', ['a: [1 2]', 'b: { c: 1 d: 2 }'], 'line 2: lacks a comma between two entries in brackets'],
    ['two commas', ['a: [1,,2]'], 'line 1: has a comma in brackets with nothing before it; leave it out'],
    ['a path of Windows', ['a: "C:\\dir"'], 'line 1: has a `\\` in double quotes that begins no escape sequence'],
    ['a short escape sequence', ['a: "\\x1"'], 'line 1: has a `\\` in double quotes that begins no escape sequence'],
    ['a control character', ['a: b\u0007'], 'line 1: has a control character; leave it out'],
    ['a control character in quotes', ['a: "b\u0007"'], 'line 1: has a control character; leave it out'],
    ['a null character', ['a: b\u0000'], 'line 1: has a control character; leave it out'],
    ['text after the mark of a block', ['a: >b'], 'line 1: begins a value with `|` or `>`, which announce a text'],
    ['a block indented by 0', ['a: |0', '  b'], 'line 1: begins a value with `|` or `>`'],
    ['an anchor without a name', ['a: & b'], 'line 1: has an `&` or `*` that cannot be read'],
    ['two anchors', ['a: &b &c d'], 'line 1: has an `&` or `*` that cannot be read'],
    ['an alias without a name', ['a: * b'], 'line 1: has an `&` or `*` that cannot be read'],
    ['an anchor of an alias', ['a: &b 1', 'c: &d *b'], 'line 2: has an `&` or `*` that cannot be read'],
    ['a tag that is not declared', ['a: !b!c d'], 'line 1: has a tag that cannot be read'],
    ['a wrong directive', ['%YAML x', '---', 'a: 1'], 'line 1: has a line that begins with `%` and cannot be read'],
    ['too many levels', ['['.repeat(101)], 'line 1: is nested too deep; 100 levels are the limit'],
  ])('%s', (_, lines, problem) => {
    const problems = problemsOf(...lines);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]).not.toContain('is not valid YAML');
  });
});

describe('what can be parsed and is a mistake is a problem:', () => {
  test.each([
    [
      'a key given twice',
      ['a:', '  acs: {}', 'a: {}'],
      'line 3: gives the key "a" again, after line 1; leave one of them out',
    ],
    ['a key given twice, empty', ['a:', 'a:'], 'line 2: gives the key "a" again, after line 1'],
    ['a number for a key given twice', ['a:', '  2: x', '  "2": x'], 'line 3: gives the key "2" again, after line 2'],
    ['a map for a key', ['a: 1', '? {b: c}', ': d'], 'line 2: has a key that is a map, a list or an alias'],
    ['a list for a key', ['a: 1', '[b]: c'], 'line 2: has a key that is a map, a list or an alias'],
    ['an alias for a key', ['a: &a b', '*a : c'], 'line 2: has a key that is a map, a list or an alias'],
    ['a second document', ['# ---', 'a: "---"', '---', 'b: {}', '---', 'c: {}'], 'line 3: begins a second document'],
    ['a second document after an end', ['a: {}', '...', '', 'b: {}'], 'line 4: begins a second document'],
    ['a second document that is empty', ['a: {}', '---'], 'line 2: begins a second document'],
    ['a document after an empty one', ['---', '---', 'a: {}'], 'line 2: begins a second document'],
    ['another version', ['# a', '%YAML 1.1', '---', 'a: yes'], 'line 2: asks for another version of YAML than 1.2'],
    [
      'an alias without an anchor',
      ['a:', '  b: *nowhere'],
      'line 2: repeats *nowhere, and nothing before it is called &nowhere; write `&nowhere` in front of what is to be repeated, or put a value that begins with `*` in quotes',
    ],
    ['an alias before its anchor', ['a: *x', 'b: &x 1'], 'line 1: repeats *x, and nothing before it'],
    ['an alias within its anchor', ['a: &x', '  b: [*x]'], 'line 2: repeats *x within itself, which has no end'],
    ['a map that is merged into itself', ['a: &x', '  <<: *x'], 'line 2: repeats *x within itself'],
    ['a merge of a string', ['a:', '  <<: b'], 'line 2: merges by `<<` what is no map; write `<<: *name`'],
    ['a merge of nothing', ['a:', '  <<:'], 'line 2: merges by `<<` what is no map'],
    ['a merge of a list of strings', ['a:', '  <<: [b]'], 'line 2: merges by `<<` what is no map'],
    ['a merge without an anchor', ['a:', '  <<: *x'], 'line 2: repeats *x, and nothing before it'],
    [
      'two merges in one map',
      ['a: &a { b: 1 }', 'c:', '  <<: *a', '  <<: { d: 1 }'],
      'line 4: merges by `<<` again, after line 3; merge a list of maps, `<<: [*a, *b]`',
    ],
    [
      'a non-breaking space that indents a key',
      ['a:', '\u00A0\u00A0b: {}'],
      'line 2: has a non-breaking space (U+00A0) in front of a key, which is no space to YAML; write plain spaces',
    ],
    ['a zero-width space in a key', ['a:', '  b\u200Bc: 1'], 'line 2: has a zero-width space (U+200B) in a key'],
    ['a thin space before a colon', ['a\u2009: 1'], 'line 1: has the space U+2009 in a key'],
    [
      'a template of Helm for a value',
      ['a: 1', 'b: {{ .c }}'],
      'line 2: begins with `{{`, which is a map in a map to YAML',
    ],
    ['an unknown tag', ['a: !secret x'], 'line 1: has the tag !secret, which cannot be read here'],
    ['an unknown tag of a map', ['a: !secret {}'], 'line 1: has the tag !secret, which cannot be read here'],
    ['a tag of YAML 1.1', ['a: !!binary aGVsbG8='], 'line 1: has the tag !!binary, which cannot be read here'],
    ['a tag that does not fit', ['a: !!int x'], 'line 1: has the tag !!int, which cannot be read here'],
    ['a tag of another kind', ['a: !!map [x]'], 'line 1: has the tag !!map, which cannot be read here'],
    ['a tag of a merge', ['a: { !!merge <<: {} }'], 'line 1: has the tag !!merge, which cannot be read here'],
  ])('%s', (_, lines, problem) => {
    expect(problemsOf(...lines)).toEqual([expect.stringContaining(problem)]);
  });

  test('several at once, in their order', () => {
    expect(problemsOf('a: 1', 'a: *b', 'c: !d 1').map((problem) => problem.slice(0, 12))).toEqual([
      'line 2: give',
      'line 2: repe',
      'line 3: has ',
    ]);
  });

  test('aliases of aliases that would fill the memory', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    expect(problemsOf('a0: &a0 x', ...levels)).toEqual([
      'line 7: repeats parts of the file by aliases far too often; write some of them out',
    ]);
  });
});

describe('what is right is read:', () => {
  test.each([
    ['strings with a tag', 'a: !!str 1\nb: ! 2\n!!str c: !!float 3', { a: '1', b: '2', c: 3 }],
    ['maps and lists with a tag', 'a: !!map {}\nb: !!seq\n- c', { a: {}, b: ['c'] }],
    [
      'the words of YAML 1.2',
      'a: yes\nb: 0o17\nc: 1_000\nd: 2001-01-01',
      { a: 'yes', b: 15, c: '1_000', d: '2001-01-01' },
    ],
    ['keys as they are written', '1.0: a\n~: b\nyes: c\n0x1: d', { '1.0': 'a', '~': 'b', yes: 'c', '0x1': 'd' }],
    ['a version', '%YAML 1.2\n---\na: 1', { a: 1 }],
    ['an end', '---\na: 1\n...\n# end\n', { a: 1 }],
    ['names that are given anew', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    [
      'keys of objects',
      '__proto__: 1\nconstructor: 2',
      Object.fromEntries([
        ['__proto__', 1],
        ['constructor', 2],
      ]),
    ],
    ['nothing', '# a comment\n', null],
    [
      'spaces of all kinds in values and quotes',
      'a: b\u00A0c\n"d\u3000e": |\n  \u00A0f',
      { a: 'b\u00A0c', 'd\u3000e': '\u00A0f\n' },
    ],
    ['a mark of a file', '\uFEFFa: 1', { a: 1 }],
    ['templates in quotes', "a: '{{ .b }}'\nc: d {{ e }}", { a: '{{ .b }}', c: 'd {{ e }}' }],
  ])('%s', (_, text, value) => {
    const source = new YamlSource(text);
    expect(source.problems).toEqual([]);
    expect(source.value).toEqual(value);
  });

  test('keys are in the order of the text, and those of a merge where it is', () => {
    const { value } = new YamlSource('a: &a { x: 1, y: 2 }\nb: { z: 3, <<: *a, w: 4, x: 5 }');
    expect(JSON.stringify((value as { b: object }).b)).toBe('{"z":3,"x":5,"y":2,"w":4}');
  });
});
