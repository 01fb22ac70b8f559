import { type Context, evaluate, originOf } from '../code/context.ts';
import { isKnown, type Setting } from './setting.ts';
import { runePredicate } from './rune-predicates.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

interface Parts {
  readonly parts: string[];
  readonly by: readonly string[];
}

/** The parts that `strings.Split(text, ":")` makes of a text that the source decides, with what sets it; null for all others. */
export function splitParts(list: Expression, context: Context): Parts | null {
  const origin = originOf(list, context);
  if (origin?.expression.kind !== 'call') return null;
  const { callee, args } = origin.expression;
  const name = calleeName(context.code, callee, origin.context.site);
  if (name === 'strings.FieldsFunc') return fieldsOf(args, origin.context);
  if (name !== 'strings.Split' && name !== 'strings.SplitN') return null;
  const [text, separator, most] = args.map((argument) => evaluate(argument, origin.context));
  if (!text || !separator || !isKnown(text) || !isKnown(separator) || separator.text === '') return null;
  const all = text.text.split(separator.text);
  const limit = most && isKnown(most) ? Number(most.text) : -1;
  const isCut = limit > 0 && all.length > limit;
  const parts = isCut ? [...all.slice(0, limit - 1), all.slice(limit - 1).join(separator.text)] : all;
  return { parts, by: text.by };
}

/** `strings.FieldsFunc(text, func(r rune) bool { … })` */
function fieldsOf([argument, separates]: readonly Expression[], context: Context): Parts | null {
  const text = argument && evaluate(argument, context);
  const isBetween = separates && runePredicate(separates, context.code, context.site);
  if (!text || !isKnown(text) || !isBetween) return null;
  const words = Array.from(text.text, (character) => (isBetween(character) ? ' ' : character)).join('');
  return { parts: words.split(' ').filter((word) => word !== ''), by: text.by };
}

/** `strings.Join(strings.Split(text, "-"), "_")`; null where the source does not decide what is joined. */
export function joinedParts([list, between]: readonly Expression[], context: Context): Setting | null {
  const split = list && splitParts(list, context);
  const separator = between && evaluate(between, context);
  if (!split || !separator || !isKnown(separator)) return null;
  return { text: split.parts.join(separator.text), by: split.by };
}

/** One of those parts; null where there is none. */
export function splitPart(list: Expression, index: Setting, context: Context): Setting | null {
  const split = isKnown(index) ? splitParts(list, context) : null;
  const part = split?.parts[Number(index.text)];
  return split && part !== undefined ? { text: part, by: split.by } : null;
}
