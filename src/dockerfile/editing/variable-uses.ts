import type { Range } from '../../lint/rule.ts';
import type { SourceText, Word } from '../../shell/source-text.ts';
import { rangeIn, slice } from '../../shell/source-text.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { commandsOf } from '../commands/run-commands.ts';
import { readWord, variablesIn } from '../syntax/variable-syntax.ts';

/** A place where an instruction reads a variable. */
export interface VariableUse extends Range {
  /** The characters of the name: the range is all of `$NAME` or `${NAME:-x}`. */
  readonly nameRange: Range;
  readonly name: string;
}

const EXPANDED = new Set([
  'FROM',
  'ADD',
  'COPY',
  'ENV',
  'EXPOSE',
  'LABEL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
  'ARG',
]);
const SHELL = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** The variables that an instruction reads, in its flags, arguments, shell code and heredocs, in no certain order. */
export function* variableUses(dockerfile: Dockerfile, instruction: Instruction): Generator<VariableUse> {
  const { text, escape } = dockerfile;
  const { source, rest, flags, keyword, heredocs, json } = instruction;
  if (!source.text.includes('$') && heredocs.length === 0) return;
  for (const part of located(
    source,
    flags.flatMap(({ value }) => value ?? []),
  ))
    yield* usesIn(part, '\\', false);
  if (EXPANDED.has(keyword)) {
    for (const part of located(rest, json ?? instruction.words)) yield* usesIn(part, escape, false);
  } else if (SHELL.has(keyword)) {
    const assigned = assignedIn(dockerfile, instruction);
    for (const use of json ? scriptsOf(rest, json) : [rest]) {
      for (const one of usesIn(unquoted(use), escape, true)) if (!assigned.has(one.name)) yield one;
    }
    for (const script of heredocScripts(text, instruction)) {
      for (const one of usesIn(unquoted(script), '\\', true)) if (!assigned.has(one.name)) yield one;
    }
    return;
  }
  for (const { quoted, content } of heredocs) {
    if (quoted) continue;
    yield* usesIn(unquoted(contentText(text, content)), '\\', true);
  }
}

function heredocScripts(text: string, { heredocs }: Instruction): SourceText[] {
  return heredocs.map(({ content }) => contentText(text, content));
}

function contentText(text: string, { start, end }: Range): SourceText {
  return { text: text.slice(start, end), at: (index) => start + index };
}

/** The words as parts of the text that they were split from. */
function located(source: SourceText, words: readonly Word[]): SourceText[] {
  let from = 0;
  return words.map(({ text }) => {
    const at = Math.max(from, source.text.indexOf(text, from));
    from = at + text.length;
    return slice(source, at, from);
  });
}

/** The script of `["sh", "-c", "…"]`: other items are given to the program as they are. */
function scriptsOf(rest: SourceText, json: readonly Word[]): SourceText[] {
  const isShell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(json[0]?.value ?? '');
  return isShell ? located(rest, json.slice(1)) : [];
}

/** Shell code has more than the frontend reads: quotes are left aside, `$name` counts everywhere. */
function unquoted({ text, at }: SourceText): SourceText {
  return { text: text.replace(/['"]/g, ' '), at };
}

function* usesIn(source: SourceText, escape: string, lenient: boolean): Generator<VariableUse> {
  if (!source.text.includes('$')) return;
  for (const { start, end, name } of variablesIn(readWord(source.text, escape, lenient).parts)) {
    const from = start + (source.text[start + 1] === '{' ? 2 : 1);
    yield { ...rangeIn(source, start, end), nameRange: rangeIn(source, from, from + name.length), name };
  }
}

/** Names that the shell code itself sets: there `$name` is the shell's, not the build's. */
function assignedIn(dockerfile: Dockerfile, instruction: Instruction): ReadonlySet<string> {
  const names = new Set<string>();
  if (instruction.keyword !== 'RUN') return names;
  const whole = [instruction.rest, ...heredocScripts(dockerfile.text, instruction)].map(({ text }) => text).join('\n');
  if (whole.includes('=')) {
    for (const { words, assignments } of commandsOf(dockerfile, instruction)) {
      // `A=1 go build` sets it for that command only.
      const set = words.length === 0 ? assignments : DECLARE.has(words[0]?.value ?? '') ? words.slice(1) : [];
      for (const { text } of set) names.add(text.split('=')[0]?.replace(/\+$/, '') ?? '');
    }
  }
  for (const [, name = ''] of whole.matchAll(/\b(?:for|read(?:\s+-\w+)*)\s+([A-Za-z_]\w*)/g)) names.add(name);
  return names;
}

const DECLARE = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
