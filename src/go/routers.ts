import { find } from './bindings.ts';
import { inside, type Site } from './code-index.ts';
import { argumentFor, callersOf, type Context, deeper, evaluate, functionCalled, originOf } from './context.ts';
import { returnsOf } from './call-values.ts';
import type { LinkedCode } from './linked-code.ts';
import { ROUTER_KINDS, routerKind } from './router-kinds.ts';
import { isKnown } from './setting.ts';
import { contextAt } from './solver.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';

/** Where a router hangs: the prefix of its routes, and the root router that a listener serves. */
export interface Mounted {
  /** Null: the source does not decide it. */
  readonly prefix: string | null;
  /** The expression that made the root; null for the default mux and where it is not known. */
  readonly root: Expression | null;
}

/** A router that is mounted below another: `r.Mount("/api", api)`, `mux.Handle("/api/", http.StripPrefix("/api", api))`. */
export interface Mount {
  readonly parent: Expression;
  readonly site: Site;
  readonly prefix: string | null;
  readonly routers: ReadonlySet<Expression>;
}

const MOST_PLACES = 16;
const NOWHERE: Mounted = { prefix: null, root: null };

/** All places of a router expression: several where a function that registers routes is called several times. */
export function locate(router: Expression, context: Context, mounts: readonly Mount[]): readonly Mounted[] {
  const { code, site } = context;
  const next = deeper(context);
  if (!next) return [NOWHERE];
  switch (router.kind) {
    case 'unary':
      return locate(router.operand, next, mounts);
    case 'composite':
      return locateMade(router, next, mounts);
    case 'call':
      return locateCall(router, next, mounts);
    case 'name': {
      const declaration = site.fn ? find(code.bindings(site.fn), router.name, router.start) : undefined;
      const source = declaration?.source;
      if (source?.kind === 'parameter') return locateParameter(source, next, mounts);
      if (source?.kind === 'value' && declaration?.assignments.length === 0) {
        return source.count === 1 ? locate(source.expression, next, mounts) : locateOrigin(router, next, mounts);
      }
      return locateOrigin(router, next, mounts);
    }
    default:
      return locateOrigin(router, next, mounts);
  }
}

/** Every mount of the program. */
export function findMounts(code: LinkedCode): Mount[] {
  const names = new Set(['Handle', ...ROUTER_KINDS.flatMap(({ mounting }) => mounting)]);
  return [...names].flatMap((name) =>
    code.calls(name).flatMap(({ expression: { callee, args }, site }): Mount[] => {
      const [path, handler] = args;
      if (callee.kind !== 'select' || !path || !handler) return [];
      const type = typeOf(code, callee.operand, site);
      const kind = routerKind(type);
      const isDefaultMux = calleeName(code, callee, site) === 'net/http.Handle';
      if (!kind && !isDefaultMux) return [];
      const context = contextAt(code, site);
      const routers = routersIn(handler, context);
      if (routers.size === 0) return [];
      const stripped = strippedPrefix(handler, context);
      const mounted = kind?.mounting.includes(name) ?? false;
      const written = evaluate(path, context);
      const prefix = mounted ? (isKnown(written) ? withoutSlash(written.text) : null) : stripped;
      return [{ parent: callee.operand, site, prefix, routers }];
    }),
  );
}

/** The routers that a handler leads to, through middleware and functions of the project. */
export function routersIn(handler: Expression, context: Context, depth = 0): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  if (depth > 8) return found;
  const origin = originOf(handler, context);
  if (origin && isRouter(origin.expression, origin.context)) return found.add(origin.expression);
  const candidates = [{ expression: handler, context }, ...(origin ? [origin] : [])];
  for (const candidate of candidates) {
    if (candidate.expression.kind !== 'call') continue;
    const inner = candidate.context;
    const parts = [...candidate.expression.args, receiverOf(candidate.expression)].filter((part) => part !== null);
    for (const part of parts) for (const router of routersIn(part, inner, depth + 1)) found.add(router);
    const target = functionCalled(inner, candidate.expression);
    const there =
      target && deeper(inner, target, { kind: 'call', fn: target.fn, call: candidate.expression, from: inner });
    if (!target || !there) continue;
    for (const { statement } of returnsOf(target.fn)) {
      for (const value of statement.values.slice(0, 1)) {
        for (const router of routersIn(value, there, depth + 1)) found.add(router);
      }
    }
  }
  if (handler.kind === 'name' && origin === null) {
    // `h = middleware(h)`: any router that was ever in the name.
    for (const value of everAssigned(handler.name, handler.start, context)) {
      if (value.start < handler.start) for (const router of routersIn(value, context, depth + 1)) found.add(router);
    }
  }
  return found;
}

function everAssigned(name: string, offset: number, { code, site }: Context): Expression[] {
  const declaration = site.fn ? find(code.bindings(site.fn), name, offset) : undefined;
  if (!declaration) return [];
  const first = declaration.source.kind === 'value' ? [declaration.source.expression] : [];
  return [...first, ...declaration.assignments.map(({ expression }) => expression)];
}

