import { existsSync, readFileSync } from 'node:fs';
import { type SourceMapPayload, SourceMap } from 'node:module';
import path from 'node:path';

/**
 * The stack of an error, with files and lines of the sources in place of those of the bundle, which is several files in
 * one folder. Only here the source maps are read, since that takes longer than a synthesis.
 */
export function readableStack(error: Error): string {
  const folder = `${__dirname}${path.sep}`;
  const maps = new Map<string, SourceMap | undefined>();
  return (error.stack ?? String(error))
    .split('\n')
    .map((line) => {
      const start = line.indexOf(folder);
      const [place, name, row, column] = /^([^:]+):(\d+):(\d+)/.exec(line.slice(start + folder.length)) ?? [];
      if (start === -1 || place === undefined || name === undefined) {
        return line;
      }
      if (!maps.has(name)) {
        maps.set(name, readMap(`${folder}${name}.map`));
      }
      const source = maps.get(name)?.findEntry(Number(row) - 1, Number(column) - 1);
      if (source === undefined || !('originalSource' in source)) {
        return line;
      }
      const file = path.resolve(folder, source.originalSource);
      const original = `${file}:${source.originalLine + 1}:${source.originalColumn + 1}`;
      return line.slice(0, start) + original + line.slice(start + folder.length + place.length);
    })
    .join('\n');
}

function readMap(file: string): SourceMap | undefined {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : undefined;
}
