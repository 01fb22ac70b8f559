import { find } from './bindings.ts';
import type { Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName, importedName } from './types.ts';

const DEEPEST = 12;

/** Whether a value whose type is not known comes from a library, so that it is of none of the project's types. */
export function isForeign(code: LinkedCode, expression: Expression, site: Site, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const inner = (operand: Expression) => isForeign(code, operand, site, depth + 1);
  switch (expression.kind) {
    case 'string':
    case 'number':
      return true;
    case 'unary':
    case 'index':
      return inner(expression.operand);
    case 'select': {
      const imported = importedName(code, expression.operand, expression.name, site);
      return imported === null ? inner(expression.operand) : !isOwn(code, imported);
    }
    case 'call': {
      if (expression.assertion === true || mayReturnOwn(expression)) return false;
      const name = calleeName(code, expression.callee, site);
      if (name !== null) return name.includes('.') && !isOwn(code, name);
      return expression.callee.kind === 'select' && inner(expression.callee.operand);
    }
    case 'name': {
      const local = site.fn && find(code.bindings(site.fn), expression.name, expression.start);
      if (!local || local.assignments.length > 0) return false;
      const { source, type } = local;
      if (type !== null) return isForeignType(code, type, site);
      if (source.kind === 'value') return inner(source.expression);
      return source.kind === 'range' && inner(source.over);
    }
    default:
      return false;
  }
}

/** A generic function, or one that calls us back, may return what we made. */
function mayReturnOwn({ types, args }: Call): boolean {
  return types !== undefined || args.some(({ kind }) => kind === 'function');
}

function isOwn(code: LinkedCode, name: string): boolean {
  return code.functions.has(name) || code.types.has(name) || code.values.has(name);
}

function isForeignType(code: LinkedCode, written: string, { file }: Site): boolean {
  const qualifier = /^[*[\]]*(\w+)\.\w+$/.exec(written)?.[1];
  if (qualifier === undefined) return false;
  const path = code.importNamed(file, qualifier);
  return path !== undefined && !code.paths.has(path);
}
