import { returnsIn } from '../code/returns.ts';
import { inside, type Site } from '../code/code-index.ts';
import {
  type Context,
  deeper,
  frameOfCall,
  functionCalled,
  type Origin,
  type Origins,
  originsOf,
} from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { CalledNames } from '../code/names.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import { routerOf } from './named-router.ts';
import type { Call, Composite, Expression, FunctionLiteral, GoFunction, Statement } from '../syntax/syntax.ts';
import { calleeName, importedName, typeOf } from '../code/types.ts';
import { walkFunction, walkStatements } from '../syntax/walk-code.ts';

const DEEPEST = 8;
const MOST_ROUTERS = 32;

/** What a handler leads to: routers of its own, by what made them, and the default mux. */
export interface Served {
  readonly routers: ReadonlySet<Expression>;
  readonly defaultMux: boolean;
}

export function isDefaultMux(expression: Expression, { code, site }: Context): boolean {
  return (
    expression.kind === 'select' &&
    importedName(code, expression.operand, expression.name, site) === 'net/http.DefaultServeMux'
  );
}

/** The routers that a handler leads to, through middleware, fields and functions of the project. */
export function servedBy(handler: Expression, context: Context): Served {
  const routers = new Set<Expression>();
  let defaultMux = false;
  const seen = new Set<Expression>();

  const follow = (expression: Expression, at: Context, depth: number) => {
    if (depth > DEEPEST || routers.size > MOST_ROUTERS) return;
    if (expression.kind === 'select' && expression.name === 'ServeHTTP') {
      follow(expression.operand, at, depth + 1);
      return;
    }
    for (const origin of originsOf(expression, at)) {
      if (!origin) continue;
      const made = origin.expression;
      if (isDefaultMux(made, origin.context)) defaultMux = true;
      else if (isRouter(made, origin.context)) routers.add(made);
      else if (made.kind === 'call') followCall(made, origin.context, depth + 1);
      else if (made.kind === 'composite') followFields(made, origin.context, depth + 1);
      else if (made.kind === 'function') followBody(made, origin.context, depth + 1);
    }
    // A function of the project that wraps what it is given has an origin of its own: look at what it was given, too.
    if (expression.kind === 'call') followCall(expression, at, depth + 1);
  };
  const followCall = (call: Call, at: Context, depth: number) => {
    if (seen.has(call)) return;
    seen.add(call);
    for (const argument of call.args) if (mayServe(argument)) follow(argument, at, depth);
    if (call.callee.kind === 'select' && !isPackage(call.callee.operand, at)) follow(call.callee.operand, at, depth);
    if (call.callee.kind === 'call') follow(call.callee, at, depth);
    const target = functionCalled(at, call);
    const inner = target && deeper(at, target, frameOfCall(target.fn, call, at));
    if (!target || !inner) return;
    for (const { statement } of returnsIn(at.code, target.fn)) {
      const [value] = statement.values;
      if (value) follow(value, inner, depth);
    }
  };
  const followFields = (made: Composite, at: Context, depth: number) => {
    if (seen.has(made)) return;
    seen.add(made);
    for (const { value } of made.elements) if (mayServe(value)) follow(value, at, depth);
  };
  /** `http.HandlerFunc(func(w, r) { …; mux.ServeHTTP(w, r) })`. */
  const followBody = (made: FunctionLiteral, at: Context, depth: number) => {
    if (seen.has(made)) return;
    seen.add(made);
    for (const { expression, site } of at.code.calls('ServeHTTP')) {
      if (site.fn !== at.site.fn || expression.start < made.start || expression.end > made.end) continue;
      if (expression.callee.kind === 'select') follow(expression.callee.operand, at, depth);
    }
  };

  follow(handler, context, 0);
  return { routers, defaultMux };
}

