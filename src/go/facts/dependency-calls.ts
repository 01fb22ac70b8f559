import { LOOPBACK } from '../loopback.ts';
import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, type Origin, originsOf } from '../code/context.ts';
import { assignmentsTo, literalValues } from '../values/field-values.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { methodsBehind } from '../code/methods-named.ts';
import { passedArguments } from '../values/passed-arguments.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Place } from '../project.ts';
import type { Call, Expression, GoFunction, Span, Statement } from '../syntax/syntax.ts';
import { calleeName, fieldOf, typeOf } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

const DEEPEST = 6;
const MOST_FUNCTIONS = 60;

/** Calls that another server must answer; those of database/sql only where its driver talks to one. */
const ASKS =
  /^(?:net\/http\.(?:Get|Head|Post|Client\.(?:Do|Get|Head|Post))|net\.(?:Dial|DialTimeout|Dialer\.Dial(?:Context)?)|github\.com\/jackc\/pgx(?:\/v\d+)?(?:\/pgxpool)?\.(?:Conn|Pool)\.(?:Ping|Exec|Query\w*)|github\.com\/(?:go-redis\/redis|redis\/go-redis)(?:\/v\d+)?\.\w+\.Ping|go\.mongodb\.org\/mongo-driver(?:\/v\d+)?\/mongo\.Client\.Ping)$/;
const ASKS_SQL = /^(?:database\/sql|github\.com\/jmoiron\/sqlx)\.(?:DB|Conn)\.(?:Ping|PingContext|(?:Query|Exec)\w*)$/;
const NETWORK_DRIVERS =
  /^(?:github\.com\/(?:lib\/pq|jackc\/pgx|go-sql-driver\/mysql|microsoft\/go-mssqldb|denisenkom\/go-mssqldb|godror\/godror|sijms\/go-ora|ClickHouse\/clickhouse-go)|gorm\.io\/driver\/(?:postgres|mysql|sqlserver|clickhouse))(?:\/|$)/;

/** The first call in a handler, or in what it calls by name or by a value that it is given, that another server must answer. */
export function dependencyAsked(handler: Expression, context: Context): Place | null {
  const seen = new Set<GoFunction>();
  const isNetwork = [...context.code.externals].some((path) => NETWORK_DRIVERS.test(path));
  const isAsking = (name: string) => ASKS.test(name) || (isNetwork && ASKS_SQL.test(name));

  const inValue = (expression: Expression, at: Context, depth: number): Place | null => {
    if (depth > DEEPEST || seen.size > MOST_FUNCTIONS) return null;
    for (const one of [{ expression, context: at }, ...originsOf(expression, at)]) {
      const found = one === null ? null : inOrigin(one.expression, one.context, depth);
      if (found) return found;
    }
    for (const one of behind(expression, at)) {
      const found = inValue(one.expression, one.context, depth + 1);
      if (found) return found;
    }
    return null;
  };
  const inOrigin = (expression: Expression, at: Context, depth: number): Place | null => {
    if (expression.kind === 'function') return inBody(expression.function, at.site, at.code, depth);
    if (expression.kind === 'name' || expression.kind === 'select') return inNamed(expression, at, depth);
    if (expression.kind !== 'call') return null;
    const made = inNamed(expression.callee, at, depth);
    if (made) return made;
    for (const argument of expression.args) {
      if (argument.kind !== 'name' && argument.kind !== 'select' && argument.kind !== 'function') continue;
      const found = inValue(argument, at, depth + 1);
      if (found) return found;
    }
    return null;
  };
  const inNamed = (callee: Expression, { code, site }: Context, depth: number): Place | null => {
    const own = code.functions.get(calleeName(code, callee, site) ?? '');
    return own ? inBody(own.fn, own, code, depth) : null;
  };
  const inBody = (fn: GoFunction, site: Site, code: LinkedCode, depth: number): Place | null => {
    if (seen.has(fn) || depth > DEEPEST) return null;
    seen.add(fn);
    const { calls, alone } = heededCalls(fn);
    // A literal in a package variable is a function of its own.
    const here = { ...site, fn: site.fn ?? fn };
    for (const call of calls) {
      const name = calleeName(code, call.callee, here) ?? '';
      if (isAsking(name) && !alone.has(call) && !asksItself(call)) return placeOf(here.file, call);
      const own = code.functions.get(name);
      const isValue = !own && (call.callee.kind === 'name' || call.callee.kind === 'select');
      const found = own
        ? inBody(own.fn, own, code, depth + 1)
        : isValue
          ? (inValue(call.callee, contextAt(code, here), depth + 1) ?? inMethods(name, call, code, depth))
          : null;
      if (found) return found;
    }
    return null;
  };
  /** Behind an interface, where the methods of all types that it may be ask. */
  const inMethods = (name: string, call: Call, code: LinkedCode, depth: number): Place | null => {
    const found = methodsBehind(code, name, call).map((method) => inBody(method.fn, method, code, depth + 1));
    return found.every((place) => place !== null) ? (found[0] ?? null) : null;
  };
  return inValue(handler, context, 0);
}

