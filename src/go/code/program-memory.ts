import type { Frame, Origins, Solver } from './context.ts';
import { type Callers, newCallers } from './callers.ts';
import type { Bindings } from './bindings.ts';
import type { FieldAssignment, Site, Use } from './code-index.ts';
import { type ModuleVersions, NO_VERSIONS } from '../modules/module-versions.ts';
import type { Returned } from './returns.ts';
import { newRemembered, type Remembered } from '../incremental/remembered-answers.ts';
import type { Setting } from '../values/setting.ts';
import type { TypedComposites } from './typed-composites.ts';
import { settingsFiles, type SettingsFiles } from '../modules/settings-files.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Call, Composite, Expression, GoFunction } from '../syntax/syntax.ts';

/** Far more than a program of a million lines needs: code that nobody can follow ends here, and not after an hour. */
const MOST_STEPS = 1_500_000;

/** What was worked out of one program, so that it is worked out once. */
export interface ProgramMemory {
  readonly origins: Remembered<Origins>;
  readonly settings: Remembered<Setting>;
  readonly nilness: Remembered<boolean | null>;
  /** Types as they are written in a file. */
  readonly resolved: Map<SourceFile, Map<string, string | null>>;
  /** Structs that are there without a literal, by what declares them. */
  readonly zeroValues: Map<object, Composite>;
  /** What a call lists for a parameter that takes any number of them. */
  readonly variadicLists: Map<Call, Composite>;
  /** Methods as if they were called on the struct that an expression names. */
  readonly methodCalls: Map<Expression, Map<GoFunction, Call>>;
  /** Functions whose parameters are symbols: one frame each, so that answers in it are remembered. */
  readonly symbols: Map<GoFunction, Frame>;
  /** Frames by the frame around the call, and by the call; those without one by the map itself. */
  readonly frames: WeakMap<object, Map<Call, Frame>>;
  /** Literals by their type. */
  composites: TypedComposites | null;
  /** What is assigned to fields, by name and by the struct that declares them. */
  readonly assignments: Map<string, Map<string | null, FieldAssignment[]>>;
  /** Flags of command-line libraries, by name. */
  urfaveFlags: FlagTable | null;
  pflagFlags: FlagTable | null;
  /** What keeps values of a type from coming to be, by the type; null: nothing does. */
  readonly neverMade: Map<string, readonly string[] | null>;
  readonly callers: Callers;
  /** What functions do with those of their parameters that are functions. */
  readonly withParameter: Map<GoFunction, Map<string, CallsWith>>;
  readonly returns: WeakMap<GoFunction, readonly Returned[]>;
  /** Calls of function literals that are returned; null: who calls them is not in sight. */
  readonly literalCalls: WeakMap<GoFunction, readonly Use<Call>[] | null>;
  /** What readProgram knows of the repository's configuration files. */
  settingsFiles: SettingsFiles;
  /** What it knows of the versions of libraries. */
  versions: ModuleVersions;
  readonly bindings: WeakMap<GoFunction, Bindings>;
  /** Steps that all questions together may still take before each gets few. */
  stepsLeft: number;
  /** Steps that the present question may still take; guards against code that calls itself in circles. */
  steps: number;
  /** Of the frames that the present answer hangs on, the level of the outermost; infinite where it hangs on none. */
  hangsOn: number;
  /** How often a walk ended because it was too deep. */
  cuts: number;
  /** What answers questions about values; attachSolver sets it. */
  solver: Solver | null;
}

/** What a function does with a parameter that is a function. */
export interface CallsWith {
  /** Calls of the parameter itself. */
  readonly calls: readonly Call[];
  /** Calls that it is handed on to: `func parse(set func(int)) { verify(set) }`. */
  readonly given: readonly Call[];
}

/** Flags of a command-line library, by name. */
export type FlagTable = ReadonlyMap<string, readonly { readonly expression: Call | Composite; readonly site: Site }[]>;

/** What follows from a function alone: for all programs, and until its file changes. */
export interface FunctionFacts {
  readonly bindings: WeakMap<GoFunction, Bindings>;
  readonly returns: WeakMap<GoFunction, readonly Returned[]>;
}

export function newFunctionFacts(): FunctionFacts {
  return { bindings: new WeakMap(), returns: new WeakMap() };
}

export function newMemory({ bindings, returns }: FunctionFacts): ProgramMemory {
  return {
    origins: newRemembered(),
    settings: newRemembered(),
    nilness: newRemembered(),
    resolved: new Map(),
    zeroValues: new Map(),
    variadicLists: new Map(),
    methodCalls: new Map(),
    symbols: new Map(),
    frames: new WeakMap(),
    neverMade: new Map(),
    callers: newCallers(),
    withParameter: new Map(),
    literalCalls: new WeakMap(),
    returns,
    settingsFiles: settingsFiles(new Map(), []),
    versions: NO_VERSIONS,
    bindings,
    stepsLeft: MOST_STEPS,
    composites: null,
    assignments: new Map(),
    urfaveFlags: null,
    pflagFlags: null,
    steps: 0,
    hangsOn: Infinity,
    cuts: 0,
    solver: null,
  };
}
