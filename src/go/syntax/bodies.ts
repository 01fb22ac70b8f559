import { parseBody } from './parse-file.ts';
import { newSource } from './read-source.ts';
import { readStatements } from './read-statement.ts';
import { newWords, type SharedWords } from './shared-words.ts';
import type { SourceFile } from './source-file.ts';
import type { Body, GoFunction, Span, Statement } from './syntax.ts';

/**
 * Which bodies of functions lie in memory as models: fifteen times as large as their text, they would be most of what a
 * project takes, and few programs ask for more than a part of them.
 */
export interface Bodies {
  /** Characters of bodies that nobody asked for lately and that are held nevertheless. */
  readonly room: number;
  /** Functions whose bodies are held and can be read anew. */
  readonly held: GoFunction[];
  /** Characters of their text. */
  size: number;
  /** Counts the programs that are read: what the present one asks for stays. */
  round: number;
  /** Only of one analysis, because a word may hold the text that it was cut from. */
  readonly words: SharedWords;
}

/** Where the bodies of one file's functions are read from. */
export interface BodyFile {
  readonly path: string;
  readonly text: string;
  readonly bodies: Bodies;
}

/** A project of 50,000 lines is held as a whole. */
const ROOM = 1_200_000;

/** Types that a body declares belong to its package, and what `go generate` runs to its file. */
const SAYS_MORE = /\b(?:struct|type)\b|\/\/go:/;

export function newBodies(room = ROOM): Bodies {
  return { room, held: [], size: 0, round: 0, words: newWords() };
}

/** Whether the body of a function is left alone when its file is read: there is no room for it. */
export function mayWait({ size, room }: Bodies, text: string, { start, end }: Span): boolean {
  return size >= room && !SAYS_MORE.test(text.slice(start, end));
}

/** The body of a function as the reader of its file leaves it: at hand as long as there is room. */
export function firstBody(file: BodyFile, errorAt: number | null, read: () => readonly Statement[]): Body {
  const { bodies } = file;
  const isHeld = bodies.size < bodies.room;
  const statements = read();
  return { statements: isHeld ? statements : null, asked: bodies.round, errorAt, file };
}

/** Of a function whose body waits until somebody asks. */
export function unreadBody(file: BodyFile): Body {
  return { statements: null, asked: file.bodies.round, errorAt: undefined, file };
}

/** Says that the present program hangs on the body of a function. */
export function touch({ body }: GoFunction): void {
  if (body.file) body.asked = body.file.bodies.round;
}

/** The statements of a function, read anew where they were let go of. */
export function bodyOf(fn: GoFunction): readonly Statement[] {
  const { body } = fn;
  const { file } = body;
  touch(fn);
  if (body.statements || !file) return body.statements ?? [];
  const { node, errorAt } = parseBody(file.text, fn.bodySpan.start);
  if (body.errorAt === undefined) body.errorAt = errorAt;
  const statements = readStatements(node, newSource(file));
  body.statements = statements;
  hold(fn);
  return statements;
}

/** The first character in the body of a function that is no Go, or null; nothing of the body is held. */
export function errorInBody({ body, bodySpan }: GoFunction): number | null {
  if (body.errorAt !== undefined) return body.errorAt;
  return (body.errorAt = body.file ? parseBody(body.file.text, bodySpan.start).errorAt : null);
}

/** Whether nobody has read some body of a file yet. */
export function hasUnread({ functions }: SourceFile): boolean {
  return functions.some(({ body }) => body.errorAt === undefined);
}

/** The first character of a file that is no Go, or null. Reads all bodies that nobody has read. */
export function errorIn({ errorAt, functions }: SourceFile): number | null {
  let first = errorAt;
  for (const fn of functions) {
    const at = errorInBody(fn);
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}

/** Takes account of a function whose body has just been read. */
export function hold(fn: GoFunction): void {
  const { file, statements } = fn.body;
  if (!file || !statements) return;
  file.bodies.held.push(fn);
  file.bodies.size += sizeOf(fn);
}

/** Lets go of bodies that the program which was read last did not ask for, where those are too many; answers their functions. */
export function letGo(bodies: Bodies): readonly GoFunction[] {
  const isAsked = (fn: GoFunction) => fn.body.asked === bodies.round;
  const idle = bodies.held.filter((fn) => !isAsked(fn));
  const idleSize = idle.reduce((size, fn) => size + sizeOf(fn), 0);
  bodies.round++;
  if (idleSize <= bodies.room) return [];
  forgetThem(bodies, idle);
  return idle;
}

/** Lets go of the bodies of files that are no more. */
export function release(bodies: Bodies, isGone: (file: BodyFile) => boolean): void {
  forgetThem(
    bodies,
    bodies.held.filter(({ body }) => body.file && isGone(body.file)),
  );
}

function forgetThem(bodies: Bodies, functions: readonly GoFunction[]): void {
  for (const fn of functions) {
    fn.body.statements = null;
    bodies.size -= sizeOf(fn);
  }
  let count = 0;
  for (const fn of bodies.held) if (fn.body.statements) bodies.held[count++] = fn;
  bodies.held.length = count;
}

function sizeOf({ bodySpan }: GoFunction): number {
  return bodySpan.end - bodySpan.start;
}
