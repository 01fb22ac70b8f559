import type { Site, Use } from './code-index.ts';
import { evaluate } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import { CHI, GORILLA, NET_HTTP, ROUTER_KINDS, type RouterKind, routerKind } from './router-kinds.ts';
import { findMounts, locate, type Mounted } from './routers.ts';
import type { Route } from './project.ts';
import { isKnown } from './setting.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';

export interface FoundRoute {
  readonly route: Route;
  /** The router that a listener serves; null for the default mux and where it is not known. */
  readonly root: Expression | null;
  readonly handlers: readonly Expression[];
  readonly site: Site;
}

const DEFAULT_MUX: Mounted = { prefix: '', root: null };

/** Every route that the program registers, in the order of the files; a path that is only half decided is `unknown`. */
export function findRoutes(code: LinkedCode): FoundRoute[] {
  const mounts = findMounts(code);
  const names = new Set(ROUTER_KINDS.flatMap(({ verbs, named }) => [...verbs.keys(), ...named]));
  const found = [...names].flatMap((name) => code.calls(name).flatMap((use) => routesOf(use, name)));
  return found.sort((a, b) =>
    a.route.file < b.route.file ? -1 : a.route.file > b.route.file ? 1 : a.route.start - b.route.start,
  );

  function routesOf({ expression: call, site }: Use<Call>, name: string): FoundRoute[] {
    const { callee, args } = call;
    if (callee.kind !== 'select') return [];
    const context = contextAt(code, site);
    const isDefaultMux = /^net\/http\.Handle(?:Func)?$/.test(calleeName(code, callee, site) ?? '');
    const kind = isDefaultMux ? NET_HTTP : routerKind(typeOf(code, callee.operand, site));
    if (!kind) return [];
    const byName = kind.named.includes(name) && args.length > 2;
    if (!byName && !kind.verbs.has(name)) return [];
    const [pathArgument, ...handlers] = byName ? args.slice(1) : args;
    if (!pathArgument || handlers.length === 0) return [];
    const written = evaluate(pathArgument, context);
    if (!isKnown(written)) return [];
    const verb = byName && args[0] ? methodOf(evaluate(args[0], context).text) : (kind.verbs.get(name) ?? null);
    const places = isDefaultMux ? [DEFAULT_MUX] : locate(callee.operand, contextAt(code, site), mounts);
    const methods = kind === GORILLA ? chainedMethods(code, call, site) : [verb];
    return places.flatMap(({ prefix, root }) =>
      methods.flatMap((method): FoundRoute[] => {
        const pattern = kind === NET_HTTP ? readPattern(written.text) : { method, path: written.text };
        if (
          !pattern ||
          (!pattern.path.startsWith('/') && kind !== NET_HTTP && `${prefix ?? ''}${pattern.path}` !== '' && !prefix)
        ) {
          return [];
        }
        const path = join(prefix ?? '', pattern.path, kind);
        const place = placeOf(site.file, pathArgument);
        const route: Route = {
          ...place,
          method: pattern.method,
          path,
          certainty: prefix === null ? 'unknown' : 'known',
        };
        return [{ route, root, handlers, site }];
      }),
    );
  }
}

/** `GET example.com/orders/{id}` as Go 1.22 reads it; null for what is no path. */
function readPattern(pattern: string): { method: string | null; path: string } | null {
  const [, method, rest = ''] = /^(?:([A-Z]+)[ \t]+)?(\S+)$/.exec(pattern) ?? [];
  const slash = rest.indexOf('/');
  return slash < 0 ? null : { method: method ?? null, path: rest.slice(slash) };
}

function join(prefix: string, path: string, kind: RouterKind): string {
  // chi serves `/users` for the route `/` inside `/users`.
  if (kind === CHI && prefix !== '' && path === '/') return prefix;
  const joined = prefix + (prefix !== '' && path !== '' && !path.startsWith('/') ? '/' : '') + path;
  return joined === '' ? '/' : joined;
}

function methodOf(text: string): string | null {
  return /^[A-Za-z]+$/.test(text) ? text.toUpperCase() : null;
}

/** gorilla: `r.HandleFunc("/x", h).Methods("GET", "POST")`, or `r.Methods("GET").…` before it. */
function chainedMethods(code: LinkedCode, call: Call, site: Site): (string | null)[] {
  const found: string[] = [];
  const read = (link: Call) => {
    if (link.callee.kind !== 'select' || link.callee.name !== 'Methods') return;
    for (const argument of link.args) {
      const method = methodOf(evaluate(argument, contextAt(code, site)).text);
      if (method !== null) found.push(method);
    }
  };
  for (
    let inner: Expression = call;
    inner.kind === 'call' && inner.callee.kind === 'select';
    inner = inner.callee.operand
  )
    read(inner);
  let outer: Expression | undefined = site.pkg.parents.get(call);
  while (outer && (outer.kind === 'select' || outer.kind === 'call')) {
    if (outer.kind === 'call') read(outer);
    outer = site.pkg.parents.get(outer);
  }
  return found.length > 0 ? found : [null];
}
