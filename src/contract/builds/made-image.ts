import { finalStage } from '../../dockerfile/stages/final.ts';
import { foldersAbove } from '../../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { BASE, type BuiltPrograms, builtPrograms } from './built-programs.ts';
import { isForeign } from '../images/foreign-image.ts';
import { baseName, comparableName } from '../images/image-name.ts';
import { type ImageRun, imageRun } from '../images/image-run.ts';
import { type ScriptAt, scriptsOf, type ScriptSources } from '../images/image-scripts.ts';
import { ownStart } from '../images/own-start.ts';
import type { ProgramNames } from '../matching/program-names.ts';
import { commandLine, startedWords } from '../matching/started-program.ts';

/** What a Dockerfile makes. */
export interface MadeImage {
  readonly file: string;
  readonly dockerfile: Dockerfile;
  readonly run: ImageRun;
  readonly built: BuiltPrograms;
  /** What it runs by itself. */
  readonly program: Program | null;
  readonly scriptAt: ScriptAt;
  /** Names that an image of it may well have, comparable. */
  readonly names: readonly string[];
}

export function madeImage(
  file: string,
  dockerfile: Dockerfile,
  go: GoProject,
  programs: ProgramNames,
  sources: ScriptSources,
): MadeImage | null {
  const run = imageRun(dockerfile);
  if (!run) return null;
  const scriptAt = scriptsOf({ file, dockerfile }, sources);
  const declared = sources.builds.flatMap(({ context, dockerfile: path }) =>
    path?.path === file && context ? [context.path] : [],
  );
  const contexts = declared.length > 0 ? declared : contextsOf(file, go);
  const built = builtOnce(dockerfile, go, [...new Set(contexts)], programs, sources.sourceOf);
  return {
    file,
    dockerfile,
    run,
    built,
    scriptAt,
    program: startedByScript({ file, run, scriptAt, built }) ?? runs(run, built, dockerfile, go, programs),
    names: namesOf(file, dockerfile, run),
  };
}

/** An edit of another file leaves a Dockerfile as it was, and programs where they are and with the names that they have. */
function builtOnce(
  dockerfile: Dockerfile,
  go: GoProject,
  contexts: readonly string[],
  programs: ProgramNames,
  textOf: (file: string) => string | undefined,
): BuiltPrograms {
  const known = dockerfile.once(nothingBuilt);
  const key = contexts.join('\n');
  const found = known.get(key);
  const before = found && [...found.read].every(([path, text]) => textOf(path) === text) ? found : undefined;
  if (before?.go === go) return before.built;
  const { layout } = programs;
  const read = before?.layout === layout ? before.read : new Map<string, string | undefined>();
  const noted = (path: string) => {
    const text = textOf(path);
    read.set(path, text);
    return text;
  };
  const built = before?.layout === layout ? sameOf(before, go) : builtPrograms(dockerfile, contexts, programs, noted);
  known.set(key, { go, layout, built, read });
  return built;
}

interface Built {
  readonly go: GoProject;
  readonly layout: string;
  readonly built: BuiltPrograms;
  /** The Makefiles and scripts that it hangs on. */
  readonly read: Map<string, string | undefined>;
}

const nothingBuilt = () => new Map<string, Built>();

/** With the facts that are known of the same programs now. */
function sameOf({ go: before, built }: Built, go: GoProject): BuiltPrograms {
  const now = (program: Program) => go.programs[before.programs.indexOf(program)] ?? program;
  if ([...built.binaries.values(), ...built.choices].every((program) => now(program) === program)) return built;
  return {
    ...built,
    binaries: new Map([...built.binaries].map(([path, program]) => [path, now(program)])),
    choices: built.choices.map(now),
    calls: built.calls.map((call) => ({ ...call, program: now(call.program) })),
  };
}

/** The program that a word of a command line starts in an image. */
export function programAt(word: string, { binaries }: BuiltPrograms): Program | null {
  // A working folder that nobody names is mostly the root.
  const exact = binaries.get(word) ?? binaries.get(`${BASE}${word}`);
  if (exact) return exact;
  if (word.startsWith('/')) return null;
  const name = baseName(word);
  const [found, second] = new Set(
    [...binaries].flatMap(([path, program]) => (baseName(path) === name ? [program] : [])),
  );
  return found && !second ? found : null;
}

function startedByScript(image: Omit<MadeImage, 'dockerfile' | 'program' | 'names'>): Program | null {
  const [first] = ownStart(image)?.words ?? [];
  return first ? programAt(first.value, image.built) : null;
}

function runs(
  run: ImageRun,
  built: BuiltPrograms,
  dockerfile: Dockerfile,
  go: GoProject,
  programs: ProgramNames,
): Program | null {
  const words = startedWords(commandLine({ command: null, args: null }, run) ?? []);
  for (const word of words) {
    const program = programAt(word, built);
    if (program) return program;
  }
  for (const word of words) {
    const [named, second] = programs.named(baseName(word));
    const module = named && go.modules.find(({ dir }) => dir === named.moduleDir);
    if (named && !second && (word.startsWith('/') || !isForeign(word, module))) return named;
  }
  const [only, second] = new Set(built.binaries.values());
  if (only) return second ? null : only;
  return namedInBuild(go, dockerfile);
}

/** The folder that lies nearest and holds a module first: that is where people build. */
function contextsOf(file: string, { modules }: GoProject): string[] {
  const folders = foldersAbove(file);
  const own = new Set(modules.map(({ dir }) => (dir === '.' ? '' : dir)));
  return [...folders.filter((folder) => own.has(folder)), ...folders.filter((folder) => !own.has(folder))];
}

/** Folders that are called after what is in them, not after a program. */
const FOLDERS =
  /^(?:build|builds|ci|cmd|container|containers|deploy|deployment|docker|dockerfiles|hack|images?|package|packaging|services?|src)$/;

function namesOf(file: string, dockerfile: Dockerfile, run: ImageRun): string[] {
  const name = baseName(file);
  const folder = baseName(file.slice(0, Math.max(0, file.length - name.length - 1)));
  const variant = variantOf(file);
  const title = finalStage(dockerfile)?.labels.get('org.opencontainers.image.title');
  const names = [
    run.binary ? baseName(run.binary.value) : '',
    title ?? '',
    variant ?? '',
    // A debug image beside it is not what the folder is called after.
    variant === null && !FOLDERS.test(folder) ? folder : '',
  ];
  return [...new Set(names.map(comparableName).filter((one) => one !== ''))];
}

/** `dev` of `Dockerfile.dev` and `dev.Dockerfile`; null for a plain one. */
export function variantOf(file: string): string | null {
  const [, behind, before] =
    /^(?:(?:Dockerfile|Containerfile)(?:[.-](.+))?|(.+)\.Dockerfile)$/i.exec(baseName(file)) ?? [];
  return behind ?? before ?? null;
}

/** The one program whose package a go command of the Dockerfile names, whatever became of the binary. */
function namedInBuild({ programs }: GoProject, { instructions }: Dockerfile): Program | null {
  const words = new Set(
    instructions
      .filter(({ keyword, rest }) => keyword === 'RUN' && /\bgo (?:build|install)\b/.test(rest.text))
      .flatMap((instruction) => instruction.words.map(({ value }) => value.replace(/\/(?:main\.go)?$/, ''))),
  );
  const [built, second] = programs.filter((program) => program.package !== '.' && words.has(program.package));
  return built && !second ? built : null;
}
