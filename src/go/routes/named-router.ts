import type { Site } from '../code/code-index.ts';
import { type Context, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { RouterKind } from '../libraries/router-kinds.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName, isOpenType, typeOf } from '../code/types.ts';

/** A router as code names it: the expression that stands for it (an embedded one by its field), and its kind. */
export interface NamedRouter {
  readonly router: Expression;
  readonly kind: RouterKind;
  /** What it puts before every path by itself. */
  readonly prefix?: Expression;
}

/** The router that a method is called on; null where it is none. */
export function routerOf(code: LinkedCode, callee: Expression, site: Site): NamedRouter | null {
  if (callee.kind !== 'select') return null;
  const { operand, start, end } = callee;
  const type = typeOf(code, operand, site);
  const own = routerKind(type);
  if (own) return { router: operand, kind: own };
  if (type === null || !code.types.has(type)) return null;
  // A struct that embeds a router has its methods.
  const name = calleeName(code, callee, site) ?? '';
  const owner = name.slice(0, name.lastIndexOf('.'));
  const kind = routerKind(owner);
  if (!kind) return null;
  return { router: { kind: 'select', operand, name: owner.slice(owner.lastIndexOf('.') + 1), start, end }, kind };
}

/** The routers that an interface of the project stands for. */
export function routersBehind(code: LinkedCode, callee: Expression, context: Context): NamedRouter[] {
  if (callee.kind !== 'select') return [];
  const type = typeOf(code, callee.operand, context.site);
  if (type === null || !code.types.has(type) || !isOpenType(code, type)) return [];
  const kinds = originsOf(callee.operand, context).map(
    (origin) => origin && routerKind(typeOf(code, origin.expression, origin.context.site)),
  );
  const kind = kinds.find((candidate) => candidate !== null);
  return kind ? [{ router: callee.operand, kind }] : [];
}
