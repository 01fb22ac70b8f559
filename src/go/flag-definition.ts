import type { Call, Expression } from './syntax.ts';

export interface FlagDefinition {
  readonly name: Expression;
  readonly fallback: Expression;
  /** Where the value goes to: `&x` of a `…Var` call. */
  readonly target: Expression | null;
}

const SETS = ['flag', 'flag.FlagSet', 'github.com/spf13/pflag', 'github.com/spf13/pflag.FlagSet'];
const KIND =
  '(?:String|Int|Int16|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64|IP|StringSlice|StringArray|IntSlice)';
const FLAG = new RegExp(`^(${SETS.map((set) => set.replaceAll('.', '\\.')).join('|')})\\.${KIND}(Var)?(P)?$`);
/** Flags whose value has a type of its own: what the variable holds before is the default. */
export const OWN_TYPE = new RegExp(`^(?:${SETS.map((set) => set.replaceAll('.', '\\.')).join('|')})\\.Var(?:P|PF)?$`);
const TEXT_VAR: ReadonlySet<string> = new Set(SETS.map((set) => `${set}.TextVar`));

/** The flag that a call defines, in the standard library's way and pflag's (`StringVarP(&x, "port", "p", ":80", "…")`). */
export function flagDefinition(name: string | null, { args }: Call): FlagDefinition | null {
  const match = name === null ? null : FLAG.exec(name);
  if (!match) return TEXT_VAR.has(name ?? '') ? textFlag(args) : null;
  const [, , isVar, isShort] = match;
  const from = isVar === undefined ? 0 : 1;
  const flag = args[from];
  const fallback = args[from + (isShort === undefined ? 1 : 2)];
  if (!flag || !fallback) return null;
  return { name: flag, fallback, target: isVar === undefined ? null : (args[0] ?? null) };
}

/** `flag.TextVar(&addr, "addr", netip.MustParseAddrPort(":80"), "…")` */
function textFlag([target, name, fallback]: Call['args']): FlagDefinition | null {
  return target && name && fallback ? { name, fallback, target } : null;
}
