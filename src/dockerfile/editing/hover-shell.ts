import type { Range } from '../../lint/rule.ts';
import type { Hover } from '../../lint/editing.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { commandsOf } from '../commands/run-commands.ts';
import { holds } from './caret.ts';
import { code } from '../../lint/markdown.ts';
import { aboutOption, commandOf, toolNamed } from './tools/look-up.ts';

/** What a word of a command in RUN is: a program that builds often call, its command, or an option. */
export function hoverShell(dockerfile: Dockerfile, run: Instruction, offset: number): Hover | undefined {
  const around = commandsOf(dockerfile, run).filter((command) => command.words.some((one) => holds(one, offset)));
  for (const command of around.reverse()) {
    const hover = hoverCommand(command, offset);
    if (hover) return hover;
  }
  return undefined;
}

function hoverCommand(command: Command, offset: number): Hover | undefined {
  const name = programName(command);
  const tool = toolNamed(name);
  const at = command.words.findIndex((one) => holds(one, offset));
  const one = command.words[at];
  if (!tool || !one) return undefined;
  if (at === 0) return { ...rangeOf(one), markdown: [`**${name}**`, tool.about] };
  const used = commandOf(tool, command.words);
  if (used?.words.includes(one)) {
    const range = { start: used.words[0]?.start ?? one.start, end: used.words.at(-1)?.end ?? one.end };
    return { ...range, markdown: [`**${name} ${used.name}**`, used.command.about] };
  }
  if (!one.value.startsWith('-')) return undefined;
  const about = aboutOption(tool, used?.command, one.value);
  const [option = ''] = one.value.split('=');
  return about.length > 0 ? { ...rangeOf(one), markdown: [`**${name}** ${code(option)}`, ...about] } : undefined;
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
