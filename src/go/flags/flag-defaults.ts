import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown } from '../values/setting.ts';
import { flagTable, NO_FLAGS } from './flag-table.ts';
import { flagTagDefaults } from './flag-tags.ts';

/** What flags hold by default, where that is plain and not empty; by `flag:name`. */
export function flagDefaults(code: LinkedCode): ReadonlyMap<string, string> {
  const flags = code.once(flagTable, NO_FLAGS).filter(({ fallback }) => isKnown(fallback) && fallback.text !== '');
  return new Map([
    ...flagTagDefaults(code),
    ...flags.map(({ name, fallback }) => [`flag:${name}`, fallback.text] as const),
  ]);
}
