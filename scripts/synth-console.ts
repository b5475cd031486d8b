/** Writes the template of the console form: `npm run synth:console -- [--outdir DIR]`. */
import { parseArgs } from 'node:util';
import { makeFolder } from '../lib/checks/files';
import { checkSurroundings } from '../lib/checks/surroundings';
import { synthesizeConsole } from '../lib/compute-nest/synthesize-console';
import { runScript } from './run-script';

const USAGE = `Synthesizes the form for the ROS console to a ROS template.

Usage: npm run synth:console -- [--outdir DIR]

  --outdir DIR  where the template goes (default: the environment variable CDK_OUTDIR, else cdk.out)
`;

runScript(() => {
  const { values } = parseArgs({ options: { outdir: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const outdir = values.outdir ?? process.env.CDK_OUTDIR ?? 'cdk.out';
  checkSurroundings();
  makeFolder(outdir, 'name another by --outdir');
  const { template, warnings } = synthesizeConsole({ outdir });
  warnings.forEach((warning) => process.stderr.write(`Warning: ${warning}\n`));
  process.stdout.write(`${template}\n`);
});
