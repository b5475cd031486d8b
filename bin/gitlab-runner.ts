import { parseArgs } from 'node:util';
import { InvalidInputError } from '../lib/diagnostics/problem';
import { synthesizeFile } from '../lib/stack/synthesize-file';
import { readableStack } from './readable-stack';

const USAGE = `Synthesizes a gitlab-runner.yaml to a ROS template.

Usage: npm run synth -- [--config FILE] [--outdir DIR]

  --config FILE  the configuration (default: the context key "config", else gitlab-runner.yaml)
  --outdir DIR   where the template goes (default: the ros-cdk CLI's choice, else cdk.out)
`;

function main(): void {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, outdir: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { template, warnings } = synthesizeFile({ config: values.config, outdir: values.outdir });
  warnings.forEach((warning) => process.stderr.write(`Warning: ${warning}\n`));
  process.stdout.write(`${template}\n`);
}

try {
  main();
} catch (error) {
  // What is wrong with the input needs no stack trace; a fault of ours does.
  const expected =
    error instanceof InvalidInputError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? (error as Error).message : readableStack(error as Error)}\n`);
  process.exitCode = 1;
}
