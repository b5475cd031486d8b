const DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/;

/** Whether Go's `time.ParseDuration` reads the text, for instance `90s` or `1h30m`. */
export function isGoDuration(text: string): boolean {
  return DURATION.test(text);
}
