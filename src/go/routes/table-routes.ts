import { GO_ZERO } from '../libraries/server-types.ts';
import { addPaths, basePath, type BasePath, isDecided, NO_PATH, pathOf, wholePath } from './base-path.ts';
import { inside, type Site, type Use } from '../code/code-index.ts';
import { type Context, evaluate, originOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { asksForLogin } from './login.ts';
import type { FoundRoute } from './routes.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { elementNamed, type Call, type Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName } from '../code/types.ts';

const BEEGO =
  /^github\.com\/(?:astaxie\/beego|beego\/beego(?:\/server\/web)?)\.(?:Namespace\.|HttpServer\.)?(?:NS)?(\w+)$/;
const BEEGO_VERBS: ReadonlyMap<string, string | null> = new Map([
  ...['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'].map((name) => [name, name.toUpperCase()] as const),
  ...['Any', 'Handler', 'Router'].map((name) => [name, null] as const),
]);
const BEEGO_METHODS = [...BEEGO_VERBS.keys()].flatMap((name) => [name, `NS${name}`]);
const BEEGO_GROUPS = /(?:NewNamespace|NSNamespace)$/;

/** Routes of frameworks that have no router to be called: lists of structs, functions of the package. */
export function tableRoutes(code: LinkedCode): FoundRoute[] {
  return [...goZeroRoutes(code), ...beegoRoutes(code)];
}

/** `server.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/x", Handler: h}}, rest.WithPrefix("/v1"))`. */
function goZeroRoutes(code: LinkedCode): FoundRoute[] {
  return GO_ZERO.flatMap((library) => compositesOf(`${library}/rest.Route`, code)).flatMap((use) => {
    const { expression, site } = use;
    const path = elementNamed(expression, 'Path');
    const handler = elementNamed(expression, 'Handler');
    const method = elementNamed(expression, 'Method');
    if (!path) return [];
    const context = contextAt(code, site);
    const calls = callsAround(expression, site);
    const options = calls.flatMap(({ args }) => args);
    const server = calls.at(-1)?.callee;
    const root = server?.kind === 'select' ? (originOf(server.operand, context)?.expression ?? null) : null;
    const prefix = options.flatMap((option) => callsOf(option, 'WithPrefix'))[0]?.args[0];
    const verb = method ? evaluate(method, context).text : '';
    const guarded = options.some((option) =>
      ['WithJwt', 'WithSignature'].some((name) => callsOf(option, name).length > 0),
    );
    const given = prefix ? basePath(prefix, context) : NO_PATH;
    const registered = { path, handlers: handler ? [handler] : [], method: /^[A-Z]+$/.test(verb) ? verb : null };
    return routeOf(registered, given, guarded, context, use).map((one) => ({ ...one, root }));
  });
}

/** `web.Get("/x", h)`, `web.Router("/x", &Controller{}, "get:Read")`, and those inside `web.NewNamespace("/v1", …)`. */
function beegoRoutes(code: LinkedCode): FoundRoute[] {
  if (![...code.externals].some((path) => BEEGO.test(`${path}.X`))) return [];
  return BEEGO_METHODS.flatMap((name) =>
    code.calls(name).flatMap((use): FoundRoute[] => {
      const { expression: call, site } = use;
      const [, method = ''] = BEEGO.exec(calleeName(code, call.callee, site) ?? '') ?? [];
      const [path, ...handlers] = call.args;
      const verb = BEEGO_VERBS.get(method);
      if (!path || verb === undefined || handlers.length === 0) return [];
      const context = contextAt(code, site);
      const prefixes = callsAround(call, site)
        .filter(({ callee }) => BEEGO_GROUPS.test(calleeName(code, callee, site) ?? ''))
        .map(({ args: [first] }) => (first ? basePath(first, context) : NO_PATH));
      const prefix = prefixes.reduceRight(addPaths, NO_PATH);
      const mapped = method === 'Router' ? mappedVerb(handlers[1], context) : verb;
      return routeOf({ path, handlers, method: mapped }, prefix, false, context, use);
    }),
  );
}

/** `get:Read` of a controller's mapping; several or none are any. */
function mappedVerb(mapping: Expression | undefined, context: Context): string | null {
  const text = mapping ? evaluate(mapping, context).text : '';
  return /^([a-z]+):\w+$/.exec(text)?.[1]?.toUpperCase() ?? null;
}

interface Registered {
  readonly path: Expression;
  readonly handlers: readonly Expression[];
  readonly method: string | null;
}

function routeOf(
  { path, handlers, method }: Registered,
  prefix: BasePath,
  guarded: boolean,
  context: Context,
  { site, guard }: Use,
): FoundRoute[] {
  const own = pathOf(path, context);
  if (!isDecided(own)) return [];
  const route = { ...placeOf(site.file, path), method, ...wholePath(prefix, own), exact: true } as const;
  return [{ route, root: null, handlers, context, guard, guarded: guarded || handlers.some(asksForLogin) }];
}

/** The calls that an expression is an argument of, the innermost first. */
function callsAround(expression: Expression, site: Site): Call[] {
  const found: Call[] = [];
  for (let at: Expression | undefined = expression; at && found.length < 16; at = site.pkg.parentOf(at, site)) {
    if (at !== expression && at.kind === 'call') found.push(at);
  }
  return found;
}

function callsOf(expression: Expression, name: string): Call[] {
  return inside(expression).flatMap((part) =>
    part.kind === 'call' && part.callee.kind === 'select' && part.callee.name === name ? [part] : [],
  );
}
