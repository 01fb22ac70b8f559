import { type Context, evaluate, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { contextsFor } from '../values/contexts-for.ts';
import { calleeName } from '../code/types.ts';
import type { Expression } from '../syntax/syntax.ts';
import { hasHole, isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';

const SETS = /^(?:flag|github\.com\/spf13\/pflag)\.(?:FlagSet\.)?Set$/;
const LOOKS_UP = /^(?:flag|github\.com\/spf13\/pflag)\.(?:FlagSet\.)?(?:Lookup|ShorthandLookup)$/;

/** Variables that the program itself hands on to flags by their names, where the command line has been read or before: by flag. */
export type ToldFlags = ReadonlyMap<string, readonly string[]>;

export const NO_TOLD: ToldFlags = new Map();

/** `flag.Set("addr", os.Getenv("ADDR"))` and `fs.Lookup("addr").Value.Set(os.Getenv("ADDR"))`, also over a table of both names. */
export function toldFlags(code: LinkedCode): ToldFlags {
  const found = new Map<string, Set<string>>();
  for (const { expression: call, site } of code.calls('Set')) {
    const { callee, args } = call;
    if (callee.kind !== 'select') continue;
    const [first, second] = args;
    const isByName = SETS.test(calleeName(code, callee, site) ?? '');
    const names = isByName ? (first ? [first] : []) : lookedUp(callee.operand, { code, site });
    const value = isByName ? second : first;
    if (!value) continue;
    for (const name of names) {
      const isDecided = (context: Context) => isKnown(evaluate(name, context)) && variableOf(value, context) !== null;
      for (const context of contextsFor(code, site, [name, value], isDecided)) {
        const variable = variableOf(value, context);
        const flag = evaluate(name, context).text;
        if (variable !== null) found.set(flag, (found.get(flag) ?? new Set()).add(variable));
      }
    }
  }
  return new Map([...found].map(([flag, variables]) => [flag, [...variables]]));
}

/** `name` of `set.Lookup(name).Value`, also where a variable holds what was looked up. */
function lookedUp(target: Expression, { code, site }: Pick<Context, 'code' | 'site'>): Expression[] {
  if (target.kind !== 'select' || target.name !== 'Value') return [];
  return originsOf(target.operand, contextAt(code, site)).flatMap((origin) => {
    if (origin?.expression.kind !== 'call') return [];
    const { callee, args } = origin.expression;
    const [name] = args;
    return name && LOOKS_UP.test(calleeName(code, callee, origin.context.site) ?? '') ? [name] : [];
  });
}

/** The only variable behind a value. */
function variableOf(value: Expression, context: Context): string | null {
  const [variable, ...others] = evaluate(value, context).by.filter((by) => by.startsWith('env:'));
  return variable === undefined || others.length > 0 || hasHole(variable) ? null : variable.slice('env:'.length);
}
