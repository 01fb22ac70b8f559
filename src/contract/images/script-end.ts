import { type Command, programName, shellCommands } from '../../shell/commands.ts';
import { shellOf } from './image-scripts.ts';

/** What may pass signals on, or bring code that nobody sees. */
const OPEN = /^(?:trap|wait|kill|pkill|eval|source|\.)$/;

/**
 * The command that a script ends with, which the shell runs as its child: signals end the shell, not what it runs. Undefined
 * where it may pass them on, or where its end depends on something. Unlike that of `sh -c`, the last command of a file gets a
 * process of its own in bash and busybox, too, as there might be another line.
 */
export function childAtEnd(text: string, shell: string | undefined): Command | undefined {
  if (shellOf(text, shell) === undefined) return undefined;
  const commands = shellCommands({ text, at: (index) => index });
  if (commands.some((command) => OPEN.test(programName(command)) || replacesShell(command))) return undefined;
  const last = commands.at(-1);
  if (!last || last.pipeline.length > 1 || last.wrappers.some(({ name }) => name !== 'env' && name !== 'nice'))
    return undefined;
  const isConditional = Object.values(last.context).some((is) => is !== false && is !== null);
  return isConditional || last.operator === '||' ? undefined : last;
}

/** `exec` with a command; with redirections alone it starts nothing. */
function replacesShell({ words, wrappers }: Command): boolean {
  return words.length > 0 && wrappers.some(({ name }) => name === 'exec');
}
