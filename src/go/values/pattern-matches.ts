import { type Context, evaluate, originOf } from '../code/context.ts';
import { isKnown, type Setting } from './setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const MATCHERS = new Set(['regexp.Regexp.MatchString', 'regexp.MatchString']);
const LONGEST_TEXT = 200;
/** A repeated group that repeats inside may take our matcher ages, unlike Go's. */
const REPEATED_GROUP = /\)[*+{]/;

/** `re.MatchString(addr)` of a text that the source decides; null for any other call. */
export function patternMatch(name: string, { callee, args }: Call, context: Context): Setting | null {
  if (!MATCHERS.has(name) || callee.kind !== 'select') return null;
  const pattern = args.length === 2 ? textOf(args[0], context) : patternOf(callee.operand, context);
  const text = args.at(-1) && evaluate(args.at(-1) as Expression, context);
  if (pattern === null || !text || !isKnown(text) || text.text.length > LONGEST_TEXT) return null;
  if (REPEATED_GROUP.test(pattern)) return null;
  try {
    const [, flags = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
    return { text: String(new RegExp(rest, `${flags}u`).test(text.text)), by: text.by };
  } catch {
    return null;
  }
}

/** The pattern that `regexp.MustCompile` was given. */
function patternOf(compiled: Expression, context: Context): string | null {
  const origin = originOf(compiled, context);
  if (origin?.expression.kind !== 'call') return null;
  const name = calleeName(context.code, origin.expression.callee, origin.context.site);
  return name === 'regexp.MustCompile' || name === 'regexp.Compile'
    ? textOf(origin.expression.args[0], origin.context)
    : null;
}

function textOf(expression: Expression | undefined, context: Context): string | null {
  const value = expression ? evaluate(expression, context) : null;
  return value && isKnown(value) ? value.text : null;
}
