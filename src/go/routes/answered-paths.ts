import { askedPaths, FASTHTTP, NO_PATHS } from './asked-paths.ts';
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

/** `if r.URL.Path == "/healthz" { w.WriteHeader(200); return }`, and the cases of a switch over the path. */
function askedFor(code: LinkedCode): PathAt[] {
  return code.once(askedPaths, NO_PATHS).filter(({ then, site }) => then.some((inner) => answers(code, inner, site)));
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
