import type { Placed } from '../code/left-out.ts';
import { inside, type Site, type Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, evaluate } from '../code/context.ts';
import { find } from '../code/bindings.ts';
import type { EnvRead } from './env-reads.ts';
import { ends, isInLiteral, mayBePassed, runsAlways } from '../code/ends.ts';
import { holdersOf } from './env-holders.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { runsByDefault } from '../conditions/runs-by-default.ts';
import { perElement } from '../values/elements.ts';
import { parsedOrEnded } from './parse-demands.ts';
import { unsetPatterns } from './pattern-demands.ts';
import { isKnown, parameterIndex } from '../values/setting.ts';
import { contextAt, symbolsAt } from '../values/solver.ts';
import { isSame } from '../syntax/same-expression.ts';
import type { Expression, GoFunction, Span, Statement } from '../syntax/syntax.ts';
import type { Uses } from '../code/uses.ts';
import type { Guard } from '../syntax/walk-code.ts';

export interface Requirements {
  /** Variables without which the program ends with an error, and where it asks for them. */
  readonly required: ReadonlyMap<string, readonly Placed[]>;
  /** Those of them that must not be empty, either. */
  readonly filled: ReadonlySet<string>;
  /** Variables without which it ends as well, unless its configuration file has what they would say. */
  readonly orInFile: ReadonlySet<string>;
  /** Variables whose absence the program looks at and lives with. */
  readonly optional: ReadonlySet<string>;
}

/** What the program does where a variable is empty, wherever its value went. */
export function requirements(code: LinkedCode, reads: readonly EnvRead[]): Requirements {
  const holders = holdersOf(code, reads);
  const required = new Map<string, Placed[]>();
  const demand = (name: string, { start, end }: Span, { file }: Site) =>
    required.set(name, [...(required.get(name) ?? []), { file: file.path, start, end }]);
  const filled = new Set<string>();
  const orInFile = new Set<string>();
  const optional = new Set<string>();
  for (const { tests, site, guard, onlyHere } of branchesThatEnd(code, holders)) {
    const named = tests
      .flatMap((test) =>
        mayComeFromElsewhere(code, test, site) ? [] : namedIn(code, test, site).map((one) => ({ ...one, test })),
      )
      .filter((one) => (!onlyHere || one.there === site) && isAsked(code, one));
    if (named.length === 0 || !runsByDefault(code, { site, guard })) continue;
    for (const { name, at, there, inFile, test } of named) {
      if (inFile) {
        orInFile.add(name);
        continue;
      }
      demand(name, at, there);
      if (!isPresence(code, test, site)) filled.add(name);
    }
  }
  for (const { text, site } of parsedOrEnded(code)) {
    for (const { name, at, there } of namedAlone(code, text, site).filter((one) => isAsked(code, one))) {
      demand(name, at, there);
      filled.add(name);
    }
  }
  for (const { operand, site } of code.gather(emptinessComparisons)) {
    if (!holders.has(lastName(operand))) continue;
    for (const name of namesOf(code, operand, site)) optional.add(name);
  }
  for (const { text, site } of unsetPatterns(code)) {
    for (const { name, at, there } of namedAlone(code, text, site).filter((one) => isAsked(code, one))) {
      if (optional.has(name)) continue;
      demand(name, at, there);
      filled.add(name);
    }
  }
  return { required, filled, orInFile, optional };
}

interface EndingBranch extends Pick<Use, 'site' | 'guard'> {
  /** What the branch holds to be empty, each reason enough for it. */
  readonly tests: readonly Expression[];
  /** Who calls the function may live with its error: not every word that a helper knows is demanded of all who ask it. */
  readonly onlyHere: boolean;
}

/** Branches that end the program where something is empty that goes by one of these names. */
export function branchesThatEnd(code: LinkedCode, holders: ReadonlySet<string>): EndingBranch[] {
  return code.gather(emptinessBranches).flatMap(({ statement, site, guard: inner, about }) => {
    const tests = about.filter((test) => mayHold(code, test, site, holders));
    const beside = inner && tests.length > 0 ? besideEnds(code, site, inner) : inner;
    const guard = beside && tests.length > 0 && loopsOver(code, tests, site, beside) ? beside.outer : beside;
    const isEnd =
      tests.length > 0 &&
      runsAlways(code, { statement, site, guard }) &&
      ends(code, statement, site) &&
      !mayBePassed(code, statement, site);
    const { condition, then } = statement;
    const onlyHere = condition !== null && otherThanWords(condition) !== null && then.some(isReturn);
    return isEnd ? [{ tests, site, guard, onlyHere }] : [];
  });
}

function emptinessBranches({ conditions }: Uses) {
  return conditions.flatMap(({ statement, site, guard }) => {
    const isOpen = guard && !isInLiteral({ guard }) && !mayBeLoop(guard) && !isElse(guard);
    const about = statement.condition && !isOpen ? emptinessTests(statement.condition) : NO_TESTS;
    return about.length > 0 ? [{ statement, site, guard, about }] : [];
  });
}

function isReturn({ kind }: Statement): boolean {
  return kind === 'return';
}

