import { applyEdits, type TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import { type Line, readComment, splitLines } from '../syntax/lines.ts';
import { readLogicalLine } from '../syntax/logical-line.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { parseDockerfile } from '../parse.ts';
import { type FormatOptions, reindent } from './format-continuations.ts';
import { sameMeaning } from './same-meaning.ts';

/**
 * Edits that lay a Dockerfile out evenly: keywords in the case of most of them, one blank behind keywords and flags,
 * continuation lines indented, no blanks at line ends. What is built stays the same: an edit that would change what is read is left out.
 * `range`: only instructions that it touches.
 */
export function formatDockerfile(dockerfile: Dockerfile, options: FormatOptions, range?: Range): TextEdit[] {
  for (const attempt of [options, null]) {
    const edits = editsOf(dockerfile, attempt, range);
    if (sameMeaning(dockerfile, parseDockerfile(applyEdits(dockerfile.text, edits)))) return edits;
  }
  return [];
}

/** Without options no continuation line is moved. */
function editsOf(dockerfile: Dockerfile, options: FormatOptions | null, range: Range | undefined): TextEdit[] {
  const { text, instructions, directives, escape } = dockerfile;
  const lines = splitLines(text);
  const lower = prefersLower(dockerfile);
  const edits: TextEdit[] = [];
  let next = 0;
  let index = directives.length;
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    if (text.slice(line.start, line.end).trim() === '' || readComment(text, line, false)) {
      if (touches(range, line)) edits.push(...trimmedLine(text, line));
      index++;
      continue;
    }
    const { nextLine } = readLogicalLine(text, lines, index, escape);
    const instruction = instructions[next++];
    if (!instruction) break;
    const own = lines.slice(index, nextLine);
    if (touches(range, { start: line.start, end: instruction.end })) {
      const [first] = own;
      if (first) edits.push(...leading(text, first, instruction));
      edits.push(...keywordEdits(text, instruction, lower));
      edits.push(...reindent(dockerfile, instruction, own, options));
    }
    index = nextLine;
    // Lines of heredocs are the program's own.
    while (index < lines.length && (lines[index]?.start ?? Infinity) < instruction.end) index++;
  }
  edits.push(...finalLineEnd(dockerfile, range));
  return edits
    .filter(({ start, end, text: written }) => text.slice(start, end) !== written)
    .sort((a, b) => a.start - b.start);
}

function touches(range: Range | undefined, { start, end }: Range): boolean {
  return range === undefined || (start <= range.end && range.start <= end);
}

/** Upper case unless more keywords are written in lower case. */
function prefersLower({ text, instructions }: Dockerfile): boolean {
  const written = instructions.map(({ keywordRange: { start, end } }) => text.slice(start, end));
  const count = (change: (one: string) => string) => written.filter((one) => one === change(one)).length;
  return count((one) => one.toLowerCase()) > count((one) => one.toUpperCase());
}

function trimmedLine(text: string, { start, end }: Line): TextEdit[] {
  const written = text.slice(start, end);
  return [{ start, end, text: written.trim() }];
}

/** An instruction begins at the beginning of its line. */
function leading(text: string, { start }: Line, { keywordRange }: Instruction): TextEdit[] {
  const before = text.slice(start, keywordRange.start);
  return /^[ \t]+$/.test(before) ? [{ start, end: keywordRange.start, text: '' }] : [];
}

function keywordEdits(text: string, instruction: Instruction, lower: boolean): TextEdit[] {
  const { keyword, keywordRange, flags, inner } = instruction;
  if (!Object.hasOwn(INSTRUCTIONS, keyword)) return [];
  const edits: TextEdit[] = [{ ...keywordRange, text: lower ? keyword.toLowerCase() : keyword }];
  for (const { end } of [keywordRange, ...flags]) edits.push(...oneBlank(text, end));
  if (keyword === 'FROM') edits.push(...fromEdits(text, instruction, lower));
  return inner ? [...edits, ...keywordEdits(text, inner, lower)] : edits;
}

function fromEdits(text: string, { words }: Instruction, lower: boolean): TextEdit[] {
  const [, as] = words;
  const edits = words.slice(0, -1).flatMap(({ end }) => oneBlank(text, end));
  if (as?.value.toLowerCase() !== 'as') return edits;
  return [...edits, { start: as.start, end: as.end, text: lower ? 'as' : 'AS' }];
}

/** The blanks at an offset become one, unless the line ends with them. */
function oneBlank(text: string, offset: number): TextEdit[] {
  const [blanks = ''] = /^[ \t]+/.exec(text.slice(offset, offset + 200)) ?? [];
  const end = offset + blanks.length;
  if (blanks === '' || end >= text.length || /[\r\n\\`]/.test(text[end] as string)) return [];
  return [{ start: offset, end, text: ' ' }];
}

/** The last line ends, too; not inside a heredoc. */
function finalLineEnd({ text, instructions }: Dockerfile, range: Range | undefined): TextEdit[] {
  const heredocs = instructions.at(-1)?.heredocs.length ?? 0;
  const held = instructions.at(-1)?.inner?.heredocs.length ?? 0;
  if (text.trim() === '' || text.endsWith('\n') || heredocs + held > 0 || range) return [];
  return [{ start: text.length, end: text.length, text: text.includes('\r\n') ? '\r\n' : '\n' }];
}
