import { inspect } from 'node:util';
import { redacted } from '../lib/diagnostics/secrets';

const HIDDEN = '(a secret)';

/** A token on its way from one service to another. Printed, it shows nothing; only `reveal()` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for what it is sent to. */
  reveal(): string {
    return this.#value;
  }

  /** A text of others without this secret, as it is or in Base64, and without what looks like another one. */
  hiddenIn(text: string): string {
    const forms = [this.#value, Buffer.from(this.#value).toString('base64')];
    return redacted(forms.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text));
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