function isElse({ negated, outer }: Guard): boolean {
  return negated === true && (!outer || isInLiteral({ guard: outer }) || isElse(outer) || mayBeLoop(outer));
}

/** What stands around `if a == "" { log.Fatal() } else if b == "" { … }` for the last branch: those before it end the program. */
function besideEnds(code: LinkedCode, site: Site, guard: Guard): Guard | null {
  let at: Guard | null = guard;
  while (at?.negated) {
    const { condition, outer }: Guard = at;
    const branch = code.uses(site.pkg).conditions.find(({ statement }) => statement.condition === condition);
    if (!branch || !ends(code, branch.statement, site)) return guard;
    at = outer;
  }
  return at;
}

/** A block without a condition of its own, and in no other. */
function mayBeLoop({ condition, negated, literal, outer }: Guard): boolean {
  return !condition && !negated && !literal && (!outer || isInLiteral({ guard: outer }));
}

/** `for _, name := range []string{"TOKEN", "URL"} { if os.Getenv(name) == "" … }`: what a loop surely comes to. */
function loopsOver(code: LinkedCode, tests: readonly Expression[], site: Site, { span, condition }: Guard): boolean {
  const { fn } = site;
  if (!fn || condition || tests.some((test) => isPastBranch(code, test, site, span))) return false;
  const sourcesIn = (expression: Expression) =>
    inside(expression).flatMap((part) =>
      part.kind === 'name' ? (find(code.bindings(fn), part.name, part.start)?.source ?? []) : [],
    );
  return tests.some((test) => {
    const sources = sourcesIn(test).flatMap((one) => (one.kind === 'value' ? sourcesIn(one.expression) : [one]));
    const isOfLoop = sources.some(
      (one) => one.kind === 'range' && one.over.start >= span.start && one.over.end <= span.end,
    );
    return isOfLoop && perElement([test], contextAt(code, site)).length > 1;
  });
}

/** A branch before, in the loop, may go on with the next element. */
function isPastBranch(code: LinkedCode, { start }: Span, { fn, file, pkg }: Site, loop: Span): boolean {
  return code.uses(pkg).conditions.some(({ statement, site }) => {
    return site.fn === fn && site.file === file && statement.start >= loop.start && statement.end <= start;
  });
}

function emptinessComparisons({ comparisons }: Uses) {
  return comparisons.flatMap(({ expression, site }) => {
    const operand = comparedWithEmpty(expression);
    return operand ? [{ operand, site }] : [];
  });
}

/** Whether a setting's value may be in sight; `ok` of `item, ok := items[key]` is about no setting. */
function mayHold(code: LinkedCode, test: Expression, { fn }: Site, holders: ReadonlySet<string>): boolean {
  if (!holders.has(lastName(test))) return false;
  const source = test.kind === 'name' && fn ? find(code.bindings(fn), test.name, test.start)?.source : null;
  return source?.kind !== 'value' || source.index !== 1 || holders.has(lastName(source.expression));
}

/** Whether a test asks for `ok` of `x, ok := os.LookupEnv(…)`: an empty text is one. */
function isPresence(code: LinkedCode, test: Expression, { fn }: Site): boolean {
  const source = test.kind === 'name' && fn ? find(code.bindings(fn), test.name, test.start)?.source : null;
  return source?.kind === 'value' && source.index === 1;
}

/** Whether a local name is also given a value that no setting has: an argument, what a file says. */
export function mayComeFromElsewhere(code: LinkedCode, test: Expression, site: Site): boolean {
  const declared = test.kind === 'name' && site.fn ? find(code.bindings(site.fn), test.name, test.start) : undefined;
  return (declared?.assignments ?? []).some(({ expression, operator, byAddress, start }) => {
    if (operator !== '=' || byAddress || start > test.start) return false;
    const value = evaluate(expression, contextAt(code, site));
    return value.by.length === 0 && !isKnown(value);
  });
}

const NO_TESTS: readonly Expression[] = [];

/** What `x == ""`, `len(x) == 0`, `len(x) < 16` and `!ok` look at, each reason enough for the branch. */
export function emptinessTests(condition: Expression): readonly Expression[] {
  const other = otherThanWords(condition);
  if (other) return [other];
  if (condition.kind === 'unary') {
    return condition.operator === '!' && condition.operand.kind === 'name' ? [condition.operand] : NO_TESTS;
  }
  if (condition.kind !== 'binary') return NO_TESTS;
  const { operator, left, right } = condition;
  if (operator === '||') return [...emptinessTests(left), ...emptinessTests(right)];
  const operand = operator === '==' ? comparedWithEmpty(condition) : heldToBeShort(condition);
  return operand ? [operand] : NO_TESTS;
}

