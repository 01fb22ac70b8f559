import { bodyOf, errorInBody } from '../syntax/bodies.ts';
import type { IndexedPackage } from '../code/code-index.ts';
import { speaksOfToken } from '../facts/kubernetes-clients.ts';
import type { Program } from '../project.ts';
import { lineOf, type SourceFile } from '../syntax/source-file.ts';
import type { GoFunction, Span } from '../syntax/syntax.ts';

/** A file that says what it said, and where in it that stands now; null: nobody knows. */
export interface MovedFile {
  readonly file: SourceFile;
  readonly start: (before: number) => number | null;
  readonly end: (before: number) => number | null;
}

/** By path. Files that are the same are not among them. */
export type MovedFiles = ReadonlyMap<string, MovedFile>;

/** What edits of comments and blanks leave of a package: the same code at other places. Null where code is not the same. */
export function movedPackage(before: IndexedPackage, now: IndexedPackage): MovedFiles | null {
  if (before.importPath !== now.importPath || before.files.length !== now.files.length) return null;
  if (before.needsC !== now.needsC || before.usesC !== now.usesC) return null;
  if (before.tags.join() !== now.tags.join()) return null;
  const moved = new Map<string, MovedFile>();
  for (const [index, file] of now.files.entries()) {
    const old = before.files[index];
    if (old === file) continue;
    const one = old?.path === file.path ? movedFile(old, file) : null;
    if (!one) return null;
    moved.set(file.path, one);
  }
  return moved;
}

/** Facts that were read from code which only moved; null where one of them is of a place that cannot be found again. */
export function movedProgram(program: Program, files: MovedFiles): Program | null {
  const state = { isWhole: true };
  const moved = move(program) as Program;
  return state.isWhole ? moved : null;

  function move(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map(move);
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const entries = Object.entries(value);
    const parts = entries.map(([key, part]) => [key, move(part)] as const);
    const same = parts.every(([, part], index) => part === entries[index]?.[1]) ? value : Object.fromEntries(parts);
    const { file, start, end } = same as Readonly<Record<string, unknown>>;
    const there = typeof file === 'string' ? files.get(file) : undefined;
    if (!there || typeof start !== 'number' || typeof end !== 'number') return same;
    const [from, to] = [there.start(start), there.end(end)];
    if (from === null || to === null) state.isWhole = false;
    return { ...same, start: from ?? start, end: to ?? end, line: lineOf(there.file, from ?? start) };
  }
}

/** A function whose body is written as it was. */
interface Stretch extends Span {
  readonly by: number;
}

function movedFile(before: SourceFile, now: SourceFile): MovedFile | null {
  const texts = [before.lines.text, now.lines.text] as const;
  // Comments count there, too.
  if (before.errorAt !== null || now.errorAt !== null || texts.some(speaksOfToken)) return null;
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  const stretches: Stretch[] = [];
  if (!isSame(codeOf(before), codeOf(now))) return null;
  const by = (offset: number) => stretches.find(({ start, end }) => start <= offset && offset <= end)?.by;
  const find = (known: ReadonlyMap<number, number>) => (offset: number) => {
    const exact = known.get(offset);
    if (exact !== undefined) return exact;
    const along = by(offset);
    return along === undefined ? null : offset + along;
  };
  return { file: now, start: find(starts), end: find(ends) };

  /** Whether a part of the model is the same but for its places, which are taken down. */
  function isSame(one: unknown, other: unknown): boolean {
    if (typeof one === 'string' && typeof other === 'string') return one === other || bare(one) === bare(other);
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
      return Object.is(one, other);
    }
    if (Array.isArray(one)) {
      return Array.isArray(other) && one.length === other.length && one.every((item, at) => isSame(item, other[at]));
    }
    const others = other as Readonly<Record<string, unknown>>;
    const parts = Object.entries(one);
    if (parts.length !== Object.keys(others).length) return false;
    for (const [key, part] of parts) {
      if (key === 'start') starts.set(part as number, others[key] as number);
      else if (key === 'end') ends.set(part as number, others[key] as number);
      else if (key === 'body' && 'bodySpan' in one) {
        if (!isSameBody(one as GoFunction, other as GoFunction)) return false;
      } else if (!isSame(part, others[key])) return false;
    }
    return true;
  }

  function isSameBody(one: GoFunction, other: GoFunction): boolean {
    const [span, there] = [one.bodySpan, other.bodySpan];
    if (texts[0].slice(span.start, span.end) !== texts[1].slice(there.start, there.end)) {
      if (errorInBody(one) !== null || errorInBody(other) !== null) return false;
      return isSame(bodyOf(one), bodyOf(other));
    }
    stretches.push({ ...span, by: there.start - span.start });
    return true;
  }
}

function codeOf({ packageName, imports, types, values, embeds, generates, functions }: SourceFile) {
  return { packageName, imports, types, values, embeds, generates, functions };
}

/** Structs without a name are called by their places. */
function bare(written: string): string {
  return written.replace(/\bstruct_\d+_/g, 'struct_');
}
