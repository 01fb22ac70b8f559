import { find } from '../code/bindings.ts';
import { inside, type Site } from '../code/code-index.ts';
import { evaluate } from '../code/context.ts';
import type { FunctionSite } from '../code/declared.ts';
import { healthName } from './health-names.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { passedArguments } from '../values/passed-arguments.ts';
import type { Ports } from '../listeners/ports.ts';
import type { HealthRoute } from '../answers.ts';
import { contextsFor } from '../values/contexts-for.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression, Parameter, Statement } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

/** `func(string, http.Handler)` */
const REGISTERS = /^func\(\w*string,\w*(?:http\.Handler(?:Func)?|func\(.*http\.ResponseWriter,.*\))\)$/;

/**
 * Health checks that no router is told of: a handler asks for the path by itself and answers, or a function that it is
 * handed registers them.
 */
export function answeredHealth(code: LinkedCode, ports: Ports): HealthRoute[] {
  return [...askedFor(code), ...registeredBy(code)].flatMap(({ path, site }) => pathsOf(path, site));

  function pathsOf(path: Expression, site: Site): HealthRoute[] {
    const contexts = contextsFor(code, site, [path], (context) => isKnown(evaluate(path, context)));
    return contexts.flatMap((context): HealthRoute[] => {
      const { text, by } = evaluate(path, context);
      const name = /^\/[^{}*:]*$/.test(text) ? healthName(text, []) : null;
      if (!name || name.weak) return [];
      const common = { ...placeOf(site.file, path), path: text, protocol: 'http', purpose: name.purpose } as const;
      return [{ ...common, port: ports.only('http', 'https'), certainty: by.length > 0 ? 'default' : 'known' }];
    });
  }
}

interface PathAt {
  readonly path: Expression;
  readonly site: Site;
}

const FASTHTTP = 'github.com/valyala/fasthttp.RequestCtx';
const PATHS: readonly string[] = ['Path', 'EscapedPath', 'RequestURI'];

const TIDIES: ReadonlySet<string> = new Set([
  ...['path.Clean', 'string', 'strings.ToLower'],
  ...['Replace', 'ReplaceAll', 'TrimSuffix', 'TrimRight', 'TrimSpace'].map((name) => `strings.${name}`),
]);

/** `if r.URL.Path == "/healthz" { w.WriteHeader(200); return }`, and the cases of a switch over the path. */
function askedFor(code: LinkedCode): PathAt[] {
  const found: PathAt[] = [];
  if (!PATHS.some((name) => code.methodValues(name).length + code.calls(name).length > 0)) return found;
  for (const { statement, site } of code.conditions()) {
    if (!statement.condition) continue;
    const paths = comparedWithPath(code, statement.condition, site);
    if (paths.length === 0 || !statement.then.some((inner) => answers(code, inner, site))) continue;
    found.push(...paths.map((path) => ({ path, site })));
  }
  return found;
}

/** What the path of a request is compared with, anywhere in a condition. */
function comparedWithPath(code: LinkedCode, condition: Expression, site: Site): Expression[] {
  const found: Expression[] = [];
  for (const part of inside(condition)) {
    const ending = part.kind === 'call' ? endingAsked(code, part, site) : null;
    if (ending) found.push(ending);
    if (part.kind !== 'binary' || part.operator !== '==') continue;
    if (isRequestPath(code, part.left, site)) found.push(part.right);
    else if (isRequestPath(code, part.right, site)) found.push(part.left);
  }
  return found;
}

/** `strings.HasSuffix(r.URL.Path, "/healthz")`: the path alone ends so, too. */
function endingAsked(code: LinkedCode, { callee, args: [path, ending] }: Call, site: Site): Expression | null {
  if (!path || !ending || calleeName(code, callee, site) !== 'strings.HasSuffix') return null;
  return isRequestPath(code, path, site) ? ending : null;
}

/** `r.URL.Path`, `r.URL.EscapedPath()`, `r.RequestURI`, fasthttp's `ctx.Path()`, and a variable that holds one of them, tidied. */
function isRequestPath(code: LinkedCode, written: Expression, site: Site): boolean {
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

/** Whether a statement writes the response, and does not only hand it to the next handler. */
function answers(code: LinkedCode, statement: Statement, site: Site): boolean {
  const all = (statements: readonly Statement[]) => statements.some((inner) => answers(code, inner, site));
  if (statement.kind === 'block') return all(statement.body);
  if (statement.kind === 'if' && statement.otherwise && all(statement.then) && all([statement.otherwise])) return true;
  return expressionsOf(statement)
    .flatMap((expression) => [...inside(expression)])
    .some((part) => {
      if (part.kind !== 'call' || !isOwnAnswer(part)) return false;
      const told = part.callee.kind === 'select' ? [part.callee.operand, ...part.args] : part.args;
      return told.some((one) => RESPONSES.has(typeOf(code, one, site) ?? ''));
    });
}

const RESPONSES: ReadonlySet<string> = new Set(['net/http.ResponseWriter', FASTHTTP]);

/** Whether a call is not the next handler's; of functions by a name alone, those that say so. */
function isOwnAnswer({ callee }: Call): boolean {
  if (callee.kind === 'select') return callee.name !== 'ServeHTTP';
  return callee.kind === 'name' && /health|live|ready|alive|ping/i.test(callee.name);
}

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.expression];
    case 'assign':
      return statement.right;
    case 'return':
      return statement.values;
    case 'if':
      return statement.before ? expressionsOf(statement.before) : [];
    default:
      return [];
  }
}

/** `func install(handle func(string, http.Handler)) { handle("/healthz", …) }` that is given a router's own method. */
function registeredBy(code: LinkedCode): PathAt[] {
  return code.gather(toldHowToRegister).flatMap((site) => {
    const { fn } = site;
    const index = fn.parameters.findIndex(isRegistering);
    const name = fn.parameters[index]?.name;
    if (name === undefined) return [];
    const given = passedArguments(fn, index, contextAt(code, site));
    const isPlain = given.every((one) => one?.expression.kind === 'select' && /^Handle/.test(one.expression.name));
    if (given.length === 0 || !isPlain) return [];
    return code.calls(name).flatMap(({ expression, site: there }): PathAt[] => {
      const [path] = expression.args;
      const isOwn = there.fn === fn && expression.callee.kind === 'name';
      return path && isOwn && calleeName(code, expression.callee, there) === null ? [{ path, site: there }] : [];
    });
  });
}

function toldHowToRegister({ functions }: Uses): readonly FunctionSite[] {
  return functions.filter(({ fn }) => fn.parameters.some(isRegistering));
}

function isRegistering({ type }: Parameter): boolean {
  return REGISTERS.test(type);
}
