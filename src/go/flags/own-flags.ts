import { type Context, evaluate, originsOf } from '../code/context.ts';
import { isKnown, same, type Setting } from '../values/setting.ts';
import { type Call, elementNamed } from '../syntax/syntax.ts';

/**
 * `listen.Value()` of a flag that the program describes in a struct of its own: `Flag{Name: "listen", Default: ":8080"}`. Null
 * where what the method is called on is none.
 */
export function ownFlagValue({ callee, args }: Call, context: Context): Setting | null {
  if (callee.kind !== 'select' || args.length > 0) return null;
  const values = originsOf(callee.operand, context).map((origin) => {
    if (origin?.expression.kind !== 'composite') return null;
    const name = elementNamed(origin.expression, 'Name');
    const fallback = elementNamed(origin.expression, 'Default') ?? elementNamed(origin.expression, 'DefaultValue');
    if (!name || !fallback) return null;
    const flag = evaluate(name, origin.context);
    const value = evaluate(fallback, origin.context);
    return isKnown(flag) && flag.text !== '' ? { ...value, by: [`flag:${flag.text}`, ...value.by] } : null;
  });
  const found = values.filter((value) => value !== null);
  return found.length > 0 && found.length === values.length ? same(found) : null;
}
