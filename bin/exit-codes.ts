/** What the program ends with: 0 when all is right, else one of these. */
export const EXIT = {
  /** The input has problems. */
  problems: 1,
  /** The program is called in a wrong way. */
  wrongUse: 2,
  /** Whoever was asked has given up by Ctrl-C. */
  interrupted: 130,
};
