import { binaryOf } from '../../go/program-name.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { goCommands, isGo, subcommand } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { mountFields, mountValue } from '../../dockerfile/syntax/mount.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { lineage, stageNamed } from '../../dockerfile/stages/stages.ts';
import { everyScoped } from '../../dockerfile/variables/scoped-stages.ts';
import type { Program } from '../../go/project.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import { calledCommands, mayCall, type Surroundings } from './called-commands.ts';
import { goBuildWords } from './go-build-words.ts';
import { baseName } from '../images/image-name.ts';
import type { ProgramNames } from '../matching/program-names.ts';
import { filled, type FilledScope } from './filled-text.ts';
import { golangOf } from './golang-image.ts';
import { isWithin } from '../images/working-folder.ts';

/** Which programs the go builds of a Dockerfile make. */
export interface BuiltPrograms {
  /** What lies where in the final image, by absolute path; with the defaults of build arguments. */
  readonly binaries: ReadonlyMap<string, Program>;
  /** All that some build may make: several where a build argument tells them apart. */
  readonly choices: readonly Program[];
  /** A build argument chooses the program. */
  readonly chosenByCall: boolean;
  /** Of every package that is built, the program is known. */
  readonly areAllKnown: boolean;
  /** The builds that make or a script runs. */
  readonly calls: readonly CalledBuild[];
}

/** A go build that make or a script runs, of one program. */
export interface CalledBuild {
  readonly program: Program;
  readonly command: Command;
  /** The RUN that calls it. */
  readonly instruction: Instruction;
  /** What runs before it in the same call brings no files. */
  readonly isPlain: boolean;
}

/** A folder of a stage and the folder of the workspace that was copied there, or of which Go files were. */
interface Copied {
  readonly at: string;
  readonly from: string;
  readonly filesOnly?: boolean;
}

interface StageState {
  readonly copied: Copied[];
  readonly binaries: Map<string, Program>;
  folder: string | undefined;
  /** What the base image sets. */
  set: ReadonlyMap<string, string> | undefined;
}

/** Where all variables are replaced already. */
const NOTHING_SET: FilledScope = { variables: new Map(), baseUnknown: false };
const SET_BY_GOLANG: ReadonlyMap<string, string> = new Map([['GOPATH', '/go']]);

/** Where commands run as long as nothing says where: another folder than `/`, which files are not copied to by chance. */
export const BASE = '/base';

const FOR_PROGRAMS: ReadonlySet<string> = new Set([
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt',
]);

/** Whether one of the binaries may lie at a path; of those in a folder that a base image chooses, one of that name may. */
export function mayLieAt(path: string, { binaries }: BuiltPrograms): boolean {
  const name = path.slice(path.lastIndexOf('/'));
  return [...binaries.keys()].some((one) => one === path || (one.startsWith(`${BASE}/`) && one.endsWith(name)));
}

/**
 * `contexts`: the folders of the workspace that may be the build's context, the likeliest first. `textOf`: what a file of the
 * workspace says; without it nothing is known of builds that make or a script runs.
 */
