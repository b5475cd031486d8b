import { PAGES, readPage } from './markdown';
import { run } from './run';

// The same programs stand in both languages, so one of the twins is enough.
const programs = PAGES.filter((page) => page !== 'README.zh-CN.md')
  .map(readPage)
  .flatMap(({ name, blocks }) =>
    blocks
      .filter(({ language, text }) => language === 'ts' && text.includes("'ros-cdk-gitlab-runner'"))
      .map(({ line, text }) => ({ at: `${name}:${line}`, text, isTest: /^test\(/m.test(text) }))
      .filter(({ text, isTest }) => isTest || /^app\.synth\(\)/m.test(text)),
  );

test.each(programs.filter(({ isTest }) => !isTest))('the program $at writes a template with a runner', ({ text }) => {
  const templates = run(text);
  expect(templates).toHaveLength(1);
  const types = Object.values(templates[0]!.Resources ?? {}).map(({ Type }) => Type);
  expect(types).toContain('ALIYUN::CS::ClusterHelmApplication');
});

test.each(programs.filter(({ isTest }) => isTest))('the test $at passes', ({ text }) => {
  expect(() => run(text)).not.toThrow();
});
