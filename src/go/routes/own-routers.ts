import type { Site } from '../code/code-index.ts';
import type { DeclaredType, FunctionSite } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { resolveType, typeOf } from '../code/types.ts';
import { routerKindOf, titleVerbs, upperVerbs } from '../libraries/router-kinds.ts';
import { REGISTERING, routerKind } from '../libraries/router-libraries.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { NamedRouter } from './named-router.ts';

const VERBS = new Map([...upperVerbs('Handle', 'HandleFunc'), ...titleVerbs()]);
/** Methods that take the HTTP method first. */
const NAMED = ['Add', 'AddRoute', 'Handle', 'HandleFunc', 'Method', 'Route'];
const PREFIX = /^(?:path|route|url|base)?_?prefix$|^base_?path$/i;

/** Names of methods that may register a route, with the router of a library or with one of the project. */
export const MAY_REGISTER: ReadonlySet<string> = new Set([...REGISTERING, ...NAMED]);

/**
 * A router that the project has written: a type that answers requests, or makes what does, with methods that are called like
 * those of routers and take a path. One that hands all on to the router of a library is followed to that.
 */
export function ownRouter(code: LinkedCode, callee: Expression, site: Site): NamedRouter | null {
  if (callee.kind !== 'select' || !(VERBS.has(callee.name) || NAMED.includes(callee.name))) return null;
  const { operand, name, start, end } = callee;
  // Its methods call each other with what they are told.
  if (operand.kind === 'name' && operand.name === site.fn?.receiver?.name) return null;
  const type = typeOf(code, operand, site);
  const struct = type === null ? undefined : code.types.get(type);
  const method = code.functions.get(`${type ?? ''}.${name}`);
  if (type === null || !struct || !method) return null;
  const isNamed = NAMED.includes(name) && takesMethod(code, method);
  const isPlain = VERBS.has(name) && method.fn.parameters[0]?.type === 'string';
  if (!(isNamed && makesHandler(code, type)) && !(isPlain && answers(code, type))) return null;
  if (wrapsRouter(code, struct)) return null;
  const prefix = struct.declaration.fields.find((field) => field.type === 'string' && PREFIX.test(field.name));
  const how = isNamed ? { named: [name] } : { verbs: VERBS };
  return {
    router: operand,
    kind: routerKindOf({ types: [type], roots: [type], ...how }),
    ...(prefix && { prefix: { kind: 'select', operand, name: prefix.name, start, end } }),
  };
}

function answers(code: LinkedCode, type: string): boolean {
  return code.functions.has(`${type}.ServeHTTP`);
}

/** `func (r *router) Handler() http.Handler` */
function makesHandler(code: LinkedCode, type: string): boolean {
  const isHandler = ({ fn: { results }, file, pkg }: FunctionSite) =>
    results.length === 1 && resolveType(code, results[0]?.type ?? '', file, pkg.importPath) === 'net/http.Handler';
  return answers(code, type) || (code.methods.get(type) ?? []).some(isHandler);
}

/** `func (r *router) Route(method, path string, h handler)` */
function takesMethod(code: LinkedCode, { fn: { parameters }, file, pkg }: FunctionSite): boolean {
  const [method, path, handler] = parameters;
  if (method?.type !== 'string' || path?.type !== 'string' || !handler) return false;
  if (ANSWERS.test(handler.type)) return true;
  const type = resolveType(code, handler.type, file, pkg.importPath) ?? '';
  return answers(code, type) || ANSWERS.test(code.types.get(type)?.declaration.definition ?? type);
}

const ANSWERS = /http\.(?:ResponseWriter|Handler(?:Func)?)\b/;

function wrapsRouter(code: LinkedCode, { declaration: { fields }, site: { file, pkg } }: DeclaredType): boolean {
  return fields.some(({ type }) => routerKind(resolveType(code, type, file, pkg.importPath)) !== null);
}
