import type { FieldAssignment } from '../code/code-index.ts';
import { type Context, deeper, evaluate, type Frame, frameOfCall } from '../code/context.ts';
import { callersOf } from '../code/callers.ts';
import type { Setting } from './setting.ts';
import { type Expression, type GoFunction, holds } from '../syntax/syntax.ts';

type CallFrame = Frame & { readonly kind: 'call' };

/** `func (r *router) group(prefix string, register func()) { r.prefix += prefix; register() }` */
interface Scope {
  readonly assignment: FieldAssignment;
  readonly fn: GoFunction;
  readonly added: Expression;
}

/** What functions add to a field while they run another that they are given, which take it back afterwards. */
export function scopesOf(assignments: readonly FieldAssignment[]): readonly Scope[] {
  return assignments.flatMap((assignment): Scope[] => {
    const { expression, target, site } = assignment;
    const { fn } = site;
    const isAdded = expression.kind === 'binary' && expression.operator === '+' && expression.left === target;
    if (!isAdded || !fn?.parameters.some(({ type }) => type.startsWith('func('))) return [];
    const others = assignments.filter((other) => other.site.fn === fn);
    return others.length > 1 ? [{ assignment, fn, added: expression.right }] : [];
  });
}

/** Those that hold for the rest of the program. */
export function outsideScopes(assignments: readonly FieldAssignment[]): readonly FieldAssignment[] {
  const scopes = new Set(scopesOf(assignments).map(({ fn }) => fn));
  return scopes.size === 0 ? assignments : assignments.filter(({ site: { fn } }) => fn === null || !scopes.has(fn));
}

/** What is added where a question comes from: by every such call around it, the outermost first. */
export function addedAround(scopes: readonly Scope[], context: Context): readonly Setting[] {
  const calls = callsOf(context).toReversed();
  return calls.flatMap(({ call, from }) => {
    const around = scopes.flatMap((scope) =>
      callersOf(from.code, { ...scope.assignment.site, fn: scope.fn })
        .filter(({ site, expression: { args } }) => {
          return site.fn === from.site.fn && args.some((given) => given.kind === 'function' && holds(given, call));
        })
        .map(({ expression, site }) => ({ expression, site, scope })),
    );
    around.sort((a, b) => a.expression.start - b.expression.start);
    return around.flatMap(({ expression, site, scope }) => {
      const there = deeper(from, scope.assignment.site, frameOfCall(scope.fn, expression, { ...from, site }));
      return there ? [evaluate(scope.added, there)] : [];
    });
  });
}

/** The calls that lead to a place, the innermost first. */
function callsOf({ frame }: Context): readonly CallFrame[] {
  return frame?.kind === 'call' ? [frame, ...callsOf(frame.from)] : [];
}
