import type { Range } from '../../lint/rule.ts';
import { readFlags } from './flags.ts';
import { readHeredocs, type HeredocReader } from './heredocs.ts';
import { jsonStrings } from './json-form.ts';
import type { Instruction } from '../model.ts';
import type { SourceText, Word } from '../../shell/source-text.ts';
import { readPairs } from './pairs.ts';
import { rangeIn, slice, trimmed } from '../../shell/source-text.ts';
import { splitAtBlanks, splitWords, word } from './words.ts';

/** Instructions that take a JSON array of strings in place of words. */
export const JSON_FORM: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'ADD', 'COPY']);
const PAIRS = new Set(['ENV', 'LABEL', 'ARG']);
const ONE_WORD = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);
const AT_BLANKS = new Set(['FROM', 'EXPOSE', 'ADD', 'COPY', 'VOLUME', 'HEALTHCHECK', 'ONBUILD']);
/** `ONBUILD HEALTHCHECK CMD …` is as deep as it goes; ONBUILD in ONBUILD is refused. */
const MOST_NESTED = 3;

/** Makes an instruction of a logical line; `heredocs` takes the lines behind it that belong to it. */
export function readInstruction(
  source: SourceText,
  range: Range,
  escape: string,
  heredocReader: HeredocReader,
  holders: readonly string[] = [],
): Instruction {
  const [written = ''] = /^[^\t\v\f\r ]*/.exec(source.text) ?? [];
  const keyword = written.toUpperCase();
  // What HEALTHCHECK runs has arguments of its own only.
  const takesFlags = holders.at(-1) !== 'HEALTHCHECK';
  const { flags, index } = takesFlags ? readFlags(source, written.length) : { flags: [], index: written.length };
  const rest = trimmed(slice(source, index));
  const json = JSON_FORM.has(keyword) ? jsonStrings(rest) : null;
  const heredocs = json === null ? readHeredocs(keyword, rest, heredocReader) : [];
  const inner = holdsInstruction(keyword, rest) && holders.length < MOST_NESTED;
  const innerRange = { start: rest.at(0), end: range.end };
  const held = inner ? readInstruction(rest, innerRange, escape, heredocReader, [...holders, keyword]) : null;
  return new ReadInstruction(
    {
      start: range.start,
      // A heredoc without end takes all lines, so that those after it end before it.
      end: heredocs.reduce((last, { end }) => Math.max(last, end), Math.max(range.end, held?.end ?? 0)),
      keyword,
      keywordRange: rangeIn(source, 0, written.length),
      flags,
      source,
      rest,
      json,
      pairs: PAIRS.has(keyword) ? readPairs(keyword, rest, splitRest(keyword, rest, escape), escape) : [],
      heredocs,
      inner: held,
    },
    escape,
  );
}

/** A class, because the engine reads objects with accessors of their own by look-ups, and everything reads instructions. */
class ReadInstruction implements Instruction {
  readonly start: number;
  readonly end: number;
  readonly keyword: string;
  readonly keywordRange: Range;
  readonly flags: Instruction['flags'];
  readonly source: SourceText;
  readonly rest: SourceText;
  readonly json: Instruction['json'];
  readonly pairs: Instruction['pairs'];
  readonly heredocs: Instruction['heredocs'];
  readonly inner: Instruction | null;
  readonly #escape: string;
  #words: readonly Word[] | undefined;

  constructor(read: Omit<Instruction, 'words'>, escape: string) {
    this.start = read.start;
    this.end = read.end;
    this.keyword = read.keyword;
    this.keywordRange = read.keywordRange;
    this.flags = read.flags;
    this.source = read.source;
    this.rest = read.rest;
    this.json = read.json;
    this.pairs = read.pairs;
    this.heredocs = read.heredocs;
    this.inner = read.inner;
    this.#escape = escape;
  }

  /** Shell code is long, and mostly read as that: it is split when somebody asks for its words. */
  get words(): readonly Word[] {
    return (this.#words ??= splitRest(this.keyword, this.rest, this.#escape));
  }
}

function splitRest(keyword: string, rest: SourceText, escape: string): Word[] {
  if (rest.text === '') return [];
  if (ONE_WORD.has(keyword)) return [word(rest, 0, rest.text.length, escape)];
  return AT_BLANKS.has(keyword) ? splitAtBlanks(rest, escape) : splitWords(rest, escape);
}

/** ONBUILD holds a whole instruction; HEALTHCHECK a CMD. */
function holdsInstruction(keyword: string, { text }: SourceText): boolean {
  if (text === '') return false;
  return keyword === 'ONBUILD' || (keyword === 'HEALTHCHECK' && /^CMD(?:\s|$)/i.test(text));
}
