import type { EnvVariable, ProgramFlag } from '../go/project.ts';
import type { Related } from '../lint/rule.ts';
import { asVariable } from './configuration-text.ts';
import { inSource } from './rule.ts';
import type { VariablePlace } from './variable-place.ts';

/** What a program takes an address by. */
export interface AddressTaker {
  /** Of a variable, or what it would be for a flag. */
  readonly name: string;
  /** As people write it, `--redis-addr`. */
  readonly shown: string;
  /** Where the source has it. */
  readonly taking: Related;
}

/** Where the address is given. */
export type AddressPlace = Pick<VariablePlace, 'file' | 'value' | 'text' | 'rewrite'>;

export function variableTaker(variable: EnvVariable): AddressTaker {
  const { name } = variable;
  return { name, shown: name, taking: inSource(variable, ['reads `{0}` here', name]) };
}

export function flagTaker(flag: ProgramFlag): AddressTaker {
  const { name } = flag;
  return { name: asVariable(name), shown: `--${name}`, taking: inSource(flag, ['defines `{0}` here', name]) };
}
