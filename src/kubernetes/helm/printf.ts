import { shifted, spansOf } from './text-functions.ts';
import { fromOf, markOf, number, printed, type Span, type Text, unknown, type Value } from './template-values.ts';

/** What `printf` makes of its arguments; what nobody has set yet gets a mark. */
export function formatted(format: string, args: readonly Value[]): Value {
  let next = 0;
  let result = '';
  let isKnown = true;
  const spans: Span[] = [];
  let last = 0;
  for (const { 0: verb, index } of format.matchAll(/%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/g)) {
    result += format.slice(last, index);
    last = index + verb.length;
    if (verb === '%%') {
      result += '%';
      continue;
    }
    const value = args[next++];
    if (value === undefined || !/^%(?:[vsd]|q)$/.test(verb)) isKnown = false;
    else {
      const one = argument(value, verb);
      spans.push(...shifted(spansOf(one), result.length));
      result += one.text;
    }
  }
  result += format.slice(last);
  if (!isKnown) return unknown(`printf.${format}`);
  const [only] = args;
  const from = args.length === 1 && only && result === printed(only).text ? fromOf(only) : {};
  return { kind: 'text', text: result, spans, ...from };
}

function argument(value: Value, verb: string): Text {
  if (value.kind === 'nil' || (value.kind === 'text' && value.text === '' && value.from)) {
    return { kind: 'text', text: markOf(unknown('empty')) };
  }
  const whole = value.kind === 'number' && verb === '%d' ? printed(number(Math.trunc(value.value))) : printed(value);
  return verb === '%q' ? { kind: 'text', text: JSON.stringify(whole.text) } : whole;
}
