import { goBuildWords } from './go-build-words.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt } from '../../dockerfile/files/file-tree.ts';
import { goCommands } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { GoProject } from '../../go/project.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';

/** `similar`: the folder of a program that may be meant. */
export function lackingPackage(path: string, similar: string | undefined): Message {
  return similar === undefined
    ? ['The module has no package `{0}`', `./${path}`]
    : ['The module has no package `{0}`, but `{1}`', `./${path}`, `./${similar}`];
}

/** A package that a go build is about, and the module does not have. */
interface LackedPackage {
  readonly word: Word;
  /** Its folder in the module. */
  readonly path: string;
}

/**
 * The packages that builds of a Dockerfile are about and no folder is there for, where all of the module lies in the folder that
 * is asked. `valueOf`: what a word comes to; undefined: nobody knows.
 */
export function* lackedPackages(
  dockerfile: Dockerfile,
  { go, list }: Pick<Contract, 'go' | 'list'>,
  valueOf: (word: Word) => string | undefined = ({ value }) => value,
): Generator<LackedPackage> {
  const [module, second] = go.modules;
  if (!list || !module || second || module.dir !== '.') return;
  for (const { command, text, brings } of buildsOfModule(dockerfile)) {
    for (const word of packageWords(command)) {
      const value = valueOf(word);
      const path = value === undefined ? undefined : pathInModule(module.module, value);
      if (path === undefined || !brings(path)) continue;
      if (entryAt(list, path) === undefined && !text.includes(path)) yield { word, path };
    }
  }
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
  for (const { command, brings } of buildsOfModule(dockerfile)) {
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
  /** What was said before in the stage. */
  readonly text: string;
  /** Whether the folder of the context that a path begins with lies where the command runs. */
  readonly brings: (path: string) => boolean;
}

/** The go builds of stages that copied the context, or folders of it beside its go.mod, into the folder they run in. */
function buildsOfModule(dockerfile: Dockerfile): ModuleBuild[] {
  return dockerfile.stages.flatMap((stage) => {
    const builds: ModuleBuild[] = [];
    let folder: string | undefined = '/base';
    let copied: Brought[] = [];
    let before = '';
    for (const instruction of instructionsOf(dockerfile.stages, stage)) {
      if (instruction.keyword === 'WORKDIR') folder = resolvePath(instruction.words[0]?.value ?? '', folder);
      copied = [...copied, ...broughtBy(instruction, folder)];
      const here = copied.filter(({ to }) => to !== undefined && to === folder).map(({ name }) => name);
      if (stage.instructions.includes(instruction) && !changesFolder(dockerfile, instruction)) {
        const brings = (path: string) =>
          here.includes('.') || (here.includes('go.mod') && here.includes(path.split('/')[0] ?? ''));
        for (const command of goCommands(dockerfile, instruction)) builds.push({ command, text: before, brings });
      }
      before += `${instruction.source.text}\n`;
    }
    return builds;
  });
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
    if (name === 'go.mod') return [{ name, to: destination }];
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
