import type { Site, Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { fieldOf, typeOf } from '../code/types.ts';

interface Field {
  readonly owner: string;
  readonly name: string;
}

/** The calls by which a function is run that a field is given: `s.open()` after `s.open = listen`. Null where that is not all. */
export function callsOfField(given: Use, code: LinkedCode): readonly Use<Call>[] | null {
  const field = fieldGiven(given, code);
  if (!field) return null;
  const isField = (expression: Expression, site: Site) => {
    return expression.kind === 'select' && ownerOf(expression.operand, field.name, site, code) === field.owner;
  };
  const targets = new Set<Expression>(code.fieldAssignments(field.name).map(({ target }) => target));
  const isPassedOn = code.methodValues(field.name).some(({ expression, site }) => {
    return isField(expression, site) && !targets.has(expression) && !isCompared(expression, site);
  });
  const calls = code.calls(field.name).filter(({ expression: { callee }, site }) => isField(callee, site));
  return isPassedOn || calls.length === 0 ? null : calls;
}

function fieldGiven({ expression, site }: Use, code: LinkedCode): Field | null {
  const parent = site.pkg.parentOf(expression, site);
  if (parent?.kind === 'composite') {
    const key = parent.elements.find(({ value }) => value === expression)?.key;
    return key?.kind === 'name' ? fieldNamed(parent, key.name, site, code) : null;
  }
  const statement = parent ? undefined : site.pkg.statementOf(expression, site);
  if (statement?.kind !== 'assign' || statement.left.length !== statement.right.length) return null;
  const target = statement.left[statement.right.indexOf(expression)];
  return target?.kind === 'select' ? fieldNamed(target.operand, target.name, site, code) : null;
}

function fieldNamed(struct: Expression, name: string, site: Site, code: LinkedCode): Field | null {
  const owner = ownerOf(struct, name, site, code);
  return owner === null ? null : { owner, name };
}

function ownerOf(struct: Expression, name: string, site: Site, code: LinkedCode): string | null {
  const type = typeOf(code, struct, site);
  return type === null ? null : (fieldOf(code, type, name)?.owner ?? null);
}

/** `if s.open != nil` */
function isCompared(expression: Expression, site: Site): boolean {
  return site.pkg.parentOf(expression, site)?.kind === 'binary';
}
