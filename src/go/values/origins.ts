import { injectedField } from './injected.ts';
import { isRewritten } from './rewritten-lists.ts';
import { type Declaration, find } from '../code/bindings.ts';
import {
  atDepth,
  type Context,
  deeper,
  type Frame,
  functionCalled,
  type Origin,
  type Origins,
  originsOf,
  frameOfCall,
} from '../code/context.ts';
import type { FieldAssignment } from '../code/code-index.ts';
import { returnsError, returnsIn } from '../code/returns.ts';
import { elementOf, perElement } from './elements.ts';
import { USABLE_ZEROS } from '../libraries/library-types.ts';
import { assignmentsTo, keyed, literalValues } from './field-values.ts';
import type { PackageValue } from '../code/declared.ts';
import { literalCalled } from '../code/named-literal.ts';
import { passedArguments } from './passed-arguments.ts';
import { rememberOrigins } from '../incremental/remembered-answers.ts';
import type {
  Call,
  Composite,
  Expression,
  GoFunction,
  Select,
  StructField,
  ValueDeclaration,
} from '../syntax/syntax.ts';
import { fieldOf, importedName, resolveType, typeOf } from '../code/types.ts';

/** Of more makers, the others are one that is not in sight. */
export const MOST_ORIGINS = 16;
const NOBODY: Origins = [null];

/** {@link originsOf}, one step of it. */
export function makersOf(expression: Expression, context: Context, index: number): Origins {
  const next = deeper(context);
  if (!next) return NOBODY;
  switch (expression.kind) {
    case 'unary':
      return ['&', '*'].includes(expression.operator) ? originsOf(expression.operand, next) : NOBODY;
    case 'name':
      return originsOfName(expression.name, expression.start, next);
    case 'select':
      return rememberOrigins(expression, next, () => originsOfSelect(expression, next));
    case 'index': {
      if (isRewritten(expression.operand, next.code)) return NOBODY;
      const element = elementOf(expression.operand, expression.index, next);
      return element ? originsOf(element.value, atDepth(element.from, next)) : originsOfItems(expression.operand, next);
    }
    case 'call': {
      const [asserted] = expression.args;
      if (expression.assertion === true && asserted) return originsOf(asserted, next);
      const target = functionCalled(next, expression);
      const fn = target?.fn ?? literalCalled(next.code, expression.callee, next.site);
      if (!fn) return [{ expression, context }];
      // A literal is a part of the function around it, and binds nothing where it is given nothing.
      const isBound = target !== null || fn.parameters.length > 0;
      const inner = deeper(next, target ?? next.site, isBound ? frameOfCall(fn, expression, next) : next.frame);
      if (!inner) return NOBODY;
      const returned = returnsIn(next.code, fn).filter((one) => !returnsError(fn, one));
      return distinct(
        returned.flatMap(({ statement: { values } }) => {
          const own = values[values.length === 1 ? 0 : index];
          return own ? originsOf(own, inner, values.length === 1 ? index : 0) : NOBODY;
        }),
      );
    }
    default:
      return [{ expression, context }];
  }
}

function originsOfName(name: string, offset: number, context: Context): Origins {
  const { code, site } = context;
  const declaration = site.fn ? find(code.bindings(site.fn), name, offset) : undefined;
  if (!declaration && name === 'nil') return [];
  if (!declaration) return originsOfPackageValue(`${site.pkg.importPath}.${name}`, context);
  return rememberOrigins(declaration, context, () => originsOfLocal(declaration, context));
}

function originsOfLocal(declaration: Declaration, context: Context): Origins {
  const { source, assignments } = declaration;
  const written = assignments
    .filter(({ byAddress }) => !byAddress)
    .flatMap(({ expression, index }) => originsOf(expression, context, index));
  switch (source.kind) {
    case 'value':
      return distinct([...originsOf(source.expression, context, source.index), ...written]);
    case 'zero':
      return written.length > 0 ? distinct(written) : zeroValue(declaration, source.type, context);
    case 'range': {
      const element = context.elements.findLast(({ over }) => over === source.over);
      if (written.length > 0) return NOBODY;
      if (!element) return source.index === 1 ? originsOfItems(source.over, context) : NOBODY;
      return originsOf(source.index === 0 ? element.key : element.value, atDepth(element.from, context));
    }
    case 'parameter': {
      const passed = passedArguments(source.fn, source.index, context);
      const found = passed.flatMap((one) => (one ? originsOf(one.expression, one.context) : NOBODY));
      const own = source.index === -1 ? found.filter((origin) => !hasAnother(origin, source.fn, context)) : found;
      return distinct([...own, ...written]);
    }
  }
}