function mayServe({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'select' || kind === 'call' || kind === 'unary' || kind === 'function';
}

function isPackage(operand: Expression, { code, site }: Context): boolean {
  return operand.kind === 'name' && code.importNamed(site.file, operand.name) !== undefined;
}

/** A group of a router is no router of its own. */
function isRouter(expression: Expression, { code, site }: Context): boolean {
  if (expression.kind === 'call' && routerOf(code, expression.callee, site)) return false;
  return routerKind(typeOf(code, expression, site)) !== null;
}

/** Whether a handler calls one of these, or is one itself: in what it is made of, and in its own body. `isWanted`: the same function for the same question. */
export function callsIn(handler: Expression, context: Context, isWanted: (name: string) => boolean): boolean {
  const made = originsOf(handler, context);
  const candidates: Origins = [{ expression: handler, context }, ...made];
  const isMade = (one: Origin | null) => one !== null && callsItself(one.expression, one.context, isWanted);
  return candidates.some(isMade) || candidates.some((one) => one && wrapped(one).some(isMade));
}

/** What made the handlers that one is made of: `handler := promhttp.Handler()` of `authenticated(logger, handler)`. */
function wrapped({ expression, context }: Origin): Origins {
  if (expression.kind !== 'call') return [];
  return expression.args.filter(({ kind }) => kind === 'name').flatMap((argument) => originsOf(argument, context));
}

function callsItself(expression: Expression, context: Context, isWanted: (name: string) => boolean): boolean {
  const { code, site } = context;
  const type = expression.kind === 'composite' ? typeOf(code, expression, site) : null;
  const serve = type === null ? undefined : code.functions.get(`${type}.ServeHTTP`);
  if (serve && bodyCalls(code, serve.fn, serve, isWanted, 2)) return true;
  for (const part of inside(expression)) {
    const named = part.kind === 'call' ? part.callee : part;
    if (named.kind === 'function' && bodyCalls(code, named.function, site, isWanted, 0)) return true;
    if (named.kind !== 'name' && named.kind !== 'select') continue;
    const name = calleeName(code, named, site) ?? '';
    if (isWanted(name)) return true;
    const own = code.functions.get(name);
    if (own && bodyCalls(code, own.fn, own, isWanted, 0)) return true;
  }
  return false;
}

/** Whether statements of a function call one of these, themselves or in functions of the project that they call. */
export function statementsCall(
  statements: readonly Statement[],
  { code, site }: Context,
  isWanted: (name: string) => boolean,
): boolean {
  let calls = false;
  const span = { start: statements[0]?.start ?? 0, end: statements.at(-1)?.end ?? 0 };
  walkStatements(
    statements,
    { span, guard: null },
    {
      expression(part) {
        if (calls || part.kind !== 'call') return;
        const name = calleeName(code, part.callee, site) ?? '';
        const own = code.functions.get(name);
        calls = isWanted(name) || (own !== undefined && bodyCalls(code, own.fn, own, isWanted, 1));
      },
    },
  );
  return calls;
}

/** `deep`: calls of the project's own functions are followed that far. */
function bodyCalls(
  code: LinkedCode,
  fn: GoFunction,
  site: Site,
  isWanted: (name: string) => boolean,
  deep: number,
): boolean {
  const { names, some } = namesCalled(code, fn, site);
  const calls = some.get(isWanted) ?? names.some(isWanted);
  some.set(isWanted, calls);
  if (calls) return true;
  if (deep === 0) return false;
  return names.some((name) => {
    const inner = code.functions.get(name);
    return inner !== undefined && inner.fn !== fn && bodyCalls(code, inner.fn, inner, isWanted, deep - 1);
  });
}

/** What a function calls, once each, as far as it has a name. */
function namesCalled(code: LinkedCode, fn: GoFunction, site: Site): CalledNames {
  const { called } = site.pkg.names;
  const known = called.get(fn);
  if (known) return known;
  const names = new Set<string>();
  // A literal in a package variable is a function of its own.
  const inner = { ...site, fn: site.fn ?? fn };
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind === 'call') names.add(calleeName(code, expression.callee, inner) ?? '');
    },
  });
  names.delete('');
  const found: CalledNames = { names: [...names], some: new Map() };
  called.set(fn, found);
  return found;
}
