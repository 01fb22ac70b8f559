import type { StructField } from '../syntax/syntax.ts';

/** How a call says what is to be filled. */
export interface FillCall {
  /** The argument that is a pointer to the struct; -1 where a type argument is the struct. */
  readonly struct: number;
  /** The argument that is the prefix of all names, or an options literal with a field for it. */
  readonly prefix?: number;
  /** Older versions are handed the arguments of the command line before. */
  readonly afterArguments?: true;
}

/** What the options of a call change. */
export interface FillOptions {
  readonly prefix: string;
  /** Fields without a tag are variables, too. */
  readonly namesByField: boolean;
  /** Everything without a default is required. */
  readonly requiredByDefault: boolean;
  /** The names without the prefix count where there is none with it. */
  readonly alsoPlain?: boolean;
}

export interface FieldVariable {
  readonly names: readonly string[];
  readonly fallback: string | null;
  readonly must: boolean;
  /** An empty text is none. */
  readonly filled?: true;
}

/** What is made of the fields of a struct. */
export interface FieldReader {
  /** It reads a file first: what that sets, no variable must. */
  readonly readsFiles?: true;
  /** Null: no variable. `prefix` is what the structs around the field put before it. */
  readonly field: (field: StructField, prefix: string, options: FillOptions) => FieldVariable | null;
  /** The prefix for the fields of a struct inside; null where the library does not look into it. */
  readonly inner: (field: StructField, prefix: string, options: FillOptions) => string | null;
}

/** A library that fills structs from variables which their tags name. */
export interface EnvLibrary extends FieldReader {
  readonly path: string;
  readonly calls: Readonly<Record<string, FillCall>>;
  /** The package without which it reads no variables. */
  readonly needs?: string;
  /** Projects keep copies of it, under the last part of its path. */
  readonly copies?: true;
}

/** A variable of a field, where one of the names that it would have is one. */
export const named = (names: readonly string[], fallback: string | null, must: boolean): FieldVariable | null => {
  const usable = names.filter((name) => name !== '' && name !== '-');
  return usable.length === 0 ? null : { names: usable, fallback, must: must && fallback === null };
};
