import { errorInBody } from '../syntax/bodies.ts';
import { type CallEdges, edgesOf, isValueType } from './call-edges.ts';
import { CALLED_BY_STANDARD_LIBRARY } from './called-by-libraries.ts';
import type { Site } from './code-index.ts';
import type { FunctionSite } from './declared.ts';
import type { LinkedCode } from './linked-code.ts';
import { nameOfCall, takes } from './methods-named.ts';
import type { GoFunction, InterfaceMethod, ValueDeclaration } from '../syntax/syntax.ts';
import { resolveType } from './types.ts';
import type { ReachedCode } from './uses.ts';

/** Code of one program that is ever used, starting at main, by import path. Where it is unclear, it is. */
export type Reached = ReadonlyMap<string, ReachedCode>;

/**
 * Linked is not called: follows names from `main`, the `init` functions and the package variables that call something, and
 * from functions that are known to run.
 */
export function reachedFrom(code: LinkedCode, known: readonly Site[] = []): Reached {
  const reached = new Map<string, Set<GoFunction | ValueDeclaration>>();
  const todo: Site[] = [];
  /** Calls of methods that any type may have (`openCall`), by the name of the method. */
  const open = new Map([...CALLED_BY_STANDARD_LIBRARY].map((name) => [name, new Set([name])]));
  /** Methods of made types that nobody has called yet, by name. */
  const waiting = new Map<string, FunctionSite[]>();
  const made = new Set<string>();
  const handedOut = new Set<string>();
  const withFields = new Set<string>();
  const handedInterfaces: string[] = [];
  const namesOfMethods = new Map<string, ReadonlySet<string>>();

  for (const pkg of code.packages) {
    for (const root of pkg.declared.roots) visit(root);
  }
  for (const site of known) visit(site);
  for (let site = todo.pop(); site; site = todo.pop()) {
    follow(edgesOf(code, site));
    // What is called where it is no Go is not all in sight.
    if (site.fn && errorInBody(site.fn) !== null) for (const fn of site.file.functions) visit({ ...site, fn });
  }
  return reached;

  function visit(site: Site) {
    const node = site.fn ?? site.declaration;
    if (!node || (site.fn && code.leftOut.functions.has(site.fn))) return;
    const { importPath } = site.pkg;
    const ofPackage = reached.get(importPath);
    if (ofPackage?.has(node)) return;
    if (ofPackage) ofPackage.add(node);
    else reached.set(importPath, new Set([node]));
    todo.push(site);
  }

  function follow(edges: CallEdges) {
    for (const name of edges.names) {
      const target = code.functions.get(name) ?? variable(name);
      if (target) visit(target);
    }
    for (const call of edges.open) openMethod(call);
    for (const type of edges.made) make(type);
    for (const type of edges.handedOut) handOut(type);
    for (const type of edges.handedOutWithFields) handOutFields(type);
  }

  function variable(name: string): Site | undefined {
    const value = code.values.get(name);
    return value && { ...value.site, declaration: value.declaration };
  }

  function openMethod(call: string) {
    const name = nameOfCall(call);
    const calls = open.get(name);
    if (calls?.has(call)) return;
    if (calls) calls.add(call);
    else open.set(name, new Set([call]));
    const methods = waiting.get(name);
    if (!methods) return;
    const isCalled = ({ fn }: FunctionSite) => takes(fn, call);
    waiting.set(
      name,
      methods.filter((method) => !isCalled(method)),
    );
    methods.filter(isCalled).forEach(visit);
  }

  function isOpen({ fn }: FunctionSite): boolean {
    return [...(open.get(fn.name) ?? [])].some((call) => takes(fn, call));
  }

  /** Values of the type exist: what is called through interfaces may be its methods, and those of what lies in it. */
  function make(type: string) {
    if (made.has(type)) return;
    made.add(type);
    for (const method of code.methods.get(type) ?? []) {
      const { name } = method.fn;
      if (isOpen(method)) visit(method);
      else waiting.set(name, [...(waiting.get(name) ?? []), method]);
    }
    for (const inner of fieldTypes(code, type, (field) => field.embedded || isValueType(field.type))) make(inner);
    for (const inner of handedInterfaces) if (fits(type, inner)) handOut(type);
  }

  function handOut(type: string) {
    if (handedOut.has(type)) return;
    handedOut.add(type);
    if (code.types.get(type)?.declaration.kind === 'interface') {
      handedInterfaces.push(type);
      for (const candidate of made) if (fits(candidate, type)) handOut(candidate);
      return;
    }
    for (const method of code.methods.get(type) ?? []) if (/^\p{Lu}/u.test(method.fn.name)) visit(method);
    for (const inner of fieldTypes(code, type, ({ embedded }) => embedded)) handOut(inner);
  }

  function handOutFields(type: string) {
    if (withFields.has(type)) return;
    withFields.add(type);
    handOut(type);
    for (const inner of fieldTypes(code, type, ({ name }) => /^\p{Lu}/u.test(name))) handOutFields(inner);
  }

  function fits(type: string, required: string): boolean {
    const wanted = code.types.get(required)?.declaration.methods ?? [];
    const own = allMethodNamesOf(type);
    const isOwn = ({ name }: InterfaceMethod) => own.has(name);
    return wanted.length > 0 && (own.has('') ? wanted.some(isOwn) : wanted.every(isOwn));
  }

  function allMethodNamesOf(type: string): ReadonlySet<string> {
    let names = namesOfMethods.get(type);
    if (!names) namesOfMethods.set(type, (names = methodNamesOf(type, 0)));
    return names;
  }

  /** With `''` where an embedded type is not the project's. */
  function methodNamesOf(type: string, depth: number): ReadonlySet<string> {
    const names = new Set((code.methods.get(type) ?? []).map(({ fn }) => fn.name));
    const found = code.types.get(type);
    for (const { type: written } of found?.declaration.fields.filter(({ embedded }) => embedded) ?? []) {
      const inner = found && resolveType(code, written, found.site.file, found.site.pkg.importPath);
      if (inner === null || inner === undefined || !code.types.has(inner)) names.add('');
      else if (depth < 4) for (const name of methodNamesOf(inner, depth + 1)) names.add(name);
    }
    return names;
  }
}

function fieldTypes(
  code: LinkedCode,
  type: string,
  wanted: (field: { name: string; type: string; embedded: boolean }) => boolean,
): string[] {
  const found = code.types.get(type);
  return (found?.declaration.fields ?? []).filter(wanted).flatMap((field) => {
    const inner = found && resolveType(code, field.type, found.site.file, found.site.pkg.importPath);
    return inner !== null && inner !== undefined && code.types.has(inner) ? [inner] : [];
  });
}
