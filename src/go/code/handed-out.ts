import { callsMethodsOf, callsMethodsOfFields, onlyPrints } from './called-by-libraries.ts';
import type { Site } from './code-index.ts';
import { isForeign } from './foreign.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Call, Composite, Expression, GoFunction, Parameter, Statement } from '../syntax/syntax.ts';
import { calleeName, resolveType, typeOf } from './types.ts';
import type { CodeVisitor } from '../syntax/walk-code.ts';

/** What the receiver of a value is. */
type Receiver =
  | { readonly kind: 'own' }
  /** `path.Name` of a library's function or type. */
  | { readonly kind: 'library'; readonly name: string }
  /** `any`, an interface without name, a type parameter: nobody knows where it goes on to. */
  | { readonly kind: 'anything' };

const OWN: Receiver = { kind: 'own' };
const ANYTHING: Receiver = { kind: 'anything' };

/**
 * Finds the values of the project's types that code we cannot read is given: as an argument, in a field, as a result.
 * `hand` is told their types.
 */
export function handedOutBy(
  code: LinkedCode,
  site: Site,
  hand: (type: string, withFields: boolean) => void,
): Required<Omit<CodeVisitor, 'literal'>> {
  const { file, pkg } = site;
  const functions: GoFunction[] = [];
  const resolve = (written: string) => resolveType(code, written, file, pkg.importPath);

  return {
    enter(fn) {
      functions.push(fn);
    },
    expression(expression) {
      if (expression.kind === 'call' && expression.assertion !== true) readCall(expression);
      if (expression.kind === 'composite') readComposite(expression);
    },
    statement(statement) {
      if (statement.kind === 'return') readReturn(statement);
      if (statement.kind === 'assign' && statement.operator === '=') {
        for (const [index, value] of statement.right.entries()) {
          const target = statement.left[index];
          if (target && !isBlank(target) && mayHaveMethods(value))
            give(value, receiverOf(typeOf(code, target, site), null));
        }
      }
      if (statement.kind !== 'declare') return;
      for (const { type, values } of statement.values) {
        if (type !== null) for (const value of values) give(value, writtenReceiver(type));
      }
    },
  };

  function readCall(call: Call) {
    const { callee, args } = call;
    const given = args.filter(mayHaveMethods);
    const types = call.types ?? [];
    if (given.length === 0 && types.length === 0) return;
    const name = calleeName(code, callee, site);
    if (name === 'append') {
      const receiver = args[0] ? receiverOf(typeOf(code, args[0], site), null) : ANYTHING;
      for (const value of given.slice(1)) give(value, receiver);
      return;
    }
    const target = name === null ? undefined : code.functions.get(name);
    if (target) {
      if (onlyPrints(target.fn.name)) return;
      for (const [index, value] of args.entries()) {
        const parameter = target.fn.parameters[index] ?? target.fn.parameters.at(-1);
        if (parameter && mayHaveMethods(value)) give(value, parameterReceiver(parameter, target));
      }
      return;
    }
    if (name !== null && (!name.includes('.') || code.types.has(name))) return;
    const receiver = name === null ? unknownCallee(callee) : ({ kind: 'library', name } as const);
    for (const value of given) give(value, receiver);
    for (const type of types) giveType(resolve(type), receiver);
  }

  /** A local function value has parameters of types we do not see; a method may be anybody's. */
  function unknownCallee(callee: Expression): Receiver {
    if (callee.kind !== 'select' || onlyPrints(callee.name)) return OWN;
    return ANYTHING;
  }

  function readComposite({ type, elements }: Composite) {
    if (type === null) return;
    const name = resolve(type);
    const struct = name === null ? undefined : code.types.get(name);
    if (!struct) {
      const receiver =
        name === null ? writtenReceiver(type.replace(/^(?:\[[^\]]*\]|map\[[^\]]*\])/, '')) : receiverOf(name, null);
      for (const { value } of elements) give(value, receiver);
      return;
    }
    const { declaration, site: there } = struct;
    for (const [index, { key, value }] of elements.entries()) {
      if (!mayHaveMethods(value)) continue;
      const field =
        key?.kind === 'name' ? declaration.fields.find((one) => one.name === key.name) : declaration.fields[index];
      if (field) give(value, receiverOf(resolveType(code, field.type, there.file, there.pkg.importPath), field.type));
    }
  }

  function readReturn({ values, start }: Statement & { kind: 'return' }) {
    const fn = functions.findLast(({ bodySpan }) => bodySpan.start <= start && start <= bodySpan.end);
    if (!fn || values.length !== fn.results.length) return;
    for (const [index, value] of values.entries()) {
      const result = fn.results[index];
      if (result && mayHaveMethods(value)) give(value, writtenReceiver(result.type));
    }
  }

  function parameterReceiver({ type }: Parameter, there: Site): Receiver {
    return receiverOf(resolveType(code, type, there.file, there.pkg.importPath), type);
  }

  function writtenReceiver(written: string): Receiver {
    return receiverOf(resolve(written), written);
  }

  function receiverOf(type: string | null, written: string | null): Receiver {
    if (type === null) return written === 'error' || written?.startsWith('func(') === true ? OWN : ANYTHING;
    return code.types.has(type) ? OWN : { kind: 'library', name: type };
  }

  function give(value: Expression, receiver: Receiver) {
    if (receiver.kind === 'own' || !mayHaveMethods(value)) return;
    if (receiver.kind === 'library' && !callsMethodsOf(receiver.name)) return;
    if (value.kind === 'function') {
      giveResults(value.function, site, receiver);
      return;
    }
    const named = value.kind === 'name' || value.kind === 'select' ? calleeName(code, value, site) : null;
    const fn = named === null ? undefined : code.functions.get(named);
    if (fn) giveResults(fn.fn, fn, receiver);
    else if (!isForeign(code, value, site)) giveType(typeOf(code, value, site), receiver);
  }

  function giveResults({ results }: GoFunction, there: Site, receiver: Receiver) {
    for (const { type } of results) giveType(resolveType(code, type, there.file, there.pkg.importPath), receiver);
  }

  function giveType(type: string | null, receiver: Receiver) {
    if (type === null || !code.types.has(type)) return;
    hand(type, receiver.kind === 'library' && callsMethodsOfFields(receiver.name));
  }
}

function isBlank(target: Expression): boolean {
  return target.kind === 'name' && target.name === '_';
}

function mayHaveMethods({ kind }: Expression): boolean {
  return kind !== 'string' && kind !== 'number' && kind !== 'binary';
}
