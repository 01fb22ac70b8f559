import type { EnvVariable, ProgramFlag } from '../../go/project.ts';
import type { ScalarField } from '../../kubernetes/model.ts';
import type { Related } from '../../lint/rule.ts';
import { asVariable, type ConfigurationText, quotedAs, textsBelow } from '../configuration/configuration-text.ts';
import type { ContractContainer } from '../contract.ts';
import { inSource } from '../rule.ts';
import type { VariablePlace } from '../variables/variable-place.ts';

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

/** The source of an address, where that is another place than where it is given. */
export function takenAt({ file, value }: AddressPlace, { taking }: AddressTaker): Related[] {
  return taking.file === file && taking.start === value.start ? [] : [taking];
}

export function variableTaker(variable: EnvVariable): AddressTaker {
  const { name } = variable;
  return { name, shown: name, taking: inSource(variable, ['reads `{0}` here', name]) };
}

export function flagTaker(flag: ProgramFlag): AddressTaker {
  const { name } = flag;
  return { name: asVariable(name), shown: `--${name}`, taking: inSource(flag, ['defines `{0}` here', name]) };
}

/** Where a configuration file gives a key its text. */
export interface ConfiguredPlace extends AddressPlace {
  readonly path: string;
  readonly taker: AddressTaker;
}

/** The texts of a container's configuration files. */
export function configuredPlaces({ configuration = [] }: Pick<ContractContainer, 'configuration'>): ConfiguredPlace[] {
  return configuration.flatMap((text) =>
    [...textsBelow(text.root)].map(({ path, field }) => placeIn(text, path, field)),
  );
}

function placeIn(text: ConfigurationText, path: string, field: ScalarField): ConfiguredPlace {
  const { file, placeOf, isVerbatim } = text;
  const value = placeOf(field);
  return {
    ...{ path, file, value },
    text: typeof field.value === 'string' ? field.value : null,
    rewrite: (next) => (isVerbatim ? { ...value, text: quotedAs(text, field, next) } : undefined),
    taker: { name: asVariable(path), shown: path, taking: { file, ...value, message: ['`{0}` is set here', path] } },
  };
}
