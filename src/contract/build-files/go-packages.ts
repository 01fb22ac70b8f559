import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import { folderAlone } from './folder-alone.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';

/** The folders of packages that a `go build` of a script is about; none of any other command. */
export function goPackages(file: string, command: Command, place: (word: Word) => BuildPath | null): ImageBuild[] {
  const [, kind, ...words] = command.words;
  if (programName(command) !== 'go' || !/^(?:build|install|vet|test|run)$/.test(kind?.value ?? '')) return [];
  if (words.some(({ value }) => /^--?(?:C|modfile|overlay)\b/.test(value))) return [];
  return words.flatMap((word, index) => {
    const { value } = word;
    // What follows `-o` need not be there, and what follows the package of `go run` is its own.
    if (!/^\.\/[\w./-]+$/.test(value) || value.endsWith('.go')) return [];
    if (words[index - 1]?.value.startsWith('-')) return [];
    if (kind?.value === 'run' && words.slice(0, index).some((one) => !one.value.startsWith('-'))) return [];
    const path = place(word);
    return path && path.path !== '' ? [folderAlone(file, path)] : [];
  });
}

/** The same of a script that may make folders: those that only its calls of Go name. */
export function goPackagesPresent(
  file: string,
  command: Command,
  text: string,
  place: (word: Word) => BuildPath | null,
): ImageBuild[] {
  return goPackages(file, command, (word) =>
    isMentioned(word, text) ? null : place({ ...word, value: packageFolder(word) }),
  );
}

/** `./cmd` of `./cmd/...`, `./cmd/shop-...` and `./cmd/.../internal` */
export function packageFolder({ value }: Word): string {
  return value.replace(/\/(?:[^/]*\.\.\..*)?$/, '');
}

/** A folder that lines without Go name, too, may be made by them. */
function isMentioned(word: Word, text: string): boolean {
  const others = text.split('\n').filter((line) => !/\bgo (?:build|install|vet|test|run)\b/.test(line));
  return others.join('\n').includes(packageFolder(word).replace(/^\.\//, ''));
}
