import type { GoModule } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { Contract } from '../contract.ts';

/** A range of a Go file. */
export interface SourceRange extends Range {
  readonly file: string;
}

/** Finds what is meant in a range of a text. */
export type FindIn = (text: string, place: Range) => Range | undefined;

/** Where the text behind a fact is written: at its place, else in the one constant or variable that is named there. */
export function sourceRange(place: SourceRange, contract: Contract, find: FindIn): SourceRange | undefined {
  let places = [place];
  for (let step = 0; step <= MOST_STEPS && places.length > 0; step++) {
    const [first, second] = places.flatMap((one): SourceRange[] => {
      const range = find(contract.sourceOf(one.file) ?? '', one);
      return range ? [{ file: one.file, ...range }] : [];
    });
    if (first) return second ? undefined : first;
    places = places.flatMap((one) => declaredIn(one, contract));
  }
  return undefined;
}

/** A constant that is another one is what that is. */
const MOST_STEPS = 3;

/** What the names at a place are given where they are declared. */
function declaredIn(place: SourceRange, contract: Contract): SourceRange[] {
  return namedIn(place, contract.sourceOf(place.file) ?? '', contract).flatMap(({ file, name }) =>
    assignments(name, contract.sourceOf(file) ?? '').map((range) => ({ file, ...range })),
  );
}

/** Every name at a place, with each file that may declare it. */
function namedIn(place: SourceRange, text: string, contract: Contract): { file: string; name: string }[] {
  const names = new Map<string, { folder: string; name: string }>();
  for (const [written, qualifier, name = ''] of text
    .slice(place.start, place.end)
    .matchAll(/(?<![\w."`])(?:(\w+)\.)?([A-Za-z_]\w*)/g)) {
    const folder = qualifier === undefined ? folderOf(place.file) : importedFolder(qualifier, text, contract);
    if (folder !== undefined) names.set(written, { folder, name });
  }
  return [...names.values()].flatMap(({ folder, name }) => goFilesIn(folder, contract).map((file) => ({ file, name })));
}

/** The folder of the package that a file imports under a name; undefined: it is none of this workspace. */
function importedFolder(qualifier: string, text: string, { go }: Contract): string | undefined {
  for (const [, alias, path = ''] of text.matchAll(/^\s*(?:import\s+)?(?:(\w+)\s+)?"([^"\s]+)"\s*(?:\/\/.*)?$/gm)) {
    if ((alias ?? path.split('/').at(-1)) !== qualifier) continue;
    const module = go.modules.find((one) => path === one.module || path.startsWith(`${one.module}/`));
    if (module) return folderIn(module, path.slice(module.module.length + 1));
  }
  return undefined;
}

function folderIn({ dir }: GoModule, path: string): string {
  return [dir === '.' ? '' : dir, path].filter((part) => part !== '').join('/');
}

function goFilesIn(folder: string, { list }: Contract): string[] {
  return [...(list?.(folder) ?? [])].flatMap(([name, kind]) =>
    kind === 'file' && /(?<!_test)\.go$/.test(name) ? [folder === '' ? name : `${folder}/${name}`] : [],
  );
}

/** What a name is given where it is declared, to the end of the line. */
function assignments(name: string, text: string): Range[] {
  if (!text.includes(name)) return [];
  const pattern = new RegExp(`^[ \\t]*(?:const |var )?[ \\t]*${name}\\b(?:[ \\t]+[\\w.]+)?[ \\t]*:?=(.*)$`, 'dgm');
  return [...text.matchAll(pattern)].flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return end > start ? [{ start, end }] : [];
  });
}
