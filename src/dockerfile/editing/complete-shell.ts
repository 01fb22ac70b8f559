import type { Completion } from '../../lint/editing.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Dockerfile } from '../model.ts';
import { commandsOf } from '../commands/run-commands.ts';
import type { Caret } from './caret.ts';
import { tools } from './tools/index.ts';
import { commandOf, spellings, toolNamed } from './tools/look-up.ts';

/** Programs, their commands and options, in the shell code of RUN. */
export function completeShell(dockerfile: Dockerfile, caret: Caret): Completion[] {
  const { text } = dockerfile;
  const { instruction, replace, typed } = caret;
  const command = commandsOf(dockerfile, instruction).findLast(
    ({ start, end }) =>
      start < caret.offset && !/[;&|()\n]/.test(gap(text.slice(Math.min(end, replace.start), replace.start))),
  );
  if (!command || command.start === replace.start || programStart(command) === replace.start) {
    return /^[a-z]/.test(typed) ? programs(caret) : [];
  }
  const name = programName(command);
  const tool = toolNamed(name);
  if (!tool) return [];
  const before = command.words.filter(({ end }) => end <= replace.start);
  const used = commandOf(tool, before);
  if (typed.startsWith('-')) {
    return spellings(tool, used?.command).map(({ name: option, takesValue, about }): Completion => ({
      label: option,
      kind: 'property',
      markdown: [about],
      insert: takesValue && /^--|^-\w{2,}/.test(option) ? `${option}=` : option,
      replace,
    }));
  }
  const operands = before.slice(1).filter(({ value }) => !value.startsWith('-'));
  const prefix = operands.map(({ value }) => `${value} `).join('');
  return Object.entries(tool.commands)
    .filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes(' '))
    .map(([key, { about }]) => {
      const label = key.slice(prefix.length);
      return { label, kind: 'keyword', markdown: [about], insert: label, replace };
    });
}

function programStart({ words }: Command): number | undefined {
  return words[0]?.start;
}

/** Without continuations, which end no command. */
function gap(between: string): string {
  return between.replace(/[\\`][ \t]*\r?\n/g, ' ').replace(/^\s*#.*$/gm, '');
}

function programs({ typed, replace }: Caret): Completion[] {
  return tools.flatMap(({ names, about }) =>
    names
      .filter((name) => name.startsWith(typed))
      .map((name): Completion => ({ label: name, kind: 'keyword', markdown: [about], insert: name, replace })),
  );
}
