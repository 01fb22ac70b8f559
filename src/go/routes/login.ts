import { find, type Source } from '../code/bindings.ts';
import { inside } from '../code/code-index.ts';
import type { Context } from '../code/context.ts';
import type { Expression } from '../syntax/syntax.ts';

const NAMES_LOGIN =
  /auth(?!or(?!i[sz]))|jwt|log_?in|api_?key|bearer|(?:require|check|verify|only|must|ensure)_?(?:admin|session|token|user)|admin_?only/i;
const NAMES_NO_LOGIN = /optional|skip|no_?auth|without|un_?auth|anonymous/i;
const MAKES_GROUP = /^(?:Group|With|Route|Subrouter|Party|NewGroup|WithGroup)$/;

/** Whether a middleware or wrapped handler refuses who has no login, by the names in it. */
export function asksForLogin(expression: Expression): boolean {
  return inside(expression).some(
    (part) =>
      (part.kind === 'name' || part.kind === 'select') &&
      NAMES_LOGIN.test(part.name) &&
      !NAMES_NO_LOGIN.test(part.name),
  );
}

/** `api.Use(requireLogin)` before a group is used. What the root uses mostly lets health checks through. */
export function isGroupWithLogin(router: Expression, { code, site }: Context): boolean {
  if (router.kind !== 'name' || !site.fn) return false;
  const bindings = code.bindings(site.fn);
  const own = find(bindings, router.name, router.start);
  if (!own || !isGroup(own.source)) return false;
  return code.calls('Use').some(({ expression: { callee, args, end }, site: there }) => {
    if (there.fn !== site.fn || end > router.start || callee.kind !== 'select') return false;
    const { operand } = callee;
    return operand.kind === 'name' && find(bindings, operand.name, operand.start) === own && args.some(asksForLogin);
  });
}

/** A local name of a group, or the parameter of a literal that a group is passed to. */
function isGroup(source: Source): boolean {
  if (source.kind === 'parameter') return source.fn.name === '';
  if (source.kind !== 'value' || source.expression.kind !== 'call') return false;
  const { callee } = source.expression;
  return callee.kind === 'select' && MAKES_GROUP.test(callee.name);
}
