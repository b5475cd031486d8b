import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import generateRos from '../../scripts/generate/ros';
import { officialName } from '../../scripts/generate/ros-text';

const root = join(__dirname, '../..');
const files = generateRos();

test.each(Object.keys(files))('%s is what spec/ros says; if not, run `npm run generate`', (path) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(files[path]);
});

test('there is one module for each product', () => {
  expect(Object.keys(files).sort()).toEqual(['lib/ros/acs.generated.ts', 'lib/ros/cs.generated.ts']);
});

test.each([
  ['ChartUrl', 'chartUrl'],
  ['VSwitchIds', 'vSwitchIds'],
  ['PodVswitchIds', 'podVswitchIds'],
  ['PodVSwitchIds', 'podVSwitchIds'],
  ['SecurityHardeningOs', 'securityHardeningOs'],
  ['APIServerSLBId', 'apiServerSlbId'],
  ['IngressSLBId', 'ingressSlbId'],
  ['CORSConfiguration', 'corsConfiguration'],
])('%s is called %s, as in the official packages', (rosName, name) => {
  expect(officialName(rosName)).toBe(name);
});
