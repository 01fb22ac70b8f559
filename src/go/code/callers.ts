import type { Site, Use } from './code-index.ts';
import { calledName } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName, isOpenType, typeOf } from './types.ts';

/** Who calls what, worked out once a name: there are names that hundreds of methods have, and thousands of calls. */
export interface Callers {
  readonly of: Map<GoFunction, readonly Use<Call>[]>;
  /** By the last name of what is called, and by what that stands for. */
  readonly named: Map<string, ReadonlyMap<string | null, readonly Use<Call>[]>>;
  /** Calls of methods by name. */
  readonly methods: Map<string, readonly MethodCall[]>;
}

interface MethodCall {
  readonly use: Use<Call>;
  /** The method that it goes to; null: any one that takes as many arguments. */
  readonly fn: GoFunction | null;
}

export function newCallers(): Callers {
  return { of: new Map(), named: new Map(), methods: new Map() };
}

/** Calls of a function in the linked code; calls of an interface's method count for every method of that name. */
export function callersOf(code: LinkedCode, target: Site & { readonly fn: GoFunction }): readonly Use<Call>[] {
  const { of } = code.memory.callers;
  let known = of.get(target.fn);
  if (!known) of.set(target.fn, (known = findCallers(code, target)));
  return known;
}

function findCallers(code: LinkedCode, { pkg, fn }: Site & { readonly fn: GoFunction }): readonly Use<Call>[] {
  if (fn.receiver) {
    return methodCalls(code, fn.name).flatMap((call) => {
      return (call.fn ? call.fn === fn : takes(fn, call.use.expression)) ? [call.use] : [];
    });
  }
  const name = `${pkg.importPath}.${fn.name}`;
  return [fn.name, ...variablesHolding(code, pkg, fn)].flatMap((one) => callsNamed(code, one).get(name) ?? []);
}

function callsNamed(code: LinkedCode, name: string): ReadonlyMap<string | null, readonly Use<Call>[]> {
  const { named } = code.memory.callers;
  const known = named.get(name);
  if (known) return known;
  const calls = new Map<string | null, Use<Call>[]>();
  for (const use of code.calls(name)) {
    const callee = calleeName(code, use.expression.callee, use.site);
    const others = calls.get(callee);
    if (others) others.push(use);
    else calls.set(callee, [use]);
  }
  named.set(name, calls);
  return calls;
}

function methodCalls(code: LinkedCode, name: string): readonly MethodCall[] {
  const { methods } = code.memory.callers;
  let known = methods.get(name);
  if (!known) methods.set(name, (known = code.calls(name).flatMap((use) => methodCalled(code, use) ?? [])));
  return known;
}

function methodCalled(code: LinkedCode, use: Use<Call>): MethodCall | null {
  const { callee } = use.expression;
  if (callee.kind !== 'select') return null;
  const target = calledName(code, callee, use.site);
  const called = target === null ? undefined : code.functions.get(target);
  if (called) return { use, fn: called.fn };
  if (target !== null && isImported(code, callee.operand, use.site)) return null;
  return isOpenType(code, typeOf(code, callee.operand, use.site)) ? { use, fn: null } : null;
}

/** Whether a function can be called with as many arguments; a call among them may return several. */
function takes({ parameters }: GoFunction, { args }: Call): boolean {
  const isVariadic = parameters.at(-1)?.variadic === true;
  if (args.length === 1 && args[0]?.kind === 'call') return parameters.length > 0;
  return isVariadic ? args.length >= parameters.length - 1 : args.length === parameters.length;
}

/** Package variables that begin with a function: `var getListener = defaultListener`. */
function variablesHolding(code: LinkedCode, pkg: Site['pkg'], { name }: GoFunction): string[] {
  const uses = code.uses(pkg).functionValues.get(name) ?? [];
  return uses.flatMap(({ expression, site: { fn, declaration } }) => {
    const variable = fn ? undefined : declaration?.names[declaration.values.indexOf(expression)];
    return variable === undefined ? [] : [variable];
  });
}

function isImported(code: LinkedCode, operand: Expression, site: Site): boolean {
  return operand.kind === 'name' && code.importNamed(site.file, operand.name) !== undefined;
}
