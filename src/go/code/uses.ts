import { touch } from '../syntax/bodies.ts';
import type { ConditionUse, FieldAssignment, IndexedPackage, NameAssignment, Site, Use } from './code-index.ts';
import type { FunctionSite } from './declared.ts';
import { isWithin, type LeftOut, NOTHING_LEFT_OUT } from './left-out.ts';
import { elsewhereInWalk } from './other-systems.ts';
import type { Call, Composite, Expression, GoFunction, Index, Span, ValueDeclaration } from '../syntax/syntax.ts';
import { type CodeVisitor, type Guard, walkExpression, walkFunction } from '../syntax/walk-code.ts';

/** The call that a function literal is passed to or is the callee of, or the name that it is given. */
export interface LiteralUse {
  readonly call: Use<Call> | null;
  readonly name: string | null;
}

/** What the code of a package does in a container, as far as a program comes to it, by the names that questions are asked with. */
export interface Uses {
  readonly functions: readonly FunctionSite[];
  /** Calls by the last name of what is called; where that is a variable that begins as a function, by that one's, too. */
  readonly calls: ReadonlyMap<string, readonly Use<Call>[]>;
  readonly composites: readonly Use<Composite>[];
  /** `x.Name` that is not called, by name. */
  readonly methodValues: ReadonlyMap<string, readonly Use[]>;
  readonly fieldAssignments: ReadonlyMap<string, readonly FieldAssignment[]>;
  readonly nameAssignments: ReadonlyMap<string, readonly NameAssignment[]>;
  /** `list[i]` where it is given a value. */
  readonly elementAssignments: readonly ElementAssignment[];
  readonly conditions: readonly ConditionUse[];
  /** `==`, `!=` and `>`, wherever they stand. */
  readonly comparisons: readonly Use[];
  /** Functions of the package that are named without being called, by name. */
  readonly functionValues: ReadonlyMap<string, readonly Use[]>;
  readonly literals: ReadonlyMap<GoFunction, LiteralUse>;
  /** What follows from all this alone, worked out the first time that it is asked. */
  readonly once: <Value>(find: (uses: Uses) => Value) => Value;
}

interface ElementAssignment extends Use<Index> {
  readonly value: Expression;
}

const COMPARISONS = new Set(['==', '!=', '>']);

/** Functions of one package, and lines of `var`, that a program comes to. */
export type ReachedCode = ReadonlySet<GoFunction | ValueDeclaration>;

/** Those of a package whose code the program comes to; worked out once for all programs that come to the same. */
export const NO_USES: Uses = {
  functions: [],
  calls: new Map(),
  composites: [],
  methodValues: new Map(),
  fieldAssignments: new Map(),
  nameAssignments: new Map(),
  elementAssignments: [],
  conditions: [],
  comparisons: [],
  functionValues: new Map(),
  literals: new Map(),
  once: (find) => find(NO_USES),
};

export function usesIn(pkg: IndexedPackage, reached: ReachedCode, leftOut: LeftOut = NOTHING_LEFT_OUT): Uses {
  const { names } = pkg;
  if (leftOut !== NOTHING_LEFT_OUT) return usesWithout(pkg, reached, leftOut);
  if (!names.uses || !isSame(names.uses.of, reached))
    names.uses = { of: reached, found: findUses(pkg, reached, leftOut) };
  // What is there already asks for no body, and hangs on it.
  else for (const { fn } of names.uses.found.functions) touch(fn);
  return names.uses.found;
}

/** What all of the program does in a package stays known: that is asked after each edit. */
function usesWithout(pkg: IndexedPackage, reached: ReachedCode, leftOut: LeftOut): Uses {
  const { uses } = pkg.names;
  const isWhole = pkg.files.every(({ path }) => !leftOut.parts.has(path));
  return isWhole && uses && isSame(uses.of, reached) ? uses.found : findUses(pkg, reached, leftOut);
}

function isSame(one: ReachedCode, other: ReachedCode): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const node of one) if (!other.has(node)) return false;
  return true;
}

