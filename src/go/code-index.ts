import type { GoPackage } from './packages.ts';
import { type Declared, declaredBy, NOTHING_DECLARED } from './declared.ts';
import { type Enclosing, enclosing } from './enclosing.ts';
import { type Names, newNames } from './names.ts';
import { elsewhereInWalk } from './other-systems.ts';
import { surfaceOf } from './surface.ts';
import type { SourceFile } from './source-file.ts';
import {
  type Call,
  type Composite,
  type Expression,
  type GoFunction,
  type If,
  partsOf,
  type Span,
  type ValueDeclaration,
} from './syntax.ts';
import { type CodeVisitor, type Guard, walkExpression, walkFunction } from './walk-code.ts';

/** Where code stands: its package, file and function (null for package variables). */
export interface Site {
  readonly pkg: IndexedPackage;
  readonly file: SourceFile;
  readonly fn: GoFunction | null;
  /** Of code outside functions: the line of `var` or `const` that it belongs to. */
  readonly declaration?: ValueDeclaration;
}

export interface Use<Kind extends Expression = Expression> {
  readonly expression: Kind;
  readonly site: Site;
  readonly guard: Guard | null;
}

/** `x.field = value`, or the address of a field passed to a call. */
export interface FieldAssignment extends Span {
  readonly target: Expression & { readonly kind: 'select' };
  readonly expression: Expression;
  readonly index: number;
  readonly byAddress: boolean;
  readonly site: Site;
  readonly guard: Guard | null;
}

/** `name = value` of a name that may be the package's. */
export interface NameAssignment extends Span {
  readonly expression: Expression;
  readonly index: number;
  readonly byAddress: boolean;
  readonly site: Site;
  readonly guard: Guard | null;
}

export interface ConditionUse {
  readonly statement: If;
  readonly site: Site;
  /** The branch around it. */
  readonly guard: Guard | null;
}

export interface LiteralUse {
  readonly call: Use<Call> | null;
  readonly name: string | null;
}

/** A package with what its code does in a container, by the names that questions are asked with. */
export interface IndexedPackage extends GoPackage, Enclosing {
  readonly declared: Declared;
  /** All that others see of it (surface.ts). */
  readonly surface: string;
  readonly names: Names;
  /** Calls by the last name of what is called. */
  readonly calls: ReadonlyMap<string, readonly Use<Call>[]>;
  readonly composites: readonly Use<Composite>[];
  /** `x.Name` that is not called, by name. */
  readonly methodValues: ReadonlyMap<string, readonly Use[]>;
  readonly fieldAssignments: ReadonlyMap<string, readonly FieldAssignment[]>;
  readonly nameAssignments: ReadonlyMap<string, readonly NameAssignment[]>;
  readonly conditions: readonly ConditionUse[];
  /** `==`, `!=` and `>`, wherever they stand. */
  readonly comparisons: readonly Use[];
  readonly indexed: readonly Use[];
  /** Functions of the package that are named without being called, by name. */
  readonly functionValues: ReadonlyMap<string, readonly Use[]>;
  /** The call that a function literal is passed to, or the name that it is given. */
  readonly literals: ReadonlyMap<GoFunction, LiteralUse>;
}

