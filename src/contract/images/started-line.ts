import type { Range } from '../../lint/rule.ts';
import { shellCommands } from '../../shell/commands.ts';
import { baseName } from './image-name.ts';

/** A word of a command line. */
interface LineWord extends Range {
  readonly value: string;
}

const INIT = /^(?:tini(?:-static)?|dumb-init|catatonit)$/;
/** They start the rest as the user whom their first word names. */
const AS_USER = /^(?:su-exec|gosu)$/;

/** The words of what an init of containers or a change of user starts, which runs as it would without them. */
export function behindStarters<Item extends { readonly value: string }>(words: readonly Item[]): readonly Item[] {
  const [first, ...rest] = words;
  const name = baseName(first?.value ?? '');
  const started = INIT.test(name) ? behindOptions(rest) : AS_USER.test(name) ? rest.slice(1) : [];
  return started.length > 0 ? behindStarters(started) : words;
}

/** The inits and changes of user that `behindStarters` leaves out. */
export function startersOf<Item extends { readonly value: string }>(words: readonly Item[]): readonly Item[] {
  return words
    .slice(0, words.length - behindStarters(words).length)
    .filter(({ value }) => INIT.test(baseName(value)) || AS_USER.test(baseName(value)));
}

/** An init, and nothing that it starts. */
export function isInitAlone(words: readonly { readonly value: string }[]): boolean {
  const [first, ...rest] = words;
  return (
    first !== undefined && INIT.test(baseName(first.value)) && rest.every(({ value }) => /^-(?:-|g|s)?$/.test(value))
  );
}

function behindOptions<Item extends { readonly value: string }>(words: readonly Item[]): readonly Item[] {
  const end = words.findIndex(({ value }) => value === '--');
  // Where nothing ends its own options, they may take words.
  if (end < 0 && words[0]?.value.startsWith('-')) return [];
  return words.slice(end + 1);
}

/**
 * The words of the one plain command that `sh -c` runs; the same words where it is another line, or one that only a shell
 * understands. `text`: that of the file.
 */
export function behindShell<Item extends LineWord>(words: readonly Item[], text: string): readonly Item[] {
  const [shell, flag, script] = words;
  if (!shell || !script || !/^(?:ba|da|a|k|z)?sh$/.test(baseName(shell.value)) || !/^-e?c$/.test(flag?.value ?? ''))
    return words;
  const at = script.start + text.slice(script.start, script.end).indexOf(script.value);
  if (at < script.start || /["'\\$`*?[\]{}~#!\n]/.test(script.value)) return words;
  const [command, other] = shellCommands({ text: script.value, at: (index) => at + index });
  if (
    !command ||
    other ||
    command.assignments.length > 0 ||
    command.redirections.length > 0 ||
    command.context.subshell
  )
    return words;
  if (command.wrappers.some(({ name }) => name !== 'exec')) return words;
  return command.words.map(({ value, start, end }) => ({ ...script, value, start, end }));
}
