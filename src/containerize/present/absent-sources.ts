import type { DockerfileFault } from '../../contract/dockerfile-faults.ts';
import { goBuilds, mayWrite } from '../../dockerfile/commands/go-builds.ts';
import { subcommand } from '../../dockerfile/commands/go-commands.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import { localSources } from '../../dockerfile/files/local-sources.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { stageNamed } from '../../dockerfile/stages/stages.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { KnownFiles } from './known-files.ts';

/**
 * What a Dockerfile copies that is not there, neither in the folder nor in the stage that it is copied from. Something may
 * make it before the build: nothing is said of what the repository keeps out of git by its name.
 */
export function absentSources(file: string, dockerfile: Dockerfile, { list, read }: KnownFiles): DockerfileFault[] {
  const made = read('.gitignore') ?? '';
  const isMade = (path: string) => path.split('/').some((name) => name.length > 2 && made.includes(name));
  const contexts = foldersAbove(file);
  const isThere = (path: string) => contexts.some((context) => entryAt(list, joinNames(context, path)) !== undefined);
  const inContext = dockerfile.instructions.flatMap(localSources).flatMap(({ word, path }): DockerfileFault[] => {
    // A clone has it, and what is looked at may leave it out.
    if (path === '' || path === '.git' || isThere(path) || isMade(path)) return [];
    return [fault(word, path)];
  });
  return [...inContext, ...dockerfile.stages.flatMap((stage) => absentInStages(stage, dockerfile, contexts, list))];
}

function fault({ start }: Word, path: string): DockerfileFault {
  return { breaks: 'build', message: ['`{0}` is copied, and is not there', path], start, edits: null };
}

/** What a stage copies from another one, which has it neither of the context, of which it takes a folder as a whole, nor from a command. */
function absentInStages(
  stage: Stage,
  dockerfile: Dockerfile,
  contexts: readonly string[],
  list: ListFolder,
): DockerfileFault[] {
  return stage.instructions.flatMap((instruction) => {
    const copy = copyOf(instruction);
    const from = copy?.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, stage.index);
    if (!from) return [];
    const words = (instruction.json ?? instruction.words).slice(0, -1);
    return words.flatMap((word) => {
      if (/[$*?[\\]/.test(word.value) || !isAbsent(word.value, from, dockerfile, contexts, list)) return [];
      return [fault(word, word.value)];
    });
  });
}

function isAbsent(
  written: string,
  stage: Stage,
  dockerfile: Dockerfile,
  contexts: readonly string[],
  list: ListFolder,
): boolean {
  const path = resolvePath(written, '/') ?? '';
  let isOfContext = false;
  for (const { instruction, folder } of inFolders(dockerfile, stage)) {
    const { keyword, heredocs } = instruction;
    if (heredocs.length > 0 || keyword === 'ONBUILD') return false;
    if (keyword === 'RUN' && !writesNothingElse(instruction, path, stage, dockerfile)) return false;
    const copy = copyOf(instruction);
    if (!copy) continue;
    const destination = resolvePath(copy.destination, folder);
    if (destination === undefined) return false;
    const below = destination === '/' ? '/' : `${destination}/`;
    if (destination === path || destination.startsWith(`${path}/`)) return false;
    if (!path.startsWith(below)) continue;
    // A folder of the context as a whole is the only thing of which every name is known.
    if (copy.from !== undefined || copy.sources.length !== 1) return false;
    const source = resolvePath(copy.sources[0] ?? '', '/')?.slice(1) ?? '';
    if (/[$*?[\\]/.test(source)) return false;
    const inner = joinNames(source, path.slice(below.length));
    if (contexts.some((context) => entryAt(list, joinNames(context, inner)) !== undefined)) return false;
    isOfContext = true;
  }
  return isOfContext;
}

/** Calls of go that write their binary elsewhere, and what makes no file that it does not name. */
function writesNothingElse(run: Instruction, path: string, stage: Stage, dockerfile: Dockerfile): boolean {
  if (run.source.text.includes(path.slice(path.lastIndexOf('/') + 1))) return false;
  const builds = goBuilds(dockerfile, stage);
  return commandsOf(dockerfile, run).every((command) => {
    const name = programName(command);
    if (name !== 'go') return HARMLESS.test(name);
    const build = builds.find((one) => one.command === command);
    return build ? !mayWrite(build, path) : /^(?:mod|test|vet|env|version)\b/.test(subcommand(command));
  });
}

const HARMLESS =
  /^(?:apk|apt|apt-get|update-ca-certificates|adduser|addgroup|useradd|groupadd|chmod|chown|rm|echo|true|ls|set|cd|test|export)$/;
