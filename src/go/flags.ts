import { type Context, evaluate } from './context.ts';
import { isKnown, type Setting } from './setting.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName } from './types.ts';

export interface FlagDefinition {
  readonly name: Expression;
  readonly fallback: Expression;
  /** Where the value goes to: `&x` of a `…Var` call. */
  readonly target: Expression | null;
}

const SETS = ['flag', 'flag.FlagSet', 'github.com/spf13/pflag', 'github.com/spf13/pflag.FlagSet'];
const KIND = '(?:String|Int|Int16|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64|IP)';
const FLAG = new RegExp(`^(${SETS.map((set) => set.replaceAll('.', '\\.')).join('|')})\\.${KIND}(Var)?(P)?$`);

/** The flag that a call defines, in the standard library's way and pflag's (`StringVarP(&x, "port", "p", ":80", "…")`). */
export function flagDefinition(name: string | null, { args }: Call): FlagDefinition | null {
  const match = name === null ? null : FLAG.exec(name);
  if (!match) return null;
  const [, , isVar, isShort] = match;
  const from = isVar === undefined ? 0 : 1;
  const flag = args[from];
  const fallback = args[from + (isShort === undefined ? 1 : 2)];
  if (!flag || !fallback) return null;
  return { name: flag, fallback, target: isVar === undefined ? null : (args[0] ?? null) };
}

/** What `flag.StringVar(&x, "name", "default", …)` puts into x. */
export function flagValue(expression: Expression, context: Context): Setting | null {
  if (expression.kind !== 'call') return null;
  const flag = flagDefinition(calleeName(context.code, expression.callee, context.site), expression);
  if (!flag) return null;
  const name = evaluate(flag.name, context);
  const fallback = evaluate(flag.fallback, context);
  return { ...fallback, by: [...(isKnown(name) ? [`flag:${name.text}`] : []), ...fallback.by] };
}
