import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Uses } from '../code/uses.ts';
import type { MemoryState } from '../memory-state.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Expression, type GoFunction, holds, type Statement } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';

interface Loop {
  readonly over: Expression;
  readonly site: Site;
}

/** Libraries of connections that stay open. */
const STAYS_OPEN = /websocket|\/melody$|gobwas\/ws|socket\.?io/i;

/** How lists of those are called who are connected. */
const CONNECTED =
  /(?:client|conn(?:ection)?|sub(?:scriber|scription)?|session|peer|user|player|member|listener|socket|viewer|room|stream|participant)s?$/i;

const TELLS = /^(?:Write|Send|Emit|Push)\w*$/;

/** Where the program passes on what it is told to everybody who is connected to it. */
export function findHub(code: LinkedCode): MemoryState | null {
  const staysOpen =
    [...code.externals].some((path) => STAYS_OPEN.test(path)) ||
    ['Flush', 'Accept'].some((name) => code.calls(name).length > 0);
  if (!staysOpen) return null;
  for (const { over, site } of code.gather(tellingLoops)) {
    const name = nameOf(over);
    if (name === null || !CONNECTED.test(name) || !outlivesCall(over, site, code)) continue;
    return { ...placeOf(site.file, over), by: { kind: 'hub', name } };
  }
  return null;
}

/** `for c := range h.clients { c.send <- message }`, and `for _, c := range conns { c.Write(message) }`. */
function tellingLoops({ functions }: Uses): readonly Loop[] {
  return functions.flatMap((site): readonly Loop[] => {
    const loops: (Statement & { readonly kind: 'range' })[] = [];
    const told: Expression[] = [];
    walkFunction(site.fn, {
      statement(statement) {
        if (statement.kind === 'range') loops.push(statement);
        const one = statement.kind === 'expression' ? toldBy(statement.expression) : null;
        if (one) told.push(one);
      },
      expression(expression) {
        const one = expression.kind === 'call' ? toldBy(expression) : null;
        if (one) told.push(one);
      },
    });
    return loops
      .filter((loop) => {
        const names = loop.left.flatMap((one) => (one.kind === 'name' && one.name !== '_' ? [one.name] : []));
        return told.some((one) => one.kind === 'name' && holds(loop, one) && names.includes(one.name));
      })
      .map(({ over }) => ({ over, site }));
  });
}

/** Who is told something there: of `c.send <- message` and `c.conn.Write(message)`, `c`. */
function toldBy(expression: Expression): Expression | null {
  if (expression.kind !== 'call') return rootOf(expression);
  const { callee } = expression;
  return callee.kind === 'select' && TELLS.test(callee.name) ? rootOf(callee.operand) : null;
}

function rootOf(expression: Expression): Expression | null {
  if (expression.kind === 'name') return expression;
  return expression.kind === 'select' || expression.kind === 'index' ? rootOf(expression.operand) : null;
}

function nameOf(over: Expression): string | null {
  if (over.kind === 'index') return nameOf(over.operand);
  return over.kind === 'select' || over.kind === 'name' ? over.name : null;
}

/** Of the receiver, of the package, or of a function around the one that loops. */
function outlivesCall(over: Expression, { fn, pkg }: Site, code: LinkedCode): boolean {
  const root = rootOf(over);
  if (root?.kind !== 'name' || !fn) return false;
  if (fn.receiver?.name === root.name) return true;
  const declared = find(code.bindings(fn), root.name, root.start);
  if (!declared) return code.values.get(`${pkg.importPath}.${root.name}`)?.declaration.constant === false;
  return literalsAround(fn, over).some((literal) => !holds(literal, { start: declared.at, end: declared.at }));
}

function literalsAround(fn: GoFunction, place: Expression): readonly GoFunction[] {
  const found: GoFunction[] = [];
  walkFunction(fn, {
    enter(one) {
      if (one !== fn && holds(one, place)) found.push(one);
    },
  });
  return found;
}
