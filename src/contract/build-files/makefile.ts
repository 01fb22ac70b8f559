import { folderOf } from '../../kubernetes/paths.ts';
import { shellCommands } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { pathFrom } from './build-path.ts';
import { dockerBuild } from './docker-build.ts';
import { goPackagesPresent } from './go-packages.ts';
import { koBuild } from './ko.ts';
import { makefileVariables } from './makefile-variables.ts';
import { changesFolder, mayBeMade } from './script-builds.ts';

/** A line of a recipe, with those that continue it. */
const RECIPE = /^\t(?:[^\\\n]|\\[^\n]|\\\n)*/gm;

const STARTS = /\b(?:docker|ko|go)\b/;

/** `docker build`, `ko build` and the packages of `go build` in the recipes of a Makefile, as whoever calls make in its folder runs them. */
export function makefileBuilds(file: string, text: string): ImageBuild[] {
  if (!STARTS.test(text)) return [];
  const folder = folderOf(file);
  const named = makefileVariables(text);
  const placed = (word: Word): BuildPath | null => {
    const path = pathFrom(folder, word.value);
    return path === null ? null : { path, written: word.value, start: word.start, end: word.end };
  };
  const place = (word: Word) => (mayBeMade(word.value, text) ? null : placed(word));
  return [...text.matchAll(RECIPE)].flatMap(({ 0: line, index }) => {
    if (!STARTS.test(line)) return [];
    const skipped = /^\t[@+-]*/.exec(line)?.[0].length ?? 0;
    const commands = shellCommands({ text: line.slice(skipped), at: (offset) => index + skipped + offset });
    if (changesFolder(commands)) return [];
    return commands.flatMap((command) => [
      ...dockerBuild(file, command, place, (word) => word, named).map(inFolderOfProject),
      ...koBuild(file, command, placed),
      ...goPackagesPresent(file, command, text, placed),
    ]);
  });
}

/** A context that has a name is mostly one that a recipe fills. */
function inFolderOfProject(build: ImageBuild): ImageBuild {
  return /^(?:\.{1,2}\/?)+$/.test(build.context?.written ?? '.')
    ? build
    : { ...build, context: null, dockerfile: build.dockerfile?.written === null ? null : build.dockerfile };
}
