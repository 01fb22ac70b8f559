import { addPaths, basePath, isDecided, NO_PATH, pathOf, wholePath } from './base-path.ts';
import { type Context, deeper, evaluate, originOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Mounts } from './mounts.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import { AT_ROOT, locate, type Mounted, NOWHERE } from './routers.ts';
import type { FoundRoute } from './routes.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, elementNamed, type Expression } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

const HUMA = 'github.com/danielgtaylor/huma';
const VERBS: readonly string[] = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head'];

/**
 * Operations of huma: `huma.Get(api, "/x", handler)`, `huma.Register(api, huma.Operation{Method: …, Path: "/x"}, handler)`. The
 * API is made of a router of another library, which serves it: `humachi.New(router, config)`.
 */
export function humaRoutes(code: LinkedCode, mounts: Mounts): FoundRoute[] {
  if (!code.externals.has(HUMA)) return [];
  return [...VERBS, 'Register'].flatMap((name) =>
    code.calls(name).flatMap(({ expression: call, site, guard }): FoundRoute[] => {
      if (calleeName(code, call.callee, site) !== `${HUMA}.${name}`) return [];
      const context = contextAt(code, site);
      const operation = operationOf(call, name, context);
      const [api, , handler] = call.args;
      if (!operation || !api) return [];
      const own = pathOf(operation.path, operation.context);
      if (!isDecided(own)) return [];
      const mounted = placeOfApi(api, context, mounts);
      const { site: there } = operation.context;
      const route = {
        ...placeOf(there.file, operation.path),
        method: operation.method,
        ...wholePath(mounted.prefix, own),
        exact: true,
      } as const;
      return [
        { route, root: mounted.root, handlers: handler ? [handler] : [], context, guard, guarded: mounted.guarded },
      ];
    }),
  );
}

interface Operation {
  readonly path: Expression;
  /** Null: the source does not say. */
  readonly method: string | null;
  readonly context: Context;
}

function operationOf({ args: [, second] }: Call, name: string, context: Context): Operation | null {
  if (!second) return null;
  if (name !== 'Register') return { path: second, method: name.toUpperCase(), context };
  const origin = originOf(second, context);
  if (origin?.expression.kind !== 'composite') return null;
  const path = elementNamed(origin.expression, 'Path');
  const verb = elementNamed(origin.expression, 'Method');
  const method = verb ? evaluate(verb, origin.context).text : '';
  return path ? { path, method: /^[A-Z]+$/.test(method) ? method : null, context: origin.context } : null;
}

/** Where an API hangs: its groups' prefixes, and the router that its adapter was given. */
function placeOfApi(api: Expression, context: Context, mounts: Mounts): Mounted {
  const next = deeper(context);
  const origin = next && originOf(api, next);
  if (origin?.expression.kind !== 'call') return NOWHERE;
  const { expression: made, context: there } = origin;
  const called = calleeName(there.code, made.callee, there.site) ?? '';
  const [first, second] = made.args;
  if (!first) return NOWHERE;
  if (called === `${HUMA}.NewGroup`) {
    // With several prefixes it is there several times.
    if (made.args.length > 2) return NOWHERE;
    const outer = placeOfApi(first, there, mounts);
    return { ...outer, prefix: addPaths(outer.prefix, second ? basePath(second, there) : NO_PATH) };
  }
  if (!called.startsWith(`${HUMA}/adapters/`)) return NOWHERE;
  const router = called.endsWith('.NewWithGroup') ? second : first;
  const kind = router && routerKind(typeOf(there.code, router, there.site));
  const [only = AT_ROOT, other] = router && kind ? locate(router, kind, there, mounts) : [];
  if (other) return NOWHERE;
  const prefix = called.endsWith('.NewWithPrefix') && second ? basePath(second, there) : NO_PATH;
  return { ...only, prefix: addPaths(only.prefix, prefix) };
}
