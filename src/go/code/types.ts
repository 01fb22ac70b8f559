import { find, type Source } from './bindings.ts';
import type { Site } from './code-index.ts';
import { resultTypes } from './function-types.ts';
import {
  FIELD_TYPES,
  PASSED_ON,
  RESULT_TYPES,
  SAME_TYPES,
  TOLD_RESULTS,
  VARIABLE_TYPES,
} from '../libraries/library-types.ts';
import type { LinkedCode } from './linked-code.ts';
import { qualified } from './names.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Expression, Parameter, StructField } from '../syntax/syntax.ts';
import { heldValue } from './uses.ts';

const DEEPEST = 30;

/**
 * What a name or selector stands for: `net/http.ListenAndServe`, `example.com/shop/config.Load`, a method as
 * `net/http.Server.Shutdown`, a builtin as `len`. Null: a local function value, or not known.
 */
export function calleeName(code: LinkedCode, callee: Expression, site: Site, depth = 0): string | null {
  const known = site.pkg.names.callees.get(callee);
  if (known !== undefined) return known;
  const name = findCallee(code, callee, site, depth);
  site.pkg.names.callees.set(callee, name);
  return name;
}

/**
 * The named type of an expression, `path.Name`; pointers, slices, maps and channels are seen through.
 * Null where it is not known or has no name.
 */
export function typeOf(code: LinkedCode, expression: Expression, site: Site, index = 0, depth = 0): string | null {
  if (index > 0) return findType(code, expression, site, index, depth);
  const known = site.pkg.names.types.get(expression);
  if (known !== undefined) return known;
  const type = findType(code, expression, site, 0, depth);
  site.pkg.names.types.set(expression, type);
  return type;
}

/** A type as written in a file (of the package `pkgPath`), as `path.Name`. */
export function resolveType(code: LinkedCode, written: string, file: SourceFile, pkgPath: string): string | null {
  const { resolved } = code.memory;
  let known = resolved.get(file);
  if (!known) resolved.set(file, (known = new Map<string, string | null>()));
  let type = known.get(written);
  if (type !== undefined) return type;
  // Types that stand for each other in a circle build nowhere; they end here.
  known.set(written, null);
  known.set(written, (type = findWritten(code, written, file, pkgPath)));
  return type;
}

function findWritten(code: LinkedCode, written: string, file: SourceFile, pkgPath: string): string | null {
  const bare = written
    .replace(/^(?:\.\.\.|\*|\[[^\]]*\]|map\[[^\]]*\]|<?-?chan(?:<-)?(?=[A-Z*[]))*/, '')
    .replace(/\[.*\]$/, '');
  const [, qualifier, name] = /^(?:(\w+)\.)?(\w+)$/.exec(bare) ?? [];
  if (name === undefined) return null;
  if (qualifier !== undefined) {
    const path = code.importNamed(file, qualifier);
    if (path === undefined) return null;
    const full = `${path}.${name}`;
    return SAME_TYPES.get(full) ?? full;
  }
  const own = `${pkgPath}.${name}`;
  const type = code.types.get(own);
  if (!type) return null;
  const { declaration, site } = type;
  if (declaration.kind !== 'other') return own;
  return declaration.definition === written
    ? own
    : (resolveType(code, declaration.definition, site.file, pkgPath) ?? own);
}

/** A field of a project's struct, also one that an embedded struct brings, with the struct that declares it. */
export function fieldOf(
  code: LinkedCode,
  type: string,
  name: string,
  depth = 0,
): { readonly owner: string; readonly field: StructField; readonly site: Site } | null {
  const found = code.types.get(type);
  if (!found || depth > 5) return null;
  const { declaration, site } = found;
  const field = declaration.fields.find((candidate) => candidate.name === name);
  if (field) return { owner: type, field, site };
  for (const embedded of declaration.fields.filter((candidate) => candidate.embedded)) {
    const inner = resolveType(code, embedded.type, site.file, site.pkg.importPath);
    const promoted = inner === null ? null : fieldOf(code, inner, name, depth + 1);
    if (promoted) return promoted;
  }
  return null;
}

/** Whether a type is an interface, or not known to be concrete. */
export function isOpenType(code: LinkedCode, type: string | null): boolean {
  return type === null || code.types.get(type)?.declaration.kind === 'interface' || code.settled.interfaces.has(type);
}

function fieldOfOthers({ settled }: LinkedCode, name: string): string | null {
  return FIELD_TYPES.get(name) ?? settled.fields.get(name) ?? null;
}

function resultOfOthers({ settled }: LinkedCode, name: string, index: number): string | null {
  const known = index === 0 ? RESULT_TYPES.get(name) : undefined;
  return known ?? (settled.results.get(name)?.[index] || null);
}

