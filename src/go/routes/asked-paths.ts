import { find } from '../code/bindings.ts';
import { inside, type Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression, Statement } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

/** A path that a handler compares that of a request with, and what it does then. */
export interface AskedPath {
  readonly path: Expression;
  readonly site: Site;
  readonly then: readonly Statement[];
}

/** Holds request and answer. */
export const FASTHTTP = 'github.com/valyala/fasthttp.RequestCtx';
const PATHS: readonly string[] = ['Path', 'EscapedPath', 'RequestURI'];

const TIDIES: ReadonlySet<string> = new Set([
  ...['path.Clean', 'string', 'strings.ToLower'],
  ...['Replace', 'ReplaceAll', 'TrimSuffix', 'TrimRight', 'TrimSpace'].map((name) => `strings.${name}`),
]);

export const NO_PATHS: readonly AskedPath[] = [];

/** `if r.URL.Path == "/healthz" { … }`, and the cases of a switch over the path. */
export function askedPaths(code: LinkedCode): readonly AskedPath[] {
  if (!PATHS.some((name) => code.methodValues(name).length + code.calls(name).length > 0)) return NO_PATHS;
  const found: AskedPath[] = [];
  for (const { statement, site } of code.conditions()) {
    if (!statement.condition) continue;
    for (const path of comparedWithPath(code, statement.condition, site))
      found.push({ path, site, then: statement.then });
  }
  // Any other list would have what is known of values worked out anew.
  return found.length > 0 ? found : NO_PATHS;
}

/** What the path of a request is compared with, anywhere in a condition. */
function comparedWithPath(code: LinkedCode, condition: Expression, site: Site): Expression[] {
  const found: Expression[] = [];
  for (const part of inside(condition)) {
    const asked = part.kind === 'call' ? partAsked(code, part, site) : null;
    if (asked) found.push(asked);
    if (part.kind !== 'binary' || part.operator !== '==') continue;
    if (isRequestPath(code, part.left, site)) found.push(part.right);
    else if (isRequestPath(code, part.right, site)) found.push(part.left);
  }
  return found;
}

const ASKS: ReadonlySet<string> = new Set(['strings.HasPrefix', 'strings.HasSuffix']);

/** `strings.HasSuffix(r.URL.Path, "/healthz")`: the path alone begins and ends so, too. */
function partAsked(code: LinkedCode, { callee, args: [path, asked] }: Call, site: Site): Expression | null {
  const isAsked = ASKS.has(calleeName(code, callee, site) ?? '');
  return path && asked && isAsked && isRequestPath(code, path, site) ? asked : null;
}

/** `r.URL.Path`, `r.URL.EscapedPath()`, `r.RequestURI`, fasthttp's `ctx.Path()`, and a variable that holds one of them, tidied. */
export function isRequestPath(code: LinkedCode, written: Expression, site: Site): boolean {
  const expression = tidied(code, written, site);
  if (expression.kind === 'name') {
    const held = site.fn && find(code.bindings(site.fn), expression.name, expression.start);
    const isItself = (next: Expression) => next.kind === 'name' && next.name === expression.name;
    if (held?.source.kind !== 'value') return false;
    if (!held.assignments.every((one) => isItself(tidied(code, one.expression, site)))) return false;
    const path = tidied(code, held.source.expression, site);
    return path.kind !== 'name' && isRequestPath(code, path, site);
  }
  const named = expression.kind === 'call' ? expression.callee : expression;
  if (named.kind !== 'select') return false;
  const isRequest = (operand: Expression) => typeOf(code, operand, site) === 'net/http.Request';
  if (named.name === 'RequestURI') return isRequest(named.operand);
  if (named.name === 'Path' && typeOf(code, named.operand, site) === FASTHTTP) return expression.kind === 'call';
  const { operand } = named;
  return (
    named.name !== 'RequestURI' && PATHS.includes(named.name) && operand.kind === 'select' && isRequest(operand.operand)
  );
}

/** What is left of a path when slashes and case are mended or white space is cut off. */
function tidied(code: LinkedCode, expression: Expression, site: Site): Expression {
  const [path] = expression.kind === 'call' ? expression.args : [];
  const isTidied = expression.kind === 'call' && TIDIES.has(calleeName(code, expression.callee, site) ?? '');
  return isTidied && path ? tidied(code, path, site) : expression;
}
