import type { Range } from '../lint/rule.ts';
import type { CommandNode, HereDocument, List, ShellComment, WordNode, WordPart } from './model.ts';
import type { Construct, ProblemKind, SyntaxProblem } from './problem.ts';
import { rangeIn, type SourceText } from './source-text.ts';

/** Where the parser stands in a script; the functions that read a piece of syntax move `index` behind it. */
export interface Reader {
  readonly source: SourceText;
  readonly text: string;
  index: number;
  readonly grammar: Grammar;
  readonly comments: ShellComment[];
  readonly problems: SyntaxProblem[];
  /** Here-documents whose lines begin behind the next line end. */
  heredocs: PendingHeredoc[];
  /** What is being read, innermost last. */
  readonly within: Construct[];
  readonly limits: Limits;
}

/** Shared by the reader of a script and those of the texts inside it. */
export interface Limits {
  /** How deep the syntax is nested here. */
  depth: number;
  /** Characters that may still be looked at ahead: keeps the time in proportion to the text. */
  lookahead: number;
  /** True: nested deeper than anybody writes; what is left is not read and nothing more is said. */
  exceeded: boolean;
}

/** What the files of the parser need of each other both ways. */
export interface Grammar {
  /** Reads commands up to something that cannot stand there: `)`, `}`, `;;`, `done` … */
  readonly list: (reader: Reader) => List;
  readonly parts: (reader: Reader, context: PartContext) => WordPart[];
  /** A word made of parts that were read from `from` to here. */
  readonly word: (reader: Reader, from: number, parts: readonly WordPart[]) => WordNode;
  /** Reads one command with its redirections; undefined where none can begin. */
  readonly command: (reader: Reader) => CommandNode | undefined;
  /** Moves over what ended a list and cannot stand here, and notes it. */
  readonly stray: (reader: Reader) => void;
}

/** A here-document whose operator was read, but not yet its lines. */
export interface PendingHeredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  /** `<<-`: tabs before the delimiter are passed over. */
  readonly strip: boolean;
  /** Where the operator stands. */
  readonly from: number;
  readonly to: number;
  /** What the operator stands in. */
  readonly within: readonly Construct[];
  /** Called with its lines. */
  readonly found: (body: HereDocument) => void;
}

/** Where parts of a word stand: what ends them, and which characters mean something. */
export type PartContext =
  | 'word'
  /** A pattern behind `=~`: parentheses, `|`, `<` and `>` belong to it. */
  | 'regex'
  /** `…` of `@(…|…)`, up to `)`. */
  | 'extended-glob'
  /** Up to `"`. */
  | 'double-quoted'
  /** All of the reader's text; quotes mean nothing. */
  | 'heredoc'
  /** Up to `}`. */
  | 'operand'
  /** Up to `}`, inside double quotes: single quotes mean nothing. */
  | 'quoted-operand'
  /** Up to `]`. */
  | 'index'
  /** Up to the `)` that closes it. */
  | 'arithmetic';

/** Deeper than this nobody writes; each level takes about ten frames of the stack. */
const MOST_NESTED = 100;

export function createReader(source: SourceText, grammar: Grammar): Reader {
  const { text } = source;
  const limits = { depth: 0, lookahead: 16 * text.length + 1000, exceeded: false };
  return { source, text, index: 0, grammar, comments: [], problems: [], heredocs: [], within: [], limits };
}

/** A reader of a text inside: its findings go to the same lists. */
export function readerOf({ grammar, comments, problems, within, limits }: Reader, source: SourceText): Reader {
  return {
    source,
    text: source.text,
    index: 0,
    grammar,
    comments,
    problems,
    heredocs: [],
    within: [...within],
    limits,
  };
}

/** The place of a part of the text. */
export function place({ source }: Reader, from: number, to: number): Range {
  return rangeIn(source, from, to);
}

/** Notes something that a shell refuses, with the characters at fault and what is missing. */
export function note(reader: Reader, kind: ProblemKind, from: number, to: number, missing: string | null = null): void {
  add(reader, kind, true, from, to, missing);
}

/** Notes something that a shell reads, but not as it looks, or that fails when it runs. */
export function warn(reader: Reader, kind: ProblemKind, from: number, to: number, missing: string | null = null): void {
  add(reader, kind, false, from, to, missing);
}

function add(
  reader: Reader,
  kind: ProblemKind,
  fatal: boolean,
  from: number,
  to: number,
  missing: string | null,
): void {
  if (reader.limits.exceeded) return;
  const text = reader.text.slice(from, to);
  reader.problems.push({ kind, fatal, ...place(reader, from, to), within: [...reader.within], text, missing });
}

/** Reads something that may hold its like. Undefined: nested too deep, and the rest of the text is passed over. */
export function nested<Node>(
  reader: Reader,
  construct: Construct | readonly Construct[],
  read: () => Node,
): Node | undefined {
  const { limits, within } = reader;
  if (limits.depth >= MOST_NESTED) limits.exceeded = true;
  if (limits.exceeded) {
    reader.index = reader.text.length;
    return undefined;
  }
  limits.depth++;
  const around = within.length;
  if (typeof construct === 'string') within.push(construct);
  else within.push(...construct);
  const node = read();
  within.length = around;
  limits.depth--;
  return node;
}

/** Moves over a match of a sticky pattern; the match, or undefined. */
export function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.index;
  const [matched] = pattern.exec(reader.text) ?? [];
  if (matched === undefined || matched === '') return undefined;
  reader.index += matched.length;
  return matched;
}

/** Whether a sticky pattern matches here. */
export function at({ text, index }: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

/** Moves over a reserved word, if it stands here. */
export function takeKeyword(reader: Reader, keyword: string): boolean {
  if (!atKeyword(reader, keyword)) return false;
  reader.index += keyword.length;
  return true;
}

export function atKeyword({ text, index }: Reader, keyword: string): boolean {
  return text.startsWith(keyword, index) && endsWord(text.charCodeAt(index + keyword.length));
}

/** Moves over blanks and continued lines. */
export function skipBlanks(reader: Reader): void {
  const { text } = reader;
  for (let { index } = reader; ; index++) {
    const code = text.charCodeAt(index);
    if (code === 32 || code === 9 || code === 13) continue;
    if (code === 92 && text[index + 1] === '\n') index++;
    else if (code === 92 && text[index + 1] === '\r' && text[index + 2] === '\n') index += 2;
    else {
      reader.index = index;
      return;
    }
  }
}

/** Whether the character ends a word that is not quoted; also true at the end of the text. */
export function endsWord(code: number): boolean {
  switch (code) {
    case 32: // blank
    case 9:
    case 10:
    case 13:
    case 38: // &
    case 40: // (
    case 41: // )
    case 59: // ;
    case 60: // <
    case 62: // >
    case 124: // |
      return true;
    default:
      return Number.isNaN(code);
  }
}
