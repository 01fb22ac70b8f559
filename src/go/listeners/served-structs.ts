import type { FieldAssignment } from '../code/code-index.ts';
import { type Context, type Origin, originsOf } from '../code/context.ts';
import { afterBranch } from '../conditions/decided.ts';
import { keyed } from '../values/field-values.ts';
import { valueByAddress } from '../flags/flags.ts';
import { known, same, type Setting, UNKNOWN, unionOf } from '../values/setting.ts';
import { addressValue } from './sockets.ts';
import { contextAt } from '../values/solver.ts';
import { elementNamed, type Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

/** The literal or library call that made a struct with an address, as a http.Server is. */
export type Made = Origin;

const DEEPEST = 5;

/** Makers of a server of a library's type, also of one that a struct of the project embeds; null for those out of sight. */
export function makersOfServer(
  server: Expression,
  type: string | null,
  context: Context,
  depth = 0,
): readonly (Made | null)[] {
  if (depth > DEEPEST) return [null];
  const found = originsOf(server, context).flatMap((origin): readonly (Made | null)[] => {
    if (!origin || (origin.expression.kind !== 'composite' && origin.expression.kind !== 'call')) return [null];
    const { expression, context: there } = origin;
    if (expression.kind === 'call' || type === null) return [origin];
    const own = typeOf(there.code, expression, there.site);
    // `graceful.Server{Server: &http.Server{Addr: ":8080"}}`
    const inner = own === type ? elementNamed(expression, 'Server') : undefined;
    if (inner && typeOf(there.code, inner, there.site) === 'net/http.Server')
      return makersOfServer(inner, 'net/http.Server', there, depth + 1);
    if (own === null || own === type || !there.code.types.has(own)) return [origin];
    const short = shortName(type);
    const field = there.code.types.get(own)?.declaration.fields.find(({ name }) => name === short);
    const embedded = keyed(expression, short, field ? { owner: own, field } : null, there);
    if (embedded) return makersOfServer(embedded, type, there, depth + 1);
    const assigned = assignmentsTo(short, own, origin);
    if (assigned.length === 0) return [holdsZero(own, short, there) ? origin : null];
    return assigned.flatMap((one) => makersOfServer(one.expression, type, contextOf(one, origin), depth + 1));
  });
  return found.length > 0 ? found : [null];
}

/** `struct { http.Server }`: one is there as soon as the struct is, and its fields are set through that. */
function holdsZero(struct: string, server: string, { code }: Context): boolean {
  const fields = code.types.get(struct)?.declaration.fields ?? [];
  return fields.some(({ embedded, type }) => embedded && !type.startsWith('*') && shortName(type) === server);
}

/** `Server` of `net/http.Server`. */
function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/**
 * What a field of a made struct holds: what its literal says, then what is assigned. Null: nothing gives it a value.
 * An assignment to some server that nobody can tell from this one leaves it open.
 */
export function fieldOfMade(name: string, type: string | null, made: Made): Setting | null {
  const { expression, context } = made;
  const element =
    expression.kind === 'composite' && structAround(type, made) === null ? elementNamed(expression, name) : undefined;
  let value = element ? addressValue(element, context) : null;
  for (const one of assignmentsTo(name, type, made)) {
    const there = contextOf(one, made);
    const assigned = one.byAddress
      ? (valueByAddress(value ?? known(''), one.expression, there, one.target) ?? UNKNOWN)
      : addressValue(one.expression, there);
    value = one.guard === null || value === null ? assigned : afterBranch(value, assigned, one.guard, there, name);
  }
  if (value) return value;
  const elsewhere = context.code
    .fieldAssignments(name)
    .filter(({ target, site }) => typeOf(context.code, target.operand, site) === type && type !== null)
    .filter(({ target, site }) => originsOf(target.operand, contextAt(context.code, site)).includes(null))
    .map((one) => addressValue(one.expression, contextAt(context.code, one.site)));
  if (elsewhere.length === 0) return null;
  return elsewhere.length === 1 ? same(elsewhere) : { ...UNKNOWN, by: unionOf(elsewhere) };
}

/** The expression that a literal or an assignment gives a field; null where there is none, or several. */
export function expressionOfMade(
  name: string,
  type: string | null,
  made: Made,
): { readonly expression: Expression; readonly context: Context } | null {
  const { expression, context } = made;
  if (expression.kind === 'composite') {
    const element = elementNamed(expression, name);
    if (element) return { expression: element, context };
  }
  const [only, ...others] = assignmentsTo(name, type, made).filter(({ byAddress }) => !byAddress);
  return only && others.length === 0 ? { expression: only.expression, context: contextOf(only, made) } : null;
}

/** Assignments to a field of this very struct, or of what it embeds: `a.Server.Addr = …`, `a.Addr = …`. */
function assignmentsTo(name: string, type: string | null, made: Made): readonly FieldAssignment[] {
  const { code } = made.context;
  const around = structAround(type, made);
  const hidden = around !== null && code.types.get(around)?.declaration.fields.some((field) => field.name === name);
  return code.fieldAssignments(name).filter(({ target: { operand }, site }) => {
    const own = typeOf(code, operand, site);
    if (own !== null && own !== type && (own !== around || hidden === true)) return false;
    const isInner = around !== null && own === type && operand.kind === 'select';
    const holder = isInner ? operand.operand : operand;
    return originsOf(holder, contextAt(code, site)).some((origin) => origin?.expression === made.expression);
  });
}

/** The struct of the project that was made where the server is embedded in it; null where the server itself was. */
function structAround(type: string | null, { expression, context }: Made): string | null {
  if (type === null || expression.kind !== 'composite') return null;
  const own = typeOf(context.code, expression, context.site);
  return own !== type && own !== null && holdsZero(own, shortName(type), context) ? own : null;
}

/** In the function that made the struct, parameters are bound as they were there. */
function contextOf({ site }: FieldAssignment, { context }: Made): Context {
  return site.fn === context.site.fn && site.pkg === context.site.pkg
    ? { ...context, site }
    : contextAt(context.code, site);
}
