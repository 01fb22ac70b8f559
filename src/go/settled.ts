import type { Message } from '../words/message.ts';

/**
 * What a Go toolchain settles where syntax alone does not decide. Plain data: it crosses threads and lies in caches, and
 * knows nothing of how it was found out.
 */
export interface Settled {
  /** Of the toolchain, `go1.26.8`. */
  readonly version: string;
  /** By the folder of the module, as in GoModule.dir; absent where the toolchain could not read it. */
  readonly modules: Readonly<Record<string, SettledModule>>;
}

export interface SettledModule {
  /** The same exactly where names and types are. */
  readonly key: string;
  /** What the packages that its own code imports are called, by import path as written. */
  readonly names: Readonly<Record<string, string>>;
  /** Null: nobody looked at the types. */
  readonly types: SettledTypes | null;
  /** By the import path of the main package. */
  readonly programs: Readonly<Record<string, SettledProgram>>;
}

export interface SettledProgram {
  /** The same exactly where all the rest is. */
  readonly key: string;
  /** Import paths that it needs and that are not on this machine, or not whole, sorted; where there are any, only what was found counts. */
  readonly missing: readonly string[];
  readonly cgo: SettledCgo;
  /**
   * Functions and methods of the analysed folder that may ever run, `path.Name` and `path.Type.Name`; null where they are
   * not known.
   */
  readonly reached: readonly string[] | null;
  /** Methods of interfaces of the folder behind which there is one method only. */
  readonly calls: Readonly<Record<string, string>>;
}

/** Names are those of {@link SettledProgram.reached}; paths of other modules have no major version. */
export interface SettledTypes {
  /** Types of what functions and methods of others return, `path.Name`, '' where one has no name. */
  readonly results: Readonly<Record<string, readonly string[]>>;
  /** Types of the fields of others. */
  readonly fields: Readonly<Record<string, string>>;
  /** Types of the variables of others. */
  readonly variables: Readonly<Record<string, string>>;
  /** Values of constants, whole numbers and texts. */
  readonly constants: Readonly<Record<string, string | number>>;
  /** Interfaces of others among these types. */
  readonly interfaces: readonly string[];
}

export interface SettledCgo {
  /** Import paths from the main package to one that does not build, or does not work, without C; null where none is linked. */
  readonly needs: readonly string[] | null;
  /** A package of another module that uses C where it is there, and builds without. */
  readonly uses: string | null;
}

/** What an analysis is told of the toolchain. */
export interface ToolchainAnswer {
  /** Null: none was asked. */
  readonly settled: Settled | null;
  /** Why it does not say more; null where nobody wanted it to, or where it says all. */
  readonly because: Message | null;
}

export const BY_SYNTAX: ToolchainAnswer = { settled: null, because: null };

/** Who decided on the facts of a program: its syntax alone, or a Go toolchain beside it. */
export type ResolvedBy = 'syntax' | 'toolchain';

/** Whether the toolchain has seen all that the program links. */
export function isSettled(program: SettledProgram | undefined): program is SettledProgram {
  return program?.missing.length === 0;
}

/** What holds of an older state of the files still: libraries are as they were, but who calls whom is not. */
export function outdated({ settled, because }: ToolchainAnswer): ToolchainAnswer {
  const change = (program: SettledProgram): SettledProgram =>
    program.reached ? { ...program, key: `${program.key} outdated`, reached: null, calls: {} } : program;
  return { settled: settled && changed(settled, (module) => module, change), because };
}

/** An answer about packages alone, with what is known of types from before. What is the same keeps its key. */
export function withTypesOf({ settled, because }: ToolchainAnswer, known: ToolchainAnswer): ToolchainAnswer {
  if (!settled || !known.settled) return { settled, because };
  const before = new Map(Object.entries(known.settled.modules));
  const typed = (module: SettledModule, dir: string): SettledModule => {
    const old = before.get(dir);
    if (!old?.types) return module;
    if (JSON.stringify(old.names) === JSON.stringify(module.names)) return old;
    return { ...module, types: old.types, key: `${module.key} ${old.key}` };
  };
  const called = (program: SettledProgram, dir: string, path: string): SettledProgram => {
    const old = new Map(Object.entries(before.get(dir)?.programs ?? {})).get(path);
    if (!old) return program;
    const [was, is] = [old, program].map(({ missing, cgo }) => JSON.stringify([missing, cgo]));
    return was === is ? old : { ...program, reached: old.reached, calls: old.calls, key: `${program.key} ${old.key}` };
  };
  return { settled: changed(settled, typed, called), because };
}

function changed(
  settled: Settled,
  ofModule: (module: SettledModule, dir: string) => SettledModule,
  ofProgram: (program: SettledProgram, dir: string, path: string) => SettledProgram,
): Settled {
  const modules = Object.entries(settled.modules).map(([dir, module]): [string, SettledModule] => {
    const programs = Object.entries(module.programs).map(([path, program]): [string, SettledProgram] => [
      path,
      ofProgram(program, dir, path),
    ]);
    return [dir, { ...ofModule(module, dir), programs: Object.fromEntries(programs) }];
  });
  return { ...settled, modules: Object.fromEntries(modules) };
}
