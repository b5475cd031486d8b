import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import { separateChoices } from '../../lib/config/separate-choices';
import type { RunnerConfig } from '../../lib/config';
import { renderToml, toTomlTable } from '../../lib/config';
import { layered } from '../support/layers';
import { parsed } from './support';

/** The text that a deployment gets in which these conditions hold. */
function rendered(config: object, ...holding: readonly string[]): string {
  return renderToml(toTomlTable(config), {
    choose: (condition, whenTrue, whenFalse) => (holding.includes(condition as string) ? whenTrue : whenFalse),
  });
}

const chosen = (config: object, ...holding: readonly string[]) => parsed(rendered(config, ...holding));

const ECI: Record<string, string> = { 'alibabacloud.com/eci': 'true' };
const ACS: Record<string, string> = { 'alibabacloud.com/acs': 'true' };

describe('a table that the deployment chooses', () => {
  const config = {
    concurrent: 4,
    runners: {
      name: 'small',
      cache: new DeployTimeChoice('cached', { type: 's3', s3: { bucketName: 'b', pathStyle: false } }),
      kubernetes: {
        image: 'alpine:3',
        podLabels: new DeployTimeChoice('onEci', ECI, new DeployTimeChoice('onAcs', ACS)),
        volumes: { emptyDir: [{ name: 'builds', mountPath: '/builds' }] },
      },
      featureFlags: { FF_USE_FASTZIP: true },
    },
  };
  const fixed = {
    name: 'small',
    kubernetes: { image: 'alpine:3', volumes: { empty_dir: [{ name: 'builds', mount_path: '/builds' }] } },
    feature_flags: { FF_USE_FASTZIP: true },
  };

  it('is there when its condition holds, with the keys of config.toml', () => {
    expect(chosen(config, 'cached')).toEqual({
      concurrent: 4,
      runners: [{ ...fixed, cache: { Type: 's3', s3: { BucketName: 'b', PathStyle: false } } }],
    });
  });

  it('is left out when it does not, and there is no other', () => {
    expect(chosen(config)).toEqual({ concurrent: 4, runners: [fixed] });
    expect(rendered(config)).not.toContain('pod_labels');
  });

  it.each([
    ['the first of three', ['onEci'], ECI],
    ['the first, whatever else holds', ['onEci', 'onAcs'], ECI],
    ['the second', ['onAcs'], ACS],
  ])('may be one of several: %s', (_, holding, labels) => {
    expect(chosen(config, ...holding)).toEqual({
      concurrent: 4,
      runners: [{ ...fixed, kubernetes: { ...fixed.kubernetes, pod_labels: labels } }],
    });
  });

  it('stands behind all that is certain, so that either text can follow it', () => {
    const texts: string[] = [];
    const text = renderToml(toTomlTable(config as object), {
      choose: (_condition, whenTrue, whenFalse) => {
        texts.push(whenTrue, whenFalse);
        return '';
      },
    });
    expect(text).toBe(rendered(config));
    for (const part of texts.filter((one) => one !== '')) {
      expect(part).toMatch(/^\n\[runners\./);
      expect(part).toMatch(/\n$/);
      expect(parsed(text + part)).toHaveProperty('runners.length', 1);
    }
  });

  it('may hold nothing but be there', () => {
    const empty = { runners: { kubernetes: { podLabels: new DeployTimeChoice('yes', {}, ECI) } } };
    expect(chosen(empty, 'yes')).toEqual({ runners: [{ kubernetes: { pod_labels: {} } }] });
  });

  it('may hold text that TOML or Helm would take for more', () => {
    const labels = { 'a"b]': '"]\n[x]', 'c.d': '{{ .Values.x }}', e: '\\' };
    const odd = { runners: { kubernetes: { podLabels: new DeployTimeChoice('yes', labels) } } };
    expect(chosen(odd, 'yes')).toEqual({ runners: [{ kubernetes: { pod_labels: labels } }] });
  });

  it('is an error with its place where nobody chooses', () => {
    expect(() => renderToml(toTomlTable(config as object))).toThrow(/runners\.cache: is chosen by the deployment/);
  });
});

describe('what is laid over a choice', () => {
  const labels = new DeployTimeChoice('onEci', ECI, new DeployTimeChoice('onAcs', ACS));
  const choice = { runners: { kubernetes: { podLabels: labels as never } } };
  const labelsOf = (config: RunnerConfig, ...holding: string[]) =>
    (chosen(config, ...holding) as { runners: [{ kubernetes: { pod_labels?: object } }] }).runners[0].kubernetes
      .pod_labels;

  it('comes beside what either side has, or alone where there is none', () => {
    const config = layered(choice, { runners: { kubernetes: { podLabels: { team: 'ci' } } } });
    expect(labelsOf(config, 'onEci')).toEqual({ ...ECI, team: 'ci' });
    expect(labelsOf(config, 'onAcs')).toEqual({ ...ACS, team: 'ci' });
    expect(labelsOf(config)).toEqual({ team: 'ci' });
  });

  it('wins key by key, and layer by layer', () => {
    const config = layered(
      choice,
      { runners: { kubernetes: { podLabels: { 'alibabacloud.com/eci': 'false', team: 'a', tier: '1' } } } },
      { runners: { kubernetes: { podLabels: { team: 'b' } } } },
    );
    expect(labelsOf(config, 'onEci')).toEqual({ 'alibabacloud.com/eci': 'false', team: 'b', tier: '1' });
  });

  it('reaches into tables of tables', () => {
    const cache = new DeployTimeChoice('cached', { type: 's3', s3: { bucketName: 'b', pathStyle: false } });
    const config = layered(
      { runners: { cache: cache as never } },
      { runners: { cache: { maxUploadedArchiveSizeBytes: 5, s3: { bucketName: 'c' } } } },
    );
    expect(chosen(config, 'cached')).toEqual({
      runners: [{ cache: { Type: 's3', MaxUploadedArchiveSize: 5, s3: { BucketName: 'c', PathStyle: false } } }],
    });
  });

  it('is replaced by a later choice', () => {
    const other = new DeployTimeChoice('other', { x: 'y' });
    const config = layered(choice, { runners: { kubernetes: { podLabels: other as never } } });
    expect(labelsOf(config, 'onEci')).toBeUndefined();
    expect(labelsOf(config, 'other')).toEqual({ x: 'y' });
  });

  it('leaves the choice itself as it was', () => {
    layered(choice, { runners: { kubernetes: { podLabels: { team: 'ci' } } } });
    expect(labelsOf(choice, 'onEci')).toEqual(ECI);
  });
});

describe('the same choice between other values', () => {
  it('changes every value there is', () => {
    const choice = new DeployTimeChoice('a', 1, new DeployTimeChoice('b', 2));
    const doubled = choice.map((value) => value * 2);
    expect(doubled).toEqual(new DeployTimeChoice('a', 2, new DeployTimeChoice('b', 4)));
  });
});

test('choices are told from the rest, with their places and in their order', () => {
  const [first, second] = [new DeployTimeChoice('a', { x: 1 }), new DeployTimeChoice('b', { y: 2 })];
  const table = { limit: 1, runners: [{ name: 'n', cache: first, kubernetes: { pod_labels: second, image: 'i' } }] };
  expect(separateChoices(table)).toEqual({
    fixed: { limit: 1, runners: [{ name: 'n', kubernetes: { image: 'i' } }] },
    choices: [
      { path: ['runners', 'cache'], choice: first },
      { path: ['runners', 'kubernetes', 'pod_labels'], choice: second },
    ],
  });
});
