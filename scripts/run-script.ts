import '../lib/ros/manifest-schema';
import { InvalidInputError } from '../lib/diagnostics/problem';

/** Runs a script. What is wrong with its input needs no stack trace; a fault of ours does. */
export function runScript(main: () => void): void {
  try {
    main();
  } catch (error) {
    // Node's own errors about arguments and files; others are faults of ours.
    const { code, syscall } = error as NodeJS.ErrnoException;
    const isAboutArguments = code?.startsWith('ERR_PARSE_ARGS') ?? false;
    const expected = error instanceof InvalidInputError || isAboutArguments || syscall !== undefined;
    process.stderr.write(`${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  }
}
