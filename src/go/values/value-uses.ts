import { type Declaration, find, isCertain } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Composite, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName, fieldOf, resolveType, typeOf } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** An expression that holds a value, and where it stands. */
export interface Holder {
  readonly expression: Expression;
  readonly site: Site;
  /** Of a call's results, the one that is meant. */
  readonly index: number;
}

/** What a function says in which names, and what it assigns to. */
interface Written {
  readonly names: ReadonlyMap<string, readonly Expression[]>;
  readonly targets: ReadonlySet<Expression>;
}

/** Where values go on to; remembers the functions that it has looked through. */
export interface ValueUses {
  /** The next expressions that hold the value: names and fields it is assigned to, parameters, results of calls. */
  readonly next: (holder: Holder) => Holder[];
  /** The names that a value goes by where it is ranged over: the key's and the element's. */
  readonly ranged: (holder: Holder, position: 0 | 1) => Holder[];
  /** The same variable or field wherever it is used. */
  readonly same: (expression: Expression, site: Site) => Holder[];
  readonly isTarget: (expression: Expression, site: Site) => boolean;
}

export function valueUses(code: LinkedCode): ValueUses {
  const written = new Map<GoFunction, Written>();
  const writtenIn = (fn: GoFunction) => {
    const known = written.get(fn) ?? readWritten(fn);
    written.set(fn, known);
    return known;
  };
  return { next, ranged, same, isTarget: (expression, { fn }) => fn !== null && writtenIn(fn).targets.has(expression) };

  function next({ expression, site, index }: Holder): Holder[] {
    const parent = site.pkg.parentOf(expression, site);
    if (parent?.kind === 'unary') return [{ expression: parent, site, index }];
    if (parent?.kind === 'composite') return fieldUses(parent, expression, site);
    if (parent?.kind === 'select') return received(parent, site);
    if (parent?.kind === 'call') return passed(parent, expression, site);
    const statement = site.pkg.statementOf(expression, site);
    if (statement?.kind === 'return' && site.fn) {
      const at = statement.values.length > 1 ? statement.values.indexOf(expression) : index;
      return callersOf(code, { ...site, fn: site.fn }).map((call) => ({
        expression: call.expression,
        site: call.site,
        index: at,
      }));
    }
    if (statement?.kind === 'assign') {
      const own = statement.left.length === statement.right.length;
      const target = statement.left[own ? statement.right.indexOf(expression) : index];
      if (target?.kind === 'select') return same(target, site);
    }
    const isMeant = (one: { expression: Expression; index: number; count: number }) =>
      one.expression === expression && one.index === (one.count > 1 || index > 0 ? index : 0);
    return declarationsIn(site).flatMap((one) => {
      const { source, assignments } = one;
      const own = assignments.find(isMeant);
      const isFirst = source.kind === 'value' && isMeant(source);
      if (!own && !isFirst) return [];
      const since = isFirst ? one.at : (own?.end ?? one.at);
      return namesOf(one, site).filter((name) => !isReplaced(one, since, name.expression.start));
    });
  }

  function ranged({ expression, site }: Holder, position: 0 | 1): Holder[] {
    return declared(
      site,
      ({ source }) => source.kind === 'range' && source.over === expression && source.index === position,
    );
  }

  function declared(site: Site, isMeant: (declaration: Declaration) => boolean): Holder[] {
    return declarationsIn(site).flatMap((one) => (isMeant(one) ? namesOf(one, site) : []));
  }

  function declarationsIn({ fn }: Site): Declaration[] {
    return fn ? [...code.bindings(fn).values()].flat() : [];
  }

  function namesOf(declaration: Declaration, site: Site): Holder[] {
    if (!site.fn) return [];
    const bindings = code.bindings(site.fn);
    const names = writtenIn(site.fn).names.get(declaration.name) ?? [];
    return names
      .filter(({ start }) => find(bindings, declaration.name, start) === declaration)
      .map((expression) => ({ expression, site, index: 0 }));
  }

  function same(expression: Expression, site: Site): Holder[] {
    if (expression.kind === 'name' && site.fn) {
      const declaration = find(code.bindings(site.fn), expression.name, expression.start);
      return declaration ? namesOf(declaration, site) : [];
    }
    if (expression.kind !== 'select') return [];
    const type = typeOf(code, expression.operand, site);
    const owner = type === null ? null : (fieldOf(code, type, expression.name)?.owner ?? null);
    return owner === null ? [] : fieldsNamed(expression.name, owner);
  }

  function fieldsNamed(name: string, owner: string): Holder[] {
    return code.methodValues(name).flatMap(({ expression, site }) => {
      if (expression.kind !== 'select') return [];
      const type = typeOf(code, expression.operand, site);
      return type !== null && fieldOf(code, type, name)?.owner === owner ? [{ expression, site, index: 0 }] : [];
    });
  }

  function fieldUses(literal: Composite, value: Expression, site: Site): Holder[] {
    const key = literal.elements.find((element) => element.value === value)?.key;
    const owner = literal.type === null ? null : resolveType(code, literal.type, site.file, site.pkg.importPath);
    return key?.kind === 'name' && owner !== null ? fieldsNamed(key.name, owner) : [];
  }

  function passed(call: Call, argument: Expression, site: Site): Holder[] {
    const target = code.functions.get(calleeName(code, call.callee, site) ?? '');
    if (!target) return [];
    const position = call.args.indexOf(argument);
    const { parameters } = target.fn;
    const parameter = parameters[position] ?? (parameters.at(-1)?.variadic === true ? parameters.at(-1) : undefined);
    if (!parameter || (parameter.variadic && !call.spread)) return [];
    return parameterUses(target, parameters.indexOf(parameter));
  }

  /** In a method that is called on it. */
  function received(method: Expression, site: Site): Holder[] {
    const call = site.pkg.parentOf(method, site);
    if (call?.kind !== 'call' || call.callee !== method) return [];
    const target = code.functions.get(calleeName(code, method, site) ?? '');
    return target ? parameterUses(target, -1) : [];
  }

  function parameterUses(target: Site & { readonly fn: GoFunction }, index: number): Holder[] {
    return declared(target, ({ source }) => {
      return source.kind === 'parameter' && source.fn === target.fn && source.index === index;
    });
  }
}

/** Whether a name has another value for certain, at an offset, than it had since an earlier one. */
function isReplaced(declaration: Declaration, since: number, offset: number): boolean {
  return declaration.assignments.some(
    ({ start, end, byAddress, guard }) =>
      !byAddress && start >= since && end <= offset && isCertain(guard, offset, declaration),
  );
}

function readWritten(fn: GoFunction): Written {
  const names = new Map<string, Expression[]>();
  const targets = new Set<Expression>();
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'name') return;
      const known = names.get(expression.name);
      if (known) known.push(expression);
      else names.set(expression.name, [expression]);
    },
    statement(statement) {
      if (statement.kind === 'assign') for (const target of statement.left) targets.add(target);
    },
  });
  return { names, targets };
}
