import { InvalidInputError } from '../lib/checks/faults';

/** Runs a script. What is wrong with its input needs no stack trace; a fault of ours does. */
export function runScript(main: () => void): void {
  try {
    main();
  } catch (error) {
    // Node's own errors about arguments and files have a code.
    const expected = error instanceof InvalidInputError || (error as NodeJS.ErrnoException).code !== undefined;
    process.stderr.write(`${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  }
}
