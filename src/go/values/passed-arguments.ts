import type { CallsWith } from '../code/program-memory.ts';
import { find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { argumentFor, atDepth, type Context, deeper, frameOf, functionCalled, frameOfCall } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { NESTING_CALLS } from '../libraries/router-libraries.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName, isOpenType, typeOf } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';
import { injectedArguments } from './injected.ts';
import { namedLiteral } from '../code/named-literal.ts';
import { callsOfReturned } from './returned-literals.ts';
import { givenFor } from './variadic-list.ts';

/** An expression that becomes a parameter's value; null: some value that is not in sight. */
export type Passed = { readonly expression: Expression; readonly context: Context } | null;

/**
 * What a parameter may be, -1 being the receiver: the frame's argument, or those of all calls, of function literals and of
 * functions that are passed on by name, too. A router library that calls back with a router stands for it with its own call.
 */
export function passedArguments(fn: GoFunction, index: number, context: Context): readonly Passed[] {
  const { code, site } = context;
  const frame = frameOf(context, fn);
  if (frame === null) return [null];
  const isBound = frame !== 'open' && !(frame.kind === 'call' && frame.receiverOnly === true && index !== -1);
  if (isBound) {
    const argument = frame.kind === 'call' ? givenFor(frame.call, fn, index, code) : null;
    const from = frame.kind === 'call' ? deeper(atDepth(frame.from, context)) : null;
    return [argument && from && { expression: argument, context: from }];
  }
  if (fn !== site.fn || fn.name === '') return literalArguments(fn, index, context);
  const called = callersOf(code, { ...site, fn }).map(({ expression, site: there }) =>
    passed(givenFor(expression, fn, index, code), deeper(context, there, null)),
  );
  return [...called, ...namedArguments({ ...site, fn }, index, context)];
}

/** A literal is called by its name, or by what it is passed to. */
function literalArguments(fn: GoFunction, index: number, context: Context): readonly Passed[] {
  const { code, site } = context;
  const use = code.uses(site.pkg).literals.get(fn);
  if (!use) return returnedArguments(fn, index, context);
  const { name, call } = use;
  // `go func(l net.Listener) {…}(listener)`
  if (call && isCallee(fn, call.expression)) return [passed(argumentFor(call.expression, fn, index), deeper(context))];
  const injected = call && injectedArguments(call.expression.callee, { ...site, fn }, index, context);
  if (injected) return injected;
  if (call)
    return passedBy(call, (argument) => argument.kind === 'function' && argument.function === fn, index, context);
  return code.calls(name ?? '').flatMap(({ expression, site: there }): Passed[] => {
    if (there.fn !== site.fn || there.pkg !== site.pkg || expression.callee.kind !== 'name') return [];
    return [passed(argumentFor(expression, fn, index), deeper(context))];
  });
}

/** A literal that is returned is called by whoever has it then. */
function returnedArguments(fn: GoFunction, index: number, context: Context): readonly Passed[] {
  const calls = callsOfReturned(fn, context.site, context.code);
  return (
    calls?.map(({ expression, site }) => passed(argumentFor(expression, fn, index), deeper(context, site, null))) ?? [
      null,
    ]
  );
}

/** Whether a function literal is called where it is written. */
export function isCallee(fn: GoFunction, { callee }: Call): boolean {
  return callee.kind === 'function' && callee.function === fn;
}

/** A function whose name is passed to a call. */
function namedArguments(
  target: Site & { readonly fn: GoFunction },
  index: number,
  context: Context,
): readonly Passed[] {
  const { code } = context;
  const { pkg, fn } = target;
  const plain = fn.receiver ? [] : (code.uses(pkg).functionValues.get(fn.name) ?? []);
  return [...plain, ...code.methodValues(fn.name)].flatMap((use) => {
    if (use.expression.kind === 'select' && !isNamed(use, target, context)) return [];
    const parent = use.site.pkg.parentOf(use.expression, use.site);
    const there = deeper(context, use.site, null);
    if (!there || parent?.kind !== 'call') return [null];
    const injected = injectedArguments(parent.callee, target, index, there);
    if (injected) return injected;
    return passedBy({ ...use, expression: parent }, (argument) => argument === use.expression, index, there);
  });
}

function isNamed({ expression, site }: Use, { fn }: { readonly fn: GoFunction }, { code }: Context): boolean {
  const name = calleeName(code, expression, site);
  const known = name === null ? undefined : code.functions.get(name);
  if (known) return known.fn === fn;
  return (
    fn.receiver !== null && expression.kind === 'select' && isOpenType(code, typeOf(code, expression.operand, site))
  );
}

/** What a call that is given a function calls it with. `through`: functions that hand it on to this call. */
function passedBy(
  { expression: call }: { readonly expression: Call },
  isFunction: (argument: Expression) => boolean,
  index: number,
  context: Context,
  through: readonly GoFunction[] = [],
): readonly Passed[] {
  const { code, site } = context;
  if (NESTING_CALLS.has(calleeName(code, call.callee, site) ?? '')) return [{ expression: call, context }];
  const target: Target | null = functionCalled(context, call) ?? literalCalled(call, context);
  const name = target?.fn.parameters[call.args.findIndex(isFunction)]?.name;
  // Who hands it on to himself, as a walk over a tree does, calls it with more than is in sight.
  if (!target || name === undefined || through.includes(target.fn)) return [null];
  // A literal is looked at in the function around it.
  const home = target.literal === true ? site : target;
  const frame = frameOfCall(target.fn, call, context);
  const inner = deeper(context, home, frame);
  const { calls, given } = callsWith(name, target.fn, home.fn, code);
  const called = calls.map(({ args }) => passed(args[index] ?? null, inner));
  if (!inner) return called;
  const handedOn = given.flatMap((expression) =>
    passedBy({ expression }, isNamedSo, index, inner, [...through, target.fn]),
  );
  return [...called, ...handedOn];

  function isNamedSo(argument: Expression): boolean {
    return argument.kind === 'name' && argument.name === name;
  }
}

/** `home`: the function itself, or that around it where it is a literal. */
function callsWith(parameter: string, fn: GoFunction, home: GoFunction | null, code: LinkedCode): CallsWith {
  const { withParameter } = code.memory;
  let ofFunction = withParameter.get(fn);
  if (!ofFunction) withParameter.set(fn, (ofFunction = new Map<string, CallsWith>()));
  let known = ofFunction.get(parameter);
  if (!known) {
    const calls = code.calls(parameter).flatMap(({ expression, site }) => {
      if (site.fn !== home || home === null || expression.callee.kind !== 'name') return [];
      const source = find(code.bindings(home), parameter, expression.callee.start)?.source;
      return source?.kind === 'parameter' && source.fn === fn ? [expression] : [];
    });
    ofFunction.set(parameter, (known = { calls, given: callsGiven(parameter, fn) }));
  }
  return known;
}

/** A function literal that has a name here: `add := func(make func(string) *Server, addrs []string) {…}`. */
function literalCalled({ callee }: Call, { code, site }: Context): Target | null {
  const fn = namedLiteral(code, callee, site);
  return fn && { ...site, fn, literal: true };
}

type Target = Site & { readonly fn: GoFunction; readonly literal?: true };

/** Calls of a function that hand a parameter on: `func parse(set func(int)) { verify(set) }`. */
function callsGiven(parameter: string, fn: GoFunction): Call[] {
  const found: Call[] = [];
  walkFunction(fn, {
    expression(expression) {
      const isGiven =
        expression.kind === 'call' && expression.args.some((one) => one.kind === 'name' && one.name === parameter);
      if (isGiven) found.push(expression);
    },
  });
  return found;
}

function passed(expression: Expression | null, context: Context | null): Passed {
  return expression && context && { expression, context };
}
