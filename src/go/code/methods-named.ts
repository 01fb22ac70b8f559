import { type FunctionSite, receiverName } from './declared.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Call, GoFunction, InterfaceMethod } from '../syntax/syntax.ts';

const NONE: ReadonlyMap<string, readonly FunctionSite[]> = new Map();

/** Every method of that name, whatever type has it: what a call through an interface may come to. */
export function methodsNamed(code: LinkedCode, name: string): readonly FunctionSite[] {
  return code.once(methodsByName, NONE).get(name) ?? [];
}

/** A call of a method that any type may have: `Run/2` has two arguments; `Run` may have any number. */
export function openCall(name: string, call: Call | null): string {
  if (!call || call.spread) return name;
  const [first, ...others] = call.args;
  // `f(g())` hands on all that `g` returns.
  return first?.kind === 'call' && others.length === 0 ? name : `${name}/${String(call.args.length)}`;
}

/** The methods that such a call may come to. */
export function methodsCalled(code: LinkedCode, open: string): readonly FunctionSite[] {
  return methodsNamed(code, nameOfCall(open)).filter(({ fn }) => takes(fn, open));
}

export function nameOfCall(open: string): string {
  const [name = open] = open.split('/');
  return name;
}

/** Whether a method of the name has as many parameters as such a call has arguments. */
export function takes({ parameters }: GoFunction, open: string): boolean {
  const [, count] = open.split('/');
  if (count === undefined) return true;
  const most = parameters.length;
  return parameters.at(-1)?.variadic === true ? Number(count) >= most - 1 : Number(count) === most;
}

/** The method behind that of an interface of the project (`path.Interface.Method`), where there is no other of its name. */
export function onlyMethod(code: LinkedCode, name: string): FunctionSite | null {
  const dot = name.lastIndexOf('.');
  if (code.types.get(name.slice(0, dot))?.declaration.kind !== 'interface') return null;
  const [only, ...others] = methodsNamed(code, name.slice(dot + 1));
  return only && others.length === 0 ? only : null;
}

/** The methods behind a call of one of an interface of the project: of all types that are made and have what it asks for. */
export function methodsBehind(code: LinkedCode, name: string, call: Call): readonly FunctionSite[] {
  const dot = name.lastIndexOf('.');
  const asked = code.types.get(name.slice(0, dot))?.declaration;
  if (asked?.kind !== 'interface') return [];
  return methodsCalled(code, openCall(name.slice(dot + 1), call)).filter((method) => {
    return code.isReached(method) && hasAll(code, method, asked.methods);
  });
}

/** Whether the type of a method has all that an interface asks for by name. */
function hasAll(code: LinkedCode, { fn, pkg }: FunctionSite, wanted: readonly InterfaceMethod[]): boolean {
  const type = `${pkg.importPath}.${receiverName(fn.receiver?.type ?? '')}`;
  const own = new Set((code.methods.get(type) ?? []).map((method) => method.fn.name));
  return wanted.every(({ name }) => own.has(name));
}

function methodsByName(code: LinkedCode): ReadonlyMap<string, readonly FunctionSite[]> {
  const methods = new Map<string, FunctionSite[]>();
  for (const method of code.functions.values()) {
    if (!method.fn.receiver) continue;
    const known = methods.get(method.fn.name);
    if (known) known.push(method);
    else methods.set(method.fn.name, [method]);
  }
  return methods;
}