function receiverOf({ callee }: Call): Expression | null {
  return callee.kind === 'select' ? callee.operand : null;
}

function isRouter(expression: Expression, { code, site }: Context): boolean {
  if (expression.kind === 'call') {
    const operand = receiverOf(expression);
    // A group of a router is no router of its own.
    if (operand && routerKind(typeOf(code, operand, site))) return false;
  }
  return routerKind(typeOf(code, expression, site)) !== null;
}

function locateOrigin(router: Expression, context: Context, mounts: readonly Mount[]): readonly Mounted[] {
  const origin = originOf(router, context);
  if (!origin || origin.expression === router) {
    const isDefault =
      router.kind === 'select' && calleeName(context.code, router, context.site) === 'net/http.DefaultServeMux';
    return isDefault ? [{ prefix: '', root: null }] : [NOWHERE];
  }
  const next = deeper(context, origin.context.site, origin.context.frame);
  return next ? locate(origin.expression, next, mounts) : [NOWHERE];
}

function locateCall(call: Call, context: Context, mounts: readonly Mount[]): readonly Mounted[] {
  const { code, site } = context;
  const operand = receiverOf(call);
  const kind = operand ? routerKind(typeOf(code, operand, site)) : null;
  const method = call.callee.kind === 'select' ? call.callee.name : '';
  if (operand && kind) {
    const [first] = call.args;
    const outer = () => locate(operand, context, mounts);
    if (kind.prefixing.includes(method) && first && first.kind !== 'function') return below(outer(), first, context);
    return kind.same.includes(method) || kind.verbs.has(method) ? outer() : [NOWHERE];
  }
  const target = functionCalled(context, call);
  if (!target) return locateMade(call, context, mounts);
  return locateOrigin(call, context, mounts);
}

/** A router where it is made: at the root, or wherever it is mounted. */
function locateMade(made: Expression, context: Context, mounts: readonly Mount[]): readonly Mounted[] {
  if (routerKind(typeOf(context.code, made, context.site)) === null) return [NOWHERE];
  const above = mounts.filter(({ routers }) => routers.has(made));
  if (above.length === 0) return [{ prefix: '', root: made }];
  return above.slice(0, MOST_PLACES).flatMap(({ parent, site, prefix }) => {
    const next = deeper(context, site, null);
    if (!next) return [NOWHERE];
    return locate(parent, next, mounts).map((outer) => ({ ...outer, prefix: add(outer.prefix, prefix) }));
  });
}

function locateParameter(
  { fn, index }: { readonly fn: Parameters<typeof argumentFor>[1]; readonly index: number },
  context: Context,
  mounts: readonly Mount[],
): readonly Mounted[] {
  const { code, site, frame } = context;
  if (frame?.fn === fn && frame.kind === 'call') {
    const argument = argumentFor(frame.call, fn, index);
    const from = deeper(frame.from);
    return argument && from ? locate(argument, from, mounts) : [NOWHERE];
  }
  if (fn !== site.fn) return locateLiteralParameter(fn, context, mounts);
  const callers = callersOf(code, { ...site, fn }).slice(0, MOST_PLACES);
  // Nothing calls it, so nothing registers its routes.
  return callers.flatMap((call) => {
    const argument = argumentFor(call.expression, fn, index);
    const there = deeper(context, call.site, null);
    return argument && there ? locate(argument, there, mounts) : [NOWHERE];
  });
}

/** `r.Route("/users", func(r chi.Router) {…})`: the literal's router is below the outer one. */
function locateLiteralParameter(
  fn: Parameters<typeof argumentFor>[1],
  context: Context,
  mounts: readonly Mount[],
): readonly Mounted[] {
  const { code, site } = context;
  for (const name of new Set(ROUTER_KINDS.flatMap(({ nesting }) => nesting))) {
    for (const { expression, site: there } of code.calls(name)) {
      if (there.fn !== site.fn) continue;
      const literal = expression.args.find((argument) => argument.kind === 'function' && argument.function === fn);
      const operand = receiverOf(expression);
      if (!literal || !operand) continue;
      const [first] = expression.args;
      const outer = locate(operand, context, mounts);
      return first && first !== literal ? below(outer, first, context) : outer;
    }
  }
  return [NOWHERE];
}

function below(outer: readonly Mounted[], prefix: Expression, context: Context): readonly Mounted[] {
  const value = evaluate(prefix, context);
  const text = isKnown(value) ? value.text : null;
  return outer.map((place) => ({ ...place, prefix: add(place.prefix, text === null ? null : withoutSlash(text)) }));
}

function strippedPrefix(handler: Expression, context: Context): string | null {
  for (const part of inside(handler)) {
    if (part.kind !== 'call' || calleeName(context.code, part.callee, context.site) !== 'net/http.StripPrefix')
      continue;
    const [first] = part.args;
    const prefix = first ? evaluate(first, context) : null;
    return prefix && isKnown(prefix) ? withoutSlash(prefix.text) : null;
  }
  return '';
}

function add(outer: string | null, inner: string | null): string | null {
  return outer === null || inner === null ? null : outer + inner;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
