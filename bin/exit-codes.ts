/** What the program ends with: 0 when all is right, else one of these. */
export const EXIT = {
  /** The input has problems. */
  problems: 1,
  /** The program is called in a wrong way. */
  wrongUse: 2,
};
