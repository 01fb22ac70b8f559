import { valueOrDuration } from '../values/durations.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { elementNamed, type StructField } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';

/**
 * What a field is before a library fills its struct from variables, as in `cfg := Config{Addr: ":80"}; env.Parse(&cfg)`:
 * it stays where nothing sets the variable. Null where no literal gives it, or they do not agree.
 */
export function literalDefault(code: LinkedCode, owner: string, field: StructField): string | null {
  const given = compositesOf(owner, code).flatMap(({ expression, site }) => {
    const value = elementNamed(expression, field.name);
    return value ? [valueOrDuration(value, contextAt(code, site))] : [];
  });
  const [first, ...others] = given;
  const isPlain = first && isKnown(first) && first.text !== '' && given.every(({ by }) => by.length === 0);
  return isPlain && others.every(({ text }) => text === first.text) ? first.text : null;
}
