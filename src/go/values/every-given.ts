import { find } from '../code/bindings.ts';
import { type Context, deeper } from '../code/context.ts';
import { assignmentsTo, literalValues } from './field-values.ts';
import { passedArguments } from './passed-arguments.ts';
import type { Expression } from '../syntax/syntax.ts';
import { fieldOf, typeOf } from '../code/types.ts';

interface Given {
  readonly expression: Expression;
  readonly context: Context;
}

/**
 * Whatever the program gives a parameter or a field, one step of the way, however much that is: of what is put into a table by
 * hundreds of calls, the makers of a value are not asked all together. Empty for any other expression.
 */
export function everyGiven(expression: Expression, context: Context): readonly Given[] {
  const { code, site } = context;
  if (expression.kind === 'name' && site.fn) {
    const declared = find(code.bindings(site.fn), expression.name, expression.start);
    if (declared?.source.kind !== 'parameter' || declared.assignments.length > 0) return [];
    return passedArguments(declared.source.fn, declared.source.index, context).filter((one) => one !== null);
  }
  if (expression.kind !== 'select') return [];
  const type = typeOf(code, expression.operand, site);
  const found = type === null ? null : fieldOf(code, type, expression.name);
  if (!found) return [];
  const { owner, field } = found;
  const assigned = assignmentsTo(owner, field.name, code).flatMap((one) => {
    const there = one.byAddress || one.index > 0 ? null : deeper(context, one.site, null);
    return there ? [{ expression: one.expression, context: there }] : [];
  });
  const literals = literalValues(owner, field, { ...context, frame: null });
  return [...literals.map((one) => ({ expression: one.value, context: one.context })), ...assigned];
}