function findCallee(code: LinkedCode, callee: Expression, site: Site, depth: number): string | null {
  if (depth > DEEPEST) return null;
  if (callee.kind === 'name') {
    if (isLocal(code, callee.name, callee.start, site)) return null;
    if (!site.pkg.declared.names.has(callee.name)) return callee.name;
    const own = qualified(site.pkg.names, site.pkg.importPath, callee.name);
    if (code.functions.has(own) || code.types.has(own)) return own;
    return functionHeld(code, own, depth) ?? callee.name;
  }
  // `(*T)(x)` and `x.(*T)`
  if (callee.kind === 'unary' && callee.operator === '*') return findCallee(code, callee.operand, site, depth + 1);
  if (callee.kind !== 'select') return null;
  const imported = importedName(code, callee.operand, callee.name, site);
  if (imported !== null) return functionHeld(code, imported, depth) ?? imported;
  const type = typeOf(code, callee.operand, site, 0, depth + 1);
  if (type === null) return null;
  const own = qualified(site.pkg.names, type, callee.name);
  if (code.functions.has(own)) return own;
  return qualified(site.pkg.names, methodOwner(code, type, callee.name), callee.name);
}

/** The function that a package variable begins with: `var getListener = defaultListener`, `var listen = net.Listen`. */
function functionHeld(code: LinkedCode, name: string, depth: number): string | null {
  const value = code.values.get(name);
  if (!value) return null;
  const held = heldValue(value.declaration, value.index);
  const called = held ? findCallee(code, held, value.site, depth + 1) : null;
  if (!held || called === null) return null;
  const isImported = held.kind === 'select' && importedName(code, held.operand, held.name, value.site) === called;
  return code.functions.has(called) || isImported ? called : null;
}

/** `path.Name` where the operand is an import of the file. */
export function importedName(code: LinkedCode, operand: Expression, name: string, site: Site): string | null {
  if (operand.kind !== 'name' || isLocal(code, operand.name, operand.start, site)) return null;
  const path = code.importNamed(site.file, operand.name);
  return path === undefined ? null : qualified(site.pkg.names, path, name);
}

function isLocal(code: LinkedCode, name: string, offset: number, { fn }: Site): boolean {
  return fn !== null && find(code.bindings(fn), name, offset) !== undefined;
}

/** The type that declares the method: the type itself, or one that it embeds. */
function methodOwner(code: LinkedCode, type: string, method: string, depth = 0): string {
  const found = code.types.get(type);
  if (!found || depth > 5 || code.functions.has(`${type}.${method}`)) return type;
  for (const { type: written, embedded } of found.declaration.fields) {
    const inner = embedded ? resolveType(code, written, found.site.file, found.site.pkg.importPath) : null;
    if (inner === null) continue;
    const owner = methodOwner(code, inner, method, depth + 1);
    if (!code.types.has(owner) || code.functions.has(`${owner}.${method}`)) return owner;
  }
  return type;
}

function findType(code: LinkedCode, expression: Expression, site: Site, index: number, depth: number): string | null {
  if (depth > DEEPEST) return null;
  switch (expression.kind) {
    case 'unary':
      return typeOf(code, expression.operand, site, 0, depth + 1);
    case 'index':
      return typeOf(code, expression.operand, site, 0, depth + 1);
    case 'composite':
      return expression.type === null ? null : writtenType(code, expression.type, site);
    case 'name': {
      const local = site.fn && find(code.bindings(site.fn), expression.name, expression.start);
      if (local) {
        return local.type !== null
          ? writtenType(code, local.type, site)
          : sourceType(code, local.source, site, depth + 1);
      }
      if (!site.pkg.declared.names.has(expression.name)) return null;
      return valueType(code, qualified(site.pkg.names, site.pkg.importPath, expression.name), depth + 1);
    }
    case 'select': {
      const imported = importedName(code, expression.operand, expression.name, site);
      if (imported !== null)
        return (
          VARIABLE_TYPES.get(imported) ?? code.settled.variables.get(imported) ?? valueType(code, imported, depth + 1)
        );
      const type = typeOf(code, expression.operand, site, 0, depth + 1);
      const found = type === null ? null : fieldOf(code, type, expression.name);
      if (!found && type !== null) return fieldOfOthers(code, `${type}.${expression.name}`);
      return found && resolveType(code, found.field.type, found.site.file, found.site.pkg.importPath);
    }
    case 'call': {
      const { callee, args } = expression;
      const name = calleeName(code, callee, site, depth + 1);
      const held = name === null || !code.functions.has(name) ? resultOfHeld(code, callee, site, index, depth) : null;
      if (held !== null || name === null) return held;
      const [first] = args;
      if (name === 'new' && first)
        return first.kind === 'name' || first.kind === 'select' ? writtenType(code, written(first), site) : null;
      if (name === 'make' && first) return writtenType(code, written(first), site);
      if (name === 'append' && first) return typeOf(code, first, site, 0, depth + 1);
      if (code.types.has(name)) return aliased(code, name);
      if (expression.assertion === true) return name.includes('.') ? name : null;
      const own = resultsOf(code, name);
      const [told] = expression.types ?? [];
      if (!own && told !== undefined && index === 0 && TOLD_RESULTS.has(name)) return writtenType(code, told, site);
      if (!own && first && index === 0 && PASSED_ON.has(name)) return typeOf(code, first, site, 0, depth + 1);
      if (!own) return resultOfOthers(code, name, index);
      const result = own.results[index];
      return result ? resolveType(code, result.type, own.site.file, own.site.pkg.importPath) : null;
    }
    default:
      return null;
  }
}

