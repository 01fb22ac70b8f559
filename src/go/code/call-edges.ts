import { find } from './bindings.ts';
import { handedOutBy } from './handed-out.ts';
import { isWithin, partsLeftOut } from './left-out.ts';
import type { Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import { openCall } from './methods-named.ts';
import { qualified } from './names.ts';
import { elsewhereInWalk } from './other-systems.ts';
import type { Call, Expression, GoFunction, Select, Span } from '../syntax/syntax.ts';
import { calleeName, importedName, resolveType, typeOf } from './types.ts';
import { isForeign } from './foreign.ts';
import { type Block, type CodeVisitor, type Guard, walkExpression, walkFunction } from '../syntax/walk-code.ts';

/** What a function, or a line of `var`, names: everything that may run, or come to be, once it runs. */
export interface CallEdges {
  /** Functions and methods (`path.Name`, `path.Type.Name`) that are called or used as a value, and package variables. */
  readonly names: readonly string[];
  /** Calls of methods of values which may be of any type, as `openCall` writes them. */
  readonly open: readonly string[];
  /** Types of which there are values then. */
  readonly made: readonly string[];
  /** Types of values that libraries are given: they may call any exported method. */
  readonly handedOut: readonly string[];
  /** Types that are given to libraries which call methods of their fields, too. */
  readonly handedOutWithFields: readonly string[];
}

export const EDGES = ['names', 'open', 'made', 'handedOut', 'handedOutWithFields'] as const;

/** Answers about names that the walk over a package may leave behind. */
const MOST_LEFT = 2_000;

/** The edges of a function or a line of `var`, worked out once for all programs; where a part of it is left out, each time. */
export function edgesOf(code: LinkedCode, site: Site): CallEdges {
  const parts = partsLeftOut(site, code.leftOut);
  if (parts.length > 0) return callEdges(code, site, parts);
  const { edges, callees, types } = site.pkg.names;
  const node = site.fn ?? site.declaration ?? site;
  const known = edges.get(node);
  if (known) return known;
  const { bindings } = code.memory;
  const hadBindings = site.fn !== null && bindings.has(site.fn);
  const found = callEdges(code, site, []);
  edges.set(node, found);
  // Every function of the program comes by here, few are asked about later: what was needed on the way makes room.
  if (site.fn && !hadBindings) bindings.delete(site.fn);
  if (callees.size + types.size > MOST_LEFT) {
    callees.clear();
    types.clear();
  }
  return found;
}

function callEdges(code: LinkedCode, site: Site, parts: readonly Span[]): CallEdges {
  const names = new Set<string>();
  const open = new Set<string>();
  const made = new Set<string>();
  const handedOut = new Set<string>();
  const handedOutWithFields = new Set<string>();
  const found = { names, open, made, handedOut, handedOutWithFields };
  const { fn, declaration, pkg, file } = site;
  const asserted = new Set<Expression>();
  const isElsewhere = elsewhereInWalk();
  const isLeftOut = (place: Span, guard: Guard | null) => isElsewhere(guard) || isWithin(parts, place);
  const handed = handedOutBy(code, site, (type, withFields) => {
    handedOut.add(type);
    if (withFields) handedOutWithFields.add(type);
  });
  const make = (type: string | null) => {
    if (type !== null && code.types.has(type)) made.add(type);
  };
  const makeWritten = (written: string) => {
    make(resolveType(code, written, file, pkg.importPath));
  };
  const visitor: Required<Omit<CodeVisitor, 'literal'>> = {
    expression(expression, parent, block) {
      if (isLeftOut(expression, block.guard)) return;
      if (expression.kind === 'name') readName(expression.name, expression);
      else if (expression.kind === 'select') readSelect(expression, callOf(expression, parent));
      else if (expression.kind === 'composite' && expression.type !== null) makeWritten(expression.type);
      else if (expression.kind === 'call') {
        expression.types?.forEach(makeWritten);
        // `x.(*T)` says what x is; no T comes to be.
        const { callee } = expression;
        if (expression.assertion === true) asserted.add(callee.kind === 'unary' ? callee.operand : callee);
      }
      handed.expression(expression, parent, block);
    },
    statement(statement, block) {
      if (isLeftOut(statement, block.guard)) return;
      if (statement.kind === 'declare') {
        for (const { type } of statement.values) if (type !== null && isValueType(type)) makeWritten(type);
      }
      handed.statement(statement, block);
    },
    enter(inner, block) {
      for (const { name, type } of inner.results) if (name !== '' && isValueType(type)) makeWritten(type);
      handed.enter(inner, block);
    },
  };
  if (fn) walkFunction(fn, visitor);
  if (declaration) {
    const { type, values, start, end } = declaration;
    if (type !== null && isValueType(type)) makeWritten(type);
    const block: Block = { span: declaration, guard: null };
    handed.statement({ kind: 'declare', values: [declaration], start, end }, block);
    // Names inside a function literal are its own: what they mean is kept for whoever asks later.
    const literal = (inner: GoFunction): CodeVisitor => {
      const own = callEdges(code, { pkg, file, fn: inner }, parts);
      for (const key of EDGES) for (const one of own[key]) found[key].add(one);
      return {};
    };
    for (const value of values) walkExpression(value, { ...visitor, literal });
  }
  return {
    names: listOf(names),
    open: listOf(open),
    made: listOf(made),
    handedOut: listOf(handedOut),
    handedOutWithFields: listOf(handedOutWithFields),
  };

  function readName(name: string, expression: Expression) {
    if (fn && find(code.bindings(fn), name, expression.start) !== undefined) return;
    if (pkg.declared.names.has(name)) readPackageName(qualified(pkg.names, pkg.importPath, name), expression);
    for (const { path, alias } of file.imports) if (alias === '.') readPackageName(`${path}.${name}`, expression);
  }

  function readPackageName(key: string, expression: Expression) {
    if (code.functions.has(key) || code.values.has(key)) names.add(key);
    else if (!asserted.has(expression)) make(key);
  }

  function readSelect(expression: Select, call: Call | null) {
    const { operand, name } = expression;
    const imported = importedName(code, operand, name, site);
    if (imported !== null) readPackageName(imported, expression);
    else readMethod(expression, call);
  }

  function readMethod(expression: Select, call: Call | null) {
    const called = openCall(expression.name, call);
    const type = typeOf(code, expression.operand, site);
    if (type === null) {
      if (!isForeign(code, expression.operand, site)) open.add(called);
      return;
    }
    if (!code.types.has(type)) {
      // What lies behind an interface of others may be the project's.
      if (code.settled.interfaces.has(type) && !isForeign(code, expression.operand, site)) open.add(called);
      return;
    }
    const method = calleeName(code, expression, site);
    if (method !== null && code.functions.has(method)) names.add(method);
    else open.add(called);
  }
}

/** Null where a method is used as a value. */
function callOf(callee: Select, parent: Expression | null): Call | null {
  return parent?.kind === 'call' && parent.callee === callee ? parent : null;
}

const NONE: readonly string[] = [];

/** Most functions have none of most. */
function listOf(names: ReadonlySet<string>): readonly string[] {
  return names.size === 0 ? NONE : [...names];
}

/** A variable of this type is a value by itself: no pointer, slice, map, channel or function. */
export function isValueType(written: string): boolean {
  return !/^(?:\*|\[\]|map\[|<?-?chan\b|func\()/.test(written);
}
