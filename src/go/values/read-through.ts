import { type Context, type Frame, originsOf } from '../code/context.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** A text or reader, and the call that reads it; null where it is one that another is made of. */
interface ReadThrough {
  readonly text: Expression;
  readonly reader: Call | null;
  readonly context: Context;
}

const DEEPEST = 5;

/**
 * What a text or reader comes from, also through what expands or wraps it: the nearest first, each once, however many ways
 * lead there. A call of one of the readers ends its way.
 */
export function* readThrough(
  text: Expression | undefined,
  context: Context,
  readers: { readonly has: (name: string) => boolean },
): Iterable<ReadThrough> {
  const seen = new Map<Expression, Set<Frame | null>>();
  let next: ReadThrough[] = text ? [{ text, reader: null, context }] : [];
  for (let depth = 0; depth <= DEEPEST && next.length > 0; depth++) {
    const level = next;
    next = [];
    for (const one of level) {
      yield one;
      if (one.reader) continue;
      for (const origin of originsOf(one.text, one.context)) {
        if (origin?.expression.kind !== 'call' || !isNew(origin.expression, origin.context)) continue;
        const { expression: call, context: there } = origin;
        const [first] = call.args;
        const isReader = readers.has(calleeName(there.code, call.callee, there.site) ?? '');
        if (first) next.push({ text: first, reader: isReader ? call : null, context: there });
      }
    }
  }

  function isNew(call: Expression, { frame }: Context): boolean {
    const frames = seen.get(call);
    if (frames?.has(frame) === true) return false;
    if (frames) frames.add(frame);
    else seen.set(call, new Set([frame]));
    return true;
  }
}
