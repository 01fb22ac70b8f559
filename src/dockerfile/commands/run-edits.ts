import type { TextEdit } from '../../lint/fix.ts';
import type { Word } from '../../shell/source-text.ts';
import { rangeIn } from '../../shell/source-text.ts';
import type { Dockerfile, Heredoc, Instruction } from '../model.ts';
import type { RunCommand } from './run-commands.ts';

/** Adds a word behind one of a command; undefined where the source does not hold that word as it is. */
export function wordBehind({ text }: Dockerfile, at: RunCommand, word: Word, added: string): TextEdit | undefined {
  if (!standsAsRead(text, word)) return undefined;
  return { start: word.end, end: word.end, text: isJsonItem(at, word) ? `, "${added}"` : ` ${added}` };
}

/** Removes words of a command with the blank before each. */
export function withoutWords({ text }: Dockerfile, at: RunCommand, words: readonly Word[]): TextEdit[] | undefined {
  if (!words.every((word) => standsAsRead(text, word) && !isJsonItem(at, word))) return undefined;
  const edits = words.map(({ start, end }) => {
    const blanks = /[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
    return { start: start - blanks, end, text: '' };
  });
  return edits.every(({ start }, index) => start < (words[index]?.start ?? 0)) ? edits : undefined;
}

/** A word of the JSON form itself, not of a script in it. */
function isJsonItem({ run }: RunCommand, { start }: Word): boolean {
  return run.json?.some((item) => item.start === start) ?? false;
}

/** Words of scripts in quotes are put together from pieces: their places may be inexact. */
export function standsAsRead(text: string, { start, end, text: written }: Word): boolean {
  return text.slice(start, end) === written;
}

/**
 * Adds a command that runs when all of a RUN has succeeded, in the way that its other commands are joined. Undefined where
 * it cannot simply be appended.
 */
export function commandAtEnd(dockerfile: Dockerfile, run: Instruction, command: string): TextEdit | undefined {
  if (run.json) return undefined;
  const [heredoc, ...others] = run.heredocs;
  if (heredoc) return others.length > 0 ? undefined : atEndOfHeredoc(dockerfile, run, heredoc, command);
  const script = withoutQuotes(run.rest.text);
  if (script === undefined || /(?:^|[\s;&|()])#|[&|(\\]\s*$/.test(script) || !isClosed(script, run.rest.text))
    return undefined;
  const { end } = rangeIn(run.rest, 0, run.rest.text.length);
  return { start: end, end, text: joint(dockerfile, run, script, end) + command };
}

/** Whether all that a script opens is closed at its end; what is added would stand inside otherwise. */
function isClosed(script: string, written: string): boolean {
  const count = (pattern: RegExp, where = script) => where.match(pattern)?.length ?? 0;
  const blocks = count(/(?<![\w-])(?:if|do|case)(?![\w-])/g) === count(/(?<![\w-])(?:fi|done|esac)(?![\w-])/g);
  // The patterns of `case` have brackets that nothing opens.
  const brackets = /(?<![\w-])case(?![\w-])/.test(script) || count(/\(/g) === count(/\)/g);
  // Expansions stand in quotes, too.
  const substitutions = !written.includes('$(') || count(/\(/g, written) === count(/\)/g, written);
  return blocks && brackets && substitutions && count(/\{/g, written) === count(/\}/g, written);
}

/** What stands between the last command and the one that is added. */
function joint({ text, escape }: Dockerfile, run: Instruction, script: string, end: number): string {
  const source = text.slice(run.start, end);
  const lines = source.split(/\r?\n/);
  const last = lines.at(-1) ?? '';
  const stops = /^set\s+-\w*e/.test(script);
  const separators = script.match(/&&|\|\||;/g) ?? [];
  const bySemicolon = stops && (separators.at(-1) ?? '') === ';';
  const open = /;\s*$/.test(script);
  if (lines.length === 1) return open ? ' ' : bySemicolon ? '; ' : ' && ';
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^\s*/.exec(last)?.[0] ?? '';
  if (open) return ` ${escape}${lineEnd}${indent}`;
  if (bySemicolon) return `; ${escape}${lineEnd}${indentOf(lines, /;\s*.$/) ?? indent}`;
  const leading = lines.find((line) => /^\s*&&/.test(line));
  if (leading !== undefined) return ` ${escape}${lineEnd}${/^\s*/.exec(leading)?.[0] ?? ''}&& `;
  const trailing = indentOf(lines, /&&\s*.$/);
  if (trailing !== undefined) return ` && ${escape}${lineEnd}${trailing}`;
  return ` ${escape}${lineEnd}${/^\s*/.exec(lines[1] ?? '')?.[0] ?? ''}&& `;
}

/** The indentation of the first line behind one that ends so. */
function indentOf(lines: readonly string[], ending: RegExp): string | undefined {
  const index = lines.findIndex((line) => ending.test(line));
  return index < 0 ? undefined : (/^\s*/.exec(lines[index + 1] ?? '')?.[0] ?? '');
}

function atEndOfHeredoc(dockerfile: Dockerfile, run: Instruction, heredoc: Heredoc, command: string) {
  if (!/^(?:(?:\/bin\/)?(?:ba|da|a)?sh\s+(?:-\w+\s+)*)?<<-?\s*["']?\w+["']?$/.test(run.rest.text)) return undefined;
  const { start, end } = heredoc.content;
  const script = dockerfile.text.slice(start, end);
  const lines = script.trimEnd().split(/\r?\n/);
  const last = lines.at(-1) ?? '';
  if (/^#!(?!.*\b(?:ba|da|a)?sh\b)/.test(script) || /[\\&|]$/.test(last) || script.includes('<<')) return undefined;
  const lineEnd = script.includes('\r\n') ? '\r\n' : '\n';
  // An `exec` or `exit` at the end would keep it from running.
  if (script === '' || /^\s*(?:exec|exit|return)\b/.test(last)) return undefined;
  return { start: end, end, text: `${/^\s*/.exec(lines[0] ?? '')?.[0] ?? ''}${command}${lineEnd}` };
}

/** A script without what stands in quotes; undefined where a quote is not closed. */
export function withoutQuotes(script: string): string | undefined {
  const rest = script.replace(/\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_');
  return /["'`]/.test(rest.replace(/`[^`]*`/g, '_')) ? undefined : rest;
}
