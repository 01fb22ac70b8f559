import { type BasePath, basePath, NO_PATH } from './base-path.ts';
import type { Site } from '../code/code-index.ts';
import { type Context, originOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { GO_RESTFUL } from '../libraries/library-paths.ts';
import { contextAt } from '../values/solver.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

/** What a route that a call begins to build is given to; null for any other call. */
export function builtRoute(code: LinkedCode, call: Call, site: Site): readonly Expression[] | null {
  if (!code.externals.has(GO_RESTFUL)) return null;
  const { parentOf } = site.pkg;
  let part: Expression = call;
  for (let depth = 0; depth < LONGEST_CHAIN; depth++) {
    const method: Expression | undefined = parentOf(part, site);
    const outer: Expression | undefined = method?.kind === 'select' ? parentOf(method, site) : undefined;
    if (method?.kind !== 'select' || outer?.kind !== 'call' || outer.callee !== method) return null;
    if (method.name === 'To') return outer.args;
    part = outer;
  }
  return null;
}

const LONGEST_CHAIN = 40;

/** The path that a service has told it that its routes begin with. */
export function servicePath(made: Expression, { code, site }: Context): BasePath {
  if (typeOf(code, made, site) !== `${GO_RESTFUL}.WebService`) return NO_PATH;
  for (const { expression, site: there } of code.calls('Path')) {
    const [path] = expression.args;
    if (!path || expression.callee.kind !== 'select') continue;
    const context = contextAt(code, there);
    if (originOf(expression.callee.operand, context)?.expression === made) return basePath(path, context);
  }
  return NO_PATH;
}
