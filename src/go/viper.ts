import { type Context, deeper, evaluate } from './context.ts';
import { isKnown, known, type Setting, UNKNOWN, UNKNOWN_TEXT, UNSET_TEXT } from './setting.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName } from './types.ts';

const VIPER = /^github\.com\/spf13\/viper\.(?:Viper\.)?(\w+)$/;
const GETTER = /^Get(?:String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64)?$/;

/** `viper.GetString("port")`: its default and the variables bound to it; null for any other call. */
export function viperValue(name: string, call: Call, context: Context): Setting | null {
  const method = VIPER.exec(name)?.[1];
  const [first] = call.args;
  if (method === undefined || !GETTER.test(method) || !first) return null;
  const key = evaluate(first, context);
  if (!isKnown(key)) return UNKNOWN;
  const fallback = defaultOf(key.text, context);
  const by = [...bound(key.text, context), ...automatic(key.text, context)].map((variable) => `env:${variable}`);
  if (fallback) return { text: fallback.text, by: [...by, ...fallback.by, `config:${key.text}`] };
  return { text: by.length > 0 ? UNSET_TEXT : UNKNOWN_TEXT, by: [...by, `config:${key.text}`] };
}

/** Calls of viper's method in the program, with their arguments' values. */
export function viperCalls(
  method: string,
  context: Context,
): { call: Call; values: Setting[]; site: Context['site'] }[] {
  const { code } = context;
  return code.calls(method).flatMap(({ expression, site }) => {
    if (VIPER.exec(calleeName(code, expression.callee, site) ?? '')?.[1] !== method) return [];
    const there = deeper(context, site, null);
    const values = expression.args.map((argument: Expression) => (there ? evaluate(argument, there) : UNKNOWN));
    return [{ call: expression, values, site }];
  });
}

/** The variable that viper's `AutomaticEnv` and prefix make of a key. */
function automatic(key: string, context: Context): string[] {
  if (viperCalls('AutomaticEnv', context).length === 0) return [];
  const [prefix] = viperCalls('SetEnvPrefix', context).map(({ values }) => values[0] ?? UNKNOWN);
  if (prefix && !isKnown(prefix)) return [];
  const replaces = viperCalls('SetEnvKeyReplacer', context).length > 0;
  if (/[.-]/.test(key) && !replaces) return [];
  return [`${prefix ? `${prefix.text}_` : ''}${key.replace(/[.-]/g, '_')}`.toUpperCase()];
}

function bound(key: string, context: Context): string[] {
  return viperCalls('BindEnv', context).flatMap(({ values: [first, ...names] }) => {
    if (first?.text !== key) return [];
    return names.length === 0 ? [key.toUpperCase()] : names.filter(isKnown).map(({ text }) => text);
  });
}

function defaultOf(key: string, context: Context): Setting | null {
  const found = viperCalls('SetDefault', context).filter(
    ({ values }) => values[0]?.text.toLowerCase() === key.toLowerCase(),
  );
  const [only] = found;
  return only && found.length === 1 ? (only.values[1] ?? known('')) : null;
}
