import type { ProgramFlag } from '../go/project.ts';
import type { ContractContainer } from './contract.ts';
import { commandOf } from './flag-faults.ts';
import { givenFlags } from './given-flags.ts';
import { argumentWords } from './run-directly.ts';
import type { VariablePlace } from './variable-place.ts';

/** Where an argument gives a flag its text. */
export interface FlagPlace extends Pick<VariablePlace, 'file' | 'value' | 'text' | 'rewrite'> {
  readonly flag: ProgramFlag;
}

/** The flags that a container's arguments give its program, but those of its own listeners; none where overlays leave one out. */
export function flagPlaces(container: ContractContainer): FlagPlace[] {
  const { program, facts, overlaidArguments } = container;
  const words = argumentWords(container) ?? [];
  const isKept = overlaidArguments?.every((args) => words.every(({ value }) => args.includes(value)));
  if (!program?.flags || isKept !== true) return [];
  const own = new Set(program.listens.flatMap(({ configuredBy, securedBy = [] }) => [...configuredBy, ...securedBy]));
  const behind = words.slice(commandOf(words, program).length);
  const given = givenFlags(
    behind.map(({ value }) => value),
    program.flags,
  );
  return given.flatMap(({ flag, value, valueAt, isBehind }) => {
    const word = behind[valueAt];
    if (!flag || !word || value === undefined || isBehind || own.has(`flag:${flag.name}`)) return [];
    const { file, start, end, field } = word;
    const at = facts.object.file.text.slice(start, end).lastIndexOf(value);
    const rewrite = (text: string) =>
      field && at >= 0 ? { start: start + at, end: start + at + value.length, text } : undefined;
    return [{ flag, file, value: { start, end }, text: value, rewrite }];
  });
}
