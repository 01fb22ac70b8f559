import { copyOf } from '../../dockerfile/files/copies.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { entryAt, joinNames } from '../../dockerfile/files/file-tree.ts';
import { mountFields, mountValue } from '../../dockerfile/syntax/mount.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { withoutPackages } from '../images/copied-files.ts';

/** What of the build context a stage has when a command of it runs. */
export interface StageContext {
  /** Whether something that was copied or mounted is a path of the context, or lies around it. */
  readonly brings: (path: string) => boolean;
  /** The last COPY from the context before the command; null where all is mounted. */
  readonly copy: Instruction | null;
}

/** Commands that may bring files which no COPY names. */
const BRINGS = /\b(?:git|curl|wget|tar|unzip|rsync|cp|mv|ln|gsutil|aws)\b/;

/** Undefined: the file does not show all that comes into the stage, or nothing of the context does. */
export function stageContext(dockerfile: Dockerfile, stage: Stage, until: Instruction): StageContext | undefined {
  const sources: string[] = [];
  let copy: Instruction | null = null;
  const before = instructionsOf(dockerfile.stages, stage).filter(({ start }) => start <= until.start);
  for (const instruction of before) {
    const { keyword, source, flags, heredocs } = instruction;
    if (keyword === 'ONBUILD') return undefined;
    if (keyword === 'RUN') {
      const isOwn = instruction === until;
      if (!isOwn && (BRINGS.test(withoutPackages(source.text)) || heredocs.length > 0)) return undefined;
      const mounted = flags.flatMap((flag) => mountedSources(flag));
      if (mounted.includes(null)) return undefined;
      if (isOwn) sources.push(...mounted.flatMap((one) => one ?? []));
      continue;
    }
    const one = copyOf(instruction);
    if (!one) continue;
    if (keyword === 'ADD' || one.from !== undefined || heredocs.length > 0) return undefined;
    if (flags.some(({ name }) => name === 'exclude' || name === 'parents')) return undefined;
    if (one.sources.some((path) => /[$\\[\]]/.test(path))) return undefined;
    sources.push(...one.sources.map((path) => resolvePath(path.replaceAll('*', '\u0001'), '/')?.slice(1) ?? ''));
    copy = instruction;
  }
  if (sources.length === 0) return undefined;
  const patterns = sources.map(patternOf);
  return { copy, brings: (path) => patterns.some((pattern) => pattern.test(path)) };
}

/** What a flag mounts of the context; null: of another stage or of a place that nobody knows. */
function mountedSources(flag: Instruction['flags'][number]): (string | null)[] {
  const fields = mountFields(flag);
  if (fields.length === 0 || mountValue(fields, 'type') !== 'bind') return [];
  if (mountValue(fields, 'from') !== undefined) return [null];
  const source = mountValue(fields, 'source') ?? '.';
  return [source.includes('$') ? null : (resolvePath(source, '/')?.slice(1) ?? null)];
}

/** A path, or one below it; `*` stands for what has no slash. */
function patternOf(source: string): RegExp {
  if (source === '') return /^/;
  const text = source.replace(/[.+^${}()|]/g, '\\$&').replaceAll('\u0001', '[^/]*');
  return new RegExp(`^${text}(?:/|$)`);
}

/** The one folder that a Dockerfile is built in, as files that describe builds or its own place say; undefined: several may be. */
export function contextFolder(file: string, { builds }: Pick<Contract, 'builds'>): string | undefined {
  const declared = new Set(
    builds.flatMap(({ context, dockerfile }) => (dockerfile?.path === file && context ? [context.path] : [])),
  );
  const [folder, second] = declared;
  if (folder !== undefined) return second === undefined ? folder : undefined;
  return file.includes('/') ? undefined : '';
}

/** A path of the workspace as a build in a folder calls it; undefined: it lies outside. */
export function pathInContext(path: string, folder: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/**
 * Whether a Dockerfile below a folder is built in its own: what it copies, or gives to `go build`, lies there, and not in the
 * folder above. What is above is in no such image, its go.mod neither.
 */
export function isBuiltBelow(folder: string, { file, dockerfile }: ContractImage, { list }: Contract): boolean {
  const own = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  const isBelow = folder === '.' ? own !== '' : own.startsWith(`${folder}/`);
  if (!list || !isBelow) return false;
  const copied = dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      const copy = copyOf(instruction);
      return copy && copy.from === undefined ? copy.sources : [];
    }),
  );
  const built = dockerfile.commands.flatMap(({ name, command }) =>
    name === 'go' ? command.words.map(({ value }) => value).filter((word) => word.endsWith('.go')) : [],
  );
  const isThere = (below: string, name: string) => entryAt(list, joinNames(below, name)) !== undefined;
  return [...copied, ...built]
    .filter((name) => /^[\w./-]*\w[\w./-]*$/.test(name) && !/^\/|\.\./.test(name))
    .some((name) => isThere(own, name) && !isThere(folder, name));
}
