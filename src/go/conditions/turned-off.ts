import { fileAskedFor } from './asked-files.ts';
import { find } from '../code/bindings.ts';
import { inside, type Site, type Use } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import { callersOf } from '../code/callers.ts';
import { atDepth, type Context, deeper, evaluate, frameOfCall, hangOn, questionAt } from '../code/context.ts';
import { conditionReturned, decide } from './decided.ts';
import { callsOfField } from './field-calls.ts';
import { emptyInputs } from './empty-inputs.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { neverMade } from './never-made.ts';
import { neverTurnedOn } from './never-turned-on.ts';
import { isOneOfMany } from './registries.ts';
import { type Expression, type GoFunction, type Span, isNil } from '../syntax/syntax.ts';
import { isSame } from '../syntax/same-expression.ts';
import { calleeName, importedName } from '../code/types.ts';

const FARTHEST = 6;
/** Along calls that are given. */
const DEEPEST = 16;
const MOST_CALLERS = 20;
const MOST_ASSIGNMENTS = 4;
/** Conditions that settings decide take a few hundred; what takes more is never one, and a listener has many ways to it. */
const MOST_STEPS = 3_000;

/** Settings that would let a place be reached, which is not where none is changed; null where it is, or nobody knows. */
export function turnedOff(place: Span, { code, site, frame, elements }: Context, depth = 0): readonly string[] | null {
  const { fn } = site;
  if (!fn) return null;
  const question = { ...questionAt(code, site, frame), elements };
  code.memory.steps = Math.min(code.memory.steps, MOST_STEPS);
  const own = refusedAt(place, fn, question, depth);
  if (own) return own;
  if (isOneOfMany(place, { ...site, fn }, code)) return [];
  const unmade = neverMade(code, { ...site, fn }, depth + 1);
  if (unmade) return unmade;
  if (frame?.kind === 'call' && depth < DEEPEST) {
    hangOn(frame, code);
    const settings = turnedOff(frame.call, frame.from, depth + 1);
    return settings && depth === 0 && runsElsewhere(code, { ...site, fn }) ? null : settings;
  }
  if (depth >= FARTHEST) return null;
  const calls = callersOf(code, { ...site, fn });
  const uses = passedOn(code, { ...site, fn });
  if (calls.length + uses.length === 0 || calls.length + uses.length > MOST_CALLERS) return null;
  const all: string[] = [];
  for (const { expression: call, site: there } of calls) {
    const bound = { ...questionAt(code, site, frameOfCall(fn, call, questionAt(code, there))), elements };
    const settings = turnedOff(place, bound, depth + 1);
    if (!settings) return null;
    all.push(...settings);
  }
  for (const use of uses) {
    const settings = neverPassedOn(use, code, depth + 1);
    if (!settings) return null;
    all.push(...settings);
  }
  return [...new Set(all)];
}

/** The settings that would let a function be passed on at a place, or let the field that it is put into be called. */
function neverPassedOn(use: Use, code: LinkedCode, depth: number): readonly string[] | null {
  const settings = turnedOff(use.expression, questionAt(code, use.site), depth);
  if (settings) return settings;
  const calls = callsOfField(use, code)?.map(({ expression, site }) =>
    turnedOff(expression, questionAt(code, site), depth),
  );
  return calls?.every((call) => call !== null) === true ? calls.flat() : null;
}

/** Whether a method is also passed on where no setting keeps it from being run. */
function runsElsewhere(code: LinkedCode, site: Site & { readonly fn: GoFunction }): boolean {
  return (
    site.fn.receiver !== null &&
    passedOn(code, site).some(({ expression, site: there }) => !turnedOff(expression, questionAt(code, there), 1))
  );
}

/** Whether a place is not reached by the calls that its context is bound by; part of the question that the context is of. */
export function isRefused(place: Span, context: Context): boolean {
  return refusal(place, context) !== null;
}

/** As {@link isRefused}: the settings that would let it be reached. */
export function refusal(place: Span, context: Context): readonly string[] | null {
  const next = deeper(context);
  const { fn } = context.site;
  if (!next || !fn) return null;
  const own = refusedAt(place, fn, next, null);
  if (own || next.frame?.kind !== 'call') return own;
  hangOn(next.frame, next.code);
  return refusal(next.frame.call, atDepth(next.frame.from, next));
}

/** The settings of a condition that keeps a function from coming to one of its own places. */
function refusedAt(place: Span, fn: GoFunction, context: Context, depth: number | null): readonly string[] | null {
  for (const { expression, wanted } of conditionsAt(fn, place.start)) {
    const parts = inside(expression);
    // A file that is there or not.
    if (depth !== null && wanted && fileAskedFor(expression, context.site, context.code)) return [];
    // Errors are no default, and what is typed after a program's name is what to do.
    if (parts.some(isError)) continue;
    const { code, site } = context;
    const unset =
      depth === null
        ? null
        : (neverSet(expression, wanted, code, site, depth) ?? neverTurnedOn(expression, wanted, context, depth));
    const decided = unset ? null : decide(expression, context);
    const isOff =
      decided === !wanted || (decided === null && depth !== null && isOpenSwitch(expression, wanted, fn, code));
    if (!unset && !isOff) continue;
    // A long question, which is asked of what is turned off only.
    const settings = settingsIn(parts, context);
    if (settings.some((by) => by.startsWith('arg:'))) continue;
    if (unset) return unset;
    // `if s.started { return }`: a state that the program brings about itself.
    const isState = settings.length === 0 && !parts.some(isNil) && parts.some((part) => isKept(part, fn, code));
    if (!isState || isNeverOn(expression, wanted)) return settings;
  }
  return null;
}

