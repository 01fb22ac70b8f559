import { type Context, deeper, evaluate, functionCalled, frameOfCall } from '../code/context.ts';
import { returnsIn } from '../code/returns.ts';
import { isSame } from '../syntax/same-expression.ts';
import { KINGPINS } from '../libraries/server-types.ts';
import { isKnown, type Setting, UNSET_TEXT } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';

const ROOTS = new Set(['Flag', 'Arg']);
/** Ends of a chain that return the value, or take the address of where it goes. */
const VALUE =
  /^(?:String|Int|Int8|Int16|Int32|Int64|Uint|Uint8|Uint16|Uint32|Uint64|Bool|Duration|Float64|Enum|TCP|IP|URL|ExistingFile|ExistingDir)s?(?:Var)?$/;

/** `kingpin.Flag("web.listen-address", "…").Default(":9100").Envar("LISTEN").String()`; null for any other call. */
export function kingpinFlag(call: Call, context: Context): Setting | null {
  const chain = chainOf(call, context);
  if (!chain) return null;
  const { by, fallback, isList } = chain;
  const own = fallback ? evaluate(fallback, context) : null;
  return { text: own?.text ?? UNSET_TEXT, by: [...by, ...(own?.by ?? [])], ...(isList && { list: true }) };
}

/**
 * What sets the variable of `.Default(cfg.addr).StringVar(&cfg.addr)`, whose default is what the variable holds; null for
 * all others.
 */
export function kingpinOwnDefault(call: Call, context: Context): readonly string[] | null {
  const [target] = call.args;
  if (target?.kind !== 'unary' || call.callee.kind !== 'select' || !call.callee.name.endsWith('Var')) return null;
  const chain = chainOf(call, context);
  return chain?.fallback && isSame(target.operand, chain.fallback) ? chain.by : null;
}

/** `app.Flag(name, help)`, or a function of the program's own that returns what begins so. */
function rootOf(call: Call, context: Context): { readonly given: Setting; readonly kind: string } | null {
  const { callee, args } = call;
  const [name] = args;
  if (callee.kind === 'select' && ROOTS.has(callee.name)) {
    if (!name || args.length !== 2) return null;
    return { given: evaluate(name, context), kind: callee.name === 'Flag' ? 'flag' : 'arg' };
  }
  const target = functionCalled(context, call);
  const inner = target && deeper(context, target, frameOfCall(target.fn, call, context));
  const returned = target ? returnsIn(context.code, target.fn) : [];
  let link = returned.length === 1 ? returned[0]?.statement.values[0] : undefined;
  while (link?.kind === 'call' && link.callee.kind === 'select' && !ROOTS.has(link.callee.name))
    link = link.callee.operand;
  return inner && link?.kind === 'call' && link.callee.kind === 'select' ? rootOf(link, inner) : null;
}

interface Chain {
  /** The flag and its variable. */
  readonly by: readonly string[];
  readonly fallback: Expression | undefined;
  readonly isList: boolean;
}

function chainOf(call: Call, context: Context): Chain | null {
  const { callee } = call;
  if (callee.kind !== 'select' || !VALUE.test(callee.name)) return null;
  if (!KINGPINS.some((library) => context.code.externals.has(library))) return null;
  let fallback: Expression | undefined;
  let variable: Expression | undefined;
  let link: Expression = callee.operand;
  while (link.kind === 'call' && link.callee.kind === 'select' && !ROOTS.has(link.callee.name)) {
    if (link.callee.name === 'Default') fallback = link.args[0];
    if (link.callee.name === 'Envar') variable = link.args[0];
    link = link.callee.operand;
  }
  const root = link.kind === 'call' ? rootOf(link, context) : null;
  if (!root) return null;
  const { given, kind } = root;
  const env = variable ? evaluate(variable, context) : null;
  const by = [
    ...(isKnown(given) ? [`${kind}:${given.text}`] : []),
    ...(env && isKnown(env) ? [`env:${env.text}`] : []),
  ];
  return { by, fallback, isList: /(?:s|List)(?:Var)?$/.test(callee.name) };
}
