import { find } from '../code/bindings.ts';
import { commandLineFlag, flagGiven, flagRead } from './command-line-flags.ts';
import { type Context, evaluate } from '../code/context.ts';
import { valueOrDuration } from '../values/durations.ts';
import { flagDefinition, OWN_TYPE } from './flag-definition.ts';
import { kingpinFlag, kingpinOwnDefault } from './kingpin.ts';
import { firstGiven } from '../libraries/library-values.ts';
import { neverDefined } from './never-defined.ts';
import { variablesOfFlag } from './prefixed-flags.ts';
import { passedArguments } from '../values/passed-arguments.ts';
import { isSame } from '../syntax/same-expression.ts';
import { setByFunction } from '../values/set-by-address.ts';
import { isKnown, isUnknown, type Setting, unionOf, UNSET_TEXT } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName, resolveType } from '../code/types.ts';

/**
 * What a flag puts into a variable or returns: `flag.StringVar(&x, "name", "default", …)`, kingpin's chains, the flags that
 * `c.String("name")` reads. Null for any other expression.
 */
export function flagValue(expression: Expression, context: Context): Setting | null {
  if (expression.kind === 'composite') return commandLineFlag(expression, context);
  if (expression.kind !== 'call') return null;
  const called = definerCalled(expression, context);
  const flag = flagDefinition(called, expression);
  if (!flag)
    return called === null
      ? null
      : (kingpinFlag(expression, context) ??
          flagRead(called, expression, context) ??
          flagGiven(called, expression, context));
  const name = evaluate(flag.name, context);
  const fallback = valueOrDuration(flag.fallback, context);
  const own = isKnown(name) ? [`flag:${name.text}`, ...variablesBehind(called, name.text, context)] : [];
  return { ...fallback, by: [...own, ...fallback.by] };
}

function variablesBehind(called: string | null, flag: string, { code }: Context): string[] {
  const library = (called ?? '').replace(/(?:\.FlagSet)?\.\w+$/, '');
  return variablesOfFlag(code, library, flag).map((name) => `env:${name}`);
}

/** The function that a call means, also one that is handed in: `attach(fs.StringVar)` and `stringVar(&x, "name", "default", "…")`. */
function definerCalled({ callee }: Call, context: Context): string | null {
  const { code, site } = context;
  const name = calleeName(code, callee, site);
  if (name !== null || callee.kind !== 'name' || !site.fn) return name;
  const source = find(code.bindings(site.fn), callee.name, callee.start)?.source;
  if (source?.kind !== 'parameter') return null;
  const [first, ...others] = passedArguments(source.fn, source.index, context).map((passed) =>
    passed?.expression.kind === 'select' ? calleeName(code, passed.expression, passed.context.site) : null,
  );
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/**
 * What a call that is given the address of a variable, or a pointer to it, does to its value: sets it, or only offers to.
 * `target` is the variable or the pointer.
 */
export function valueByAddress(
  base: Setting,
  expression: Expression,
  context: Context,
  target: Expression | string,
): Setting | null {
  if (neverDefined(context.code).has(expression)) return base;
  const own =
    expression.kind === 'call' ? (ownDefault(expression, context) ?? kingpinOwnDefault(expression, context)) : null;
  if (own) return { ...base, by: [...own, ...base.by] };
  const set = flagValue(expression, context);
  // Without a default of its own, kingpin leaves what the variable holds.
  if (set?.text === UNSET_TEXT && isKnown(base) && base.text !== '') return { ...base, by: unionOf([set, base]) };
  // Two flags may set one variable.
  if (set) return { ...set, by: [...new Set([...base.by.filter((one) => one.startsWith('flag:')), ...set.by])] };
  if (expression.kind !== 'call') return null;
  const called = calleeName(context.code, expression.callee, context.site) ?? '';
  const [, flag] = expression.args;
  if (FIRST_GIVEN.has(called)) {
    const [, ...values] = expression.args;
    return firstGiven([base, ...values.map((value) => evaluate(value, context))]);
  }
  if (!OWN_TYPE.test(called) || !flag) {
    const at = expression.args.findIndex((argument) => isTarget(argument, target));
    return at < 0 ? null : setByFunction(base, expression, at, context);
  }
  const name = evaluate(flag, context);
  const held = isUnknown(base) && base.by.length === 0 && holdsNothing(expression.args[0], context);
  return {
    ...base,
    ...(held && { text: UNSET_TEXT }),
    by: [...(isKnown(name) ? [`flag:${name.text}`] : []), ...base.by],
  };
}

/** `var list Strings; flag.Var(&list, "list", "")`: a list that has no elements unless somebody gives it some. */
function holdsNothing(target: Expression | undefined, { code, site }: Context): boolean {
  const variable = target?.kind === 'unary' && target.operator === '&' ? target.operand : null;
  if (variable?.kind !== 'name' || !site.fn) return false;
  const source = find(code.bindings(site.fn), variable.name, variable.start)?.source;
  if (source?.kind !== 'zero') return false;
  const named = resolveType(code, source.type, site.file, site.pkg.importPath);
  const type = named === null ? source.type : (code.types.get(named)?.declaration.definition ?? source.type);
  return type.startsWith('[');
}

/** `setter.SetDefault(&x, a, b)`: the first that is not empty where x is. */
const FIRST_GIVEN: ReadonlySet<string> = new Set(['github.com/mailgun/holster/setter.SetDefault']);

/** Whether an argument is the address of a variable, or the pointer itself. */
function isTarget(argument: Expression, target: Expression | string): boolean {
  const variable = argument.kind === 'unary' && argument.operator === '&' ? argument.operand : argument;
  if (variable === target) return true;
  const name = typeof target === 'string' ? target : target.kind === 'name' ? target.name : null;
  return variable.kind === 'name' && variable.name === name;
}

/** The flag of `fs.StringVar(&o.addr, "addr", o.addr, "…")`, whose default is what the variable holds; null for all others. */
function ownDefault(call: Call, context: Context): string[] | null {
  const flag = flagDefinition(definerCalled(call, context), call);
  if (!flag?.target) return null;
  // `StringVar(&x, "addr", x, …)`, and `StringVar(p, "addr", *p, …)` of a pointer.
  const [variable, fallback] =
    flag.target.kind === 'unary'
      ? [flag.target.operand, flag.fallback]
      : [flag.target, flag.fallback.kind === 'unary' ? flag.fallback.operand : null];
  if (!fallback || !isSame(variable, fallback)) return null;
  const name = evaluate(flag.name, context);
  return isKnown(name) ? [`flag:${name.text}`] : [];
}