/** What a function of the project returns, or a method as its interface says: whoever links it, that is the same. */
function resultsOf(
  code: LinkedCode,
  name: string,
): { readonly results: readonly Parameter[]; readonly site: Site } | null {
  const called = code.functions.get(name);
  if (called) return { results: called.fn.results, site: called };
  const dot = name.lastIndexOf('.');
  return methodDeclared(code, name.slice(0, dot), name.slice(dot + 1));
}

/** A method as an interface declares it, or one that it embeds. */
function methodDeclared(
  code: LinkedCode,
  type: string,
  method: string,
  depth = 0,
): { readonly results: readonly Parameter[]; readonly site: Site } | null {
  const declared = code.types.get(type);
  if (!declared || depth > DEEPEST) return null;
  const { declaration, site } = declared;
  const own = declaration.methods.find(({ name }) => name === method);
  if (own) return { results: own.results, site };
  for (const written of declaration.embeds) {
    const inner = resolveType(code, written, site.file, site.pkg.importPath);
    const found = inner === null ? null : methodDeclared(code, inner, method, depth + 1);
    if (found) return found;
  }
  return null;
}

/** What a function returns that a field, a parameter or a variable holds, by the type that this is written with. */
function resultOfHeld(code: LinkedCode, callee: Expression, site: Site, index: number, depth: number): string | null {
  const holder = heldBy(code, callee, site, depth);
  if (!holder) return null;
  const own = resultTypes(holder.written);
  const name = own ? null : resolveType(code, holder.written, holder.site.file, holder.site.pkg.importPath);
  const type = name === null ? undefined : code.types.get(name);
  const result = (own ?? resultTypes(type?.declaration.definition ?? ''))?.[index];
  const { file, pkg } = type?.site ?? holder.site;
  return result === undefined ? null : resolveType(code, result, file, pkg.importPath);
}

/** The type of what is called as it is written there; null where it is no field, parameter or variable with one. */
function heldBy(code: LinkedCode, callee: Expression, site: Site, depth: number) {
  if (callee.kind === 'name') {
    const local = site.fn && find(code.bindings(site.fn), callee.name, callee.start);
    return local && local.type !== null ? { written: local.type, site } : null;
  }
  if (callee.kind !== 'select' || importedName(code, callee.operand, callee.name, site) !== null) return null;
  const type = typeOf(code, callee.operand, site, 0, depth + 1);
  const found = type === null ? null : fieldOf(code, type, callee.name);
  return found && { written: found.field.type, site: found.site };
}

function writtenType(code: LinkedCode, written: string, { file, pkg }: Site): string | null {
  return resolveType(code, written, file, pkg.importPath);
}

/** The type that a project's type stands for, as in {@link resolveType}. */
function aliased(code: LinkedCode, name: string): string {
  const found = code.types.get(name);
  if (found?.declaration.kind !== 'other') return name;
  const { file, pkg } = found.site;
  return resolveType(code, found.declaration.name, file, pkg.importPath) ?? name;
}

function sourceType(code: LinkedCode, source: Source, site: Site, depth: number): string | null {
  switch (source.kind) {
    case 'value':
      return typeOf(code, source.expression, site, source.index, depth);
    case 'range':
      return source.index === 1 ? typeOf(code, source.over, site, 0, depth) : null;
    default:
      return null;
  }
}

function valueType(code: LinkedCode, name: string, depth: number): string | null {
  const value = code.values.get(name);
  if (!value) return null;
  const { declaration, index, site } = value;
  if (declaration.type !== null) return resolveType(code, declaration.type, site.file, site.pkg.importPath);
  const own =
    declaration.values.length === declaration.names.length ? declaration.values[index] : declaration.values[0];
  if (!own) return null;
  return typeOf(code, own, site, declaration.values.length === declaration.names.length ? 0 : index, depth);
}

/** Of a list or map what it holds, of a pointer what it points to. */
function written(type: Expression): string {
  if (type.kind === 'name') return type.name;
  if (type.kind === 'select') return `${written(type.operand)}.${type.name}`;
  const held = type.kind === 'unary' ? type.operand : type.kind === 'other' ? type.parts.at(-1) : undefined;
  return held ? written(held) : '';
}
