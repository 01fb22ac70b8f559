import type { ProgramFlag } from '../../go/project.ts';
import type { AddressPlace } from '../network/address-takers.ts';
import type { ContractContainer } from '../contract.ts';
import { commandOf } from './flag-faults.ts';
import { givenFlags } from './given-flags.ts';
import { keptWords } from '../images/run-directly.ts';

/** Where an argument gives a flag its text. */
export interface FlagPlace extends AddressPlace {
  readonly flag: ProgramFlag;
}

/** The flags that a container's arguments give its program, but those of its own listeners; none where overlays leave one out. */
export function flagPlaces(container: ContractContainer): FlagPlace[] {
  const { program, facts } = container;
  const words = keptWords(container);
  if (!program?.flags || !words) return [];
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
