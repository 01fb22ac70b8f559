import type { SourceFile } from './source-file.ts';
import type { Expression, GoFunction, Parameter, TypeDeclaration, ValueDeclaration } from './syntax.ts';

/**
 * All that code elsewhere sees of a package when it asks what a name means: names, types and signatures, not what
 * functions do. Two packages with the same surface give the same answers.
 */
export function surfaceOf(name: string, files: readonly SourceFile[]): string {
  const parts = [name];
  for (const { functions, types, values } of files) {
    for (const fn of functions) parts.push(signature(fn));
    for (const type of types) parts.push(shapeOfType(type));
    for (const declaration of values) parts.push(shapeOfValue(declaration));
  }
  return parts.join('\n');
}

function signature({ name, receiver, parameters, results }: GoFunction): string {
  return `func ${receiver?.type ?? ''} ${name}(${list(parameters)}) ${list(results)}`;
}

function list(parameters: readonly Parameter[]): string {
  return parameters.map(({ type, variadic }) => (variadic ? `...${type}` : type)).join(',');
}

function shapeOfType({ name, kind, local, definition, methods, fields }: TypeDeclaration): string {
  const members = fields.map((field) => `${field.embedded ? '' : field.name} ${field.type}`);
  return `type ${name} ${kind} ${local} ${definition} ${methods.join(',')} {${members.join(';')}}`;
}

function shapeOfValue({ names, type, constant, values }: ValueDeclaration): string {
  return `${constant ? 'const' : 'var'} ${names.join(',')} ${type ?? values.map(shapeOf).join(',')} ${values.length}`;
}

/** As much of an expression as its type follows from. */
function shapeOf(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'select':
      return `${shapeOf(expression.operand)}.${expression.name}`;
    case 'unary':
      return expression.operator + shapeOf(expression.operand);
    case 'index':
      return `${shapeOf(expression.operand)}[]`;
    case 'call': {
      const { callee, args, assertion } = expression;
      // `new(T)` and `append(list, …)` are of the type of what they are given.
      const [first] = args;
      const inner = callee.kind === 'name' && first ? shapeOf(first) : '';
      return `${shapeOf(callee)}(${inner})${assertion === true ? '!' : ''}`;
    }
    case 'composite':
      return `${expression.type ?? ''}{}`;
    default:
      return expression.kind;
  }
}
