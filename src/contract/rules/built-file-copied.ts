import { binaryOf } from '../../go/program-name.ts';
import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { type Copy, copyOf } from '../../dockerfile/files/copies.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { type GoBuild, goBuilds } from '../../dockerfile/commands/go-builds.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { entryAt, joinNames } from '../../dockerfile/files/file-tree.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { instructionsOf, lineage, stageNamed } from '../../dockerfile/stages/stages.ts';
import { similarName } from '../../lint/similar-word.ts';
import { programName } from '../../shell/commands.ts';
import { contextFolder } from '../builds/build-context.ts';
import type { Contract } from '../contract.ts';
import { serverFiles } from '../examples/example-files.ts';
import { baseName } from '../images/image-name.ts';
import { arePlain } from '../images/plain-commands.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (path: string) =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM scratch\nCOPY --from=build ${path} /shop\nENTRYPOINT ["/shop"]\n`;

export const builtFileCopied: ContractRule = {
  id: 'built-file-copied',
  title: 'Copy the binary from where the build stage writes it',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: '`go build -o` says where the binary lies in its stage. A COPY from another path finds nothing, and the build stops: “not found”. Said only where the path is in a folder that the build writes to, and no other command of the stage may have made it.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«/out/server»'),
      good: IMAGE('/out/shop'),
      fixed: true,
      files: serverFiles(':8080'),
    },
  ],
  about: 'image',
  *check({ file, dockerfile, run }, contract) {
    for (const stage of dockerfile.stages) {
      for (const instruction of stage.instructions) {
        const copy = instruction.keyword === 'COPY' ? copyOf(instruction) : undefined;
        const from = copy?.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, stage.index);
        for (const source of from ? (copy?.sources ?? []) : []) {
          const word = (instruction.json ?? instruction.words).find(({ value }) => value === source);
          if (!from || !copy || !word) continue;
          const { start, end } = word;
          const written =
            writtenBeside(source, dockerfile, from, isStarted(run.binary?.value, source, copy)) ??
            writtenElsewhere(source, file, dockerfile, from, contract) ??
            writtenInFolder(source, copy, dockerfile, from, contract);
          if (written === undefined) continue;
          const text = dockerfile.text.slice(start, end).replace(source, written);
          yield {
            sides: [
              { file, start, end, message: ['`{0}` writes no `{1}`, but `{2}`', copy.from ?? '', source, written] },
            ],
            repairs: [{ title: ['Copy `{0}`', written], changes: [{ file, edits: [{ start, end, text }] }] }],
          };
        }
      }
    }
  },
};

/** Whether the image starts what is copied. */
function isStarted(binary: string | undefined, source: string, { destination, sources }: Copy): boolean {
  const target = sources.length > 1 || /(?:^|\/)\.?$/.test(destination) ? baseName(source) : baseName(destination);
  return binary !== undefined && baseName(binary) === target;
}

/** Folders that hold more than what a build writes: the base image brings it, or a package. */
const SYSTEM = /^\/(?:s?bin|lib\d*|etc|usr|var)\//;

/** Where images of Go and of distributions have no program of their own. */
const OWN = '/usr/local/bin/';

/** What the one go build of a stage writes in the folder of a path that nothing there makes; undefined: something may. */
function writtenBeside(path: string, dockerfile: Dockerfile, stage: Stage, isProgram: boolean): string | undefined {
  if (!/^\/[\w./-]+[\w-]$/.test(path)) return undefined;
  const only = onlyBuild(dockerfile, stage);
  // `-o /out/` is a folder, in which every program has the name of its package.
  if (!only || !/^\/[^*…]*[^*…/]$/.test(only.output)) return undefined;
  const { build, output } = only;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (
    output === path ||
    folder === '/' ||
    (SYSTEM.test(folder) && !(isProgram && folder === OWN)) ||
    !output.startsWith(folder) ||
    output.slice(folder.length).includes('/')
  )
    return undefined;
  return mayBeMadeBeside(build, path, folder, dockerfile, stage) ? undefined : output;
}

/** The one go build of a stage, with the one path that it writes to. */
function onlyBuild(dockerfile: Dockerfile, stage: Stage) {
  const [build, second] = goBuilds(dockerfile, stage);
  const [output, more] = build?.outputs ?? [];
  return build && !second && output !== undefined && more === undefined ? { build, output } : undefined;
}

/** Whether something else in a stage, or in those that it is based on, may make a path. */
function mayBeMadeBeside(build: GoBuild, path: string, folder: string, dockerfile: Dockerfile, stage: Stage): boolean {
  const all = lineage(dockerfile.stages, stage).flatMap(({ instructions }) => instructions);
  return all.some((one) => mayMake(one, path, folder, build, dockerfile));
}

/** A folder that the one build of a stage writes several programs to: `-o /out/ ./cmd/...`, and the names of all that there are. */
function programsFolder(dockerfile: Dockerfile, stage: Stage, { go }: Contract) {
  const only = onlyBuild(dockerfile, stage);
  if (!only || !/^\/[^*…]+\/$/.test(only.output)) return undefined;
  const { build, output: folder } = only;
  // What comes from other modules is called after their packages.
  const isOwn = build.command.words.slice(2).every(({ value }) => value.startsWith('-') || /^(?:\.|\/)/.test(value));
  const named = build.command.words
    .slice(2)
    .flatMap(({ value }) => /^\.\/(?:[\w.-]+\/)*([\w-]+)$/.exec(value)?.[1] ?? []);
  const isListed = named.length > 0 && !build.command.words.some(({ value }) => /\.\.\.$|^\.$|\$/.test(value));
  return isOwn ? { build, folder, names: isListed ? named : go.programs.map(binaryOf), isListed } : undefined;
}

