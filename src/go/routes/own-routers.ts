import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { resolveType, typeOf } from '../code/types.ts';
import { routerKindOf, titleVerbs, upperVerbs } from '../libraries/router-kinds.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { NamedRouter } from './named-router.ts';

const VERBS = new Map([...upperVerbs('Handle', 'HandleFunc'), ...titleVerbs()]);
const PREFIX = /^(?:path|route|url|base)?_?prefix$|^base_?path$/i;

/**
 * A router that the project has written: a type that answers requests, with methods that are called like those of routers
 * and take a path. One that hands all on to the router of a library is followed to that.
 */
export function ownRouter(code: LinkedCode, callee: Expression, site: Site): NamedRouter | null {
  if (callee.kind !== 'select' || !VERBS.has(callee.name)) return null;
  const { operand, name, start, end } = callee;
  // Its methods call each other with what they are told.
  if (operand.kind === 'name' && operand.name === site.fn?.receiver?.name) return null;
  const type = typeOf(code, operand, site);
  const struct = type === null ? undefined : code.types.get(type);
  if (type === null || !struct || !code.functions.has(`${type}.ServeHTTP`)) return null;
  const path = code.functions.get(`${type}.${name}`)?.fn.parameters[0];
  if (path?.type !== 'string') return null;
  const { fields } = struct.declaration;
  const wraps = fields.some(({ type: inner }) =>
    routerKind(resolveType(code, inner, struct.site.file, struct.site.pkg.importPath)),
  );
  if (wraps) return null;
  const prefix = fields.find((field) => field.type === 'string' && PREFIX.test(field.name));
  return {
    router: operand,
    kind: routerKindOf({ types: [type], roots: [type], verbs: VERBS }),
    ...(prefix && { prefix: { kind: 'select', operand, name: prefix.name, start, end } }),
  };
}