export function indexPackage(base: GoPackage): IndexedPackage {
  const calls = new Map<string, Use<Call>[]>();
  const composites: Use<Composite>[] = [];
  const methodValues = new Map<string, Use[]>();
  const fieldAssignments = new Map<string, FieldAssignment[]>();
  const nameAssignments = new Map<string, NameAssignment[]>();
  const conditions: ConditionUse[] = [];
  const comparisons: Use[] = [];
  const indexed: Use[] = [];
  const functionValues = new Map<string, Use[]>();
  const literals = new Map<GoFunction, LiteralUse>();
  const functionNames = new Set(base.files.flatMap(({ functions }) => functions.map(({ name }) => name)));
  const isLeftOut = elsewhereInWalk();
  // Filled in below, where the package is there to be named; an accessor would make every read of it a look-up.
  const pkg: IndexedPackage & { declared: Declared } = {
    ...base,
    declared: NOTHING_DECLARED,
    surface: surfaceOf(base.name, base.files),
    names: newNames(),
    calls,
    composites,
    methodValues,
    fieldAssignments,
    nameAssignments,
    conditions,
    comparisons,
    indexed,
    functionValues,
    literals,
    ...enclosing(),
  };
  pkg.declared = declaredBy(pkg);
  for (const file of base.files) {
    for (const fn of file.functions) walkFunction(fn, visitor({ pkg, file, fn }));
    for (const declaration of file.values) {
      for (const value of declaration.values) walkExpression(value, visitor({ pkg, file, fn: null, declaration }));
    }
  }
  return pkg;

  function visitor(site: Site): CodeVisitor {
    return {
      // A literal in a package variable, as a command's `Run`, is a function of its own: names inside it are its locals.
      ...(site.fn === null && { literal: (fn: GoFunction) => visitor({ ...site, fn }) }),
      statement(statement, { guard }) {
        if (isLeftOut(guard)) return;
        if (statement.kind === 'if') conditions.push({ statement, site, guard });
        if (statement.kind === 'declare') {
          for (const { names, values } of statement.values) {
            for (const [position, value] of values.entries()) nameLiteral(value, names[position]);
          }
        }
        if (statement.kind !== 'assign') return;
        const { left, right, start, end, operator } = statement;
        for (const [position, written] of left.entries()) {
          const target = written.kind === 'unary' && written.operator === '*' ? written.operand : written;
          const own = right.length === left.length;
          const expression = own ? right[position] : right[0];
          if (!expression) continue;
          const index = own ? 0 : position;
          if (own && target.kind === 'name') nameLiteral(expression, target.name);
          const common = { expression, index, byAddress: false, site, guard, start, end };
          if (target.kind === 'select') add(fieldAssignments, target.name, { ...common, target });
          if (target.kind === 'name' && operator !== ':=') add(nameAssignments, target.name, common);
        }
      },
      expression(expression, parent, { guard }) {
        if (isLeftOut(guard)) return;
        const use = { expression, site, guard };
        if (expression.kind === 'call' && expression.assertion !== true) {
          const { callee } = expression;
          if (callee.kind === 'name' || callee.kind === 'select') add(calls, callee.name, { expression, site, guard });
          for (const argument of expression.args) {
            readAddress(argument, expression, site, guard);
            if (argument.kind === 'function') {
              literals.set(argument.function, { call: { expression, site, guard }, name: null });
            }
          }
        }
        if (expression.kind === 'name' && functionNames.has(expression.name)) {
          if (!(parent?.kind === 'call' && parent.callee === expression)) add(functionValues, expression.name, use);
        }
        if (expression.kind === 'composite') {
          composites.push({ expression, site, guard });
          // A flag of urfave/cli writes there.
          for (const { key, value } of expression.elements) {
            if (key?.kind === 'name' && key.name === 'Destination') readAddress(value, expression, site, guard);
          }
        }
        if (expression.kind === 'select' && !(parent?.kind === 'call' && parent.callee === expression)) {
          add(methodValues, expression.name, use);
        }
        if (expression.kind === 'binary' && /^(?:[!=]=|>)$/.test(expression.operator)) comparisons.push(use);
        if (expression.kind === 'index') indexed.push(use);
      },
    };
  }

  function nameLiteral(value: Expression, name: string | undefined) {
    if (value.kind === 'function' && name !== undefined) literals.set(value.function, { call: null, name });
  }

  function readAddress(argument: Expression, by: Call | Composite, site: Site, guard: Guard | null) {
    if (argument.kind !== 'unary' || argument.operator !== '&') return;
    const { operand } = argument;
    const common = { expression: by, index: 0, byAddress: true, site, guard, start: by.start, end: by.end };
    if (operand.kind === 'select') add(fieldAssignments, operand.name, { ...common, target: operand });
    if (operand.kind === 'name') add(nameAssignments, operand.name, common);
  }
}

/** Every expression inside, itself first; function literals are not entered. */
export function inside(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  addInside(expression, found);
  return found;
}

function addInside(expression: Expression, found: Expression[]): void {
  found.push(expression);
  for (const part of partsOf(expression)) addInside(part, found);
}

function add<Item>(map: Map<string, Item[]>, name: string, item: Item): void {
  const known = map.get(name);
  if (known) known.push(item);
  else map.set(name, [item]);
}
