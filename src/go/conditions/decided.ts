import { chosenPath, fileAskedFor } from './asked-files.ts';
import { find } from '../code/bindings.ts';
import {
  type Context,
  deeper,
  evaluate,
  functionCalled,
  type Origin,
  originsOf,
  frameOfCall,
} from '../code/context.ts';
import {
  HOME_TEXT,
  isGiven,
  isKnown,
  isPlaced,
  isUnknown,
  joinCases,
  type Setting,
  unionOf,
  UNKNOWN,
  UNKNOWN_TEXT,
  UNSET_TEXT,
  zeroOf,
} from '../values/setting.ts';
import { isOptionalArguments } from '../flags/command-arguments.ts';
import { concerns } from './concerns.ts';
import { isTakenAt } from '../code/left-out.ts';
import { decidingSettings } from './deciding-settings.ts';
import { emptyInputs } from './empty-inputs.ts';
import { TEXT_CHANGES } from '../libraries/library-values.ts';
import { nilness } from './nilness.ts';
import { returnsIn } from '../code/returns.ts';
import { splitParts } from '../values/split-values.ts';
import { type Call, type Expression, type Name, partsOf, isNil } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import type { Guard } from '../syntax/walk-code.ts';

/**
 * The value after an assignment that may not run: what its condition says of the values as they are by default. `about`
 * is the name of a field or variable that has one value for the whole program: a condition on it says nothing of before.
 */
export function afterBranch(
  base: Setting,
  next: Setting,
  guard: Guard | null,
  context: Context,
  about: string | null = null,
): Setting {
  const isKept = isPlaced(base) || isGiven(base);
  // What is open on both sides stays so, whatever the condition says.
  const runs = guard && (isKept || isKnown(next)) ? isTaken(guard, context, base, about) : null;
  const taken = runs === true && isKnown(next) ? next : runs === false && isKept ? base : null;
  if (taken) {
    return { ...taken, by: [...unionOf([base, next]), ...decidingSettings([guard], context, [base, next])] };
  }
  if (guard && runs === null && isPathAskedFor(guard, base, next, context)) {
    return { ...next, by: unionOf([base, next]) };
  }
  const chosen = guard && runs === null ? chosenPath(guard, base, next, context) : null;
  if (chosen) return chosen;
  if (isUnknown(base) && guard?.condition && isGivenByOthers(guard.condition, context)) {
    return { ...next, by: unionOf([base, next, UNNAMED]) };
  }
  return joinCases(base, next, () => concerns(guard, context));
}

/** `if _, err := os.Stat(dir); err == nil { c.dir = dir }` of what is empty else: nobody looks for a file that has no name. */
function isPathAskedFor(guard: Guard, base: Setting, next: Setting, context: Context): boolean {
  const { condition, negated, outer } = guard;
  if (!condition || negated || !isKnown(base) || base.text !== '' || !isKnown(next)) return false;
  const path = fileAskedFor(condition, context.site, context.code);
  if (!path || evaluate(path, context).text !== next.text) return false;
  return !outer || isTaken(outer, context, base, null) === true;
}

/** A setting whose name is not in sight. */
const UNNAMED: Setting = { text: '', by: [UNKNOWN_TEXT] };

/** `if addr == ""`, `if len(addrs) == 0` of what only a library gives: whatever reads it there, it is empty where nobody sets it. */
function isGivenByOthers(condition: Expression, context: Context): boolean {
  const next = deeper(context);
  if (!next || condition.kind !== 'binary' || condition.operator !== '==') return false;
  const { left, right } = condition;
  const list = lengthAsked(left);
  const isEmpty =
    (right.kind === 'string' && right.value === '' && !list) || (right.kind === 'number' && right.value === 0);
  const subject = unchanged(list ?? left, context);
  if (!isEmpty || (subject.kind !== 'name' && subject.kind !== 'select')) return false;
  const makers = originsOf(subject, next).filter((maker) => maker?.expression.kind !== 'string');
  const [given] = makers.filter((maker) => maker?.expression.kind === 'call');
  const isDefault = (maker: Origin | null) => maker?.expression.kind === 'composite';
  return given !== undefined && makers.every((maker) => maker === given || isDefault(maker));
}

/**
 * Whether a branch is taken where no setting changes what the source says. A function literal is: what nobody calls is
 * not there, as far as one sees. Null: the source does not decide.
 */
