import { expand } from './expand.ts';
import type { Dockerfile, Pair } from '../model.ts';
import { PLATFORM_VARIABLES } from './platform-variables.ts';
import type { Scope, Variable } from './variables.ts';

/** What FROM sees when the build's call sets nothing: an ARG without default is replaced as if it were not there. */
export function defaultScope({ instructions, stages, escape }: Dockerfile): Scope {
  const variables = new Map<string, Variable>();
  // Any platform will do: the question is only whether a name comes of it.
  for (const name of PLATFORM_VARIABLES) {
    variables.set(name, set(name, name.endsWith('PLATFORM') ? 'linux/amd64' : name.endsWith('VARIANT') ? '' : 'x'));
  }
  const scope = { variables, baseUnknown: false };
  const firstFrom = stages[0]?.from.start ?? Infinity;
  for (const { keyword, pairs, start } of instructions) {
    if (start >= firstFrom) break;
    if (keyword !== 'ARG') continue;
    for (const { key, value } of pairs) {
      const text = value ? expand(value.text, scope, escape) : undefined;
      if (text !== undefined) variables.set(key.value, set(key.value, text));
    }
  }
  return scope;
}

const WORD = { start: 0, end: 0, text: '', value: '' };
const PAIR: Pair = { key: WORD, value: WORD, legacy: false };

function set(name: string, value: string): Variable {
  return { name, kind: 'ARG', value, pair: PAIR, global: null, open: false };
}
