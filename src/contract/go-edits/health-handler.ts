import type { Place } from '../../go/project.ts';
import { type EditIn, editIn } from '../changes.ts';
import { lineStart } from './line-start.ts';
import { isPlainPath, routeLiteral } from './route-path.ts';

type RoutePlace = Place & { readonly path: string };

interface Registration {
  readonly indent: string;
  readonly receiver: string;
  /** `HandleFunc`, `GET`, … */
  readonly method: string;
}

/** A handler in the words of a router: the call that registers it, and what it does. */
interface Handler {
  readonly call: string;
  readonly parameters: string;
  readonly body: string;
}

const OK = 'w.WriteHeader(http.StatusOK)';
const STANDARD = 'func(w http.ResponseWriter, _ *http.Request)';

/**
 * Registers a handler that answers for `path` before one of the routes, with that route’s router; undefined where none of
 * them is registered by a statement in a way that is known here.
 */
export function insertHealthHandler(
  path: string,
  routes: readonly RoutePlace[],
  sourceOf: (file: string) => string | undefined,
): EditIn | undefined {
  if (!isPlainPath(path)) return undefined;
  for (const route of routes) {
    const source = sourceOf(route.file);
    const literal = source === undefined ? undefined : routeLiteral(route, source);
    // In a group the path would have another beginning.
    if (source === undefined || literal?.path !== route.path) continue;
    const registration = registrationOf(route, source);
    const handler = registration && handlerOf(registration, importsOf(source));
    if (!registration || !handler) continue;
    const { indent, receiver } = registration;
    const pattern = literal.method === '' || handler.call !== 'HandleFunc' ? path : `GET ${path}`;
    const lines = [`${receiver}.${handler.call}("${pattern}", ${handler.parameters} {`, `\t${handler.body}`, '})'].map(
      (line) => `${indent}${line}\n`,
    );
    const start = aboveComments(source, lineStart(source, route.start));
    return editIn(route.file, { start, end: start, text: lines.join('') });
  }
  return undefined;
}

/** A statement that begins its line with the call, and whose first argument the route is. */
function registrationOf({ start }: Place, source: string): Registration | undefined {
  const before = source.slice(lineStart(source, start), start);
  const [, indent, receiver, method] = /^(\t+)((?:\w+\.)*\w+)\.([A-Za-z]+)\($/.exec(before) ?? [];
  return indent !== undefined && receiver !== undefined && method !== undefined
    ? { indent, receiver, method }
    : undefined;
}

function handlerOf({ method }: Registration, imports: ReadonlySet<string>): Handler | undefined {
  const imported = (name: string) => [...imports].find((path) => path === name || path.startsWith(`${name}/v`));
  const isStandard = imports.has('net/http');
  const status = isStandard ? 'http.StatusOK' : '200';
  if (method === 'HandleFunc' || method === 'Handle') {
    return isStandard ? { call: 'HandleFunc', parameters: STANDARD, body: OK } : undefined;
  }
  if (/^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method)) {
    const gin = imported('github.com/gin-gonic/gin');
    const echo = imported('github.com/labstack/echo');
    if (gin && !echo) return { call: 'GET', parameters: 'func(c *gin.Context)', body: `c.Status(${status})` };
    if (!echo || gin) return undefined;
    const context = echo.endsWith('/v5') ? '*echo.Context' : 'echo.Context';
    return { call: 'GET', parameters: `func(c ${context}) error`, body: `return c.NoContent(${status})` };
  }
  if (/^(?:Get|Post|Put|Patch|Delete)$/.test(method)) {
    const chi = imported('github.com/go-chi/chi');
    const fiber = imported('github.com/gofiber/fiber');
    if (chi && !fiber) return isStandard ? { call: 'Get', parameters: STANDARD, body: OK } : undefined;
    if (!fiber || chi) return undefined;
    const context = fiber.endsWith('/v3') ? 'fiber.Ctx' : '*fiber.Ctx';
    return { call: 'Get', parameters: `func(c ${context}) error`, body: 'return c.SendStatus(fiber.StatusOK)' };
  }
  return undefined;
}

/** What a file imports by the name that the package has. */
function importsOf(source: string): Set<string> {
  const head = source.slice(0, Math.max(0, source.search(/^func\b/m)));
  return new Set([...head.matchAll(/^[ \t]*(?:import[ \t]+)?"([^"\n]+)"/gm)].map(([, path]) => path ?? ''));
}

/** The beginning of the comments directly above a line. */
function aboveComments(source: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(source, start - 1);
    if (!/^\t*\/\//.test(source.slice(above, start))) break;
    start = above;
  }
  return start;
}