function findUses(pkg: IndexedPackage, reached: ReachedCode, leftOut: LeftOut): Uses {
  const functions: FunctionSite[] = [];
  const calls = new Map<string, Use<Call>[]>();
  const composites: Use<Composite>[] = [];
  const methodValues = new Map<string, Use[]>();
  const fieldAssignments = new Map<string, FieldAssignment[]>();
  const nameAssignments = new Map<string, NameAssignment[]>();
  const elementAssignments: ElementAssignment[] = [];
  const conditions: ConditionUse[] = [];
  const comparisons: Use[] = [];
  const functionValues = new Map<string, Use[]>();
  const literals = new Map<GoFunction, LiteralUse>();
  const functionNames = new Set(pkg.files.flatMap(({ functions }) => functions.map(({ name }) => name)));
  const held = heldFunctions(pkg);
  const isElsewhere = elsewhereInWalk();
  for (const file of pkg.files) {
    for (const fn of file.functions) {
      if (!reached.has(fn)) continue;
      const site = { pkg, file, fn };
      functions.push(site);
      walkFunction(fn, visitor(site));
    }
    for (const declaration of file.values) {
      if (!reached.has(declaration)) continue;
      for (const value of declaration.values) walkExpression(value, visitor({ pkg, file, fn: null, declaration }));
    }
  }
  const answers = new Map<unknown, unknown>();
  const found: Uses = {
    functions,
    calls,
    composites,
    methodValues,
    fieldAssignments,
    nameAssignments,
    elementAssignments,
    conditions,
    comparisons,
    functionValues,
    literals,
    once: <Value>(find: (uses: Uses) => Value): Value => {
      if (!answers.has(find)) answers.set(find, find(found));
      return answers.get(find) as Value;
    },
  };
  return found;

  function visitor(site: Site): CodeVisitor {
    const parts = leftOut.parts.get(site.file.path) ?? [];
    const isLeftOut = (place: Span, guard: Guard | null) => isElsewhere(guard) || isWithin(parts, place);
    return {
      // A literal in a package variable, as a command's `Run`, is a function of its own: names inside it are its locals.
      ...(site.fn === null && { literal: (fn: GoFunction) => visitor({ ...site, fn }) }),
      statement(statement, { guard }) {
        if (isLeftOut(statement, guard)) return;
        if (statement.kind === 'if') conditions.push({ statement, site, guard });
        if (statement.kind === 'declare') {
          for (const { names, values } of statement.values) {
            for (const [position, value] of values.entries()) nameLiteral(value, names[position]);
          }
        }
        if (statement.kind !== 'assign') return;
        const { left, right, start, end, operator } = statement;
        for (let position = 0; position < left.length; position++) {
          const written = left[position];
          if (!written) continue;
          const target = written.kind === 'unary' && written.operator === '*' ? written.operand : written;
          const own = right.length === left.length;
          const given = own ? right[position] : right[0];
          if (!given) continue;
          const expression = operator === '+=' ? sum(target, given) : given;
          const index = own ? 0 : position;
          if (own && target.kind === 'name') nameLiteral(expression, target.name);
          const common = { expression, index, byAddress: false, site, guard, start, end };
          if (target.kind === 'select') add(fieldAssignments, target.name, { ...common, target });
          if (target.kind === 'index') elementAssignments.push({ expression: target, site, guard, value: expression });
          if (target.kind === 'name' && operator !== ':=') add(nameAssignments, target.name, common);
        }
      },
      expression(expression, parent, { guard }) {
        if (isLeftOut(expression, guard)) return;
        if (expression.kind === 'call' && expression.assertion !== true) {
          const { callee } = expression;
          if (callee.kind === 'name' || callee.kind === 'select') add(calls, callee.name, { expression, site, guard });
          const begun = callee.kind === 'name' ? held.get(callee.name) : undefined;
          if (begun !== undefined) add(calls, begun, { expression, site, guard });
          if (callee.kind === 'function')
            literals.set(callee.function, { call: { expression, site, guard }, name: null });
          for (const argument of expression.args) {
            readAddress(argument, expression, site, guard);
            if (argument.kind === 'function') {
              literals.set(argument.function, { call: { expression, site, guard }, name: null });
            }
          }
        }
        if (expression.kind === 'name' && functionNames.has(expression.name)) {
          if (!(parent?.kind === 'call' && parent.callee === expression)) {
            add(functionValues, expression.name, { expression, site, guard });
          }
        }
        if (expression.kind === 'composite') {
          composites.push({ expression, site, guard });
          // A flag of urfave/cli writes there.
          for (const { key, value } of expression.elements) {
            if (key?.kind === 'name' && key.name === 'Destination') readAddress(value, expression, site, guard);
          }
        }
        if (expression.kind === 'select' && !(parent?.kind === 'call' && parent.callee === expression)) {
          add(methodValues, expression.name, { expression, site, guard });
        }
        if (expression.kind === 'binary' && COMPARISONS.has(expression.operator)) {
          comparisons.push({ expression, site, guard });
        }
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

/** `var listen = net.Listen`, so that a test can put another in its place. */
function heldFunctions({ files }: IndexedPackage): ReadonlyMap<string, string> {
  const held = new Map<string, string>();
  for (const declaration of files.flatMap(({ values }) => values)) {
    for (const [position, name] of declaration.names.entries()) {
      const value = heldValue(declaration, position);
      if ((value?.kind === 'name' || value?.kind === 'select') && value.name !== name) held.set(name, value.name);
    }
  }
  return held;
}

/** What a package variable without a type begins with, where that may be a function. */
export function heldValue(
  { names, values, type, constant }: ValueDeclaration,
  position: number,
): Expression | undefined {
  const value = values.length === names.length && type === null && !constant ? values[position] : undefined;
  return value?.kind === 'name' || value?.kind === 'select' ? value : undefined;
}

/** `x.path += "/a"`: what was there before is a part of it. */
function sum(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '+', left, right, start: right.start, end: right.end };
}

function add<Item>(map: Map<string, Item[]>, name: string, item: Item): void {
  const known = map.get(name);
  if (known) known.push(item);
  else map.set(name, [item]);
}