/** The calls of a function but for those of which only a log hears that they failed; `alone`: nobody takes what they return, as of `go db.Ping()`. */
function heededCalls(fn: GoFunction): { readonly calls: readonly Call[]; readonly alone: ReadonlySet<Expression> } {
  const calls: Call[] = [];
  const alone = new Set<Expression>();
  const unheeded: Span[] = [];
  let last: Statement | null = null;
  walkFunction(fn, {
    statement(statement) {
      if (statement.kind === 'if' && isLogged(statement)) {
        const made = statement.before ?? last;
        if (made?.kind === 'assign') unheeded.push(made);
        if (statement.condition) unheeded.push(statement.condition);
      }
      if (statement.kind === 'expression') alone.add(statement.expression);
      last = statement;
    },
    expression(expression) {
      if (expression.kind === 'call') calls.push(expression);
    },
  });
  const heeded = calls.filter((call) => !unheeded.some(({ start, end }) => start <= call.start && call.end <= end));
  return { calls: heeded, alone };
}

/** Nothing but a log hears of it. */
function isLogged({ then, otherwise }: Statement & { readonly kind: 'if' }): boolean {
  return (
    otherwise === null &&
    then.length > 0 &&
    then.every((one) => one.kind === 'expression' && one.expression.kind === 'call' && isOfLog(one.expression.callee))
  );
}

function isOfLog(callee: Expression): boolean {
  if (callee.kind === 'call') return isOfLog(callee.callee);
  if (callee.kind === 'select') return /log/i.test(callee.name) || isOfLog(callee.operand);
  return callee.kind === 'name' && /log/i.test(callee.name);
}

/** A server of the same pod is no other one. */
function asksItself({ args }: Call): boolean {
  return args.some((one) => one.kind === 'string' && OWN_URL.test(one.value));
}

const OWN_URL = new RegExp(String.raw`^(?:https?:\/\/)?${LOOPBACK}(?:[:/]|$)`);

/** What is written where a name or a field gets its value, function values too, which have no literal that made them. */
function behind(expression: Expression, context: Context): Origin[] {
  const { code, site } = context;
  const there = (place: Site) => ({ ...contextAt(code, place), depth: context.depth });
  if (expression.kind === 'name') {
    const declaration = site.fn ? find(code.bindings(site.fn), expression.name, expression.start) : undefined;
    if (!declaration) return [];
    const { source, assignments } = declaration;
    const written = assignments.map((one): Origin => ({ expression: one.expression, context }));
    if (source.kind === 'value' && source.count === 1) return [{ expression: source.expression, context }, ...written];
    if (source.kind !== 'parameter') return written;
    return [...passedArguments(source.fn, source.index, context).filter((one) => one !== null), ...written];
  }
  if (expression.kind !== 'select') return [];
  const type = typeOf(code, expression.operand, site);
  const found = type === null ? null : fieldOf(code, type, expression.name);
  if (!found) return [];
  const { owner, field } = found;
  const literals = literalValues(owner, field, context).map(({ value, context: at }) => ({
    expression: value,
    context: at,
  }));
  const assigned = assignmentsTo(owner, field.name, code).map((one) => ({
    expression: one.expression,
    context: there(one.site),
  }));
  return [...literals, ...assigned];
}
