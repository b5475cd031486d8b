import TOML from '@iarna/toml';
import fc from 'fast-check';

import { HelmTemplate, renderToml, toTomlTable, type RunnerConfig, type TomlTable } from '../../lib/config';
import { anyConfig, anyText, parsed } from './support';

const config: RunnerConfig = {
  runners: {
    featureFlags: { FF_USE_FASTZIP: true },
    cache: {
      s3: { pathStyle: false, serverAddress: 'oss-cn-hangzhou-internal.aliyuncs.com' },
      type: 's3',
      shared: true,
    },
    kubernetes: {
      volumes: { emptyDir: [{ name: 'builds', mountPath: '/builds' }] },
      podLabels: { zone: 'b', app: 'ci' },
      pollTimeoutSeconds: 600,
      image: 'alpine:3',
    },
    name: 'small',
  },
};

describe('the text of config.toml', () => {
  it('reads in the order of the key table, scalars in front of tables, however it was put together', () => {
    expect(renderToml(toTomlTable(config))).toBe(`[[runners]]
name = "small"

[runners.cache]
Type = "s3"
Shared = true

[runners.cache.s3]
ServerAddress = "oss-cn-hangzhou-internal.aliyuncs.com"
PathStyle = false

[runners.feature_flags]
FF_USE_FASTZIP = true

[runners.kubernetes]
image = "alpine:3"
poll_timeout = 600

[runners.kubernetes.pod_labels]
app = "ci"
zone = "b"

[[runners.kubernetes.volumes.empty_dir]]
name = "builds"
mount_path = "/builds"
`);
  });

  it('leaves out what is undefined', () => {
    const kubernetes = { image: undefined, podLabels: { app: undefined }, allowedImages: ['a'] };
    expect(parsed(renderToml(toTomlTable({ runners: { kubernetes } as never })))).toEqual({
      runners: [{ kubernetes: { allowed_images: ['a'], pod_labels: {} } }],
    });
  });

  it('says where a value stands that TOML cannot hold', () => {
    const table = { runners: [{ kubernetes: { allowed_images: ['a', null] } }] };
    expect(() => renderToml(table)).toThrow(
      /runners\[0\]\.kubernetes\.allowed_images\[1\]: is null, which cannot be written/,
    );
    expect(() => renderToml({ limit: new Map() })).toThrow(
      /limit: is an object of the class Map, which cannot be written/,
    );
  });

  it('is read back by another parser as what was written', () => {
    fc.assert(
      fc.property(anyConfig, (any) => {
        const table = toTomlTable(any);
        expect(parsed(renderToml(table))).toEqual(table);
      }),
    );
  });

  it('holds any text in keys and values', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText)), { noNullPrototype: true }), (labels) => {
        const table = { runners: [{ kubernetes: { pod_labels: labels } }] };
        expect(parsed(renderToml(table))).toEqual(table);
      }),
    );
  });

  it('has only characters that YAML prints, and no ends of lines but its own', () => {
    // https://yaml.org/spec/1.2.2/#51-character-set, without what YAML 1.1 takes for a line break or a mark.
    const printable = /^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
    fc.assert(
      fc.property(anyText, anyText, (key, text) => {
        const value = new HelmTemplate(text.replaceAll('{', ''));
        expect(renderToml({ runners: [{ labels: { [key]: text }, value }] })).toMatch(printable);
      }),
    );
  });

  it('refuses halves of characters, which TOML cannot hold', () => {
    const refused = (table: TomlTable) => () => renderToml(table);
    expect(refused({ runners: [{ name: 'a\ud83d' }] })).toThrow(
      /runners\[0\]\.name: holds half a character.*\[toml-value\]$/,
    );
    expect(refused({ labels: { '\ude00': 'a' } })).toThrow(/labels\.\ude00: holds half a character/);
    expect(() => new HelmTemplate('{{ .Release.Name }}\ud83d')).toThrow(
      /text: holds half a character.*\[helm-template\]$/,
    );
    expect(parsed(renderToml({ name: '\ud83d\ude00' }))).toEqual({ name: '😀' });
  });

  it('holds tables that the key table does not know', () => {
    const inner = fc.dictionary(fc.constantFrom('a', 'b.c', '{{d}}'), fc.integer(), { noNullPrototype: true });
    const anyTable = fc.dictionary(
      fc.constantFrom('x', 'y', 'z z'),
      fc.oneof(inner, fc.array(inner, { minLength: 1 }), fc.boolean()),
      { noNullPrototype: true },
    );
    fc.assert(fc.property(anyTable, (table) => void expect(parsed(renderToml(table))).toEqual(table)));
  });

  it('is the same text for the same content in another order', () => {
    fc.assert(
      fc.property(anyConfig, (any) => {
        expect(renderToml(toTomlTable(reversed(any) as RunnerConfig))).toBe(renderToml(toTomlTable(any)));
      }),
    );
  });
});