export function builtPrograms(
  dockerfile: Dockerfile,
  contexts: readonly string[],
  programs: ProgramNames,
  textOf?: (file: string) => string | undefined,
): BuiltPrograms {
  const states: StageState[] = dockerfile.stages.map(() => ({
    copied: [],
    binaries: new Map(),
    folder: BASE,
    set: undefined,
  }));
  const choices = new Set<Program>();
  const calls: CalledBuild[] = [];
  let chosenByCall = false as boolean;
  let areAllKnown = true as boolean;
  let last: Stage | undefined;
  for (const { stage, instruction, scope: own } of everyScoped(dockerfile, isOfInterest, isCalling)) {
    const state = states[stage.index] as StageState;
    if (stage !== last) {
      inherit(state, stage.base === null ? undefined : states[stage.base]);
      if (golangOf(dockerfile, stage)) state.set = SET_BY_GOLANG;
    }
    last = stage;
    const scope: FilledScope = { ...own, set: state.set };
    if (instruction.keyword === 'WORKDIR') {
      state.folder = resolvePath(filled(instruction.words[0]?.value ?? '', scope), state.folder);
    } else if (instruction.keyword === 'RUN') run(instruction, scope, state);
    else copy(instruction, scope, stage, state);
  }
  // Stages without an instruction of interest are what they are based on.
  for (const stage of dockerfile.stages) {
    const base = stage.base === null ? undefined : states[stage.base];
    if (!stage.instructions.some(isOfInterest)) inherit(states[stage.index] as StageState, base);
  }
  return { binaries: states.at(-1)?.binaries ?? new Map(), choices: [...choices], chosenByCall, areAllKnown, calls };

  function copy(instruction: Instruction, scope: FilledScope, stage: Stage, state: StageState): void {
    const copy = copyOf(instruction);
    if (!copy) return;
    const written = filled(copy.destination, scope);
    const destination = resolvePath(written, state.folder);
    if (destination === undefined) return;
    const from = copy.from === undefined ? undefined : stageNamed(dockerfile.stages, copy.from, stage.index);
    const intoFolder =
      written.endsWith('/') || copy.sources.length > 1 || destination === state.folder || hasFolder(stage, destination);
    for (const source of copy.sources.map((text) => filled(text, scope))) {
      if (copy.from === undefined) {
        const path = patternPath(source, '/');
        if (path !== undefined) state.copied.push(copiedTo(destination, path.slice(1)));
      } else if (from) copyBinaries(states[from.index] as StageState, source, destination, intoFolder, state);
    }
  }

  /** What every system has, so that a copy of a file goes into it without a slash behind. */
  function hasFolder(stage: Stage, path: string): boolean {
    const image = lineage(dockerfile.stages, stage).at(-1)?.image;
    return image && image.value !== 'scratch' ? FOR_PROGRAMS.has(path) : false;
  }

  function run(instruction: Instruction, scope: FilledScope, state: StageState): void {
    let { folder } = state;
    const { binaries } = state;
    const copied = [...state.copied, ...mountsOf(instruction, folder)];
    const isBuild = goCommands(dockerfile, instruction).length > 0;
    for (const command of commandsOf(dockerfile, instruction)) {
      const name = programName(command);
      if (name === 'cd') folder = resolvePath(filled(command.words[1]?.value ?? '', scope), folder);
      if ((name === 'mv' || name === 'cp' || name === 'install') && binaries.size > 0) {
        moved(command, scope, folder, binaries);
      }
      const kind = isBuild && isGo(name) ? subcommand(command) : '';
      if (kind === 'build' || kind === 'install') build(command, kind, scope, folder, copied, binaries);
      else if (textOf && mayCall(command)) called(command, instruction, scope, folder, copied, state);
    }
  }

  /** Builds that make or a script of the context runs. */
  function called(
    { words, assignments, ...command }: Command,
    instruction: Instruction,
    scope: FilledScope,
    folder: string | undefined,
    copied: readonly Copied[],
    { set, binaries }: StageState,
  ): void {
    const fill = (word: Word): Word => ({ ...word, value: filled(word.value, scope) });
    const around: Surroundings = {
      read: (path) => textIn(path, copied),
      env: (name) => scope.variables.get(name)?.value ?? set?.get(name),
    };
    const call = { ...command, words: words.map(fill), assignments: assignments.map(fill) };
    let isPlain = true;
    for (const { command: one, folder: at } of calledCommands(call, folder, around)) {
      const name = programName(one);
      if (bringsFiles(one)) isPlain = false;
      if (name === 'mv' || name === 'cp' || name === 'install') moved(one, NOTHING_SET, at, binaries);
      const kind = isGo(name) ? subcommand(one) : '';
      if (kind !== 'build' && kind !== 'install') continue;
      for (const program of build(one, kind, NOTHING_SET, at, copied, binaries)) {
        calls.push({ program, command: one, instruction, isPlain });
      }
    }
  }

  /** What a file of the context says that lies at a path of the stage. */
  function textIn(path: string, copied: readonly Copied[]): string | undefined {
    const [folder, name] = [folderOf(path) || '/', baseName(path)];
    const alone = copied.flatMap(({ at, from }) => (at === folder && baseName(from) === name ? [from] : []));
    for (const source of [...alone, ...sourcesOf(path, copied)]) {
      for (const context of contexts) {
        const text = textOf?.(context === '' ? source : join(context, source));
        if (text !== undefined) return text;
      }
    }
    return undefined;
  }

  function build(
    command: Command,
    kind: 'build' | 'install',
    scope: FilledScope,
    from: string | undefined,
    copied: readonly Copied[],
    binaries: Map<string, Program>,
  ): readonly Program[] {
    const { output, changes, packages } = goBuildWords(command);
    const folder = changes === null ? from : resolvePath(filled(changes, scope), from);
    const made = packages.flatMap((written) => {
      const all = folderOfFiles(written);
      const isFolder = all !== undefined && meant(filled(all, scope), folder, copied).length > 0;
      const word = isFolder ? all : written;
      const open = filled(word, scope, 'arguments');
      const wanted = meant(filled(word, scope), folder, copied);
      if (wanted.length === 0) areAllKnown = false;
      if (open.includes('*')) chosenByCall = true;
      for (const program of open.includes('*') ? meant(open, folder, copied) : wanted) choices.add(program);
      return wanted;
    });
    const given = output === null ? undefined : filled(output, scope);
    // Of what make or a script makes, a part of the path may be known.
    const isPart = scope === NOTHING_SET && (made.length === 1 || given?.endsWith('/') === true);
    const target = given === undefined ? undefined : (isPart ? patternPath : resolvePath)(given, folder);
    for (const program of made) {
      if (given !== undefined && target === undefined) continue;
      const isFolder = given === undefined || given.endsWith('/') || given === '.' || made.length > 1;
      const around = target ?? (kind === 'install' ? '/go/bin' : folder);
      if (around === undefined) continue;
      binaries.set(isFolder ? join(around, binaryOf(program)) : around, program);
    }
    return made;
  }

  /** The programs that a package as the go tool takes it means; `*` for what nobody knows. */
  function meant(word: string, folder: string | undefined, copied: readonly Copied[]): readonly Program[] {
    if (!/^\.{0,2}(?:\/|$)/.test(word) && !word.endsWith('.go')) return programs.ofImportPath(word);
    const file = /(?:^|\/)[^/]*\.go$/.exec(word);
    const path = file ? word.slice(0, file.index) : word;
    const absolute = patternPath(path === '' ? '.' : path, folder);
    if (absolute === undefined) return [];
    for (const source of sourcesOf(absolute, copied)) {
      for (const context of contexts) {
        const found = programs
          .ofFolder(context === '' ? source : join(context, source))
          .filter(({ main }) => file === null || isNamed(file[0], main.file));
        if (found.length > 0) return found;
      }
    }
    return [];
  }
}

