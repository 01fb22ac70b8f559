import { find } from '../code/bindings.ts';
import { type Context, deeper, evaluate } from '../code/context.ts';
import { UNSET_TEXT } from '../values/setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/**
 * Settings that a list comes from which nobody has given: `found := parse(os.Getenv("USERS"))`. What the program's own
 * code makes of empty texts alone holds nothing. Null where the list comes from anything else.
 */
export function emptyInputs(list: Expression, context: Context): readonly string[] | null {
  const call = madeBy(list, context);
  const next = deeper(context);
  if (call?.kind !== 'call' || call.args.length === 0 || !next) return null;
  const called = calleeName(context.code, call.callee, context.site) ?? '';
  if (called !== 'strings.Fields' && !context.code.functions.has(called)) return null;
  const by = new Set<string>();
  for (const argument of call.args) {
    const value = evaluate(argument, next);
    if ((value.text !== '' && value.text !== UNSET_TEXT) || value.by.length === 0) return null;
    for (const setting of value.by) by.add(setting);
  }
  return [...by];
}

function madeBy(list: Expression, { code, site }: Context): Expression | null {
  if (list.kind !== 'name') return list;
  const declaration = site.fn && find(code.bindings(site.fn), list.name, list.start);
  if (!declaration || declaration.assignments.length > 0 || declaration.source.kind !== 'value') return null;
  return declaration.source.index === 0 ? declaration.source.expression : null;
}
