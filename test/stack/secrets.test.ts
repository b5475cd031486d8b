import { HARMLESS, LEAKS, TOKENS, TRACES } from '../support/secrets';
import { problemsIn, withRunner } from './support';

const { cluster } = withRunner({});

describe('secret-in-clear, in a file', () => {
  const all = { ...TOKENS, ...LEAKS };

  test.each(Object.entries(all))('%s is refused in every place, and not shown', (_, text) => {
    const config = withRunner(
      {
        config: { runners: { environment: [text], preBuildScript: text, kubernetes: { podAnnotations: { a: text } } } },
        chartValues: { extraEnv: { NOTE: text }, podAnnotations: { note: text } },
      },
      { tags: { note: text }, monitoring: { alerts: { labels: { note: text } } } },
    );
    const problems = problemsIn(config);
    expect(JSON.stringify(problems)).not.toMatch(TRACES);
    const places = problems.filter(([, message]) => message.includes('in clear text')).map(([at]) => at);
    expect(places).toEqual(
      expect.arrayContaining(
        [
          'runners.Runner.config.runners.environment[0]',
          'runners.Runner.config.runners.preBuildScript',
          'runners.Runner.config.runners.kubernetes.podAnnotations.a',
          'runners.Runner.chartValues.extraEnv.NOTE',
          'runners.Runner.chartValues.podAnnotations.note',
          'tags.note',
          'monitoring.alerts.labels.note',
        ].map((place) => expect.stringMatching(new RegExp(`^${place.replace(/[[\].]/g, '\\$&')}`)) as unknown),
      ),
    );
  });

  test.each(Object.entries(HARMLESS).filter(([name]) => !name.includes('deploy-time')))('%s is accepted', (_, text) => {
    expect(
      problemsIn(withRunner({ config: { runners: { environment: [`A=${text}`], preBuildScript: text } } })),
    ).toEqual([]);
  });

  test('the address of a chart is one place, in the words of the file', () => {
    const chart = { url: 'https://ci:sample@example.com/gitlab-runner-0.90.1.tgz' };
    expect(problemsIn(withRunner({ chart })).map(([at]) => at)).toEqual(['runners.Runner.chart.url']);
  });

  test.each(Object.entries(TOKENS))('%s is refused as a key, as a name and in a text of config.toml', (_, token) => {
    const configs: object[] = [
      withRunner({ chartValues: { podAnnotations: { [token]: 'a' } } }),
      withRunner({}, { stackName: token }),
      withRunner({}, { tags: { [token]: 'a' } }),
      withRunner({}, { [token]: 'a' }),
      { cluster, runners: { [token]: {} } },
      { cluster, runners: { [token]: null } },
      { cluster, runners: { [token]: 5 } },
      withRunner({ images: { mirror: `${token}.example.com/x` } }),
      withRunner({ token: { existingSecret: token } }),
      withRunner({ token: { parameter: token } }),
      withRunner({ chartValues: { runners: { config: `[[runners]]\n  environment = ["A=${token}"]\n` } } }),
    ];
    for (const config of configs) {
      const problems = problemsIn(config);
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toMatch(TRACES);
    }
  });
});
