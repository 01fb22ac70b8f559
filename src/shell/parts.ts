import { readExpansion } from './expansions.ts';
import type { Literal, WordPart } from './model.ts';
import { readBraceExpansion, readExtendedGlob, readGlob, readTilde } from './patterns.ts';
import { readDoubleQuoted, readSingleQuoted } from './quotes.ts';
import { endsWord, type PartContext, place, type Reader, warn } from './reader.ts';
import { readBackticks, readProcessSubstitution } from './substitutions.ts';

interface Rules {
  /** Whether the character ends the parts, where no parenthesis of theirs is open. */
  readonly ends: (code: number) => boolean;
  /** Parentheses or brackets that belong to the text in pairs. */
  readonly pairs?: readonly [open: number, close: number];
  readonly singleQuotes?: true;
  /** Absent: double quotes mean something. */
  readonly doubleQuotes?: false;
  /** Globs and their like mean something. */
  readonly patterns?: 'all' | 'globs';
  /** A backslash counts only before few characters. */
  readonly quoted?: true;
}

const PARENTHESES = [40, 41] as const;
const BRACKETS = [91, 93] as const;

const RULES: Readonly<Record<PartContext, Rules>> = {
  word: { ends: endsWord, singleQuotes: true, patterns: 'all' },
  regex: {
    ends: (code) => endsWord(code) && code !== 124 && code !== 60 && code !== 62,
    pairs: PARENTHESES,
    singleQuotes: true,
  },
  'extended-glob': { ends: (code) => code === 41 || code === 10, singleQuotes: true, patterns: 'all' },
  'double-quoted': { ends: (code) => code === 34, quoted: true },
  heredoc: { ends: () => false, doubleQuotes: false, quoted: true },
  operand: { ends: (code) => code === 125, singleQuotes: true, patterns: 'globs' },
  'quoted-operand': { ends: (code) => code === 125, quoted: true },
  index: { ends: (code) => code === 93, pairs: BRACKETS, singleQuotes: true },
  arithmetic: { ends: (code) => code === 41, pairs: PARENTHESES },
};

/** Reads parts up to what ends them in this context. */
export function readParts(reader: Reader, context: PartContext): WordPart[] {
  const { text } = reader;
  const { ends, pairs, quoted = false } = RULES[context];
  const parts: WordPart[] = [];
  let literal = reader.index;
  let open = 0;
  const start = literal;
  const finish = (to: number) => {
    if (to > literal) parts.push(literalPart(reader, literal, to, quoted));
  };
  while (reader.index < text.length) {
    const from = reader.index;
    const code = text.charCodeAt(from);
    if (isPlain(code)) {
      reader.index++;
      continue;
    }
    const part = readPart(reader, code, context, from === start);
    if (part) {
      finish(from);
      parts.push(part);
      literal = reader.index;
      continue;
    }
    if (code === pairs?.[0]) open++;
    else if (code === pairs?.[1] && open > 0) open--;
    else if (open === 0 && ends(code)) break;
    else if ((code === 123 || code === 125) && context === 'word') {
      if (text.startsWith('{}', from)) reader.index++;
      else warn(reader, 'literal-brace', from, from + 1);
    }
    reader.index = Math.min(reader.index + (code === 92 ? 2 : 1), text.length);
  }
  finish(reader.index);
  return parts;
}

/** The part that begins here, if it is no literal. */
function readPart(reader: Reader, code: number, context: PartContext, first: boolean): WordPart | undefined {
  const { singleQuotes, doubleQuotes, patterns, quoted = false } = RULES[context];
  switch (code) {
    case 36: // $
      return readExpansion(reader, quoted);
    case 96: // `
      return readBackticks(reader, quoted && context !== 'heredoc');
    case 34: // "
      return doubleQuotes === false || context === 'double-quoted' ? undefined : readDoubleQuoted(reader);
    case 39: // '
      return singleQuotes ? readSingleQuoted(reader) : undefined;
    default:
      if (patterns === undefined) return undefined;
  }
  return patterns === 'all' ? readPattern(reader, code, first) : readGlob(reader);
}

function readPattern(reader: Reader, code: number, first: boolean): WordPart | undefined {
  switch (code) {
    case 60: // <
    case 62: // >
      return readProcessSubstitution(reader);
    case 126: // ~
      return first ? readTilde(reader) : undefined;
    case 123: // {
      return readBraceExpansion(reader);
    default:
      return readExtendedGlob(reader) ?? readGlob(reader);
  }
}

/** Letters, digits and what else means nothing anywhere, the most of all characters. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 44 && code <= 58) || code === 95;
}

function literalPart(reader: Reader, from: number, to: number, quoted: boolean): Literal {
  const text = reader.text.slice(from, to);
  const value = !text.includes('\\') ? text : quoted ? unescapeQuoted(text) : unescape(text);
  return { kind: 'literal', ...place(reader, from, to), text, value };
}

/** `\$` keeps its backslash, which says that no variable begins there. */
function unescape(text: string): string {
  return text.replace(/\\(\r?\n|[^$\n])/g, (_, character: string) => (character.endsWith('\n') ? '' : character));
}

/** Inside double quotes a backslash counts only before few characters. */
function unescapeQuoted(text: string): string {
  return text.replace(/\\(\r?\n|["\\`])/g, (_, character: string) => (character.endsWith('\n') ? '' : character));
}
