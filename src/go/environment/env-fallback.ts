import { type Declaration, find } from '../code/bindings.ts';
import { returnsIn } from '../code/returns.ts';
import type { Site } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { evaluate, functionCalled } from '../code/context.ts';
import { valueOrDuration } from '../values/durations.ts';
import type { EnvRead } from './env-reads.ts';
import type { TableFlag } from '../flags/flag-table.ts';
import { TRANSPARENT } from '../libraries/library-values.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { namedLiteral } from '../code/named-literal.ts';
import { hasHole, isKnown, isUnknown, OWN_PATH, type Setting } from '../values/setting.ts';
import { contextAt, symbolsAt } from '../values/solver.ts';
import type { Expression, GoFunction, Span } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** What is used where a variable is not set. */
export interface Fallback {
  /** Null: there is none, or it is `open`. */
  readonly text: string | null;
  /** There is one that the source does not spell out. */
  readonly open: boolean;
}

export const NO_FALLBACK: Fallback = { text: null, open: false };

/** The default that the source gives a variable: where its value ends up, without holes, and only through this variable. */
export function fallbackOf(code: LinkedCode, { call, site, name, flag }: EnvRead): Fallback {
  if (flag) return flagFallback(flag);
  let open = false;
  for (const { text, by } of sinks(code, call, site)) {
    const own = by.includes(`env:${name}`) && by.filter((setting) => setting.startsWith('env:')).length === 1;
    // Where the program lies is nothing that a variable could be given.
    if (own && by.includes(OWN_PATH)) return { text: null, open: true };
    if (own && !hasHole(text) && text !== '')
      return { text: isOwnZero(code, call, text, site) ? '' : text, open: false };
    // `if url == "" { url = nats.DefaultURL }`
    if (own && isUnknown({ text, by })) open = true;
  }
  const returned = returnedFallback(code, call, site);
  return returned.text === null && open ? { text: null, open } : returned;
}

/** `func number(key string) int { … return 0 }`: what a helper returns for nothing is no default, its callers have their own. */
function isOwnZero(code: LinkedCode, call: Expression, text: string, site: Site): boolean {
  if (call.kind !== 'call' || !/^(?:0|false)$/.test(text)) return false;
  const context = contextAt(code, site);
  return functionCalled(context, call) !== null && !call.args.some((one) => evaluate(one, context).text === text);
}

/** A flag's own default: what it holds where neither the flag nor a variable is given. */
export function flagFallback({ fallback }: TableFlag): Fallback {
  return isKnown(fallback) ? { text: fallback.text, open: false } : { text: null, open: true };
}

/** The argument that a helper returns as it is: `getDuration("TIMEOUT", time.Second)`. */
function returnedFallback(code: LinkedCode, call: Expression, site: Site): Fallback {
  if (call.kind !== 'call') return NO_FALLBACK;
  const context = contextAt(code, site);
  const fn = functionCalled(context, call)?.fn ?? namedLiteral(code, call.callee, site);
  if (!fn) return NO_FALLBACK;
  for (const { statement } of returnsIn(code, fn)) {
    const [value] = statement.values;
    const returned = value && unwrapped(code, value, fn, site);
    const index = fn.parameters.findIndex(
      ({ name }) => returned?.kind === 'name' && name === returned.name && name !== '',
    );
    const argument = call.args[index];
    if (!argument || fn.parameters[index]?.variadic === true) continue;
    const { text } = valueOrDuration(argument, contextAt(code, site));
    if (argument.kind === 'name' && argument.name === 'nil') return NO_FALLBACK;
    return hasHole(text) ? { text: null, open: true } : { text, open: false };
  }
  return NO_FALLBACK;
}

/** `fallback` of `Duration(fallback)`, `duration{fallback}`, and of `result` where that begins as the parameter. */
function unwrapped(code: LinkedCode, expression: Expression, fn: GoFunction, site: Site): Expression {
  if (expression.kind === 'composite') {
    const [only, ...others] = expression.elements;
    return only && others.length === 0 ? only.value : expression;
  }
  if (expression.kind === 'name') {
    const source = find(code.bindings(fn), expression.name, expression.start)?.source;
    return source?.kind === 'value' && source.expression.kind === 'name' ? source.expression : expression;
  }
  const [first] = expression.kind === 'call' ? expression.args : [];
  return expression.kind === 'call' && first && TRANSPARENT.has(calleeName(code, expression.callee, site) ?? '')
    ? first
    : expression;
}

/** The call's own value, then that of what it is handed to or assigned to, at the end of the name's life. */
function* sinks(code: LinkedCode, call: Expression, site: Site): Generator<Setting> {
  const value = (expression: Expression) => valueOrDuration(expression, symbolsAt(code, site));
  let outermost: Expression = call;
  yield value(call);
  for (let parent = site.pkg.parentOf(call, site); parent?.kind === 'call'; parent = site.pkg.parentOf(parent, site)) {
    const outer = value(parent);
    // Only calls that hand the value through: `strconv.Atoi(os.Getenv("PORT"))`, `cmp.Or(os.Getenv("PORT"), "8080")`.
    if (outer.by.length === 0) break;
    yield outer;
    outermost = parent;
  }
  const statement = site.pkg.statementOf(outermost, site);
  if (statement?.kind !== 'assign') return;
  const position = statement.right.length === statement.left.length ? statement.right.indexOf(outermost) : 0;
  const target = statement.left[position];
  if (target?.kind === 'select') yield value(atEnd(target, site.fn ?? target));
  if (target?.kind !== 'name' || !site.fn) return;
  const end = nameAtEnd(code, site.fn, target.name, statement.end);
  // `if os.Getenv("PORT") != "" { port = os.Getenv("PORT") }` of a variable of the package.
  if (!end) {
    yield value(atEnd(target, site.fn));
    return;
  }
  yield value(end);
  // `if v := os.Getenv("PORT"); v != "" { port = v }`
  for (const other of reassigned(code, site.fn, target.name, statement.end)) yield value(other);
  // `if v, ok := os.LookupEnv("PORT"); ok { c.port = v }`
  for (const field of fieldsGiven(code, site.fn, target.name, statement.end)) yield value(field);
  // `func port() string { p := os.Getenv("PORT"); if p == "" { return "8080" }; return p }`
  const result = resultOf(code, site, target.name);
  if (result) yield result;
}

