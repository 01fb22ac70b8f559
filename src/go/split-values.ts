import { type Context, evaluate, originOf } from './context.ts';
import { isKnown, type Setting } from './setting.ts';
import type { Expression } from './syntax.ts';
import { calleeName } from './types.ts';

/** The parts that `strings.Split(text, ":")` makes of a text that the source decides, with what sets it; null for all others. */
export function splitParts(
  list: Expression,
  context: Context,
): { readonly parts: string[]; readonly by: readonly string[] } | null {
  const origin = originOf(list, context);
  if (origin?.expression.kind !== 'call') return null;
  const { callee, args } = origin.expression;
  const name = calleeName(context.code, callee, origin.context.site);
  if (name !== 'strings.Split' && name !== 'strings.SplitN') return null;
  const [text, separator, most] = args.map((argument) => evaluate(argument, origin.context));
  if (!text || !separator || !isKnown(text) || !isKnown(separator) || separator.text === '') return null;
  const all = text.text.split(separator.text);
  const limit = most && isKnown(most) ? Number(most.text) : -1;
  const isCut = limit > 0 && all.length > limit;
  const parts = isCut ? [...all.slice(0, limit - 1), all.slice(limit - 1).join(separator.text)] : all;
  return { parts, by: text.by };
}

/** One of those parts; null where there is none. */
export function splitPart(list: Expression, index: Setting, context: Context): Setting | null {
  const split = isKnown(index) ? splitParts(list, context) : null;
  const part = split?.parts[Number(index.text)];
  return split && part !== undefined ? { text: part, by: split.by } : null;
}
