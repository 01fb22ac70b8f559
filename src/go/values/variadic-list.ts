import { argumentFor } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Composite, Expression, GoFunction } from '../syntax/syntax.ts';

/** The argument for a parameter, or the list of those that one of any number takes: `[]T{a, b}` of `run(a, b)`. */
export function givenFor(call: Call, fn: GoFunction, index: number, { memory }: LinkedCode): Expression | null {
  const parameter = fn.parameters[index];
  if (parameter?.variadic !== true || call.spread) return argumentFor(call, fn, index);
  const listed = call.args.slice(index);
  const [first] = listed;
  // A call alone may return several.
  if (!first || (call.args.length === 1 && first.kind === 'call')) return null;
  const known = memory.variadicLists.get(call);
  const { end } = listed.at(-1) ?? first;
  const elements = listed.map((value) => ({ key: null, value }));
  const list: Composite = known ?? {
    kind: 'composite',
    type: `[]${parameter.type}`,
    elements,
    start: first.start,
    end,
  };
  memory.variadicLists.set(call, list);
  return list;
}
