import type { PathLike } from 'node:fs';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Stubbed = Record<'accessSync' | 'mkdirSync' | 'readFileSync', (path: PathLike) => unknown>;

/** Replaces a function of `node:fs` until the test is finished, for those that import it by name too. */
export function stubFs(name: keyof Stubbed, stub: (path: PathLike) => void): void {
  const spy = vi.spyOn<Stubbed, keyof Stubbed>(fs as Stubbed, name).mockImplementation(stub);
  syncBuiltinESMExports();
  onTestFinished(() => {
    spy.mockRestore();
    syncBuiltinESMExports();
  });
}