/** Of what stands behind an interface, a value with a method of its own of this name is no receiver of this one. */
function hasAnother(origin: Origin | null, fn: GoFunction, { code }: Context): boolean {
  if (origin?.expression.kind !== 'composite') return false;
  const type = typeOf(code, origin.expression, origin.context.site);
  const method = type === null ? undefined : code.functions.get(`${type}.${fn.name}`);
  return method !== undefined && method.fn !== fn;
}

/** The appends that one question about a list has come to. */
interface Appends {
  /** Those that the present one is made of. */
  readonly open: Set<Expression>;
  readonly done: Map<Expression, Origin[]>;
}

/** Whatever a list or map may hold: what its literals list, and what is appended to it. */
function originsOfItems(
  list: Expression,
  context: Context,
  seen: Appends = { open: new Set(), done: new Map() },
): Origins {
  const next = deeper(context);
  if (!next) return NOBODY;
  return distinct(originsOf(list, next).flatMap((origin) => (origin ? originsInside(origin, seen) : NOBODY)));
}

function originsInside(origin: Origin, seen: Appends): Origins {
  const { expression, context } = origin;
  if (expression.kind === 'composite') {
    const { elements } = expression;
    return rememberOrigins(elements, context, () => distinctOf(elements, ({ value }) => originsOf(value, context)));
  }
  if (expression.kind !== 'call' || expression.callee.kind !== 'name') return NOBODY;
  const [list, ...added] = expression.args;
  // `all = append(all, one)` appends to what it made before.
  if (expression.callee.name === 'make' || seen.open.has(expression)) return [];
  if (expression.callee.name !== 'append' || !list) return NOBODY;
  // A variable with many of them leads from each to all others: what one adds is told once.
  const before = seen.done.get(expression) ?? [];
  if (before.some((other) => isSamePlace(other.context, context))) return [];
  seen.done.set(expression, [...before, origin]);
  seen.open.add(expression);
  const items = added.flatMap((one) =>
    distinctOf(perElement([one], context), (there) =>
      expression.spread ? originsOfItems(one, there, seen) : originsOf(one, there),
    ),
  );
  const all = [...originsOfItems(list, context, seen), ...items];
  seen.open.delete(expression);
  return all;
}

function isSamePlace(a: Context, b: Context): boolean {
  if (a.frame !== b.frame) return false;
  return a.elements === b.elements || (a.elements.length === 0 && b.elements.length === 0);
}

function originsOfPackageValue(name: string, context: Context): Origins {
  const value = context.code.values.get(name);
  return value ? rememberOrigins(value, context, () => originsOfValue(value, name, context)) : NOBODY;
}

function originsOfValue({ declaration, site, index }: PackageValue, name: string, context: Context): Origins {
  const { code } = context;
  const each = declaration.values.length === declaration.names.length;
  const own = each ? declaration.values[index] : declaration.values[0];
  const short = name.slice(name.lastIndexOf('.') + 1);
  const assigned = code
    .nameAssignments(short)
    .filter(
      ({ site: there, start, byAddress }) =>
        there.pkg === site.pkg && !byAddress && !(there.fn && find(code.bindings(there.fn), short, start)),
    )
    .flatMap(({ expression, site: there, index: at }) => {
      const next = deeper(context, there, null);
      return next ? originsOf(expression, next, at) : NOBODY;
    });
  const home = deeper(context, site, null);
  if (!home) return NOBODY;
  if (own) return distinct([...originsOf(own, home, each ? 0 : index), ...assigned]);
  return assigned.length > 0 ? distinct(assigned) : zeroValue(declaration, declaration.type ?? '', home);
}

function originsOfSelect(expression: Select, context: Context): Origins {
  const { code, site } = context;
  const imported = importedName(code, expression.operand, expression.name, site);
  if (imported !== null)
    return code.values.has(imported) ? originsOfPackageValue(imported, context) : [{ expression, context }];
  const type = typeOf(code, expression.operand, site);
  const found = type === null ? null : fieldOf(code, type, expression.name);
  const bases = ofOneMaker(originsOf(expression.operand, context));
  const [base] = bases;
  const own = bases.flatMap(({ expression: maker, context: there }) => {
    const value = maker.kind === 'composite' ? keyed(maker, expression.name, found, context) : null;
    return value ? [{ value, context: there }] : [];
  });
  if (!found) return own.length > 0 ? distinctOf(own, (one) => originsOf(one.value, one.context)) : NOBODY;
  const { owner, field } = found;
  const assigned =
    base && context.frame
      ? assignedTo(owner, field, context, expression.operand)
      : rememberOrigins(field, context, () => assignedTo(owner, field, context));
  const literals = own.length > 0 ? own : literalValues(owner, field, context);
  // Trees of a parser have thousands of literals: what is too many is not asked one by one.
  const made = distinctOf(
    [
      ...literals.map(
        ({ value, context: there }) =>
          () =>
            originsOf(value, there),
      ),
      () => assigned,
    ],
    (ask) => ask(),
  );
  if (made.length > 0) return made;
  const injected = injectedField(found, context);
  if (injected) return distinctOf(injected, (one) => (one ? originsOf(one.expression, one.context) : NOBODY));
  return zeroValue(field, field.type, { ...context, site: found.site, frame: null });
}

