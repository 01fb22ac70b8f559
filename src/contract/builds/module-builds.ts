import { goBuildWords } from './go-build-words.ts';
import { type Copy, copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt } from '../../dockerfile/files/file-tree.ts';
import { goCommands } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { GoModule, GoProject } from '../../go/project.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';

/** `similar`: the folder of a program that may be meant. */
export function lackingPackage(path: string, similar: string | undefined): Message {
  return similar === undefined
    ? ['The module has no package `{0}`', `./${path}`]
    : ['The module has no package `{0}`, but `{1}`', `./${path}`, similar === '.' ? similar : `./${similar}`];
}

/** A package that a go build is about, and the module does not have. */
interface LackedPackage {
  readonly word: Word;
  /** Its folder in the module, or below `base`. */
  readonly path: string;
}

interface LackedBelow extends LackedPackage {
  /** The folder of the context that the command runs in; '' for its root. */
  readonly base: string;
}

/**
 * The packages that builds of a Dockerfile are about and no folder is there for, where all of the module lies in the folder that
 * is asked. `valueOf`: what a word comes to; undefined: nobody knows.
 */
export function* lackedPackages(
  dockerfile: Dockerfile,
  { go, list }: Pick<Contract, 'go' | 'list'>,
  valueOf: (word: Word) => string | undefined = ({ value }) => value,
): Generator<LackedBelow> {
  if (!list) return;
  for (const { command, isMade, brings, base } of buildsOfModule(dockerfile)) {
    const module = moduleIn(go, base);
    for (const word of module ? packageWords(command) : []) {
      const value = valueOf(word);
      const path = value === undefined ? undefined : pathInModule(module?.module ?? '', value);
      if (path === undefined || !brings(path)) continue;
      if (entryAt(list, below(base, path)) === undefined && !isMade(path)) yield { word, path, base };
    }
  }
}

/** The same of files of Go that are named in the place of a package, where the program that one of them is of lies elsewhere. */
export function* lackedFiles(
  dockerfile: Dockerfile,
  { go, list }: Contract,
): Generator<LackedPackage & { meant: string }> {
  if (!list || !moduleIn(go, '')) return;
  const folders = programFolders(go);
  for (const { command, isMade, base, isPlain } of buildsOfModule(dockerfile)) {
    const words = packageWords(command);
    const [word] = words;
    if (base !== '' || !isPlain || !word || words.length > 1) continue;
    const [, path] = /^(?:\.\/)?((?:[\w-]+\/)*[\w-]+\.go)$/.exec(word.value) ?? [];
    if (path === undefined || entryAt(list, path) !== undefined) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const [meant, another] = folders.flatMap((folder) => (list(folder)?.has(name) ? [`${folder}/${name}`] : []));
    if (meant !== undefined && another === undefined && !isMade(path)) yield { word, path, meant };
  }
}

