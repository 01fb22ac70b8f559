import type { Word } from '../../../shell/source-text.ts';
import type { Message } from '../../../words/message.ts';
import { tools } from './index.ts';
import type { Tool, ToolCommand } from './tool.ts';

const byName: ReadonlyMap<string, Tool> = new Map(tools.flatMap((tool) => tool.names.map((name) => [name, tool])));

export function toolNamed(name: string): Tool | undefined {
  return byName.get(name);
}

/** The command of a tool that its words name: `download` of `go mod download`, with the words it is made of. */
export interface UsedCommand {
  readonly name: string;
  readonly command: ToolCommand;
  readonly words: readonly Word[];
}

/** `words`: the tool and its arguments. */
export function commandOf(tool: Tool, words: readonly Word[]): UsedCommand | undefined {
  const operands: Word[] = [];
  for (let index = 1; index < words.length && operands.length < 2; index++) {
    const one = words[index] as Word;
    if (!one.value.startsWith('-')) operands.push(one);
    else if (takesNext(tool, one.value)) index++;
  }
  const [first, second] = operands;
  if (!first) return undefined;
  const long = second && `${first.value} ${second.value}`;
  const name = long !== undefined && Object.hasOwn(tool.commands, long) ? long : first.value;
  const command = Object.hasOwn(tool.commands, name) ? tool.commands[name] : undefined;
  return command && { name, command, words: name === long && second ? [first, second] : [first] };
}

/** What an option means: as a whole, or the letters of a cluster such as `-fsSL`. */
export function aboutOption(tool: Tool, command: ToolCommand | undefined, written: string): Message[] {
  const [name = ''] = written.split('=');
  const whole = find(tool, command, name);
  if (whole) return [whole];
  if (!/^-[A-Za-z]{2,}$/.test(name)) return [];
  const letters = Array.from(name.slice(1), (letter) => find(tool, command, `-${letter}`));
  return letters.includes(undefined) ? [] : letters.filter((one) => one !== undefined);
}

export interface Spelling {
  /** `--yes`, without `=`. */
  readonly name: string;
  readonly takesValue: boolean;
  readonly about: Message;
}

/** All options that fit, the command's own first. */
export function spellings(tool: Tool, command: ToolCommand | undefined): Spelling[] {
  return [command?.options ?? {}, tool.options].flatMap((options) =>
    Object.entries(options).flatMap(([written, about]) =>
      written.split(' ').map((one) => ({ name: one.replace(/=$/, ''), takesValue: one.endsWith('='), about })),
    ),
  );
}

function find(tool: Tool, command: ToolCommand | undefined, name: string): Message | undefined {
  return spellings(tool, command).find((spelling) => spelling.name === name)?.about;
}

function takesNext(tool: Tool, written: string): boolean {
  return (
    !written.includes('=') && spellings(tool, undefined).some(({ name, takesValue }) => takesValue && name === written)
  );
}
