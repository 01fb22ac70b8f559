import type { FilePlace } from '../fault.ts';
import type { ContractContainer } from '../contract.ts';
import { argumentWords } from '../images/run-directly.ts';

/** A word of a container's command line that gives a flag its value. */
export interface FlagWord extends FilePlace {
  /** With its dashes. */
  readonly name: string;
  readonly value: string;
}

/** Words that give a flag a value: the flag's own word, or the one behind it. */
export function flagWords(flag: string, container: ContractContainer): FlagWord[] {
  const words = argumentWords(container) ?? [];
  return words.flatMap(({ value }, index): FlagWord[] => {
    const [, name = '', own] = /^(--?[^=]+)(?:=(.*))?$/.exec(value) ?? [];
    const place = own === undefined ? words[index + 1] : words[index];
    if (!place || name.replace(/^--?/, '') !== flag) return [];
    return [{ name, value: own ?? place.value, file: place.file, start: place.start, end: place.end }];
  });
}
