import { redacted } from './secrets';

const LONGEST_SHOWN = 80;

/** One thing that is wrong with an input: where it stands, and what to do about it. */
export interface Fault {
  /** Path of the faulty value inside its object, in the user's words, for instance `jobs.resources.memory`. */
  readonly at: string;
  /** What was given, what is allowed, and how to mend it. */
  readonly message: string;
}

/** Thrown at synth for bad input. It lists every fault of one object, so that they can be mended in one go. */
export class InvalidInputError extends Error {
  /** What is wrong, without secrets. */
  readonly faults: readonly Fault[];

  constructor(
    /** The construct path (or file) that the input belongs to. */
    readonly where: string,
    faults: readonly Fault[],
  ) {
    const shareable = faults.map(withoutSecrets);
    super(formatFaults(redacted(where), shareable));
    this.faults = shareable;
    this.name = 'InvalidInputError';
  }
}

/** Gathers the faults of one object, to be thrown together. */
export class FaultList {
  private readonly list: Fault[] = [];

  /** Adds a fault; `at` is the path of the faulty value in the props. */
  add(at: string, message: string): void {
    this.list.push(withoutSecrets({ at, message }));
  }

  /** Adds faults that were found elsewhere. */
  addAll(faults: readonly Fault[]): void {
    this.list.push(...faults.map(withoutSecrets));
  }

  /** The faults, in the order in which they were found. */
  get faults(): readonly Fault[] {
    return this.list;
  }

  /** Throws {@link InvalidInputError} when anything was added; `where` is the construct path. */
  throwIfAny(where: string): void {
    if (this.list.length > 0) {
      throw new InvalidInputError(where, this.list);
    }
  }
}

/** The value as it should stand in a message: quoted, short, and without secrets. */
export function shown(value: unknown): string {
  const text = redacted(typeof value === 'string' ? value : textOf(value));
  const [whole, quotes] = typeof value === 'string' ? [JSON.stringify(text), 2] : [text, 0];
  if (whole.length <= LONGEST_SHOWN) {
    return whole;
  }
  // By whole characters, lest half of one stands at the end.
  const beginning = `${[...text].slice(0, LONGEST_SHOWN - quotes - 1).join('')}…`;
  return quotes > 0 ? JSON.stringify(beginning) : beginning;
}

/** JSON has no NaN and no Infinity, shows both as null, and fails at what leads back to itself. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  try {
    return JSON.stringify(value) ?? 'an object';
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

/** Messages end in logs of pipelines, and what is not understood may well be a token in the wrong place. */
function withoutSecrets({ at, message }: Fault): Fault {
  return { at: redacted(at), message: redacted(message) };
}

function formatFaults(where: string, faults: readonly Fault[]): string {
  // A fault of the whole has no place within it.
  const lines = faults.map(({ at, message }) => `  - ${at === '' ? '' : `${at}: `}${message}`);
  return [`${where} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`, ...lines].join('\n');
}
