import { findCharts } from '../support/helm';
import { render } from './render';

/** Every character of the Basic Multilingual Plane, and some beyond. */
const EVERY_CHARACTER = [...Array(0x10000).keys()]
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .concat(0x10000, 0x1f600, 0x1ffff, 0x10ffff)
  .map((code) => String.fromCodePoint(code))
  .join('');

const TEXTS = [
  'a\u2028b',
  'a\u2029b',
  'a\u0085b',
  '\ufeffa',
  'a\r\nb\n',
  ' # {{ "\u2028" }} `{{` \\u2028 ',
  EVERY_CHARACTER,
];

describe.each(findCharts())('with the chart $version', (chart) => {
  test('every character arrives in config.toml as it was given, in values and keys', () => {
    const volumeAttributes = Object.fromEntries(TEXTS.map((text) => [text, text]));
    const csi = [{ name: 'disk', mountPath: '/disk', driver: 'example.com', volumeAttributes }];
    const config = { runners: { environment: TEXTS, kubernetes: { volumes: { csi } } } };
    const { runner, kubernetes } = render(chart, { config });
    expect(runner.environment).toEqual(TEXTS);
    expect(kubernetes).toMatchObject({ volumes: { csi: [{ volume_attributes: volumeAttributes }] } });
  });
});
