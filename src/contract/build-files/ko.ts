import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { folderAlone } from './folder-alone.ts';

/** The folders of packages that a `ko build` of a script makes images of; none of any other command. */
export function koBuild(file: string, command: Command, place: (word: Word) => BuildPath | null): ImageBuild[] {
  const [, kind, ...words] = command.words;
  if (programName(command) !== 'ko' || !/^(?:build|publish)$/.test(kind?.value ?? '')) return [];
  return words.flatMap((word) => {
    const path = /^\.\/[\w./-]+$/.test(word.value) && !word.value.includes('...') ? place(word) : null;
    return path && path.path !== '' ? [folderAlone(file, path)] : [];
  });
}
