import { type BasePath, basePath, NO_PATH } from './base-path.ts';
import { inside, type Site } from '../code/code-index.ts';
import { type Context } from '../code/context.ts';
import { servedBy } from './handlers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { ROUTER_KINDS } from '../libraries/router-libraries.ts';
import { type NamedRouter, routerOf } from './named-router.ts';
import { contextAt } from '../values/solver.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** A router that is mounted below another: `r.Mount("/api", api)`, `mux.Handle("/api/", http.StripPrefix("/api", api))`. */
export interface Mount {
  /** Null: the default mux. */
  readonly parent: NamedRouter | null;
  readonly site: Site;
  readonly prefix: BasePath;
}

export interface Mounts {
  /** Where a router, by what made it, is mounted. */
  of(made: Expression): readonly Mount[];
  /** Some router is served below a prefix. */
  readonly hasPrefixes: boolean;
}

const HANDLING = ['Handle', 'HandleFunc', 'Handler', 'Any', 'ANY', 'All', 'NoRoute', 'NotFound', 'PathPrefix'];

/** Every mount of the program. */
export function findMounts(code: LinkedCode): Mounts {
  const mounts = new Map<Expression, Mount[]>();
  let hasPrefixes = false;
  const names = new Set([...HANDLING, ...ROUTER_KINDS.flatMap(({ mounting }) => mounting)]);
  for (const name of names) {
    for (const { expression: call, site } of code.calls(name)) {
      const isDefaultMux = /^net\/http\.Handle(?:Func)?$/.test(calleeName(code, call.callee, site) ?? '');
      const parent = isDefaultMux ? null : routerOf(code, call.callee, site);
      const handler = call.args.at(-1);
      if ((!parent && !isDefaultMux) || !handler || !mayMount(handler)) continue;
      const context = contextAt(code, site);
      const routers = othersThan(parent, servedBy(handler, context).routers, context);
      if (routers.length === 0) continue;
      const prefix = prefixOf(call, name, parent, context);
      if (prefix.text !== '') hasPrefixes = true;
      for (const router of routers) {
        const known = mounts.get(router);
        if (known) known.push({ parent, site, prefix });
        else mounts.set(router, [{ parent, site, prefix }]);
      }
    }
  }
  return { of: (made) => mounts.get(made) ?? [], hasPrefixes };
}

/** `api.Handle("/x", s.handleX())`: `s` holds the very router that it registers on, which is not mounted below itself. */
function othersThan(
  parent: NamedRouter | null,
  routers: ReadonlySet<Expression>,
  context: Context,
): readonly Expression[] {
  if (!parent || routers.size === 0) return [...routers];
  const own = servedBy(parent.router, context).routers;
  return [...routers].filter((router) => !own.has(router));
}

/** Handlers are mostly functions and methods: these are no routers. */
function mayMount(handler: Expression): boolean {
  if (handler.kind === 'select')
    return /^(?:ServeHTTP|.*(?:router|mux|handler|engine|app|server|api))$/i.test(handler.name);
  return handler.kind === 'call' || handler.kind === 'name' || handler.kind === 'unary';
}

/** What is taken off the path before the mounted router sees it. */
function prefixOf(call: Call, name: string, parent: NamedRouter | null, context: Context): BasePath {
  const [path, handler] = call.args;
  const mounted = parent?.kind.mounting.includes(name) === true && path !== undefined && handler !== undefined;
  return mounted ? basePath(path, context) : strippedIn(call.args, context);
}

/** What `http.StripPrefix` takes off among these handlers. */
export function strippedIn(handlers: readonly Expression[], context: Context): BasePath {
  for (const part of handlers.flatMap((handler) => inside(handler))) {
    if (part.kind !== 'call' || calleeName(context.code, part.callee, context.site) !== 'net/http.StripPrefix')
      continue;
    return part.args[0] ? basePath(part.args[0], context) : NO_PATH;
  }
  return NO_PATH;
}
