import type { Dialect } from './dialect.ts';

/** A script as the user's own ShellCheck gets it. */
export interface ShellCheckInput {
  readonly text: string;
  readonly dialect: ShellCheckDialect;
  /** The line (from 0) that we have put in; undefined: there is none. */
  readonly added: number | undefined;
}

export type ShellCheckDialect = 'sh' | 'bash' | 'dash' | 'ksh';

/** What ShellCheck says, with lines and columns from 1; columns count code points, a tab is one. */
export interface ShellCheckComment extends Span {
  readonly level: 'error' | 'warning' | 'info' | 'style';
  /** `2034` of `SC2034`. */
  readonly code: number;
  readonly message: string;
  /** Its own fix; empty where it has none. */
  readonly replacements: readonly ShellCheckReplacement[];
}

export interface ShellCheckReplacement extends Span {
  readonly text: string;
}

export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What ShellCheck has said of a script; undefined: it has not been asked yet. */
export type ShellCheckAnswers = (input: ShellCheckInput) => readonly ShellCheckComment[] | undefined;

/** Above the first command, and the comments before it stay where they mean something: a shebang, a directive for all of it. */
const HEAD = /^(?:[ \t]*(?:#[^\n]*)?\n)*/;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * The script for ShellCheck, with a line that exports those of the variables from outside that it speaks of; undefined
 * for a shell that ShellCheck does not know.
 */
export function shellCheckInput(
  script: string,
  dialect: Dialect,
  variables: Iterable<string> = [],
): ShellCheckInput | undefined {
  if (dialect === 'zsh') return undefined;
  const known = dialect === 'ash' ? 'dash' : dialect;
  // A carriage return before a line end is of the file, not of the script.
  const text = script.replace(/\r+\n/g, '\n');
  const exported = [...variables].filter((name) => NAME.test(name) && text.includes(name)).sort();
  if (exported.length === 0) return { text, dialect: known, added: undefined };
  const [head = ''] = HEAD.exec(text) ?? [];
  const line = `export ${exported.map((name) => `${name}=1`).join(' ')}\n`;
  return {
    text: head + line + text.slice(head.length),
    dialect: known,
    added: head.split('\n').length - 1,
  };
}

/** One word for an input, under which its answer is kept. */
export function shellCheckKey({ text, dialect }: ShellCheckInput): string {
  return `${dialect}\n${text}`;
}

/** ShellCheck's output of the format `json1`; undefined where it is something else. */
export function readShellCheck(output: string): readonly ShellCheckComment[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    return undefined;
  }
  const comments = field(answer, 'comments');
  return Array.isArray(comments) ? comments.flatMap(readComment) : undefined;
}

function readComment(value: unknown): ShellCheckComment[] {
  const span = readSpan(value);
  const code = field(value, 'code');
  const message = field(value, 'message');
  const level = field(value, 'level');
  if (!span || typeof code !== 'number' || typeof message !== 'string' || !isLevel(level)) return [];
  const replacements = field(field(value, 'fix'), 'replacements');
  const read = Array.isArray(replacements) ? replacements.map(readReplacement) : [];
  // A fix of which a part is not understood is none.
  return [{ ...span, code, message, level, replacements: read.every((one) => one !== undefined) ? read : [] }];
}

function readReplacement(value: unknown): ShellCheckReplacement | undefined {
  const span = readSpan(value);
  const text = field(value, 'replacement');
  return span && typeof text === 'string' ? { ...span, text } : undefined;
}

function readSpan(value: unknown): Span | undefined {
  const line = field(value, 'line');
  const column = field(value, 'column');
  const endLine = field(value, 'endLine');
  const endColumn = field(value, 'endColumn');
  if (!isPlace(line) || !isPlace(column) || !isPlace(endLine) || !isPlace(endColumn)) return undefined;
  return { line, column, endLine, endColumn };
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}

function isLevel(value: unknown): value is ShellCheckComment['level'] {
  return value === 'error' || value === 'warning' || value === 'info' || value === 'style';
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
