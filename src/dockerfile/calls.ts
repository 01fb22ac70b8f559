import type { Range } from '../lint/rule.ts';
import type { Word } from '../shell/source-text.ts';
import type { Instruction } from './model.ts';
import { standsAsRead } from './run-edits.ts';
import type { RunCommand } from './run-commands.ts';

/** How a command is called, for findings that peers share only where they see the call, too. */

/** Words before the program that are no assignments: `sudo`, `env`, `timeout 5`, with their options. */
export function wordsBefore(_text: string, { command }: RunCommand): Word[] {
  return command.wrappers.flatMap(({ words }) => words);
}

/** hadolint takes the first word for the program: it looks behind these, but neither behind `sudo` nor at a path. */
const SEEN_THROUGH = new Set(['exec', 'command', 'builtin', 'time', '!']);

/** The program is called by its bare name: neither by path, nor by way of `sudo` or `env`, nor in the script of `sh -c`. */
export function isPlainCall(_text: string, at: RunCommand): boolean {
  const [program] = at.command.words;
  if (!program || program.value.includes('/')) return false;
  return wordsBefore(_text, at).every(({ text: word }) => SEEN_THROUGH.has(word)) && !isInnerScript(at);
}

/** It stands in the argument of `sh -c`, or behind `find -exec`. */
export function isInnerScript({ command }: RunCommand): boolean {
  return command.context.inner;
}

/** What stands before `offset` in the script that holds it, continuations and comment lines removed. */
export function scriptBefore(text: string, run: Instruction, offset: number): string {
  const heredoc = run.heredocs.find(({ content }) => content.start <= offset && offset < content.end);
  const start = heredoc?.content.start ?? run.rest.at(0);
  return text.slice(start, offset).replace(/\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*/g, '');
}

/** trivy looks for commands at the beginning of a RUN and behind `&&`. */
export function beginsStep(text: string, { run, onbuild }: RunCommand, offset: number): boolean {
  return !onbuild && run.json === null && /(?:^|&&)\s*$/.test(scriptBefore(text, run, offset));
}

/** checkov searches the text of a RUN up to the next operator; it knows neither ONBUILD nor the JSON form. */
export function isOneStretch(text: string, { run, onbuild }: RunCommand, from: Range, to: Range): boolean {
  return !onbuild && run.json === null && !/[|&;]/.test(text.slice(from.start, to.end));
}

/** Its words stand in the file as the shell reads them: not so in the JSON form, and in quotes with escapes. */
export function isEditable(text: string, { command, run }: RunCommand): boolean {
  return run.json === null && command.words.every((word) => standsAsRead(text, word));
}
