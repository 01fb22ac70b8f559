import { at, entries, items } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { pathFrom } from './build-path.ts';
import { dockerBuild } from './docker-build.ts';
import { goPackagesPresent } from './go-packages.ts';
import { koBuild } from './ko.ts';
import { changesFolder, mayBeMade, type Script, scriptOf } from './script-builds.ts';

/** `docker build`, `ko build` and the packages of `go build` in the scripts of a GitLab pipeline, which runs them in the root of the repository. */
export function gitlabBuilds(file: string, root: Field, text: string): ImageBuild[] {
  if (file.includes('/') || !/\b(?:docker|ko|go)\b/.test(text)) return [];
  const read = (field: Field | undefined) => items(field).map((item) => scriptOf(item, text));
  const before = [at(root, 'before_script'), at(root, 'default', 'before_script')].flatMap(read);
  return entries(root).flatMap(({ value: job }) => {
    const own = at(job, 'before_script');
    const scripts = [...(own ? read(own) : before), ...read(at(job, 'script'))];
    // What another file or an anchor with more than text brings is not seen.
    if (at(job, 'script')?.kind !== 'list' || scripts.includes(null)) return [];
    const all = scripts.flatMap((script) => script ?? []);
    if (all.some(({ commands }) => changesFolder(commands) || commands.some(isFetching))) return [];
    return all.flatMap((script) => buildsIn(file, script, text));
  });
}

function isFetching(command: { readonly words: readonly Word[] }): boolean {
  return command.words.some(({ value }) => value === 'clone' || value === 'checkout' || value === 'submodule');
}

function buildsIn(file: string, { commands, locate }: Script, text: string): ImageBuild[] {
  const placed = (word: Word): BuildPath | null => {
    const path = pathFrom('', word.value);
    const range = locate(word);
    return path === null || !range ? null : { path, written: word.value, ...range };
  };
  const place = (word: Word) => (mayBeMade(word.value, text) ? null : placed(word));
  return commands.flatMap((command) => [
    ...dockerBuild(file, command, place, locate),
    ...koBuild(file, command, placed),
    ...goPackagesPresent(file, command, text, placed),
  ]);
}
