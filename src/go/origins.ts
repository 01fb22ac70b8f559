import { find } from './bindings.ts';
import { argumentFor, callersOf, type Context, deeper, functionCalled, type Origin, originOf } from './context.ts';
import { returnsError, returnsOf } from './call-values.ts';
import type { Expression } from './syntax.ts';
import { fieldOf, importedName, typeOf } from './types.ts';
import { literalValues, ownerOf } from './field-values.ts';

/** {@link originOf}, one step of it. */
export function makerOf(expression: Expression, context: Context, index: number): Origin | null {
  const next = deeper(context);
  if (!next) return null;
  switch (expression.kind) {
    case 'unary':
      return ['&', '*'].includes(expression.operator) ? originOf(expression.operand, next) : null;
    case 'name':
      return originOfName(expression.name, expression.start, next);
    case 'select':
      return originOfSelect(expression, next);
    case 'call': {
      const target = functionCalled(next, expression);
      if (!target) return { expression, context };
      const inner = deeper(next, target, { kind: 'call', fn: target.fn, call: expression, from: next });
      return (
        inner &&
        onlyOne(
          returnsOf(target.fn)
            .filter(({ statement }) => !returnsError(target.fn, statement))
            .map(({ statement: { values } }) => {
              const own = values[values.length === 1 ? 0 : index];
              return own ? originOf(own, inner, values.length === 1 ? index : 0) : null;
            }),
        )
      );
    }
    default:
      return { expression, context };
  }
}

function originOfName(name: string, offset: number, context: Context): Origin | null {
  const { code, site, frame } = context;
  const declaration = site.fn ? find(code.bindings(site.fn), name, offset) : undefined;
  if (!declaration) return originOfPackageValue(`${site.pkg.importPath}.${name}`, context);
  const { source, assignments } = declaration;
  const written = assignments.filter(({ byAddress }) => !byAddress);
  if (source.kind === 'value') return written.length === 0 ? originOf(source.expression, context, source.index) : null;
  if (source.kind === 'zero') {
    const [only] = written;
    return only && written.length === 1 ? originOf(only.expression, context, only.index) : null;
  }
  if (source.kind !== 'parameter' || written.length > 0) return null;
  const { fn, index } = source;
  if (frame?.fn === fn) {
    const argument = frame.kind === 'call' ? argumentFor(frame.call, fn, index) : null;
    return argument && frame.kind === 'call' ? originOf(argument, frame.from) : null;
  }
  if (site.fn !== fn || frame) return null;
  return onlyOne(
    callersOf(code, { ...site, fn }).map((call) => {
      const argument = argumentFor(call.expression, fn, index);
      const there = deeper(context, call.site, null);
      return argument && there ? originOf(argument, there) : null;
    }),
  );
}

function originOfPackageValue(name: string, context: Context): Origin | null {
  const { code } = context;
  const value = code.values.get(name);
  if (!value) return null;
  const { declaration, site, index } = value;
  const own =
    declaration.values.length === declaration.names.length ? declaration.values[index] : declaration.values[0];
  const short = name.slice(name.lastIndexOf('.') + 1);
  const assigned = code
    .nameAssignments(short)
    .filter(
      ({ site: there, start, byAddress }) =>
        there.pkg === site.pkg && !byAddress && !(there.fn && find(code.bindings(there.fn), short, start)),
    );
  if (own) {
    const home = deeper(context, site, null);
    return home && assigned.length === 0
      ? originOf(own, home, declaration.values.length === declaration.names.length ? 0 : index)
      : null;
  }
  const [only] = assigned;
  const there = only && deeper(context, only.site, null);
  return there && assigned.length === 1 ? originOf(only.expression, there, only.index) : null;
}

function originOfSelect(expression: Expression & { kind: 'select' }, context: Context): Origin | null {
  const { code, site } = context;
  const imported = importedName(code, expression.operand, expression.name, site);
  if (imported !== null)
    return code.values.has(imported) ? originOfPackageValue(imported, context) : { expression, context };
  const type = typeOf(code, expression.operand, site);
  const found = type === null ? null : fieldOf(code, type, expression.name);
  if (!found) return null;
  const literals = literalValues(found.owner, found.field, context).map((base) => originOf(base.value, base.context));
  const assigned = code
    .fieldAssignments(expression.name)
    .filter((assignment) => !assignment.byAddress && ownerOf(assignment, context) === found.owner)
    .map((assignment) => {
      const there = deeper(context, assignment.site, null);
      return there && originOf(assignment.expression, there, assignment.index);
    });
  return onlyOne([...literals, ...assigned]);
}

/** The one origin of all; null where one is unknown or they differ. */
function onlyOne(origins: readonly (Origin | null)[]): Origin | null {
  const [first, ...others] = origins;
  if (!first) return null;
  return others.every((other) => other?.expression === first.expression) ? first : null;
}