/** What a function gives whoever calls it, where that may be what a name in it holds; with parameters, its only caller. */
function resultOf(code: LinkedCode, { fn, ...place }: Site, name: string): Setting | null {
  if (!fn || fn.receiver || fn.results.length !== 1) return null;
  const holders = fn.parameters.length > 0 ? namesMadeOf(code, fn, name) : new Set([name]);
  const returns = returnsIn(code, fn).some(
    ({ statement: { values } }) => values[0]?.kind === 'name' && holders.has(values[0].name),
  );
  const [caller, ...others] = returns ? callersOf(code, { ...place, fn }) : [];
  if (!caller || (fn.parameters.length > 0 && others.length > 0)) return null;
  return evaluate(caller.expression, contextAt(code, caller.site));
}

/** `port` of `n, _ := strconv.Atoi(text); if n > 0 { port = n }`, of `text`. */
function namesMadeOf(code: LinkedCode, fn: GoFunction, name: string): ReadonlySet<string> {
  const found = new Set([name]);
  const isMade = (made: Expression): boolean =>
    made.kind === 'name' ? found.has(made.name) : made.kind === 'call' && made.args.some(isMade);
  for (let step = 0; step < 3; step++) {
    for (const { name: own, source, assignments } of [...code.bindings(fn).values()].flat()) {
      const given = source.kind === 'value' ? [source, ...assignments] : assignments;
      if (given.some(({ expression }) => isMade(expression))) found.add(own);
    }
  }
  return found;
}

/** An expression as it is where another one ends. */
function atEnd<Kind extends Expression>(expression: Kind, { end }: Span): Kind {
  return { ...expression, start: end, end };
}

function nameAtEnd(code: LinkedCode, fn: GoFunction, name: string, offset: number): Expression | null {
  const declaration = find(code.bindings(fn), name, offset);
  return declaration ? atItsEnd(declaration, offset) : null;
}

/** A name as it is at the end of its life, or before something is put around what it holds: `port = ":" + port`. */
function atItsEnd({ name, scope, assignments }: Declaration, offset: number): Expression {
  const around = assignments.find(({ start, expression }) => start >= offset && isPutAround(expression, name));
  const end = around?.start ?? scope.end;
  return { kind: 'name', name, start: end, end };
}

function isPutAround(expression: Expression, name: string): boolean {
  if (expression.kind === 'binary')
    return expression.operator === '+' && [expression.left, expression.right].some((side) => isName(side, name));
  if (expression.kind !== 'call' || expression.callee.kind !== 'select') return false;
  return /^(?:Sprintf|Join\w*)$/.test(expression.callee.name) && expression.args.some((one) => isName(one, name));
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

/** Fields that a local value is assigned to, also parsed on the way, as they are at the end of the function. */
function fieldsGiven(code: LinkedCode, fn: GoFunction, name: string, offset: number, depth = 0): Expression[] {
  const own = find(code.bindings(fn), name, offset);
  const found: Expression[] = [];
  walkFunction(fn, {
    statement(statement) {
      if (statement.kind !== 'assign' || statement.start < offset) return;
      const [first] = statement.right;
      for (const [index, target] of statement.left.entries()) {
        const given = statement.right.length === statement.left.length ? statement.right[index] : index === 0 && first;
        if (!given || !own || !holds(given)) continue;
        if (target.kind === 'select') found.push(atEnd(target, fn));
        else if (target.kind === 'name' && target.name !== name && depth < 2)
          found.push(...fieldsGiven(code, fn, target.name, statement.end, depth + 1));
      }
    },
  });
  return found;

  function holds(expression: Expression): boolean {
    if (expression.kind === 'call') return expression.args.some(holds);
    return (
      expression.kind === 'name' && expression.name === name && find(code.bindings(fn), name, expression.start) === own
    );
  }
}

/** Names that a local value is assigned to, also parsed on the way, as they are at the end of their life. */
function reassigned(code: LinkedCode, fn: GoFunction, name: string, offset: number): Expression[] {
  const own = find(code.bindings(fn), name, offset);
  const isOwn = (expression: Expression): boolean =>
    expression.kind === 'name' && expression.name === name && find(code.bindings(fn), name, expression.start) === own;
  return [...code.bindings(fn).values()].flat().flatMap((declaration) => {
    const taken = declaration.assignments.find(
      ({ expression, index, byAddress }) =>
        isOwn(expression) || (expression.kind === 'call' && index === 0 && !byAddress && expression.args.some(isOwn)),
    );
    return taken && own ? [atItsEnd(declaration, taken.end)] : [];
  });
}
