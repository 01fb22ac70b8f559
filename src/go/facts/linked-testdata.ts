import type { LinkedCode } from '../code/linked-code.ts';
import { inFolder, relativeTo } from '../paths.ts';
import type { GoModule } from '../project.ts';

/** Folders of packages below a `testdata` that the program imports: `./...` leaves them out, a build does not. */
export function linkedTestdata(code: LinkedCode, { module, dir }: GoModule): string[] {
  const folders = code.packages.flatMap(({ files }) =>
    files.flatMap(({ imports }) => {
      return imports.flatMap(({ path }) => {
        if (!/\/testdata(?:\/|$)/.test(path)) return [];
        const below = relativeTo(module, path);
        return below === null ? [] : [inFolder(dir, below)];
      });
    }),
  );
  return [...new Set(folders)].sort();
}
