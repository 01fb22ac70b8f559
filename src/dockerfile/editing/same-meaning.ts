import type { Command } from '../../shell/commands.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** Whether two texts say the same: the same directives, comments and instructions, and in shell code the same words. */
export function sameMeaning(a: Dockerfile, b: Dockerfile): boolean {
  return (
    a.instructions.length === b.instructions.length &&
    a.commands.length === b.commands.length &&
    same(a.directives, b.directives, ({ name, value }) => `${name}=${value}`) &&
    same(a.comments, b.comments, ({ text, inside }) => `${String(inside)} ${text}`) &&
    same(a.commands, b.commands, ({ command }) => commandText(command)) &&
    a.instructions.every((one, index) => told(a.text, one) === told(b.text, b.instructions[index] as Instruction))
  );
}

function same<T>(a: readonly T[], b: readonly T[], text: (one: T) => string): boolean {
  return a.length === b.length && a.every((one, index) => text(one) === text(b[index] as T));
}

function commandText({ assignments, words }: Command): string {
  return JSON.stringify([...assignments, ...words].map(({ value }) => value));
}

/** All that the build reads of an instruction. */
function told(text: string, instruction: Instruction): string {
  const { keyword, flags, words, json, pairs, heredocs, inner } = instruction;
  const isFrom = keyword === 'FROM';
  return JSON.stringify([
    keyword,
    flags.map(({ name, value }) => [name, value?.text]),
    // What ONBUILD and HEALTHCHECK hold is compared by itself, as its keyword may change its case.
    inner
      ? told(text, inner)
      : (json ?? words).map((one, index) => (isFrom && index === 1 ? one.text.toLowerCase() : one.text)),
    pairs.map(({ key, value }) => [key.text, value?.text]),
    heredocs.map(({ name, quoted, strip, content }) => [name, quoted, strip, text.slice(content.start, content.end)]),
  ]);
}
