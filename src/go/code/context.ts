import type { Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import { onlyMethod } from './methods-named.ts';
import { heldLiteral } from './named-literal.ts';
import { type Setting, UNKNOWN } from '../values/setting.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName, typeOf } from './types.ts';

/** Where an expression is looked at, and what the function's parameters are bound to there. */
export interface Context {
  readonly solver: Solver;
  readonly code: LinkedCode;
  readonly site: Site;
  readonly frame: Frame | null;
  /** Loops that are looked at with one element at a time, the innermost last. */
  readonly elements: readonly Element[];
  readonly depth: number;
}

/** One element of what a `range` goes over. */
export interface Element {
  readonly over: Expression;
  readonly key: Expression;
  readonly value: Expression;
  /** Where key and value stand. */
  readonly from: Context;
}

/** Parameters of one function: bound to a call's arguments, or kept as symbols. */
export type Frame =
  | (BoundBy & {
      readonly kind: 'call';
      readonly fn: GoFunction;
      readonly call: Call;
      readonly from: Context;
      /** How many frames lie around it, and itself. */
      readonly level: number;
    })
  | { readonly kind: 'symbols'; readonly fn: GoFunction; readonly level: 1 };

interface BoundBy {
  /** Nothing but the receiver is bound: any caller may pass the rest. */
  readonly receiverOnly?: true;
}

/** The expression that made a value, and where it stands. */
export interface Origin {
  readonly expression: Expression;
  readonly context: Context;
}

/** The questions that call each other in circles; put together in solver.ts. */
export interface Solver {
  readonly value: (expression: Expression, context: Context, index: number) => Setting;
  readonly origins: (expression: Expression, context: Context, index: number) => Origins;
}

/** All makers of a value; null among them stands for those that are not in sight. */
export type Origins = readonly (Origin | null)[];

const DEEPEST = 60;
/** Calls in calls that are told apart. */
const MOST_LEVELS = 12;
const MOST_STEPS = 20_000;
/** What a question gets when the program's steps are used up. */
const FEW_STEPS = 300;

const NO_ELEMENTS: readonly Element[] = [];

/** A question about an expression; its steps are counted anew. */
export function newContext(solver: Solver, code: LinkedCode, site: Site, frame: Frame | null): Context {
  code.memory.steps = code.memory.stepsLeft > 0 ? MOST_STEPS : FEW_STEPS;
  return { solver, code, site, frame, elements: NO_ELEMENTS, depth: 0 };
}

/** A fresh question about code at a place, for what the evaluator itself asks of the whole program. */
export function questionAt(code: LinkedCode, site: Site, frame: Frame | null = null): Context {
  return newContext(code.memory.solver ?? NO_SOLVER, code, site, frame);
}

const NO_SOLVER: Solver = { value: () => UNKNOWN, origins: () => [null] };

/** What the source says of an expression's value; of a call's results, the one at `index`. Never guesses. */
export function evaluate(expression: Expression, context: Context, index = 0): Setting {
  return context.solver.value(expression, context, index);
}

/**
 * The literal or library call that made a value, through names, parameters, fields and the project's own functions.
 * Null where there are several makers, or none in sight.
 */
export function originOf(expression: Expression, context: Context, index = 0): Origin | null {
  const [first, ...others] = originsOf(expression, context, index);
  if (!first) return null;
  return others.every((other) => other?.expression === first.expression) ? first : null;
}

/** Every literal or library call that may have made a value; empty where nothing in sight ever gives it one. */
export function originsOf(expression: Expression, context: Context, index = 0): Origins {
  return context.solver.origins(expression, context, index);
}

/** One step further; null where the question has taken too many. */
export function deeper(
  context: Context,
  site: Site = context.site,
  frame: Frame | null = context.frame,
): Context | null {
  const { memory } = context.code;
  memory.stepsLeft--;
  if (context.depth > DEEPEST) {
    memory.cuts++;
    return null;
  }
  if (memory.steps-- <= 0) return null;
  // Loops of another function are none here.
  const elements = site.fn === context.site.fn ? context.elements : NO_ELEMENTS;
  // Written out: there is one for each step, and the engine copies them slower.
  return { solver: context.solver, code: context.code, site, frame, elements, depth: context.depth + 1 };
}

/** A place that was reached before, looked at from a walk that is deeper by now: so every walk ends. */
export function atDepth(place: Context, { depth }: Context): Context {
  return place.depth >= depth ? place : { ...place, depth };
}

/**
 * What binds the parameters of a function here: a frame, `open` where any caller counts, null where nobody knows.
 * The frame of a literal lies around that of the function it is written in.
 */
export function frameOf({ code, frame, site }: Context, fn: GoFunction): Frame | 'open' | null {
  for (let known = frame; known; known = known.from.frame) {
    hangOn(known, code);
    if (known.fn === fn) return known;
    if (known.kind === 'symbols') return null;
    if (known.fn === site.fn) return 'open';
    if (known.from.site.fn !== site.fn) return null;
  }
  return 'open';
}

/** Notes that the answer that is being worked out hangs on what a frame binds. */
export function hangOn({ level }: Frame, { memory }: LinkedCode): void {
  memory.hangsOn = Math.min(memory.hangsOn, level);
}

/**
 * The frame of a call. All who come to it from the same frame are in the same one, so that what was found there is remembered;
 * how deep down they are is for them to say. Null, so that any caller counts, where it lies in too many others: in code where all
 * calls all, each call of each call would be a frame.
 */
export function frameOfCall(fn: GoFunction, call: Call, from: Context, bound: BoundBy = {}): Frame | null {
  const level = (from.frame?.level ?? 0) + 1;
  if (level > MOST_LEVELS) return null;
  if (from.elements.length > 0) return { kind: 'call', fn, call, from, level, ...bound };
  const { frames } = from.code.memory;
  const outer = from.frame ?? frames;
  let inside = frames.get(outer);
  if (!inside) frames.set(outer, (inside = new Map<Call, Frame>()));
  const known = inside.get(call);
  if (known?.kind === 'call' && known.fn === fn && isSameSite(known.from.site, from.site)) return known;
  const frame: Frame = { kind: 'call', fn, call, from: { ...from, depth: 0 }, level, ...bound };
  inside.set(call, frame);
  return frame;
}

function isSameSite(one: Site, other: Site): boolean {
  return one.fn === other.fn && one.file === other.file && one.pkg === other.pkg;
}

/** The project's function that a call reaches. */
export function functionCalled(context: Context, call: Call): (Site & { readonly fn: GoFunction }) | null {
  const { code, site } = context;
  const name = calledName(code, call.callee, site);
  if (name === null) return null;
  const full = call.callee.kind === 'name' ? `${site.pkg.importPath}.${name}` : name;
  return (
    code.functions.get(name) ?? onlyMethod(code, name) ?? methodOfMaker(name, call, context) ?? heldLiteral(code, full)
  );
}

/** Of several methods behind that of an interface, the one that what is made for it has: `newConfig().Address()`. */
function methodOfMaker(name: string, { callee }: Call, context: Context) {
  const { code } = context;
  const dot = name.lastIndexOf('.');
  if (callee.kind !== 'select' || code.types.get(name.slice(0, dot))?.declaration.kind !== 'interface') return null;
  const next = deeper(context);
  const makers = next ? originsOf(callee.operand, next) : [];
  const [type, ...others] = new Set(makers.map((maker) => maker && typeOf(code, maker.expression, maker.context.site)));
  return type && others.length === 0 ? (code.functions.get(type + name.slice(dot)) ?? null) : null;
}

/** As `calleeName`; where only one method can be behind that of an interface, that one. */
export function calledName(code: LinkedCode, callee: Expression, site: Site): string | null {
  const name = calleeName(code, callee, site);
  return name === null ? null : (code.settled.calls.get(name) ?? name);
}

/** The argument for a parameter; -1 is the receiver. Null where there is none, and for variadic ones that no list is spread over. */
export function argumentFor({ args, callee, spread }: Call, fn: GoFunction, index: number): Expression | null {
  if (index === -1) return callee.kind === 'select' ? callee.operand : null;
  if (fn.parameters[index]?.variadic === true && !spread) return null;
  return args[index] ?? null;
}