export function isTaken(guard: Guard, context: Context, base: Setting, about: string | null): boolean | null {
  const { literal, outer } = guard;
  if (literal === true) return !isForGivenFlags(guard, context);
  const own = isChosen(guard, context) || ownTruth(guard, context, base, about);
  if (own === false || !outer) return own;
  const around = isTaken(outer, context, base, about);
  return own === true || around === false ? around : own;
}

/** The same of the branch alone, whatever stands around it. */
function ownTruth(guard: Guard, context: Context, base: Setting, about: string | null): boolean | null {
  const { condition, negated } = guard;
  if (mentions(guard, about, context)) return isTakenAfter(base, guard, about, context);
  const decided = condition && decide(condition, context);
  return negated === true ? not(decided) : decided;
}

/** It is the branch of the command that is called. */
export function isChosen({ span }: Guard, { site, code: { leftOut } }: Context): boolean {
  return isTakenAt(span, site, leftOut);
}

/** `flag.Visit(func(f *flag.Flag) {…})` goes over the flags that somebody gives: by default there are none. */
function isForGivenFlags({ span }: Guard, { code, site }: Context): boolean {
  return code.calls('Visit').some(({ expression: { callee, args }, site: there }) => {
    const isHere = there.fn === site.fn && args.some(({ start, end }) => start === span.start && end === span.end);
    return isHere && VISITS_GIVEN.test(calleeName(code, callee, there) ?? '');
  });
}

const VISITS_GIVEN = /^(?:flag|github\.com\/spf13\/pflag)\.(?:FlagSet\.)?Visit$/;

/** `if c.addr == "" { c.addr = ":8080" }`: whether the value so far takes the branch. */
function isTakenAfter(base: Setting, guard: Guard, about: string | null, context: Context): boolean | null {
  const { condition, negated, outer } = guard;
  const truth = condition && isKnown(base) ? truthAfter(condition, base, about, context) : null;
  const taken = negated === true ? not(truth) : truth;
  // In `else if`, the value so far may be that of the branch before.
  return taken === true && outer?.negated === true && mentions(outer, about, context) ? null : taken;
}

/** Truth of a condition on the value so far: on what it is compared with, begins or ends with, as it is or without blanks around it. */
function truthAfter(condition: Expression, base: Setting, about: string | null, context: Context): boolean | null {
  const truthOf = (part: Expression) => truthAfter(part, base, about, context);
  const textOf = (side: Expression) => textAfter(side, base, about, context);
  if (condition.kind === 'unary' && condition.operator === '!') return not(truthOf(condition.operand));
  if (condition.kind === 'call') {
    const test = TESTS.get(calleeName(context.code, condition.callee, context.site) ?? '');
    const [asked, part] = condition.args;
    const [text, limit] = [asked && textOf(asked), part && limitOf(part, context)];
    return test && typeof text === 'string' && typeof limit === 'string' ? test(text, limit) : null;
  }
  if (condition.kind !== 'binary') return null;
  const { operator, left, right } = condition;
  if (operator === '&&' || operator === '||') return either(operator, truthOf(left), truthOf(right));
  const [before, after] = [textOf(left), textOf(right)];
  if ((before === null) === (after === null)) return null;
  return compare(operator, before ?? limitOf(left, context), after ?? limitOf(right, context));
}

/** What `c.addr`, `len(c.addr)` or `strings.TrimSpace(c.addr)` is where the field or variable has a value so far. */
function textAfter(side: Expression, base: Setting, about: string | null, context: Context): string | null {
  if (side.kind === 'unary' && side.operator === '*') return textAfter(side.operand, base, about, context);
  if (side.kind === 'select' || side.kind === 'name') return isCalled(side, about, context) ? base.text : null;
  const list = lengthAsked(side);
  if (list) {
    const text = base.numeric ? null : textAfter(list, base, about, context);
    return text === null ? null : String(text.length);
  }
  if (side.kind !== 'call') return null;
  const change = TEXT_CHANGES.get(calleeName(context.code, side.callee, context.site) ?? '');
  const text = change && side.args[0] ? textAfter(side.args[0], base, about, context) : null;
  return change && text !== null ? change(text) : null;
}

/** What `len(x)` is asked of. */
function lengthAsked(side: Expression): Expression | null {
  if (side.kind !== 'call' || side.callee.kind !== 'name' || side.callee.name !== 'len') return null;
  return side.args[0] ?? null;
}

/** `c.addr` of `strings.TrimSpace(c.addr)` */
function unchanged(side: Expression, { code, site }: Context): Expression {
  const [only] = side.kind === 'call' && TEXT_CHANGES.has(calleeName(code, side.callee, site) ?? '') ? side.args : [];
  return only ?? side;
}

