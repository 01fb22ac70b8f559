import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Instruction } from '../model.ts';
import { standsAsRead } from './run-edits.ts';
import type { RunCommand } from './run-commands.ts';

/** How a command is called, for findings that peers share only where they see the call, too. */

/** Words before the program that are no assignments: `sudo`, `env`, `timeout 5`, with their options. */
export function wordsBefore({ command }: RunCommand): Word[] {
  return command.wrappers.flatMap(({ words }) => words);
}

/** hadolint takes the first word for the program: it looks behind these, but neither behind `sudo` nor at a path. */
const SEEN_THROUGH = new Set(['exec', 'command', 'builtin', 'busybox', 'time']);

/** The program is called by its bare name: neither by path, nor by way of `sudo` or `env`, nor in the script of `sh -c`. */
export function isPlainCall(at: RunCommand): boolean {
  const [program] = at.command.words;
  if (!program || program.value.includes('/') || isBehindHeredoc(at.run, program.start)) return false;
  return wordsBefore(at).every(({ text: word }) => SEEN_THROUGH.has(word)) && !isInnerScript(at);
}

/** It stands in the argument of `sh -c`, or behind `find -exec`; not in the lines of `RUN bash <<EOF`. */
export function isInnerScript({ command, run }: RunCommand): boolean {
  if (!command.context.inner) return false;
  return !run.heredocs.some(({ content }) => content.start <= command.start && command.end <= content.end);
}

/** On the line of a RUN, behind a `<<EOF`: hadolint reads no further. */
export function isBehindHeredoc({ heredocs: [first] }: Instruction, offset: number): boolean {
  return first !== undefined && first.start < offset && offset < first.content.start;
}

/** What stands right before `offset` in the script that holds it, continuations and comment lines removed. */
export function scriptBefore(text: string, run: Instruction, offset: number): string {
  const heredoc = run.heredocs.find(({ content }) => content.start <= offset && offset < content.end);
  const start = heredoc?.content.start ?? run.rest.at(0);
  // Enough to tell the operator: a RUN may be as long as a file.
  return text.slice(Math.max(start, offset - NEAR), offset).replace(/\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*/g, '');
}

const NEAR = 500;

/** trivy looks for commands at the beginning of a RUN and behind `&&`. */
export function beginsStep(text: string, { run, onbuild }: RunCommand, offset: number): boolean {
  return !onbuild && run.json === null && /(?:^|&&)\s*$/.test(scriptBefore(text, run, offset));
}

/** checkov searches the text of a RUN up to the next operator; it knows neither ONBUILD nor the JSON form. */
export function isOneStretch(text: string, { run, onbuild }: RunCommand, from: Range, to: Range): boolean {
  if (onbuild || run.json !== null || to.end - from.start > FAR) return false;
  return !/[|&;]/.test(text.slice(from.start, to.end));
}

const FAR = 5000;

/** Its words stand in the file as the shell reads them: not so in the JSON form, and in quotes with escapes. */
export function isEditable(text: string, { command, run }: RunCommand): boolean {
  return run.json === null && command.words.every((word) => standsAsRead(text, word));
}
