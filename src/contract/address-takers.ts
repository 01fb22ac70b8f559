import type { EnvVariable, ProgramFlag } from '../go/project.ts';
import type { ScalarField } from '../kubernetes/model.ts';
import type { Related } from '../lint/rule.ts';
import { asVariable, type ConfigurationText } from './configuration-text.ts';
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

export function configurationTaker(
  path: string,
  field: ScalarField,
  { file, placeOf }: ConfigurationText,
): AddressTaker {
  return {
    name: asVariable(path),
    shown: path,
    taking: { file, ...placeOf(field), message: ['`{0}` is set here', path] },
  };
}
