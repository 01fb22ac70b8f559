import { find } from '../code/bindings.ts';
import { type Context, deeper, functionCalled, originsOf } from '../code/context.ts';
import { isDefaultMux } from './handlers.ts';
import type { Mounts } from './mounts.ts';
import { addPaths, basePath, type BasePath, NO_PATH, UNKNOWN_PATH } from './base-path.ts';
import { asksForLogin, demandedBy, isGroupWithLogin, loginOf } from './login.ts';
import { type NamedRouter, routerOf } from './named-router.ts';
import type { Place } from '../project.ts';
import type { RouterKind } from '../libraries/router-kinds.ts';
import { servicePath } from './restful.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

/** Where a router hangs: the prefix of its routes, and the root router that a listener serves. */
export interface Mounted {
  readonly prefix: BasePath;
  /** The expression that made the root; null for the default mux and where it is not known. */
  readonly root: Expression | null;
  /** Requests without a login do not get through. */
  readonly guarded: boolean;
  /** What surely refuses them; null: nothing is known to. */
  readonly login: Place | null;
}

const MOST_PLACES = 16;
export const NOWHERE: Mounted = { prefix: UNKNOWN_PATH, root: null, guarded: false, login: null };
export const AT_ROOT: Mounted = { prefix: NO_PATH, root: null, guarded: false, login: null };

/** All places of a router: several where a function that registers routes is called several times. */
export function locate(router: Expression, kind: RouterKind, context: Context, mounts: Mounts): readonly Mounted[] {
  const next = deeper(context);
  if (!next) return [NOWHERE];
  const scopes = kind.scoped ? scopesAround(router, next) : null;
  const guarded = isGroupWithLogin(router, context);
  const login = loginOf(router, context);
  return originsOf(router, next).flatMap((origin): readonly Mounted[] => {
    const places = origin
      ? locateMaker(origin.expression, kind, origin.context, mounts)
      : [unseen(router, kind, next, mounts)];
    return places.map((place) => ({
      ...place,
      prefix: scopes ? addPaths(place.prefix, scopes) : place.prefix,
      guarded: place.guarded || guarded || login !== null,
      login: place.login ?? login,
    }));
  });
}

/** A router that something out of sight made: still without a prefix if its type allows none. */
function unseen(router: Expression, kind: RouterKind, context: Context, mounts: Mounts): Mounted {
  const type = typeOf(context.code, router, context.site);
  const isRoot = type !== null && (kind.roots.includes(type) || type === 'github.com/gorilla/mux.Router');
  return isRoot && !mounts.hasPrefixes ? AT_ROOT : NOWHERE;
}

function locateMaker(made: Expression, kind: RouterKind, context: Context, mounts: Mounts): readonly Mounted[] {
  const { code, site } = context;
  if (isDefaultMux(made, context)) return [AT_ROOT];
  if (made.kind === 'call') {
    const outer = routerOf(code, made.callee, site);
    if (outer) return locateGroup(made, outer, context, mounts);
    if (functionCalled(context, made)) return [NOWHERE];
  }
  if (routerKind(typeOf(code, made, site)) === null) return [unseen(made, kind, context, mounts)];
  // A router where it is made: at the root, or wherever it is mounted.
  const above = mounts.of(made);
  if (above.length === 0) return [{ ...AT_ROOT, prefix: servicePath(made, context), root: made }];
  return above.slice(0, MOST_PLACES).flatMap((mount) => {
    const next = deeper(context, mount.site, null);
    if (!next) return [NOWHERE];
    if (!mount.parent) return [{ ...AT_ROOT, prefix: mount.prefix }];
    return locate(mount.parent.router, mount.parent.kind, next, mounts).map((outer) => ({
      ...outer,
      prefix: addPaths(outer.prefix, mount.prefix),
    }));
  });
}

/** `r.Group("/v1")`, `r.With(login)`, and what else a router makes of itself. */
function locateGroup(call: Call, outer: NamedRouter, context: Context, mounts: Mounts): readonly Mounted[] {
  const method = call.callee.kind === 'select' ? call.callee.name : '';
  const { kind, router } = outer;
  const [first] = call.args;
  const isPrefix = kind.prefixing.includes(method) && first !== undefined && first.kind !== 'function';
  const isSame = kind.same.includes(method) || kind.verbs.has(method) || kind.named.includes(method);
  if (!isPrefix && !isSame && !kind.nesting.includes(method)) return [NOWHERE];
  const places = locate(router, kind, context, mounts);
  const middlewares = kind.verbs.has(method) ? [] : call.args.slice(isPrefix ? 1 : 0);
  const guarded = middlewares.some(asksForLogin);
  const login = demandedBy(middlewares, context);
  const prefix = isPrefix ? basePath(first, context) : NO_PATH;
  return places.map((place) => ({
    ...place,
    prefix: addPaths(place.prefix, prefix),
    guarded: place.guarded || guarded,
    login: place.login ?? login,
  }));
}

/** macaron: the prefixes of all `m.Group("/x", func() {…})` around a place. */
function scopesAround(router: Expression, context: Context): BasePath {
  const { code, site } = context;
  if (!site.fn || router.kind !== 'name') return NO_PATH;
  const own = find(code.bindings(site.fn), router.name, router.start);
  return code
    .calls('Group')
    .filter(({ expression: { callee, args }, site: there }) => {
      if (there.fn !== site.fn || callee.kind !== 'select' || callee.operand.kind !== 'name') return false;
      const literal = args.find(({ kind }) => kind === 'function');
      return (
        literal !== undefined &&
        literal.start <= router.start &&
        router.end <= literal.end &&
        site.fn !== null &&
        find(code.bindings(site.fn), callee.operand.name, callee.operand.start) === own
      );
    })
    .sort((a, b) => a.expression.start - b.expression.start)
    .reduce((outer: BasePath, { expression: { args } }) => {
      return args[0] ? addPaths(outer, basePath(args[0], context)) : outer;
    }, NO_PATH);
}