/** A field that holds what was put into it before: not what this very function has just put there, whatever it was. */
function isKept(part: Expression, fn: GoFunction, code: LinkedCode): boolean {
  if (part.kind !== 'select') return false;
  return !code.fieldAssignments(part.name).some(({ target, end, byAddress, guard, site }) => {
    const isBefore = site.fn === fn && !byAddress && end <= part.start;
    return isBefore && (guard === null || covers(guard.span, part)) && isSame(target, part);
  });
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** `if config.Secure`, of which the program itself only says that it is not. */
function isNeverOn(condition: Expression, wanted: boolean): boolean {
  if (condition.kind === 'unary' && condition.operator === '!') return isNeverOn(condition.operand, !wanted);
  return wanted && (condition.kind === 'select' || (condition.kind === 'call' && condition.args.length === 0));
}

/** `if tlsEnabled`: something out of sight says whether; what is done without it is on. That a lookup succeeds is no switch. */
function isOpenSwitch(condition: Expression, wanted: boolean, fn: GoFunction, code: LinkedCode): boolean {
  if (condition.kind === 'unary') {
    return condition.operator === '!' && isOpenSwitch(condition.operand, !wanted, fn, code);
  }
  if (!wanted || condition.kind !== 'name' || /^ok$|found|exists?/i.test(condition.name)) return false;
  const declared = find(code.bindings(fn), condition.name, condition.start);
  return declared?.type === 'bool' || (declared?.type === null && declared.source.kind === 'value');
}

/**
 * The settings that a package variable waits for which must not be nil: `if credentials == nil { return }`, where only code
 * that is turned off itself gives it a value. Null where a condition is about something else.
 */
function neverSet(
  condition: Expression,
  wanted: boolean,
  code: LinkedCode,
  site: Site,
  depth: number,
): readonly string[] | null {
  if (condition.kind !== 'binary') return null;
  const { operator, left, right } = condition;
  if (operator === (wanted ? '&&' : '||')) {
    return neverSet(left, wanted, code, site, depth) ?? neverSet(right, wanted, code, site, depth);
  }
  if (operator !== (wanted ? '!=' : '==') || !isNil(right)) return null;
  const full = valueNamed(left, code, site);
  const value = full === null ? undefined : code.values.get(full);
  if (!value || full === null || value.declaration.values.length > 0) return null;
  const name = full.slice(full.lastIndexOf('.') + 1);
  const own = code.nameAssignments(name).filter(({ site: there }) => there.pkg === value.site.pkg);
  const others = code
    .fieldAssignments(name)
    .filter(({ target, site: there }) => valueNamed(target, code, there) === full);
  const assignments = [...own, ...others];
  if (assignments.length === 0 || assignments.length > MOST_ASSIGNMENTS || depth >= FARTHEST) return null;
  const all: string[] = [];
  for (const { site: there, ...place } of assignments) {
    const settings = turnedOff(place, questionAt(code, there), depth + 2);
    if (!settings) return null;
    all.push(...settings);
  }
  return [...new Set(all)];
}

/** `path.Name` of a package variable. */
function valueNamed(expression: Expression, code: LinkedCode, site: Site): string | null {
  if (expression.kind === 'select') return importedName(code, expression.operand, expression.name, site);
  if (expression.kind !== 'name') return null;
  const isLocal = site.fn && find(code.bindings(site.fn), expression.name, expression.start) !== undefined;
  return isLocal === true ? null : `${site.pkg.importPath}.${expression.name}`;
}

/** Where a function is passed on by its name. */
export function passedOn(code: LinkedCode, { pkg, fn }: Site & { readonly fn: GoFunction }): readonly Use[] {
  const name = `${pkg.importPath}.${fn.name}`;
  const plain = fn.receiver ? [] : (code.uses(pkg).functionValues.get(fn.name) ?? []);
  const named = code.methodValues(fn.name).filter(({ expression, site }) => {
    const called = calleeName(code, expression, site);
    if (called === null) return fn.receiver !== null;
    if (called === name || code.functions.get(called)?.fn === fn) return true;
    const type = called.slice(0, called.lastIndexOf('.'));
    // Behind an interface it may be any method of the name.
    return fn.receiver !== null && code.types.get(type)?.declaration.kind === 'interface';
  });
  return [...plain, ...named];
}

function isError(part: Expression): boolean {
  return (part.kind === 'name' || part.kind === 'select') && /^err|err(?:or)?$/i.test(part.name);
}

function settingsIn(parts: readonly Expression[], context: Context): string[] {
  const found = new Set<string>();
  for (const part of parts) {
    if (part.kind !== 'name' && part.kind !== 'select' && part.kind !== 'call') continue;
    const asked = part.kind === 'call' ? conditionReturned(part, context) : null;
    for (const by of asked ? settingsIn(inside(asked.expression), asked.context) : []) found.add(by);
    for (const by of emptyInputs(part, context) ?? evaluate(part, context).by) found.add(by);
  }
  return [...found];
}
