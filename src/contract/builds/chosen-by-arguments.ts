import { binaryOf } from '../../go/program-name.ts';
import type { Program } from '../../go/project.ts';
import type { BuiltPrograms } from './built-programs.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { folderOf } from '../matching/program-names.ts';

/** The programs that a build tells its Dockerfile to make by arguments, as in `./cmd/${SERVICE}`. */
export function chosenByArguments({ args }: ImageBuild, { choices, chosenByCall }: BuiltPrograms): readonly Program[] {
  if (!chosenByCall) return [];
  const values = new Set([...args.values()].map((value) => value.replace(/^\.\//, '').replace(/\/$/, '')));
  return choices.filter((one) => isNamedIn(values, one));
}

/** The one that all of some builds choose; null: they differ, or one of them does not say. */
export function chosenByAll(builds: readonly ImageBuild[], built: BuiltPrograms): Program | null {
  const chosen = builds.map((build) => chosenByArguments(build, built));
  const [first, ...others] = new Set(chosen.flat());
  return first && others.length === 0 && chosen.every((one) => one.length > 0) ? first : null;
}

function isNamedIn(values: ReadonlySet<string>, program: Program): boolean {
  const folder = folderOf(program);
  return (
    values.has(folder) ||
    values.has(program.name) ||
    values.has(binaryOf(program)) ||
    values.has(program.package.replace(/^\.\//, ''))
  );
}
