import { EXAMPLES } from '../support/examples';
import { checkPipeline, readPipeline } from './pipeline';
import { configToml, releasesOf, templatesOf } from './runs';

describe.each(EXAMPLES)('the pipeline of %s', (example) => {
  const pipeline = readPipeline(example);
  const { jobs } = pipeline;

  test('is one that GitLab takes', () => {
    expect(jobs).not.toEqual([]);
    expect(checkPipeline(pipeline)).toEqual([]);
  });

  test('asks for no pod label that a runner of the example refuses, since that fails the job', () => {
    const allowed = releasesOf(example).map((release) => {
      const [, pattern] = /pod_labels_overwrite_allowed = (".*")/.exec(configToml(release))!;
      return new RegExp(JSON.parse(pattern!) as string);
    });
    const wanted = jobs.flatMap(({ variables }) =>
      Object.entries(variables)
        .filter(([name]) => name.startsWith('KUBERNETES_POD_LABELS_'))
        .map(([, label]) => label),
    );
    expect(wanted.filter((label) => !allowed.every((pattern) => pattern.test(label)))).toEqual([]);
  });

  test('repeats what was cut off, where compute may be reclaimed', () => {
    const isSpot = (text: string) => /eci-spot-strategy|compute-qos" = "best-effort|"SpotStrategy"/.test(text);
    const interruptible = [...releasesOf(example).map(configToml), JSON.stringify(templatesOf(example))].some(isSpot);
    expect(pipeline.text.includes('runner_system_failure')).toBe(interruptible);
  });
});

describe('the check of pipelines', () => {
  const check = (content: Record<string, unknown>) => {
    const [name, keywords] = Object.entries(content).find(([key]) => !['stages', 'default'].includes(key))!;
    const job = keywords as Record<string, unknown>;
    const script = [job.script ?? []].flat() as unknown[];
    return checkPipeline({ text: '', content, jobs: [{ name, keywords: job, script, tags: [], variables: {} }] });
  };
  const stages = ['test'];
  const right = { stage: 'test', script: ['make'] };

  test.each([
    ['a job without a script', { stages, test: { stage: 'test' } }, 'test.script: is missing'],
    ['a stage that is not there', { stages, test: { ...right, stage: 'tset' } }, 'test.stage: is not among the stages'],
    ['a misspelt keyword', { stages, test: { ...right, tag: ['x'] } }, 'test.tag: is not a keyword of a job'],
    [
      'a script that YAML reads as a map',
      { stages, test: { ...right, script: [{ 'echo "a"': 'b' }] } },
      'test.script[0]: is not a text',
    ],
    [
      'a job that is called like a keyword',
      { stages, image: right },
      'image: is a keyword of GitLab and cannot be the name of a job',
    ],
    [
      'a retry for no reason that there is',
      { stages, test: { ...right, retry: { max: 2, when: ['spot_failure'] } } },
      'test.retry.when: spot_failure is no reason that GitLab knows',
    ],
    ['too many retries', { stages, default: { retry: 3 }, test: right }, 'default.retry.max: is not 0, 1 or 2'],
    ['a cache of nothing', { stages, test: { ...right, cache: { key: 'x' } } }, 'test.cache: lacks a key or paths'],
  ])('finds %s', (_what, content, fault) => {
    expect(check(content)).toEqual([fault]);
  });

  test('has nothing against a right one', () => {
    expect(check({ stages, test: { ...right, retry: 2, cache: { key: 'x', paths: ['y'] } } })).toEqual([]);
  });
});
