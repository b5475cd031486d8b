import { existsSync, readFileSync } from 'node:fs';
import { type SourceMapPayload, SourceMap } from 'node:module';
import path from 'node:path';

/**
 * The stack of an error, with files and lines of the sources in place of those of the bundle. Only here the source map
 * is read, since that takes longer than a synthesis.
 */
export function readableStack(error: Error): string {
  const stack = error.stack ?? String(error);
  const mapFile = `${__filename}.map`;
  if (!existsSync(mapFile)) {
    return stack;
  }
  const map = new SourceMap(JSON.parse(readFileSync(mapFile, 'utf8')) as SourceMapPayload);
  const places = `${__filename}:`;
  return stack
    .split('\n')
    .map((line) => {
      const start = line.indexOf(places);
      const [place, row, column] = /^(\d+):(\d+)/.exec(line.slice(start + places.length)) ?? [];
      if (start === -1 || place === undefined) {
        return line;
      }
      const source = map.findEntry(Number(row) - 1, Number(column) - 1);
      if (!('originalSource' in source)) {
        return line;
      }
      const file = path.resolve(path.dirname(mapFile), source.originalSource);
      const original = `${file}:${source.originalLine + 1}:${source.originalColumn + 1}`;
      return line.slice(0, start) + original + line.slice(start + places.length + place.length);
    })
    .join('\n');
}
