import { elsewhereInWalk } from './other-systems.ts';
import type { Expression, GoFunction, Index, Span, Statement } from '../syntax/syntax.ts';
import { type Block, type Guard, walkFunction } from '../syntax/walk-code.ts';

/** Where a local name comes from. */
export type Source =
  | { readonly kind: 'value'; readonly expression: Expression; readonly index: number; readonly count: number }
  /** `index` -1 is the receiver. */
  | { readonly kind: 'parameter'; readonly fn: GoFunction; readonly index: number }
  | { readonly kind: 'zero'; readonly type: string }
  | { readonly kind: 'range'; readonly over: Expression; readonly index: number };

export interface Declaration {
  readonly name: string;
  readonly scope: Span;
  /** The name is known from here on. */
  readonly at: number;
  readonly source: Source;
  /** The type as written, where one is. */
  readonly type: string | null;
  readonly assignments: readonly Assignment[];
  /** What is put into it: `m["web"] = ":80"`. */
  readonly items?: readonly Item[];
}

/** A value that a statement puts into a list or map. */
export interface Item extends Span {
  readonly key: Expression;
  readonly value: Expression;
}

/** A later value of a name: by `=`, or through its address. */
export interface Assignment extends Span {
  readonly operator: string;
  readonly expression: Expression;
  readonly index: number;
  readonly count: number;
  /** The name's address is passed to this call, which is `expression`. */
  readonly byAddress: boolean;
  readonly guard: Guard | null;
}

export type Bindings = ReadonlyMap<string, readonly Declaration[]>;

interface OpenDeclaration extends Declaration {
  readonly assignments: Assignment[];
  items?: Item[];
}

/** Every name that a function declares, in it or in the literals inside it, and what is assigned to it. */
export function bindingsOf(fn: GoFunction): Bindings {
  const declarations = new Map<string, OpenDeclaration[]>();

  const declare = (name: string, scope: Span, at: number, source: Source, type: string | null) => {
    if (name === '_' || name === '') return;
    const known = declarations.get(name);
    const declaration = { name, scope, at, source, type, assignments: [] };
    if (known) known.push(declaration);
    else declarations.set(name, [declaration]);
  };
  const isElsewhere = elsewhereInWalk();
  const assign = (name: string, assignment: Assignment) => {
    if (isElsewhere(assignment.guard)) return;
    (find(declarations, name, assignment.start) as OpenDeclaration | undefined)?.assignments.push(assignment);
  };

  walkFunction(fn, {
    enter(inner, { span }) {
      if (inner.receiver)
        declare(
          inner.receiver.name,
          span,
          inner.start,
          { kind: 'parameter', fn: inner, index: -1 },
          inner.receiver.type,
        );
      for (const [index, parameter] of inner.parameters.entries()) {
        declare(parameter.name, span, inner.start, { kind: 'parameter', fn: inner, index }, parameter.type);
      }
      for (const { name, type } of inner.results) declare(name, span, inner.start, { kind: 'zero', type }, type);
    },
    statement(statement, block) {
      // `for port := 8080; ; port++` begins with the first.
      if (statement.kind === 'assign' && statement.operator !== '++') readAssign(statement, block);
      if (statement.kind === 'range') {
        let index = -1;
        for (const left of statement.left) {
          index++;
          if (left.kind === 'name')
            declare(left.name, block.span, statement.over.end, { kind: 'range', over: statement.over, index }, null);
        }
      }
      if (statement.kind !== 'declare') return;
      for (const { names, values, type, end } of statement.values) {
        for (const [index, name] of names.entries()) {
          declare(name, block.span, end, valueSource(values, index, names.length, type), type);
        }
      }
    },
    expression(expression, _parent, { guard }) {
      for (const argument of writtenTo(expression)) {
        const name = addressed(argument);
        if (name !== null) assign(name, byAddress(expression, guard));
      }
    },
  });
  return declarations;

  function put({ operand, index: key, start, end }: Index, value: Expression | undefined) {
    const holder = operand.kind === 'name' ? find(declarations, operand.name, start) : undefined;
    if (holder && value) ((holder as OpenDeclaration).items ??= []).push({ key, value, start, end });
  }

  function readAssign(statement: Statement & { kind: 'assign' }, { span, guard }: Block) {
    const { left, right, operator, start, end } = statement;
    let index = -1;
    for (const written of left) {
      index++;
      // `*p = …` is another value of what p points to.
      const target = written.kind === 'unary' && written.operator === '*' ? written.operand : written;
      if (written.kind === 'index' && operator === '=')
        put(written, right.length === left.length ? right[index] : undefined);
      if (target.kind !== 'name') continue;
      const source = valueSource(right, index, left.length, null);
      if (source.kind !== 'value') continue;
      // What a loop declares is around its body: `addr := addr` is another one.
      const sameScope = declarations
        .get(target.name)
        ?.some(({ scope, at, source: { kind } }) => scope.start === span.start && at <= start && kind !== 'range');
      if (operator === ':=' && sameScope !== true) declare(target.name, span, end, source, null);
      else {
        const { expression, count } = source;
        assign(target.name, { operator, expression, index: source.index, count, byAddress: false, guard, start, end });
      }
    }
  }
}

/** The declaration that a name means at an offset; undefined for names of the package. */
export function find(bindings: Bindings, name: string, offset: number): Declaration | undefined {
  let best: Declaration | undefined;
  for (const declaration of bindings.get(name) ?? []) {
    const { scope, at } = declaration;
    if (at > offset || scope.start > offset || scope.end < offset) continue;
    if (!best || scope.start > best.scope.start || (scope.start === best.scope.start && at >= best.at))
      best = declaration;
  }
  return best;
}

/** Whether a branch has run for certain at an offset: it is around that, or around all of the declaration. */
export function isCertain(guard: Guard | null, offset: number, { scope, at }: Declaration): boolean {
  if (guard === null || (guard.span.start <= offset && offset <= guard.span.end)) return true;
  return guard.span.start < at || guard.span.end > scope.end;
}

/** The name in `&name`; null for anything else. */
function addressed(argument: Expression): string | null {
  return argument.kind === 'unary' && argument.operator === '&' && argument.operand.kind === 'name'
    ? argument.operand.name
    : null;
}

const NOTHING: readonly Expression[] = [];

/** Where the address of a name may be given away: arguments, and the `Destination` of a flag of urfave/cli. */
function writtenTo(expression: Expression): readonly Expression[] {
  if (expression.kind === 'call') return expression.args;
  if (expression.kind !== 'composite') return NOTHING;
  return expression.elements.flatMap(({ key, value }) =>
    key?.kind === 'name' && key.name === 'Destination' ? [value] : [],
  );
}

function byAddress(expression: Expression, guard: Guard | null): Assignment {
  const { start, end } = expression;
  return { operator: '=', expression, index: 0, count: 1, byAddress: true, guard, start, end };
}

function valueSource(values: readonly Expression[], index: number, count: number, type: string | null): Source {
  const own = values.length === count ? values[index] : undefined;
  if (own) return { kind: 'value', expression: own, index: 0, count: 1 };
  const [only] = values;
  if (only && values.length === 1) return { kind: 'value', expression: only, index, count };
  return { kind: 'zero', type: type ?? '' };
}