/** `x` of `!(x == "a" || x == "b")`, which is the default of a switch, and of `x != "a" && x != "b"`: the empty text is another. */
function otherThanWords(condition: Expression): Expression | null {
  const isNot = condition.kind === 'unary' && condition.operator === '!';
  const [operator, between] = isNot ? ['==', '||'] : ['!=', '&&'];
  const asked = isNot ? condition.operand : condition;
  let subject: Expression | null = null;
  const isOfOne = (part: Expression): boolean => {
    if (part.kind !== 'binary') return false;
    if (part.operator === between) return isOfOne(part.left) && isOfOne(part.right);
    const isWord = part.operator === operator && part.right.kind === 'string' && part.right.value !== '';
    if (!isWord || (subject && !isSame(subject, part.left))) return false;
    subject = part.left;
    return true;
  };
  return isOfOne(asked) ? subject : null;
}

/** `x` of `x == ""`, `"" != x`, `len(x) == 0`, `cfg.Port == 0` and `*port == 0`; null for other comparisons. */
function comparedWithEmpty(comparison: Expression): Expression | null {
  if (comparison.kind !== 'binary') return null;
  const { left, right } = comparison;
  return heldToBeEmpty(left, right) ?? heldToBeEmpty(right, left);
}

function heldToBeEmpty(operand: Expression, other: Expression): Expression | null {
  if (other.kind === 'string') return other.value === '' ? operand : null;
  if (other.kind !== 'number' || other.value !== 0) return null;
  if (operand.kind === 'select' || (operand.kind === 'unary' && operand.operator === '*')) return operand;
  return measured(operand);
}

/** `x` of `len(x) < 16`: too short is the empty one, too. */
function heldToBeShort({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Expression | null {
  const isShort = operator === '<' && right.kind === 'number' && right.value > 0;
  return isShort ? measured(left) : null;
}

/** `x` of `len(x)`. */
function measured(operand: Expression): Expression | null {
  const isLength = operand.kind === 'call' && operand.callee.kind === 'name' && operand.callee.name === 'len';
  return (isLength ? operand.args[0] : null) ?? null;
}

/** Variables that give an expression its value; a helper's are asked of each of its callers. */
export function namesOf(code: LinkedCode, expression: Expression, site: Site): string[] {
  return namedAlone(code, expression, site).map(({ name }) => name);
}

/** Those that nothing else gives what they would. */
function namedAlone(code: LinkedCode, expression: Expression, site: Site): Named[] {
  return namedIn(code, expression, site).filter(({ inFile }) => !inFile);
}

/** A variable, and who wants its value: who calls the helper that is told its name. */
interface Named {
  readonly name: string;
  readonly at: Span;
  readonly there: Site;
  /** The call of the helper; absent where there is none. */
  readonly call?: Use;
  /** A key of the configuration file gives the same. */
  readonly inFile?: true;
}

/** A helper asks for all that somebody tells it, so whoever tells it the name must come to do so by default. */
function isAsked(code: LinkedCode, { call }: Named): boolean {
  return !call || runsByDefault(code, call);
}

function namedIn(code: LinkedCode, expression: Expression, site: Site): Named[] {
  const { fn } = site;
  if (!fn) return [];
  return perElement([expression], symbolsAt(code, site)).flatMap((context): Named[] => {
    const settings = settingsOf(expression, context);
    // What several variables, a flag or an argument may give, none of them has to.
    const [setting, ...others] = settings.filter((one) => /^(?:env|flag|arg):/.test(one));
    if (!setting?.startsWith('env:') || others.length > 0) return [];
    const name = setting.slice('env:'.length);
    const index = parameterIndex(name);
    const inFile = settings.some((one) => one.startsWith('config:')) && { inFile: true as const };
    const named = index === null ? [{ name, at: expression, there: site }] : namesPassed(code, { ...site, fn }, index);
    return named.map((one) => ({ ...one, ...inFile }));
  });
}

function namesPassed(code: LinkedCode, target: Site & { readonly fn: GoFunction }, index: number): Named[] {
  return callersOf(code, target).flatMap((call) => {
    const { expression, site } = call;
    const argument = expression.args[index];
    const value = argument && evaluate(argument, contextAt(code, site));
    return value && isKnown(value) ? [{ name: value.text, at: expression, there: site, call }] : [];
  });
}

/** Settings without default behind an expression; `ok` of `v, ok := os.LookupEnv(…)` stands for v. */
function settingsOf(expression: Expression, context: Context): readonly string[] {
  const { code, site } = context;
  const value = evaluate(expression, context);
  if (value.by.length > 0 || expression.kind !== 'name' || !site.fn) return value.by;
  const source = find(code.bindings(site.fn), expression.name, expression.start)?.source;
  return source?.kind === 'value' && source.index === 1 ? evaluate(source.expression, context, 0).by : [];
}

/** The name that an expression ends in: of a call that of its function. */
function lastName(expression: Expression): string {
  if (expression.kind === 'unary' || expression.kind === 'index') return lastName(expression.operand);
  if (expression.kind === 'call') {
    const [first] = expression.args;
    const own = lastName(expression.callee);
    return first && HANDS_ON.test(own) ? lastName(first) : own;
  }
  return expression.kind === 'name' || expression.kind === 'select' ? expression.name : '';
}

const HANDS_ON = /^(?:TrimSpace|ToLower|ToUpper|string|Trim|len)$/;