/** What one literal makes, in whatever calls of the function around it; none where there are several literals. */
function ofOneMaker(origins: Origins): readonly Origin[] {
  const [first] = origins;
  const known = origins.filter((one) => one !== null);
  return known.length === origins.length && known.every((one) => one.expression === first?.expression) ? known : [];
}

/** `holder` is the struct whose field it is, where a call says which. */
function assignedTo(owner: string, field: StructField, context: Context, holder?: Expression): Origins {
  const assignments = assignmentsTo(owner, field.name, context.code).filter(({ byAddress }) => !byAddress);
  return distinctOf(assignments, (assignment) => {
    const frame = holder ? receiverFrame(assignment, holder, context) : null;
    const there = deeper(context, assignment.site, frame);
    return there ? originsOf(assignment.expression, there, assignment.index) : NOBODY;
  });
}

/** `func (l *Listener) Init() { l.server = … }` fills the field of the struct that it is called on. */
function receiverFrame({ target, site: { fn } }: FieldAssignment, holder: Expression, context: Context): Frame | null {
  if (!fn?.receiver || target.operand.kind !== 'name' || target.operand.name !== fn.receiver.name) return null;
  const { methodCalls } = context.code.memory;
  const calls = methodCalls.get(holder) ?? new Map<GoFunction, Call>();
  methodCalls.set(holder, calls);
  const { start, end } = holder;
  const callee: Expression = { kind: 'select', operand: holder, name: fn.name, start, end };
  const call: Call = calls.get(fn) ?? { kind: 'call', callee, args: [], spread: false, start, end };
  calls.set(fn, call);
  return frameOfCall(fn, call, context, { receiverOnly: true });
}

/** A struct that is there without a literal, as in `var mux http.ServeMux`; nothing where the zero value is nil. */
function zeroValue(declared: Declaration | StructField | ValueDeclaration, type: string, context: Context): Origins {
  const { code, site } = context;
  const struct = /^[\w.]+$/.test(type) ? resolveType(code, type, site.file, site.pkg.importPath) : null;
  if (struct === null) return [];
  if (!USABLE_ZEROS.has(struct) && code.types.get(struct)?.declaration.kind !== 'struct') return [];
  const { zeroValues } = code.memory;
  const { start, end } = 'scope' in declared ? declared.scope : declared;
  const expression: Composite = zeroValues.get(declared) ?? { kind: 'composite', type, elements: [], start, end };
  zeroValues.set(declared, expression);
  return [{ expression, context }];
}

/** Each once; a maker counts again where it runs in another call. */
function distinct(origins: Origins): Origins {
  return origins.length < 2 ? origins : distinctOf([origins], (all) => all);
}

/** Likewise of all items together: those after the first that are too many are not asked. */
function distinctOf<Item>(items: readonly Item[], originsBy: (item: Item) => Origins): Origins {
  const kept: (Origin | null)[] = [];
  for (const item of items) {
    for (const origin of originsBy(item)) {
      if (kept.some((other) => isSame(other, origin))) continue;
      if (kept.length === MOST_ORIGINS) return [...kept, null];
      kept.push(origin);
    }
  }
  return kept;
}

function isSame(one: Origin | null, other: Origin | null): boolean {
  if (one === other) return true;
  return one?.expression === other?.expression && isSameCall(one?.context, other?.context);
}

/** Whether two places are reached by the same call, and the loops around that stand at the same elements. */
function isSameCall(one: Context | undefined, other: Context | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || callOf(one) !== callOf(other)) return false;
  const { elements, frame } = one;
  if (elements.length !== other.elements.length) return false;
  if (!elements.every(({ value }, position) => value === other.elements[position]?.value)) return false;
  return frame?.kind !== 'call' || other.frame?.kind !== 'call' || isSameCall(frame.from, other.frame.from);
}

function callOf(context: Context | undefined): Expression | null {
  const frame = context?.frame;
  return frame?.kind === 'call' ? frame.call : null;
}