/** What a build writes to a folder in the place of a path there that is no program's; undefined: something else may make it, or nobody knows what is meant. */
function writtenInFolder(
  path: string,
  { sources }: Copy,
  dockerfile: Dockerfile,
  stage: Stage,
  contract: Contract,
): string | undefined {
  const written = programsFolder(dockerfile, stage, contract);
  if (!written) return undefined;
  const { build, folder, names, isListed } = written;
  if (SYSTEM.test(folder) || !path.startsWith(folder)) return undefined;
  const name = path.slice(folder.length);
  if (!/^[\w.-]+$/.test(name) || names.includes(name)) return undefined;
  const [left, another] = isListed ? names.filter((one) => !sources.includes(folder + one)) : [];
  const isMeant = another === undefined && contract.go.programs.some((program) => binaryOf(program) === left);
  const meant =
    similarName(name, names) ??
    names.find((one) => name.includes(one) || one.includes(name)) ??
    (isMeant ? left : undefined);
  return meant === undefined || mayBeMadeBeside(build, path, folder, dockerfile, stage) ? undefined : folder + meant;
}

/** Folders that images of Go and of distributions have; of others, only instructions make something in them. */
const OF_BASES = /^\/(?:s?bin|lib\d*|etc|usr|var|go|root|home|opt|tmp|srv|mnt|media|run|boot|dev|proc|sys)(?:\/|$)/;
const IN_ROOT = /^\/[^/]*$/;

/** What the one go build of a stage writes under the name of a path, where that lies among the source and is none of it, or where nothing makes a folder. */
function writtenElsewhere(
  path: string,
  file: string,
  dockerfile: Dockerfile,
  stage: Stage,
  contract: Contract,
): string | undefined {
  const only = onlyBuild(dockerfile, stage);
  const context = contextFolder(file, contract);
  if (!only || !contract.list || context === undefined) return undefined;
  const { build, output } = only;
  if (output === path || !/^\/[^*…]*[^*…/]$/.test(output) || baseName(output) !== baseName(path)) return undefined;
  let folder = '/';
  for (const one of instructionsOf(dockerfile.stages, stage)) {
    if (one.keyword === 'WORKDIR') folder = resolvePath(one.words[0]?.value ?? '', folder) ?? '$';
    if (one.keyword === 'RUN' && mayMakeAnything(one, build, dockerfile)) return undefined;
    if (one.keyword !== 'COPY' && one.keyword !== 'ADD') continue;
    const copy = copyOf(one);
    const [source, another] = copy?.sources ?? [];
    const to = copy && resolvePath(copy.destination, folder);
    if (isGoFile(one)) continue;
    // Of the context as a whole it is known what it brings.
    const isWhole = source === '.' && another === undefined && copy?.from === undefined;
    if (to === undefined) return undefined;
    const isThere = path.startsWith(to === '/' ? to : `${to}/`);
    if (!isWhole && isThere) return undefined;
    if (!isThere) continue;
    if (to === '/' || entryAt(contract.list, joinNames(context, path.slice(to.length + 1))) !== undefined)
      return undefined;
  }
  // Beside its folders, the root of a golang image is empty.
  const isOfBase = OF_BASES.test(path) || (IN_ROOT.test(path) && !baseFacts(baseImage(dockerfile, stage)).go);
  return path.startsWith(`${folder}/`) || !isOfBase ? output : undefined;
}

/** `COPY go.mod go.sum ./` brings no binary. */
function isGoFile({ words }: Instruction): boolean {
  return words.slice(0, -1).every(({ value }) => /^(?:\.\/)?(?:[\w.-]+\/)*go\.(?:mod|sum|work)\*?$/.test(value));
}

function mayMakeAnything(instruction: Instruction, build: GoBuild, dockerfile: Dockerfile): boolean {
  if (instruction.heredocs.length > 0) return true;
  const commands = commandsOf(dockerfile, instruction);
  return (
    !arePlain(commands) ||
    (instruction !== build.instruction &&
      commands.some((command) => programName(command) === 'go') &&
      /\bgo (?:build|install|run|generate)\b/.test(instruction.source.text))
  );
}

function mayMake(
  instruction: Instruction,
  path: string,
  folder: string,
  build: GoBuild,
  dockerfile: Dockerfile,
): boolean {
  const { keyword, source, heredocs } = instruction;
  if (keyword === 'WORKDIR') return `${instruction.words[0]?.value ?? ''}/`.startsWith(folder);
  if (keyword === 'COPY' || keyword === 'ADD') {
    const destination = copyOf(instruction)?.destination ?? '';
    return destination.includes('$') || `${destination}/`.startsWith(folder) || folder.startsWith(`${destination}/`);
  }
  if (keyword !== 'RUN') return false;
  if (/\bgo (?:install|get)\b/.test(source.text) && folder.includes('/bin/')) return true;
  if (heredocs.length > 0) return true;
  if (instruction !== build.instruction) {
    return (
      !arePlain(commandsOf(dockerfile, instruction)) ||
      source.text.includes(folder.slice(0, -1)) ||
      source.text.includes(baseName(path))
    );
  }
  // Another command of the same line may move it.
  return /\b(?:mv|cp|ln|install|upx|make)\b/.test(source.text);
}
