import { patchedValues } from '../../lib/placement/pod-spec-patch';

const paths = (text: string, patchType = 'strategic') =>
  patchedValues(text, patchType).map(({ path }) => path.join('.'));
const valueAt = (path: string, text: string, patchType = 'strategic') =>
  patchedValues(text, patchType).find((one) => one.path.join('.') === path)?.value;

test.each(['strategic', 'merge'])('a %s patch sets what stands in it, in YAML and in JSON', (patchType) => {
  const yaml = 'hostNetwork: true\nvolumes:\n  - name: a\n    hostPath: { path: /a }\n';
  const json = '{"hostNetwork": true, "volumes": [{"name": "a", "hostPath": {"path": "/a"}}]}';
  const expected = [
    ...['', 'hostNetwork', 'volumes', 'volumes.0', 'volumes.0.name', 'volumes.0.hostPath', 'volumes.0.hostPath.path'],
  ];
  expect(paths(yaml, patchType)).toEqual(expected);
  expect(paths(json, patchType)).toEqual(expected);
});

test('a JSON patch sets what its operations add and replace, at their paths', () => {
  const patch = `
    - { op: add, path: /volumes/-, value: { name: a } }
    - { op: replace, path: /hostNetwork, value: true }
    - { op: remove, path: /affinity }
    - { op: test, path: /hostPID, value: true }
    - { op: move, from: /a, path: /b }
    - { op: add, path: /nodeSelector/example.com~1a~0b, value: c }
  `;
  expect(paths(patch, 'json')).toEqual(['volumes.-', 'volumes.-.name', 'hostNetwork', 'nodeSelector.example.com/a~b']);
});

test('a JSON patch may replace the whole spec', () => {
  expect(paths('[{"op": "replace", "path": "", "value": {"hostPID": true}}]', 'json')).toEqual(['', 'hostPID']);
});

test('words are read as Kubernetes does, by YAML 1.1', () => {
  expect(valueAt('hostNetwork', 'hostNetwork: yes')).toBe(true);
  expect(valueAt('hostNetwork', 'hostNetwork: "yes"')).toBe('yes');
  expect([valueAt('a', 'a: 1e3'), valueAt('a', 'a: 0644'), valueAt('a', 'a: { b: 1, <<: { c: 2 } }')]).toEqual([
    1000,
    420,
    { b: 1, c: 2 },
  ]);
});

test.each([
  ['no YAML', 'a: [', 'strategic'],
  ['an alias that leads nowhere', 'a: *b', 'strategic'],
  ['more aliases than anyone writes', `a: &a [1]\nb: [${'*a, '.repeat(21)}]`, 'strategic'],
  ['a map in place of operations', 'op: add', 'json'],
  ['operations without a path', '[{"op": "add", "value": true}, null, 1]', 'json'],
])('%s sets nothing', (_, text, patchType) => {
  expect(patchedValues(text, patchType).filter(({ path }) => path.length > 0)).toEqual([]);
});