/** What a value is compared with; what settings give may be anything. */
function limitOf(expression: Expression, context: Context): string | null {
  if (expression.kind === 'string' || expression.kind === 'number') return String(expression.value);
  if (isNil(expression)) return null;
  const value = evaluate(expression, context);
  return isKnown(value) && value.by.length === 0 ? value.text : null;
}

function mentions({ condition }: Guard, name: string | null, context: Context): boolean {
  if (name === null || !condition) return false;
  const isNamed = (part: Expression): boolean => {
    if (isCalled(part, name, context)) return true;
    // A function may be called as the field is.
    return partsOf(part).some((one) => {
      const isCallee = part.kind === 'call' && one === part.callee;
      return isCallee && one.kind !== 'call' ? partsOf(one).some(isNamed) : isNamed(one);
    });
  };
  return isNamed(condition);
}

/** Whether an expression names a field or variable; what a function is given may have its name and is another thing. */
function isCalled(part: Expression, name: string | null, { code, site }: Context): boolean {
  if (part.kind === 'select') return part.name === name;
  if (part.kind !== 'name' || part.name !== name) return false;
  return !site.fn || find(code.bindings(site.fn), name, part.start)?.source.kind !== 'parameter';
}

/** Truth of a condition; null where the source does not decide it. */
export function decide(condition: Expression, context: Context): boolean | null {
  const next = deeper(context);
  if (!next) return null;
  if (condition.kind === 'unary' && condition.operator === '!') return not(decide(condition.operand, next));
  if (condition.kind === 'binary') {
    const { operator, left, right } = condition;
    if (operator === '&&' || operator === '||') {
      return either(operator, decide(left, next), decide(right, next));
    }
    const pointer = isNil(right) ? left : isNil(left) ? right : null;
    const isRead = pointer && isReadable(pointer, next);
    if (isRead !== null) return isRead === (operator === '==');
    const none = pointer && (nilness(pointer, next) ?? (isLeftNil(pointer, next) || null));
    if (pointer && none !== null) return none === (operator === '==');
    const subject = isZero(left, next) ? right : isZero(right, next) ? left : null;
    const isNothing = subject && ['==', '!='].includes(operator) ? isZeroValue(subject, next) : null;
    if (isNothing !== null) return isNothing === (operator === '==');
    return compare(operator, textOf(left, next), textOf(right, next));
  }
  if (condition.kind === 'name') {
    const named = expressionNamed(condition, next);
    if (named) return decide(named, next);
  }
  if (condition.kind === 'call') {
    const test = TESTS.get(calleeName(context.code, condition.callee, context.site) ?? '');
    const [text, part] = condition.args.map((argument) => textOf(argument, next));
    if (test) return typeof text !== 'string' || typeof part !== 'string' ? null : test(text, part);
    const returned = conditionReturned(condition, next);
    if (returned) return decide(returned.expression, returned.context);
  }
  const value = textOf(condition, next);
  // A switch that nobody sets is off.
  return value === 'true' ? true : value === 'false' || value === '' ? false : null;
}

/** `var zero T`: nothing, of whatever type it is compared with. */
function isZero(expression: Expression, { code, site }: Context): boolean {
  const declared =
    expression.kind === 'name' && site.fn ? find(code.bindings(site.fn), expression.name, expression.start) : undefined;
  return (
    declared?.source.kind === 'zero' && declared.assignments.length === 0 && isUnknown(zeroOf(declared.source.type))
  );
}

function isZeroValue(expression: Expression, context: Context): boolean | null {
  const value = evaluate(expression, context);
  if (value.text === UNSET_TEXT) return true;
  return isKnown(value) ? ['', '0', 'false'].includes(value.text) : null;
}

/** Of the error of a call that reads a text, `_, err := strconv.Atoi(addr)`: whether it can be read, so that there is none. */
function isReadable(error: Expression, context: Context): boolean | null {
  const { code, site } = context;
  const declared = error.kind === 'name' && site.fn ? find(code.bindings(site.fn), error.name, error.start) : undefined;
  if (declared?.source.kind !== 'value' || declared.assignments.length > 0) return null;
  const { expression, index } = declared.source;
  const reader = expression.kind === 'call' && READERS.get(calleeName(code, expression.callee, site) ?? '');
  if (!reader || index !== reader.error) return null;
  const text = expression.args[0] ? textOf(expression.args[0], context) : null;
  return text === null ? null : reader.reads.test(text);
}

