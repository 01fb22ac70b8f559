import { find, type Source } from '../code/bindings.ts';
import { inside } from '../code/code-index.ts';
import { type Context, originOf } from '../code/context.ts';
import type { Place } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

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

/** Middlewares that answer 401 whatever path is asked, where no login comes with the request. */
const DEMANDING: ReadonlySet<string> = new Set([
  'github.com/gin-gonic/gin.BasicAuth',
  'github.com/gin-gonic/gin.BasicAuthForRealm',
  'github.com/go-chi/chi/middleware.BasicAuth',
  'github.com/labstack/echo/middleware.BasicAuth',
  'github.com/labstack/echo/middleware.KeyAuth',
  'github.com/labstack/echo/middleware.JWT',
  'github.com/labstack/echo-jwt.JWT',
]);

/** The same, by settings; with `Next` they let some requests through. */
const DEMANDING_BY_SETTINGS: ReadonlySet<string> = new Set([
  'github.com/gofiber/fiber/middleware/basicauth.New',
  'github.com/gofiber/fiber/middleware/keyauth.New',
]);

/** The first of these middlewares that is surely one which lets nobody through without a login. */
export function demandedBy(middlewares: readonly Expression[], context: Context): Place | null {
  for (const middleware of middlewares) {
    const origin = originOf(middleware, context);
    if (origin?.expression.kind !== 'call') continue;
    const { callee, args } = origin.expression;
    const { code, site } = origin.context;
    const name = calleeName(code, callee, site) ?? '';
    const [settings] = args;
    const isPlain =
      settings?.kind === 'composite' &&
      settings.elements.every(({ key }) => key?.kind === 'name' && key.name !== 'Next');
    if (DEMANDING.has(name) || (isPlain && DEMANDING_BY_SETTINGS.has(name)))
      return placeOf(site.file, origin.expression);
  }
  return null;
}

/** `r.Use(gin.BasicAuth(…))` before a router is used, in all cases. */
export function loginOf(router: Expression, context: Context): Place | null {
  const { code, site } = context;
  if (router.kind !== 'name' || !site.fn) return null;
  const bindings = code.bindings(site.fn);
  const own = find(bindings, router.name, router.start);
  const uses = code.calls('Use').filter(({ expression: { callee, end }, site: there, guard }) => {
    if (there.fn !== site.fn || guard || end > router.start || callee.kind !== 'select') return false;
    const { operand } = callee;
    return operand.kind === 'name' && find(bindings, operand.name, operand.start) === own;
  });
  return demandedBy(
    uses.flatMap(({ expression: { args } }) => args),
    context,
  );
}

/** A local name of a group, or the parameter of a literal that a group is passed to. */
function isGroup(source: Source): boolean {
  if (source.kind === 'parameter') return source.fn.name === '';
  if (source.kind !== 'value' || source.expression.kind !== 'call') return false;
  const { callee } = source.expression;
  return callee.kind === 'select' && MAKES_GROUP.test(callee.name);
}
