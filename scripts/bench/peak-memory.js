// Loaded before a program, prints at its end the most memory that it had, in KiB, as the last line of its error output.
process.on('exit', () => process.stderr.write(`\n${process.resourceUsage().maxRSS}`));
