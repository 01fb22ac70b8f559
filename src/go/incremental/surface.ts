import type { Import, SourceFile } from '../syntax/source-file.ts';
import type {
  Expression,
  GoFunction,
  InterfaceMethod,
  Parameter,
  TypeDeclaration,
  ValueDeclaration,
} from '../syntax/syntax.ts';

/**
 * All that code elsewhere sees of a package when it asks what a name means: names, types and signatures, not what
 * functions do. Two packages with the same surface give the same answers.
 */
export function surfaceOf(name: string, files: readonly SourceFile[]): string {
  return [name, ...files.map(surfaceOfFile)].join('\n');
}

function surfaceOfFile({ functions, types, values, imports }: SourceFile): string {
  const parts: string[] = [];
  for (const fn of functions) parts.push(signature(fn));
  for (const type of types) parts.push(shapeOfType(type));
  for (const declaration of values) parts.push(shapeOfValue(declaration));
  const shapes = parts.join('\n');
  return [shapes, ...importsNamedIn(shapes, imports)].join('\n');
}

/** The imports that `name.` may be of; what a package is called is not seen here, so that may be one too many. */
function importsNamedIn(shapes: string, imports: SourceFile['imports']): string[] {
  const named = new Set(Array.from(shapes.matchAll(/\b(\w+)\./g), ([, name = '']) => name));
  if (named.size === 0) return [];
  const isNamed = ({ path, alias }: Import, name: string) => (alias === null ? path.includes(name) : alias === name);
  const isOpen = [...named].some((name) => !imports.some((one) => isNamed(one, name)));
  return imports
    .filter(
      (one) => (isOpen && one.alias === null) || one.alias === '.' || [...named].some((name) => isNamed(one, name)),
    )
    .map(({ path, alias }) => `import ${alias ?? ''} ${path}`);
}

function signature({ name, receiver, parameters, results }: GoFunction): string {
  return `func ${receiver?.type ?? ''} ${name}(${list(parameters)}) ${list(results)}`;
}

function list(parameters: readonly Parameter[]): string {
  return parameters.map(({ type, variadic }) => (variadic ? `...${type}` : type)).join(',');
}

function shapeOfType({ name, kind, local, definition, methods, embeds, fields }: TypeDeclaration): string {
  const members = fields.map((field) => `${field.embedded ? '' : field.name} ${field.type}`);
  return `type ${name} ${kind} ${local} ${definition} ${methods.map(declared).join(',')} ${embeds.join(',')} {${members.join(';')}}`;
}

function declared({ name, results }: InterfaceMethod): string {
  return `${name}()(${list(results)})`;
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
