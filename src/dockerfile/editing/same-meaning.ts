import type { Command } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Dockerfile, Heredoc, Instruction } from '../model.ts';

/** Whether two texts say the same: the same directives, comments and instructions, and in shell code the same words. */
export function sameMeaning(a: Dockerfile, b: Dockerfile): boolean {
  return (
    every(a.directives, b.directives, (x, y) => x.name === y.name && x.value === y.value) &&
    every(a.comments, b.comments, (x, y) => x.inside === y.inside && x.text === y.text) &&
    every(a.instructions, b.instructions, (x, y) => sameInstruction(a, x, b, y)) &&
    every(a.commands, b.commands, (x, y) => sameCommand(x.command, y.command))
  );
}

function every<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  // Formatting asks this of whole files at once: no arrays are made on the way.
  for (let index = 0; index < a.length; index++) if (!same(a[index] as T, b[index] as T)) return false;
  return true;
}

function sameCommand(a: Command, b: Command): boolean {
  return every(a.assignments, b.assignments, sameValue) && every(a.words, b.words, sameValue);
}

const sameValue = (a: Word, b: Word): boolean => a.value === b.value;
const sameText = (a: Word, b: Word): boolean => a.text === b.text;
const sameOptional = (a: Word | null, b: Word | null): boolean => a?.text === b?.text;

/** All that the build reads of an instruction. */
function sameInstruction(fileA: Dockerfile, a: Instruction, fileB: Dockerfile, b: Instruction): boolean {
  if (a.keyword !== b.keyword || (a.inner === null) !== (b.inner === null)) return false;
  const words =
    // What ONBUILD and HEALTHCHECK hold is compared by itself, as its keyword may change its case.
    a.inner && b.inner
      ? sameInstruction(fileA, a.inner, fileB, b.inner)
      : every(a.json ?? a.words, b.json ?? b.words, a.keyword === 'FROM' ? sameInFrom : sameText);
  return (
    words &&
    every(a.flags, b.flags, (x, y) => x.name === y.name && sameOptional(x.value, y.value)) &&
    every(a.pairs, b.pairs, (x, y) => sameText(x.key, y.key) && sameOptional(x.value, y.value)) &&
    every(a.heredocs, b.heredocs, (x, y) => sameHeredoc(fileA.text, x, fileB.text, y))
  );
}

/** AS may change its case. */
function sameInFrom(a: Word, b: Word): boolean {
  return a.text === b.text || (/^as$/i.test(a.text) && /^as$/i.test(b.text));
}

function sameHeredoc(textA: string, a: Heredoc, textB: string, b: Heredoc): boolean {
  return (
    a.name === b.name &&
    a.quoted === b.quoted &&
    a.strip === b.strip &&
    textA.slice(a.content.start, a.content.end) === textB.slice(b.content.start, b.content.end)
  );
}
