import type { ContractContainer } from '../contract.ts';
import { everyArguments } from '../images/run-directly.ts';
import { givenFlags } from './given-flags.ts';

/**
 * Whether a setting (`flag:leader-elect`) is on in a container: a switch, or an address that is neither empty nor `0`. Undefined
 * where overlays differ in it, or the files do not say.
 */
export function isSettingOn(by: string, byDefault: boolean, container: ContractContainer): boolean | undefined {
  if (!by.startsWith('flag:')) {
    const value = container.given(by);
    return value === undefined ? byDefault : value === null ? undefined : isOnBy(value);
  }
  const name = by.slice('flag:'.length);
  const runs = everyArguments(container)?.map((words) => onIn(words, name, container));
  const [first = null, second] = new Set(runs?.map((isOn) => (isOn === undefined ? byDefault : isOn)));
  return second === undefined && first !== null ? first : undefined;
}

/** Undefined: nothing gives the flag; null: something may. */
function onIn(words: readonly string[], name: string, { program }: ContractContainer): boolean | null | undefined {
  const flags = program?.flags;
  const aliases = flags?.all.filter((flag) => (flag.aliasOf ?? flag.name) === name) ?? [];
  const own = aliases.length > 0 ? aliases : [{ name, file: '', start: 0, end: 0, line: 0 }];
  const style = flags?.style ?? 'gnu';
  // What is filled in later may be any flag.
  if (words.some((word) => word.startsWith('$'))) return null;
  const all = givenFlags(words, { style, all: [...(flags?.all ?? []), ...own] });
  const last = all.findLast(({ flag }) => flag && own.includes(flag));
  if (!last) return undefined;
  const { value = 'true' } = last;
  return value.includes('$') ? null : isOnBy(value);
}

function isOnBy(value: string): boolean {
  return !/^(?:|0|f|false)$/i.test(value);
}
