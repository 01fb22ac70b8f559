import type { FunctionSite } from './declared.ts';
import type { LinkedCode } from './linked-code.ts';

const NONE: ReadonlyMap<string, readonly FunctionSite[]> = new Map();

/** Every method of that name, whatever type has it: what a call through an interface may come to. */
export function methodsNamed(code: LinkedCode, name: string): readonly FunctionSite[] {
  return code.once(methodsByName, NONE).get(name) ?? [];
}

/** The method behind that of an interface of the project (`path.Interface.Method`), where there is no other of its name. */
export function onlyMethod(code: LinkedCode, name: string): FunctionSite | null {
  const dot = name.lastIndexOf('.');
  if (code.types.get(name.slice(0, dot))?.declaration.kind !== 'interface') return null;
  const [only, ...others] = methodsNamed(code, name.slice(dot + 1));
  return only && others.length === 0 ? only : null;
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
