import type { Message } from '../../../words/message.ts';

/** Options by their spellings (`-y --yes`), with what they do; `=` at the end of a spelling: a value follows. */
export type Options = Readonly<Record<string, Message>>;

export interface ToolCommand {
  readonly about: Message;
  readonly options?: Options;
}

/** A program that RUN often calls: what hover and completion say about it. */
export interface Tool {
  readonly names: readonly string[];
  readonly about: Message;
  /** Options of every command of it. */
  readonly options: Options;
  /** By name; `mod download` for a command of a command. */
  readonly commands: Readonly<Record<string, ToolCommand>>;
}
