/** What goes wrong outside of the program, in words for whoever called it: shown without a stack trace. */
export class Failure extends Error {}
