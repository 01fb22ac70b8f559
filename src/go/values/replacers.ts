import { type Context, evaluate, originOf } from '../code/context.ts';
import { isKnown } from './setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** What a `strings.NewReplacer(".", "_", "-", "_")` does; null where its texts are not known. */
export function replacerOf(replacer: Expression, context: Context): ((text: string) => string) | null {
  const origin = originOf(replacer, context);
  const made = origin?.expression;
  if (made?.kind !== 'call' || !origin) return null;
  if (calleeName(context.code, made.callee, origin.context.site) !== 'strings.NewReplacer') return null;
  const texts = made.args.map((argument) => evaluate(argument, origin.context));
  if (!texts.every(isKnown)) return null;
  const pairs = texts.flatMap(({ text }, index) => {
    const next = texts[index + 1];
    return index % 2 === 0 && next ? [{ from: text, to: next.text }] : [];
  });
  return (text) => replaceAll(text, pairs);
}

/** One pass from left to right; the first pair that fits wins. */
function replaceAll(text: string, pairs: readonly { readonly from: string; readonly to: string }[]): string {
  let replaced = '';
  for (let at = 0; at < text.length;) {
    const pair = pairs.find(({ from }) => from !== '' && text.startsWith(from, at));
    replaced += pair ? pair.to : (text[at] ?? '');
    at += pair ? pair.from.length : 1;
  }
  return replaced;
}