const NUMBER = { reads: /^[+-]?\d+$/, error: 1 };
/** The texts that functions read without an error, and which of their results it is. */
const READERS: ReadonlyMap<string, { readonly reads: RegExp; readonly error: number }> = new Map([
  ['strconv.Atoi', NUMBER],
  ['strconv.ParseInt', NUMBER],
  ['strconv.ParseUint', NUMBER],
  ['net.SplitHostPort', { reads: /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/, error: 2 }],
]);

/** `func (s *Server) UsesTLS() bool { return s.Domain != "" }`: what a call asks. */
export function conditionReturned(call: Call, context: Context): Origin | null {
  const target = functionCalled(context, call);
  const [only, ...others] = target ? returnsIn(context.code, target.fn) : [];
  const [value, ...more] = only?.statement.values ?? [];
  if (!target || !value || !isCondition(value) || others.length + more.length > 0) return null;
  const inner = deeper(context, target, frameOfCall(target.fn, call, context));
  return inner && { expression: value, context: inner };
}

function isCondition(expression: Expression): boolean {
  return expression.kind === 'binary' || (expression.kind === 'unary' && expression.operator === '!');
}

/** `var cert *x509.Certificate`, which is given a value in branches only that no default takes. */
function isLeftNil(pointer: Expression, context: Context): boolean {
  const { code, site } = context;
  const declared =
    pointer.kind === 'name' && site.fn ? find(code.bindings(site.fn), pointer.name, pointer.start) : undefined;
  return (
    declared?.source.kind === 'zero' &&
    declared.assignments.every(
      ({ guard, byAddress }) => !byAddress && guard !== null && isTaken(guard, context, UNKNOWN, null) === false,
    )
  );
}

/** `tlsEnabled := cert != "" && key != ""`: what a local name that is given a value once stands for, if that is a condition. */
function expressionNamed({ name, start }: Name, { code, site }: Context): Expression | null {
  const declaration = site.fn ? find(code.bindings(site.fn), name, start) : undefined;
  if (declaration?.source.kind !== 'value' || declaration.assignments.length > 0) return null;
  const { expression } = declaration.source;
  return isCondition(expression) ? expression : null;
}

const TESTS = new Map<string, (text: string, part: string) => boolean>([
  ['strings.HasPrefix', (text, part) => text.startsWith(part)],
  ['strings.HasSuffix', (text, part) => text.endsWith(part)],
  ['strings.Contains', (text, part) => text.includes(part)],
  ['strings.ContainsAny', (text, part) => Array.from(part).some((letter) => text.includes(letter))],
  ['strings.EqualFold', (text, part) => text.toLowerCase() === part.toLowerCase()],
]);

/** Text of a value that the source decides; the length of one where that is asked. */
function textOf(expression: Expression, context: Context): string | null {
  const list = lengthAsked(expression);
  if (list) return lengthOf(list, context);
  if (isNil(expression)) return '';
  const value = evaluate(expression, context);
  // What no setting gives is empty.
  if (value.text === UNSET_TEXT) return '';
  return isKnown(value) || value.text.startsWith(HOME_TEXT) ? value.text : null;
}

function lengthOf(list: Expression, context: Context): string | null {
  if (isOptionalArguments(list, context)) return '0';
  const split = splitParts(list, context);
  if (split) return String(split.parts.length);
  const value = evaluate(list, context);
  if (value.text === UNSET_TEXT || emptyInputs(list, context)) return '0';
  if (value.list === true && isKnown(value)) return value.text === '' ? '0' : '1';
  // Zero values of lists and maps look like nothing at all.
  return isKnown(value) && value.numeric !== true ? String(value.text.length) : null;
}

function compare(operator: string, left: string | null, right: string | null): boolean | null {
  if (left === null || right === null) return null;
  // Whatever the home of a user is called, it has a name.
  if ([left, right].some((text) => text.startsWith(HOME_TEXT)) && left !== '' && right !== '') return null;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const [a, b] = [Number(left), Number(right)];
  if (left === '' || right === '' || Number.isNaN(a) || Number.isNaN(b)) return null;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}

/** `a && b`, `a || b`: decided as soon as one of them decides it. */
function either(operator: '&&' | '||', a: boolean | null, b: boolean | null): boolean | null {
  const stops = operator === '||';
  if (a === stops || b === stops) return stops;
  return a === null || b === null ? null : !stops;
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
