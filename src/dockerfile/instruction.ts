import { readHeredocs, type HeredocReader } from './heredocs.ts';
import { rangeIn, slice, type LogicalLine } from './lines.ts';
import type { Flag, Instruction, Pair, SourceText } from './model.ts';
import { readPairs } from './pairs.ts';
import { endOfWord, jsonStrings, splitWords, word } from './words.ts';

const JSON_FORM = ['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'ADD', 'COPY'];
const PAIRS = ['ENV', 'LABEL', 'ARG'];
const MOST_NESTED = 20;

/** Makes an instruction of a logical line; `heredocs` takes the lines behind it that belong to it. */
export function readInstruction(line: LogicalLine, escape: string, heredocs: HeredocReader, depth = 0): Instruction {
  return fromSource(line.source, line.range, escape, heredocs, depth);
}

function fromSource(
  source: SourceText,
  range: { start: number; end: number },
  escape: string,
  heredocReader: HeredocReader,
  depth: number,
): Instruction {
  const [written = ''] = /^\S*/.exec(source.text) ?? [];
  const keyword = written.toUpperCase();
  const { flags, index } = readFlags(source, written.length, escape);
  const rest = trimmed(slice(source, index));
  const words = splitWords(rest, escape);
  const json = JSON_FORM.includes(keyword) ? jsonStrings(rest) : null;
  const heredocs = json === null ? readHeredocs(keyword, words, heredocReader) : [];
  const pairs: readonly Pair[] = PAIRS.includes(keyword) ? readPairs(keyword, rest, words, escape) : [];
  return {
    start: range.start,
    end: heredocs.at(-1)?.end ?? range.end,
    keyword,
    keywordRange: rangeIn(source, 0, written.length),
    flags,
    rest,
    words,
    json,
    pairs,
    heredocs,
    inner: depth < MOST_NESTED ? innerOf(keyword, rest, range, escape, heredocReader, depth) : null,
  };
}

/** ONBUILD holds a whole instruction; HEALTHCHECK a CMD. */
function innerOf(
  keyword: string,
  rest: SourceText,
  range: { start: number; end: number },
  escape: string,
  heredocReader: HeredocReader,
  depth: number,
): Instruction | null {
  const holds = keyword === 'ONBUILD' || (keyword === 'HEALTHCHECK' && /^CMD(?:\s|$)/i.test(rest.text));
  if (!holds || rest.text === '') return null;
  return fromSource(rest, { start: rest.at(0), end: range.end }, escape, heredocReader, depth + 1);
}

/** Flags stand between the keyword and the arguments. */
function readFlags(source: SourceText, from: number, escape: string): { flags: Flag[]; index: number } {
  const { text } = source;
  const flags: Flag[] = [];
  let index = skipBlanks(text, from);
  while (text.startsWith('--', index)) {
    const end = endOfWord(text, index, escape);
    const written = text.slice(index + 2, end);
    // `--` alone ends the flags.
    if (written === '') break;
    const equals = written.indexOf('=');
    const valueStart = index + 2 + equals + 1;
    flags.push({
      ...rangeIn(source, index, end),
      name: equals < 0 ? written : written.slice(0, equals),
      value: equals < 0 ? null : word(source, valueStart, end, escape),
    });
    index = skipBlanks(text, end);
  }
  return { flags, index };
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (index < text.length && /\s/.test(text[index] as string)) index++;
  return index;
}

function trimmed(source: SourceText): SourceText {
  return slice(source, 0, source.text.trimEnd().length);
}
