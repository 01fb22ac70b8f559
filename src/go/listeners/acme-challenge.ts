import { type Context, evaluate, type Origin, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const AUTOCERT = 'golang.org/x/crypto/acme/autocert';

/**
 * The settings that a handler of ACME challenges waits for: without the name of a domain there is nothing to answer. Null
 * for other handlers, and where the source names the domain.
 */
export function waitsForDomain(handler: Expression | null, context: Context): readonly string[] | null {
  const { code } = context;
  if (!handler || !code.externals.has(AUTOCERT)) return null;
  // Where a branch alone wraps it, it serves without a domain, too.
  const isChallenge = isHandler({ expression: handler, context }) || originsOf(handler, context).every(isHandler);
  return isChallenge ? openDomains(code) : null;
}

function isHandler(one: Origin | null): boolean {
  if (one?.expression.kind !== 'call') return false;
  const { code, site } = one.context;
  return calleeName(code, one.expression.callee, site) === `${AUTOCERT}.Manager.HTTPHandler`;
}

function openDomains(code: LinkedCode): readonly string[] | null {
  const domains = code.calls('HostWhitelist').flatMap(({ expression, site }) => {
    if (calleeName(code, expression.callee, site) !== `${AUTOCERT}.HostWhitelist`) return [];
    return expression.args.map((argument) => evaluate(argument, contextAt(code, site)));
  });
  const open = domains.filter((domain) => !isKnown(domain) || domain.by.length > 0);
  return open.length > 0 ? [...new Set(open.flatMap(({ by }) => by))] : null;
}