/** The module that a build in a folder of the context is of; in the root only where there is no other. */
function moduleIn({ modules }: GoProject, base: string): GoModule | undefined {
  const [module, second] = modules;
  if (base !== '') return modules.find(({ dir }) => dir.replace(/^\.\//, '') === base);
  return second || module?.dir !== '.' ? undefined : module;
}

function below(base: string, path: string): string {
  return base === '' ? path : `${base}/${path}`;
}

/** A library that a build of a Dockerfile is to make a program of. */
interface BuiltLibrary extends LackedPackage {
  /** As its files call it. */
  readonly name: string;
}

/** The same of packages that are no programs, where the build names the file that it writes. */
export function* builtLibraries(dockerfile: Dockerfile, contract: Contract): Generator<BuiltLibrary> {
  const { go, list, sourceOf } = contract;
  const [module, second] = go.modules;
  if (!list || !module || second || module.dir !== '.') return;
  for (const { command, brings, base } of buildsOfModule(dockerfile)) {
    if (base !== '') continue;
    const { output } = goBuildWords(command);
    const [word, another] = packageWords(command);
    // Of a library, some build modes make what other languages link.
    if (!word || another || !output || output.endsWith('/') || /buildmode/.test(textOf(command))) continue;
    const path = pathInModule(module.module, word.value);
    const folder = path === undefined ? undefined : list(path);
    if (path === undefined || !folder || !brings(path)) continue;
    const files = [...folder.keys()].filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
    const names = files.map((name) => PACKAGE.exec(sourceOf(`${path}/${name}`) ?? '')?.[1]);
    const [name] = names;
    if (name !== undefined && name !== 'main' && names.every((one) => one === name)) yield { word, path, name };
  }
}

const PACKAGE = /^package[ \t]+(\w+)/m;

function textOf({ words }: Command): string {
  return words.map(({ value }) => value).join(' ');
}

/** `./cmd/x` where `cmd` holds other programs: that one is not made by a step that nobody sees. */
export function isAmongPrograms(path: string, packages: readonly string[]): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return folder !== '' && packages.some((one) => one.startsWith(folder) && !one.slice(folder.length).includes('/'));
}

/** Folders of programs, without the module's root. */
export function programFolders({ programs: all }: GoProject): string[] {
  return all.flatMap(({ package: name }) => (name.startsWith('./') ? [name.slice(2)] : []));
}

interface ModuleBuild {
  readonly command: Command;
  /** Whether something before in the stage may have made what a path names. */
  readonly isMade: (path: string) => boolean;
  /** The folder of the context that it runs in; '' for its root. */
  readonly base: string;
  /** Nothing but folders under their own names is where it runs. */
  readonly isPlain: boolean;
  /** Whether the folder of the context that a path begins with lies where the command runs. */
  readonly brings: (path: string) => boolean;
}

/** The go builds of stages that copied the context, or folders of it beside its go.mod, into the folder they run in. */
function buildsOfModule(dockerfile: Dockerfile): ModuleBuild[] {
  return dockerfile.stages.flatMap((stage) => {
    const builds: ModuleBuild[] = [];
    let folder: string | undefined = '/base';
    let copied: Brought[] = [];
    const copies: Copied[] = [];
    let before = '';
    for (const instruction of instructionsOf(dockerfile.stages, stage)) {
      if (instruction.keyword === 'WORKDIR') folder = resolvePath(instruction.words[0]?.value ?? '', folder);
      copied = [...copied, ...broughtBy(instruction, folder)];
      const here = copied.filter(({ to }) => to !== undefined && to === folder).map(({ name }) => name);
      const folderHere = folder?.replace(/\/$/, '') ?? '';
      const base = here.length > 0 ? '' : baseOf(folder, copied);
      if (stage.instructions.includes(instruction) && !changesFolder(dockerfile, instruction)) {
        const brings = (path: string) =>
          base !== '' || here.includes('.') || (here.includes('go.mod') && here.includes(path.split('/')[0] ?? ''));
        const [text, all] = [before, [...copies]];
        const isMade = (path: string) =>
          text.includes(path) ||
          all.some(({ to }) => to !== undefined && `${to}/`.startsWith(`${folderHere}/${path}/`));
        const isPlain = here.some((name) => name === '.' || name === 'go.mod') && !isMixed(copies, folder);
        if (base === '' || !isMixed(copies, folder))
          for (const command of goCommands(dockerfile, instruction))
            builds.push({ command, isMade, brings, base, isPlain });
      }
      const copy = copyOf(instruction);
      if (copy) copies.push({ copy, to: resolvePath(copy.destination, folder) });
      before += `${madeText(instruction)}\n`;
    }
    return builds;
  });
}

interface Copied {
  readonly copy: Copy;
  readonly to: string | undefined;
}

/** Where the command runs are also the files of other folders, or of a stage. */
function isMixed(copies: readonly Copied[], folder: string | undefined): boolean {
  return copies.some(
    ({ copy, to }) =>
      (to === undefined || to === folder) &&
      (copy.from !== undefined ||
        copy.sources.some((source) => !/^(?:\.\/?|(?:[\w./-]+\/)?go\.(?:mod|sum|work))$/.test(source))),
  );
}

/** The folder of the context that another one is, below where all of the context was copied. */
function baseOf(folder: string | undefined, copied: readonly Brought[]): string {
  const to = copied.find(({ name }) => name === '.')?.to;
  const root = to === '/' ? '/' : `${to ?? ''}/`;
  return folder !== undefined && to !== undefined && folder.startsWith(root) ? folder.slice(root.length) : '';
}

/** What may make files: a working folder is empty, and what is copied from the context is known. */
function madeText(instruction: Instruction): string {
  const copy = copyOf(instruction);
  return instruction.keyword === 'WORKDIR' || (copy && copy.from === undefined) ? '' : instruction.source.text;
}

/** A file or folder of the context, `.` for all of it, and the folder that it is in under its own name. */
interface Brought {
  readonly name: string;
  readonly to: string | undefined;
}

function broughtBy(instruction: Instruction, folder: string | undefined): Brought[] {
  const copy = copyOf(instruction);
  if (!copy || copy.from !== undefined || instruction.flags.some(({ name }) => name === 'exclude')) return [];
  const destination = resolvePath(copy.destination, folder);
  return copy.sources.flatMap((source): Brought[] => {
    const name = source.replace(/^\.\//, '').replace(/\/$/, '');
    if (name === '' || name === '.') return copy.sources.length === 1 ? [{ name: '.', to: destination }] : [];
    if (name === 'go.mod') return [{ name, to: destination?.replace(/(.)\/go\.mod$/, '$1') }];
    // Of a folder its content is copied.
    if (copy.sources.length > 1 || !destination?.endsWith(`/${name}`)) return [];
    return [{ name, to: destination.slice(0, -name.length - 1) }];
  });
}

/** Or may make a package first. */
function changesFolder(dockerfile: Dockerfile, instruction: Instruction): boolean {
  return commandsOf(dockerfile, instruction).some((command) =>
    /^(?:cd|pushd|popd|mkdir|mv|cp|ln|git|tar|unzip|protoc|buf|make|curl|wget)$/.test(programName(command)),
  );
}

const TAKING =
  /^--?(?:o|p|C|asmflags|buildmode|compiler|covermode|coverpkg|gccgoflags|gcflags|installsuffix|ldflags|mod|modfile|overlay|pgo|pkgdir|tags|toolexec)$/;

/** What `go build`, `install`, `run` or `vet` is about; none with options that change the folder or the files. */
function packageWords({ words }: Command): Word[] {
  const [, kind, ...rest] = words;
  if (!['build', 'install', 'run', 'vet'].includes(kind?.value ?? '')) return [];
  const found: Word[] = [];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] as Word;
    if (/^--?(?:C|overlay|modfile)(?:=|$)/.test(word.value)) return [];
    if (TAKING.test(word.value)) index++;
    else if (!word.value.startsWith('-')) {
      found.push(word);
      // All behind it are arguments of the program.
      if (kind?.value === 'run') break;
    }
  }
  return found;
}

/** The folder that `./cmd/x` or `example.com/shop/cmd/x` names; undefined for patterns, variables, files and other modules. */
function pathInModule(module: string, value: string): string | undefined {
  const path = value.startsWith('./')
    ? value.slice(2)
    : value.startsWith(`${module}/`)
      ? value.slice(module.length + 1)
      : '';
  const clean = path.replace(/\/$/, '');
  return clean === '' || /[$`*?@]|\.\.|\.go$|\/\/|(?:^|\/)\.(?:\/|$)/.test(clean) ? undefined : clean;
}
