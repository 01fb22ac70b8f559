import { find } from '../code/bindings.ts';
import { argumentFor, type Context, deeper, frameOf } from '../code/context.ts';
import { flagDefinition } from '../flags/flag-definition.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

export function isNil(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === 'nil';
}

/** Whether a pointer, function or interface is nil as far as it is written out; null where that is not in sight. */
export function nilness(expression: Expression, context: Context): boolean | null {
  const next = deeper(context);
  if (!next) return null;
  const { code, site } = next;
  switch (expression.kind) {
    case 'composite':
    case 'function':
      return false;
    case 'unary':
      return expression.operator === '&' ? false : null;
    case 'call':
      // `flag.String(…)` is a pointer, whatever it points to.
      return flagDefinition(calleeName(code, expression.callee, site), expression) ? false : null;
    case 'name':
      break;
    default:
      return null;
  }
  if (isNil(expression)) return true;
  const declaration = site.fn ? find(code.bindings(site.fn), expression.name, expression.start) : undefined;
  if (!declaration) return nilnessOfValue(expression.name, next);
  const { source, assignments } = declaration;
  if (assignments.length > 0) return null;
  if (source.kind === 'value') return source.index === 0 ? nilness(source.expression, next) : null;
  if (source.kind !== 'parameter') return null;
  const frame = frameOf(next, source.fn);
  if (frame === null || frame === 'open' || frame.kind !== 'call') return null;
  const argument = argumentFor(frame.call, source.fn, source.index);
  return argument && nilness(argument, { ...frame.from, depth: next.depth });
}

/** Of a package variable only what a flag's pointer is: functions may assign all others. */
function nilnessOfValue(name: string, context: Context): boolean | null {
  const value = context.code.values.get(`${context.site.pkg.importPath}.${name}`);
  const each = value?.declaration.values.length === value?.declaration.names.length;
  const made = each ? value?.declaration.values[value.index] : undefined;
  return value && made?.kind === 'call' ? nilness(made, { ...context, site: value.site, frame: null }) : null;
}
