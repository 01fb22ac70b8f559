import { VARIABLE_FLAGS } from '../libraries/library-paths.ts';
import type { Call, Expression } from '../syntax/syntax.ts';

export interface FlagDefinition {
  readonly name: Expression;
  readonly fallback: Expression;
  /** Where the value goes to: `&x` of a `…Var` call. */
  readonly target: Expression | null;
}

/** Libraries that define flags as the standard library does. */
export const FLAG_LIBRARIES: readonly string[] = [
  ...['flag', 'github.com/spf13/pflag', 'github.com/ogier/pflag'],
  ...VARIABLE_FLAGS,
];
const SETS = FLAG_LIBRARIES.flatMap((path) => [path, `${path}.FlagSet`]);
const KIND =
  '(?:String|Int|Int16|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64|IP|StringSlice|StringArray|IntSlice)';
const FLAG = new RegExp(`^(${SETS.map((set) => set.replaceAll('.', '\\.')).join('|')})\\.${KIND}(Var)?(P)?$`);
/** Flags whose value has a type of its own: what the variable holds before is the default. */
export const OWN_TYPE = new RegExp(`^(?:${SETS.map((set) => set.replaceAll('.', '\\.')).join('|')})\\.Var(?:P|PF)?$`);
const TEXT_VAR: ReadonlySet<string> = new Set(SETS.map((set) => `${set}.TextVar`));

const FF_KINDS = 'String|Int|Uint|Uint64|Float64|Duration|Bool|StringList|StringSet|StringEnum|Value';
export const FF_METHODS = FF_KINDS.split('|').flatMap((kind) =>
  ['', 'Var', 'Long'].flatMap((form) => [`${kind}${form}`, `${kind}${form}Default`]),
);
const FF = new RegExp(`^github\\.com/peterbourgon/ff\\.FlagSet\\.(${FF_KINDS})(Var|Long)?(Default)?$`);
const WITH_DEFAULT = /^(?:String|Int|Uint|Uint64|Float64|Duration)$/;

/**
 * Where ff's own sets have the name and the default of a flag among the arguments, the letter before the name; null where it
 * is none of their methods.
 */
export function ffArguments(callee: string): { readonly name: number; readonly fallback: number | null } | null {
  const match = FF.exec(callee);
  if (!match) return null;
  const [, kind = '', form, isDefault] = match;
  const name = form === 'Long' ? 0 : form === 'Var' ? 2 : 1;
  return { name, fallback: WITH_DEFAULT.test(kind) || isDefault !== undefined ? name + 1 : null };
}

/** The flag that a call defines, in the standard library's way and pflag's (`StringVarP(&x, "port", "p", ":80", "…")`). */
export function flagDefinition(name: string | null, { args }: Call): FlagDefinition | null {
  const ofFf = name === null ? null : ffArguments(name);
  if (ofFf) {
    const [flag, fallback] = [args[ofFf.name], args[ofFf.fallback ?? args.length]];
    return flag && fallback ? { name: flag, fallback, target: ofFf.name === 2 ? (args[0] ?? null) : null } : null;
  }
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
