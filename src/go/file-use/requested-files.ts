import { find } from '../code/bindings.ts';
import { originsOf } from '../code/context.ts';
import type { Site, Use } from '../code/code-index.ts';
import { callsOf, type UsedPath } from './file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isRequestPath } from '../routes/asked-paths.ts';
import { callsIn } from '../routes/handlers.ts';
import type { FoundRoute } from '../routes/routes.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const SERVE_FILE: ReadonlySet<string> = new Set(['net/http.ServeFile']);

/**
 * Files that a handler serves by the path that is asked for: `http.ServeFile(w, r, r.URL.Path[1:])` below `/static/` is the
 * folder `static`. Where the handler answers every path, nobody knows which files are meant.
 */
export function* requestedFiles(code: LinkedCode, routes: readonly FoundRoute[]): Generator<UsedPath> {
  for (const { call, site, guard } of callsOf(code, SERVE_FILE)) {
    const path = call.args[2];
    if (!path || fileAsked(path, '/', site, code) === null) continue;
    const use = { expression: call, site, guard };
    for (const route of routes) {
      const folder = /^(\/.*\/)(?:[*:{].*)?$/.exec(route.route.path)?.[1];
      if (folder === undefined || !leadsTo(route, use, code)) continue;
      const text = fileAsked(path, folder, site, code);
      if (text !== null) yield { text, changeable: false, expression: path, site, call: use, isOptional: true };
    }
  }
}

function leadsTo({ handlers, context }: FoundRoute, { expression, site }: Use<Call>, code: LinkedCode): boolean {
  return handlers.some((handler) => {
    const isInside = originsOf(handler, context).some(
      (made) =>
        made?.expression.kind === 'function' &&
        made.context.site.file === site.file &&
        made.expression.start <= expression.start &&
        expression.end <= made.expression.end,
    );
    return isInside || callsIn(handler, context, (name) => code.functions.get(name)?.fn === site.fn);
  });
}

/** The file for a request below where the program runs, by the path (`requested`); null where it is any other. */
function fileAsked(expression: Expression, requested: string, site: Site, code: LinkedCode): string | null {
  const inside = (one: Expression | undefined) => (one ? fileAsked(one, requested, site, code) : null);
  if (isRequestPath(code, expression, site)) return requested;
  switch (expression.kind) {
    case 'name': {
      const held = site.fn && find(code.bindings(site.fn), expression.name, expression.start);
      const isMade = held?.source.kind === 'value' && held.assignments.length === 0;
      return isMade ? inside(held.source.expression) : null;
    }
    case 'other': {
      const text = inside(expression.parts[0]);
      return text !== null && expression.from?.kind === 'number' ? text.slice(expression.from.value) : null;
    }
    // A folder that is written before it is read whatever is asked for.
    case 'binary': {
      const text = inside(expression.right);
      const { left, operator } = expression;
      const isHere = operator === '+' && left.kind === 'string' && /^\.?\/?$/.test(left.value);
      return isHere && text !== null ? left.value + text : null;
    }
    case 'call': {
      const [text, cut] = expression.args;
      const name = calleeName(code, expression.callee, site);
      if (name !== 'strings.TrimPrefix' && name !== 'strings.TrimLeft') return null;
      return cut?.kind === 'string' && cut.value === '/' ? (inside(text)?.replace(/^\//, '') ?? null) : null;
    }
    default:
      return null;
  }
}