/** Or may make source. */
function bringsFiles({ words }: Command): boolean {
  const [name = '', kind = ''] = words.map(({ value }) => baseName(value));
  if (isGo(name)) return kind === 'generate' || kind === 'run' || kind === 'tool';
  if (name === 'git') return !/^(?:describe|rev-parse|status|log|config|diff|show|ls-files|tag|version)$/.test(kind);
  return !/^(?:mkdir|rm|echo|printf|test|\[|true|:|set|cat|chmod|date|strip|upx|ls|make|gmake|gofmt)$/.test(name);
}

function isOfInterest({ keyword }: Instruction): boolean {
  return keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD' || keyword === 'WORKDIR';
}

/** What make or a script is told by variables is not written where it is called. */
function isCalling({ keyword, rest }: Instruction): boolean {
  return keyword === 'RUN' && /\bmake\b|\/|\bsh\b/.test(rest.text);
}

function inherit(state: StageState, base: StageState | undefined): void {
  if (!base) return;
  state.copied.unshift(...base.copied);
  for (const [path, program] of base.binaries) if (!state.binaries.has(path)) state.binaries.set(path, program);
  if (state.folder === BASE) state.folder = base.folder;
  state.set ??= base.set;
}

/** What `COPY` brings where: Go files, `*.go` too, are of the package in their folder. */
function copiedTo(destination: string, source: string): Copied {
  if (!source.endsWith('.go')) return { at: destination, from: source };
  const at = destination.endsWith('.go') ? folderOf(destination) || '/' : destination;
  return { at, from: folderOf(source), filesOnly: true };
}

/** The folders of the workspace that lie in a folder of the stage: those of which only files do, then what was copied last with all below. */
function sourcesOf(absolute: string, copied: readonly Copied[]): readonly string[] {
  const files = copied.filter(({ at, filesOnly }) => filesOnly && at === absolute).map(({ from }) => from);
  const folder = copied.findLast(({ at, filesOnly }) => !filesOnly && isWithin(absolute, at));
  if (!folder) return files.toReversed();
  return [...files.toReversed(), join(folder.from, absolute.slice(folder.at === '/' ? 1 : folder.at.length + 1))];
}

/** Whether `*` of a pattern may stand for what a path has in its place. */
function fits(path: string, pattern: string): boolean {
  const parts = pattern.split(/\*+/).map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`).test(path);
}

/** A file, or all that lies in a folder. */
function copyBinaries(from: StageState, source: string, destination: string, intoFolder: boolean, to: StageState) {
  const pattern = patternPath(source, '/');
  if (pattern !== undefined && /[^/]\*|\*[^/]/.test(pattern)) {
    for (const [path, program] of from.binaries) {
      if (fits(path, pattern)) to.binaries.set(join(destination, path.slice(path.lastIndexOf('/') + 1)), program);
    }
    return;
  }
  const folder = resolvePath(source.replace(/\/\*$/, ''), '/');
  if (folder === undefined) return;
  for (const [path, program] of from.binaries) {
    if (path === folder || (path.includes('*') && fits(folder, path))) {
      to.binaries.set(intoFolder ? join(destination, folder.slice(folder.lastIndexOf('/') + 1)) : destination, program);
    } else if (isWithin(path, folder)) {
      to.binaries.set(join(destination, path.slice(folder === '/' ? 1 : folder.length + 1)), program);
    }
  }
}

function moved(
  { words }: Command,
  scope: FilledScope,
  folder: string | undefined,
  binaries: Map<string, Program>,
): void {
  const paths = words.slice(1).filter(({ value }) => !value.startsWith('-'));
  const target = paths.at(-1);
  const written = filled(target?.value ?? '', scope);
  const destination = resolvePath(written, folder);
  if (destination === undefined) return;
  for (const source of paths.slice(0, -1)) {
    const path = resolvePath(filled(source.value, scope), folder);
    const program = path === undefined ? undefined : binaries.get(path);
    if (path === undefined || !program) continue;
    const intoFolder = written.endsWith('/') || paths.length > 2;
    binaries.set(intoFolder ? join(destination, path.slice(path.lastIndexOf('/') + 1)) : destination, program);
  }
}

/** `RUN --mount=type=bind,target=.` shows the context without a copy. */
function mountsOf({ flags }: Instruction, folder: string | undefined): Copied[] {
  return flags.flatMap((flag) => {
    const fields = mountFields(flag);
    if (fields.length === 0 || mountValue(fields, 'type') !== 'bind') return [];
    const at = resolvePath(mountValue(fields, 'target') ?? '', folder);
    if (mountValue(fields, 'from') !== undefined || at === undefined) return [];
    const source = resolvePath(mountValue(fields, 'source') ?? '.', '/');
    return source === undefined ? [] : [{ at, from: source.slice(1) }];
  });
}

/** Like resolvePath, but `*` and `...` stay. */
function patternPath(path: string, folder: string | undefined): string | undefined {
  const plain = resolvePath(path.replaceAll('*', '\u0001'), folder);
  return plain?.replaceAll('\u0001', '*');
}

function join(folder: string, name: string): string {
  if (name === '') return folder;
  return folder === '' ? name : folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** `./cmd/shop` of `cmd/shop/*`, which the shell replaces by the files of one package. */
function folderOfFiles(word: string): string | undefined {
  const [, folder] = /^([^*]+)\/\*$/.exec(word) ?? [];
  return folder === undefined || /^[./$]/.test(folder) ? folder : `./${folder}`;
}

/** Whether `go build cmd/main.go` names the file with a program's `main`; a pattern names all. */
function isNamed(word: string, file: string): boolean {
  const name = baseName(word);
  return name.includes('*') || name === baseName(file);
}
