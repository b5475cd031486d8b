/** One thing that is wrong with an input: where it stands, and what to do about it. */
export interface Fault {
  /** Path of the faulty value inside its object, in the user's words, for instance `jobs.resources.memory`. */
  readonly at: string;
  /** What was given, what is allowed, and how to mend it. */
  readonly message: string;
}

/** Thrown at synth for bad input. It lists every fault of one object, so that they can be mended in one go. */
export class InvalidInputError extends Error {
  constructor(
    /** The construct path (or file) that the input belongs to. */
    readonly where: string,
    readonly faults: readonly Fault[],
  ) {
    super(formatFaults(where, faults));
    this.name = 'InvalidInputError';
  }
}

/** Gathers the faults of one object, to be thrown together. */
export class FaultList {
  private readonly list: Fault[] = [];

  add(at: string, message: string): void {
    this.list.push({ at, message });
  }

  addAll(faults: readonly Fault[]): void {
    this.list.push(...faults);
  }

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

/** The value as it should stand in a message: quoted, short, and never a secret (callers leave those out). */
export function shown(value: unknown): string {
  // JSON has no NaN and no Infinity; it would show both as null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function formatFaults(where: string, faults: readonly Fault[]): string {
  const lines = faults.map((fault) => `  - ${fault.at}: ${fault.message}`);
  return [`${where} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`, ...lines].join('\n');
}
