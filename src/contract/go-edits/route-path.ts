import type { Place } from '../../go/project.ts';
import { type EditIn, editIn } from '../changes.ts';

/** A route's pattern as its registration writes it: `"GET /healthz"`. */
export interface RouteLiteral {
  readonly quote: string;
  /** With the blank behind it; empty where there is none. */
  readonly method: string;
  /** The path as written: without the prefix of a group. */
  readonly path: string;
}

/** The literal at a route's place; undefined where something else stands there, or the text is not the one that was read. */
export function routeLiteral(
  { start, end, path }: Place & { readonly path: string },
  source: string,
): RouteLiteral | undefined {
  const match = /^(["`])((?:[A-Z]+ +)?)(\/?[^"`\\\s]*)\1$/.exec(source.slice(start, end));
  const [, quote, method, written] = match ?? [];
  if (quote === undefined || method === undefined || written === undefined || written === '') return undefined;
  return path.endsWith(written) ? { quote, method, path: written } : undefined;
}

/** Lets a route serve another path; undefined where its group begins otherwise. */
export function serveInstead(
  route: Place & { readonly path: string },
  asked: string,
  source: string | undefined,
): EditIn | undefined {
  const literal = source === undefined ? undefined : routeLiteral(route, source);
  const prefix = literal && route.path.slice(0, route.path.length - literal.path.length);
  if (!literal || prefix === undefined || !asked.startsWith(prefix) || !isPlainPath(asked)) return undefined;
  const path = asked.slice(prefix.length);
  if (path === '' || path.startsWith('/') !== literal.path.startsWith('/')) return undefined;
  const { quote, method } = literal;
  return editIn(route.file, { start: route.start, end: route.end, text: quote + method + path + quote });
}

/** Lets a route answer GET in place of another method, which its pattern or the router's function names. */
export function serveGet(route: Place & { readonly path: string }, source: string | undefined): EditIn | undefined {
  const literal = source === undefined ? undefined : routeLiteral(route, source);
  if (source === undefined || !literal) return undefined;
  const start = route.start + literal.quote.length;
  if (literal.method !== '')
    return editIn(route.file, { start, end: start + literal.method.trimEnd().length, text: 'GET' });
  const [, method] = /\.(POST|PUT|PATCH|DELETE|Post|Put|Patch|Delete)\($/.exec(source.slice(0, route.start)) ?? [];
  if (method === undefined) return undefined;
  const end = route.start - '('.length;
  return editIn(route.file, { start: end - method.length, end, text: /^[A-Z]+$/.test(method) ? 'GET' : 'Get' });
}

/** A path that means itself in every router's notation. */
export function isPlainPath(path: string): boolean {
  return /^(?:\/[\w.-]+)+$/.test(path);
}
