import type { YAMLError } from 'yaml';
import type { Range, Report } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import type { Fault } from './convert.ts';

/** Half-typed lines are short; no time is spent on longer ones. */
const LONGEST_LINE = 200;

/** What is wrong with one document's YAML, and whether the tree made of it can be trusted. */
export interface SyntaxFaults {
  readonly reports: readonly Report[];
  readonly broken: boolean;
}

/**
 * Only the first error of a document is reported: the others follow from it. One that a half-typed line causes is reported
 * on that line, not on the lines below it that are right.
 */
export function syntaxFaults(text: string, errors: readonly YAMLError[], faults: readonly Fault[]): SyntaxFaults {
  const first = errors.reduce<YAMLError | undefined>(
    (earliest, error) => (earliest && earliest.pos[0] <= error.pos[0] ? earliest : error),
    undefined,
  );
  if (!first) return { reports: faults.map(faultReport), broken: false };
  return { reports: [errorReport(text, first)], broken: errors.some((error) => !isUnfinishedKey(error)) };
}

function faultReport({ start, end, kind, name }: Fault): Report {
  return kind === 'duplicate-key'
    ? {
        start,
        end,
        message: ['`{0}` is there twice; the API server keeps one of them', name],
        aliases: ['kubeconform:schema'],
      }
    : { start, end, message: ['Nothing above is anchored as `{0}`', name], aliases: [] };
}

function errorReport(text: string, error: YAMLError): Report {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  if (error.code === 'TAB_AS_INDENT') {
    return { start, end, message: ['YAML cannot be indented with tabs'], aliases: [] };
  }
  const quote = /missing closing (['"])quote/i.exec(error.message)?.[1];
  if (quote !== undefined)
    return { ...openQuote(text, start, quote), message: ['The quote is not closed'], aliases: [] };
  const word = unfinishedWord(text, start);
  if (word) {
    return { ...word, message: ['`{0}` needs a colon behind it', text.slice(word.start, word.end)], aliases: [] };
  }
  const bracket = /flow (?:map|sequence|collection)/i.test(error.message) ? openBracket(text, start) : undefined;
  if (bracket) return { ...bracket, message: ['The bracket is not closed'], aliases: [] };
  return { start, end, message: messageOf(error), aliases: [] };
}

function messageOf({ code, message }: YAMLError): Message {
  if (code === 'BAD_INDENT') return ['The indentation does not fit the lines above'];
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return ['A value with a colon in it needs quotes'];
  return ['YAML cannot be read: {0}', message];
}

/** `kind` before its colon is typed: nothing else is touched by it. */
function isUnfinishedKey({ message }: YAMLError): boolean {
  return message.startsWith('Implicit map keys need to be followed by map values');
}

/** A line with nothing but a word, at the offset or just above it: a key without its colon. */
function unfinishedWord(text: string, offset: number): Range | undefined {
  let lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  for (let lines = 0; lines < 3; lines++) {
    const line = lineAt(text, lineStart);
    const [, before = '', word = ''] = /^(\s*(?:- +)*)([\w./-]*\w[\w./-]*)\s*(?:\s#.*)?$/.exec(line) ?? [];
    if (word !== '') return { start: lineStart + before.length, end: lineStart + before.length + word.length };
    if (lineStart === 0) return undefined;
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  }
  return undefined;
}

/** The quote that opens the text which ends, without another, at an offset. */
function openQuote(text: string, offset: number, quote: string): Range {
  let at = text.lastIndexOf(quote, offset - 1);
  const isEscaped = () => text[at - 1] === (quote === '"' ? '\\' : quote);
  while (at > 0 && isEscaped()) at = text.lastIndexOf(quote, at - (quote === '"' ? 1 : 2));
  const start = Math.max(at, 0);
  return { start, end: Math.min(start + 1, text.length) };
}

/** The last bracket opened, and not closed on its own line, at the offset's line or the one above it. */
function openBracket(text: string, offset: number): Range | undefined {
  let lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  for (let lines = 0; lines < 2; lines++) {
    const line = lineAt(text, lineStart);
    const at = Math.max(line.lastIndexOf('['), line.lastIndexOf('{'));
    if (at >= 0 && !/[\]}]/.test(line.slice(at))) return { start: lineStart + at, end: lineStart + at + 1 };
    if (lineStart === 0) return undefined;
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  }
  return undefined;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_LINE));
}
