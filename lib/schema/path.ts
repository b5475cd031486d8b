/** The path of a key below another path. A key that is no plain word, such as one of an annotation, stands in quotes. */
export function below(at: string, key: string): string {
  if (!/^[\p{L}\p{N}_$-]+$/u.test(key)) {
    return `${at}[${JSON.stringify(key)}]`;
  }
  return at === '' ? key : `${at}.${key}`;
}
