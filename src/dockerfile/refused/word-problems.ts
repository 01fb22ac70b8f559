import type { Word } from '../../shell/source-text.ts';
import type { Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { readWord, type WordProblem } from '../syntax/variable-syntax.ts';

/** Quotes and variables that cannot be read, in the words where the frontend replaces variables. */
export function* wordProblems(instruction: Instruction, escape: string): Generator<SyntaxReport> {
  // Most instructions have nothing that could be wrong.
  if (!/[$"'\\`]/.test(instruction.source.text)) return;
  for (const word of expandedWords(instruction)) {
    const { problem } = readWord(word.text, escape);
    if (problem) yield report(instruction, word, problem);
  }
  if (instruction.keyword === 'ARG') yield* nameProblems(instruction);
}

/** The build takes a quote for part of the name. */
function* nameProblems({ keyword, pairs }: Instruction): Generator<SyntaxReport> {
  const [only] = pairs;
  if (pairs.length !== 1 || !only?.value || !/^["']/.test(only.key.text)) return;
  const { problem } = readWord(only.key.text, '\\');
  if (problem?.kind !== 'quote') return;
  const { start, end, text } = only.key;
  const aliases = peers(...quoteCodes(keyword, text));
  yield { rule: 'closed-quotes', start, end, message: problem.message, aliases, severity: 'warning' };
}

function report({ keyword }: Instruction, word: Word, { kind, message, start, end }: WordProblem): SyntaxReport {
  const whole = { start: word.start, end: word.end };
  if (kind === 'modifier') {
    // A word that continues on the next line has no one offset.
    const inOnePiece = word.end - word.start === word.text.length;
    const place = inOnePiece ? { start: word.start + start, end: word.start + end } : whole;
    return { rule: 'variable-modifier', ...place, message, aliases: peers(PARSE, 'UNSUPPORTED_MODIFIER') };
  }
  if (kind === 'variable') return { rule: 'variable-modifier', ...whole, message, aliases: [PARSE] };
  return { rule: 'closed-quotes', ...whole, message, aliases: peers(PARSE, ...quoteCodes(keyword, word.text)) };
}

/** dockerfile-utils asks the pairs of ENV, LABEL and ARG, where the quote is the first character and not the last. */
function quoteCodes(keyword: string, text: string): string[] {
  const quote = text[0];
  if (!['ENV', 'LABEL', 'ARG'].includes(keyword) || (text.length > 1 && text.endsWith(quote ?? ''))) return [];
  return quote === '"'
    ? ['SYNTAX_MISSING_DOUBLE_QUOTE']
    : quote === "'" && text !== "'"
      ? ['SYNTAX_MISSING_SINGLE_QUOTE']
      : [];
}

function expandedWords(instruction: Instruction): readonly Word[] {
  const { keyword, json, pairs, flags } = instruction;
  const values = (names: readonly string[]) =>
    flags.flatMap(({ name, value }) => (value !== null && names.includes(name) ? [asRead(value)] : []));
  switch (keyword) {
    case 'FROM':
      return [...instruction.words.slice(0, 1), ...values(['platform'])];
    case 'ADD':
    case 'COPY':
      return [...(json?.map(asRead) ?? instruction.words), ...values(['chown', 'chmod'])];
    case 'VOLUME':
      return json?.map(asRead) ?? instruction.words;
    case 'EXPOSE':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
      return instruction.words;
    case 'ENV':
    case 'LABEL':
      return pairs.flatMap(({ key, value }) => (value === null ? [] : [key, value]));
    case 'ARG':
      return pairs.flatMap(({ value }) => value ?? []);
    default:
      return [];
  }
}

/** JSON items and flag values are expanded after their own quotes are gone. */
function asRead(word: Word): Word {
  return { ...word, text: word.value };
}
