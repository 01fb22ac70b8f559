import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Scope } from '../variables/variables.ts';
import { aboutVariable, PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS } from './builtin-variables.ts';

/** Variables in scope, the last set first; then those that the build sets. `replace` begins at the dollar sign. */
export function completeVariables(
  { variables, global }: Scope & { readonly global: boolean },
  text: string,
  replace: Range,
): Completion[] {
  const item = (name: string, detail: string): Completion => {
    const about = aboutVariable(name);
    return {
      label: name,
      kind: 'variable',
      detail,
      ...(about ? { markdown: [about] } : {}),
      insert: `\${${name}}`,
      filter: `\${${name}}`,
      replace: closed(text, replace),
    };
  };
  const known = [...variables.values()]
    .reverse()
    .map(({ name, kind, value }) => item(name, value === undefined ? kind : `${kind} = ${value}`));
  // A stage has to name platform ARGs; FROM lines need not. Proxies are nowhere named.
  const builtin = global
    ? Object.keys(PLATFORM_ARGUMENTS)
    : variables.size > 0
      ? Object.keys(PREDEFINED_ARGUMENTS)
      : [];
  return [...known, ...builtin.filter((name) => !variables.has(name)).map((name) => item(name, 'ARG'))];
}

/** With the closing brace that is there already. */
function closed(text: string, { start, end }: Range): Range {
  return { start, end: text[start + 1] === '{' && text[end] === '}' ? end + 1 : end };
}