describe('values known at deploy time', () => {
  class Token {
    constructor(readonly ref: string) {}
  }
  const raw = (value: unknown) => (value instanceof Token ? `<${value.ref}>` : undefined);

  it('stand in the text as they are, in lists too', () => {
    const table = { limit: new Token('Limit'), supplemental_groups: [1, new Token('Group')], name: 'x' };
    expect(renderToml(table, { raw })).toBe('limit = <Limit>\nname = "x"\nsupplemental_groups = [ 1, <Group> ]\n');
  });

  it('stand in quotes where the runner takes a text', () => {
    const kubernetes = {
      image: new Token('Image'),
      cpu_limit: new Token('Cpu'),
      cap_add: ['A', new Token('Cap')],
      pull_policy: [new Token('Policy')],
      pod_labels: { app: new Token('App') },
      privileged: new Token('Flag'),
      volumes: { secret: [{ name: new Token('Secret') }] },
    };
    const text = renderToml({ runners: [{ kubernetes }] }, { raw });
    for (const line of [
      'image = "<Image>"',
      'cpu_limit = "<Cpu>"',
      'cap_add = [ "A", "<Cap>" ]',
      'pull_policy = [ "<Policy>" ]',
      'app = "<App>"',
      'privileged = <Flag>',
      'name = "<Secret>"',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('may replace a whole list', () => {
    const table = { allowed_images: ['#{token}'] };
    expect(renderToml(table, { raw: (value) => (Array.isArray(value) ? '["a", "b"]' : undefined) })).toBe(
      'allowed_images = ["a", "b"]\n',
    );
  });

  it('are an error when nobody says how to write them', () => {
    expect(() => renderToml({ limit: new Token('Limit') })).toThrow(
      /limit: is an object of the class Token, which cannot be written/,
    );
  });

  it('never reach into the text of users, whatever that is', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const table: TomlTable = { texts, limit: new Token('1') };
        const text = renderToml(table, { raw: (value) => (value instanceof Token ? value.ref : undefined) });
        expect(parsed(text)).toEqual({ texts, limit: 1 });
      }),
    );
  });
});

describe('Helm templates', () => {
  it('escapes braces in ordinary strings, so that Helm leaves them alone', () => {
    expect(renderToml({ script: 'echo "{{ .x }}"' })).toBe('script = "echo \\"{{ `{{` }} .x }}\\""\n');
  });

  it('keeps the actions of a HelmTemplate and quotes only the text around them', () => {
    const namespace = new HelmTemplate('a"b\\{{ default "x}}" .Values.ns }}\n{{`{{`}}');
    expect(renderToml({ namespace })).toBe('namespace = "a\\"b\\\\{{ default "x}}" .Values.ns }}\\n{{`{{`}}"\n');
  });

  it('is a string of TOML once Helm has run the actions, with any text around them', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const [left, right] = [before.replaceAll('{', ''), after.replaceAll('{', '')];
        const text = renderToml({ value: new HelmTemplate(`${left}{{ .Release.Name }}${right}`) });
        expect(TOML.parse(text.replace('{{ .Release.Name }}', 'runner'))).toEqual({ value: `${left}runner${right}` });
      }),
    );
  });

  it('refuses a template with an open action', () => {
    expect(() => new HelmTemplate('{{ .Release.Name }')).toThrow(/every "\{\{" needs a "\}\}"/);
    expect(() => new HelmTemplate('{{ default "}} }')).toThrow(/not closed/);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}
