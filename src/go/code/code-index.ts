import { type Declared, declaredBy, NOTHING_DECLARED } from './declared.ts';
import { type Enclosing, enclosing } from './enclosing.ts';
import { type Names, namesAfter, newNames } from './names.ts';
import type { GoPackage } from '../modules/packages.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { surfaceOf } from '../incremental/surface.ts';
import {
  type Expression,
  type GoFunction,
  type If,
  partsOf,
  type Select,
  type Span,
  type ValueDeclaration,
} from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';

/** Where code stands: its package, file and function (null for package variables). */
export interface Site {
  readonly pkg: IndexedPackage;
  readonly file: SourceFile;
  readonly fn: GoFunction | null;
  /** Of code outside functions: the line of `var` or `const` that it belongs to. */
  readonly declaration?: ValueDeclaration;
}

export interface Use<Kind extends Expression = Expression> {
  readonly expression: Kind;
  readonly site: Site;
  readonly guard: Guard | null;
}

/** `x.field = value`, or the address of a field passed to a call. */
export interface FieldAssignment extends Span {
  readonly target: Select;
  readonly expression: Expression;
  readonly index: number;
  readonly byAddress: boolean;
  readonly site: Site;
  readonly guard: Guard | null;
}

/** `name = value` of a name that may be the package's. */
export interface NameAssignment extends Span {
  readonly expression: Expression;
  readonly index: number;
  readonly byAddress: boolean;
  readonly site: Site;
  readonly guard: Guard | null;
}

export interface ConditionUse {
  readonly statement: If;
  readonly site: Site;
  /** The branch around it. */
  readonly guard: Guard | null;
}

/** A package with what it declares, by the names that questions are asked with. */
export interface IndexedPackage extends GoPackage, Enclosing {
  readonly declared: Declared;
  /** All that others see of it (surface.ts). */
  readonly surface: string;
  readonly names: Names;
}

/** `before`: the package that was in its place. */
export function indexPackage(base: GoPackage, before?: IndexedPackage): IndexedPackage {
  const names = before?.importPath === base.importPath ? namesSince(before, base) : newNames();
  // Filled in below, where the package is there to be named; an accessor would make every read of it a look-up.
  const pkg: IndexedPackage & { declared: Declared } = {
    ...base,
    declared: NOTHING_DECLARED,
    surface: surfaceOf(base.name, base.files),
    names,
    ...enclosing(names),
  };
  pkg.declared = declaredBy(pkg);
  return pkg;
}

function namesSince(before: IndexedPackage, { files }: GoPackage): Names {
  const old = new Map(before.files.map((file) => [file.path, file]));
  const kept = files.filter((file) => old.get(file.path) === file);
  const edited = files.flatMap((file) => {
    const was = old.get(file.path);
    return was && was !== file ? [[was, file] as const] : [];
  });
  return namesAfter(before.names, kept, edited);
}

/** Every expression inside, itself first; function literals are not entered. */
export function inside(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  addInside(expression, found);
  return found;
}

function addInside(expression: Expression, found: Expression[]): void {
  found.push(expression);
  for (const part of partsOf(expression)) addInside(part, found);
}
