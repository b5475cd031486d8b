import { ChartVersion } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import { checkRawConfig } from '../../../lib/runner/escape-hatches/check-raw-config';

/** What is found past the warning that there is always. */
function found(lines: string, chartVersion = ChartVersion.DEFAULT) {
  const findings = new Report();
  checkRawConfig(`[[runners]]\n[runners.kubernetes]\n${lines}\n`, chartVersion, findings, 'raw');
  const [first, ...warnings] = findings.warnings.faults;
  expect(first!.message).toMatch(/^takes the place of everything/);
  return { errors: places(findings.errors.faults), warnings: places(warnings) };
}

const places = (faults: readonly { at: string }[]) =>
  faults.map(({ at }) => at.replace('raw, runners.kubernetes.', ''));

const NOTHING = { errors: [], warnings: [] };
const ONE_ERROR = { errors: ['poll_timout'], warnings: [] };
const ONE_WARNING = { errors: [], warnings: ['poll_timout'] };

describe('a text with template actions', () => {
  test.each([
    ['in a string', 'namespace = "{{ .Release.Namespace }}-jobs"'],
    ['as a value', 'namespace = {{ .Release.Namespace | quote }}'],
    ['as a value of any type', 'poll_timeout = {{ .Values.timeout }}\nprivileged = {{ .Values.privileged }}'],
    ['as an item of a list', 'cap_add = [{{ .Values.first | quote }}, "{{ .Values.second }}"]'],
    ['as a table', 'pod_labels = {{ .Values.labels }}'],
    ['in a text that must be of a form', 'memory_limit = "{{ .Values.memory }}Gi"'],
    ['as a key', '{{ .Values.key }} = 1'],
    ['as the name of a label', '[runners.kubernetes.pod_labels]\n"{{ .Values.label }}" = "x"'],
    ['on a line of its own', '{{- include "more" . | nindent 4 }}'],
    ['around lines', '{{ if .Values.a }}\nimage = "a"\n{{ end }}'],
    ['around two ways to say the same', '{{ if .Values.a }}\nimage = "a"\n{{ else }}\nimage = "b"\n{{ end }}'],
    ['one after the other', 'poll_timeout = {{ .Values.a }}{{ .Values.b }}'],
    ['with quotes and braces in them', 'image = {{ printf "%s}}" .Values.image | quote }}'],
    ['with a comment', '# {{ .Values.x }}\n{{/* nothing */}}'],
  ])('passes: %s', (_, lines) => {
    expect(found(lines)).toEqual(NOTHING);
  });

  test.each([
    ['in a string', 'namespace = "{{ .Release.Namespace }}"'],
    ['as a value', 'namespace = {{ .Release.Namespace | quote }}'],
  ])('is judged beside them: %s', (_, action) => {
    expect(found(`${action}\npoll_timout = 600`)).toEqual(ONE_ERROR);
    expect(found(`poll_timeout = "600"\n${action}`)).toEqual({ errors: ['poll_timeout'], warnings: [] });
  });

  test.each([
    ['may be left out', '{{ if .Values.a }}poll_timout = 600{{ end }}'],
    ['may go on where it seems to end', '{{ include "more" . }}\npoll_timout = 600'],
  ])('is warned of where a part of it %s', (_, lines) => {
    expect(found(lines)).toEqual(ONE_WARNING);
  });

  test('is a text of a newer runner beside them too', () => {
    expect(found('image = "{{ .Values.image }}"\npoll_timout = 600', ChartVersion.of('0.99.0'))).toEqual(ONE_WARNING);
  });
});

test('a text without any must be TOML', () => {
  expect(found('image = [')).toEqual({ errors: ['raw'], warnings: [] });
  expect(found('image = "a"\nimage = "b"')).toEqual({ errors: ['raw'], warnings: [] });
});
