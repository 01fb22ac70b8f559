import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, evaluate, frameOfCall, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { perElement } from '../values/elements.ts';
import { valueOrDuration } from '../values/durations.ts';
import { FF_METHODS, ffArguments, FLAG_LIBRARIES } from './flag-definition.ts';
import { isKnown, type Setting, UNKNOWN } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** A flag in the way of the standard library's, pflag's and their kin's sets. */
export interface TableFlag {
  readonly name: string;
  readonly fallback: Setting;
  readonly call: Call;
  readonly site: Site;
  /** What the flag is defined on: a set, or a call that gives one; null for the package's own set. */
  readonly set: Expression | null;
  /** Path of the library without major version. */
  readonly library: string;
  /** What of the library defines it, `StringVarP`. */
  readonly method: string;
}

type UnnamedFlag = Omit<TableFlag, 'name'> & { readonly name: null };

const KINDS =
  'String Int Int8 Int16 Int32 Int64 Uint Uint8 Uint16 Uint32 Uint64 Bool Duration Float32 Float64 Float IP IPNet IPMask IPSlice ' +
  'StringSlice StringArray IntSlice Int32Slice Int64Slice UintSlice BoolSlice DurationSlice Float64Slice StringToString ' +
  'StringToInt StringToInt64 Count BytesHex BytesBase64 Text Time';
const FF = 'github.com/peterbourgon/ff';
const LIBRARIES = [...FLAG_LIBRARIES, FF];
const METHODS = new Set([
  ...KINDS.split(' ').flatMap((kind) => ['', 'Var', 'P', 'VarP'].map((suffix) => kind + suffix)),
  ...['Var', 'VarP', 'VarPF', 'Func', 'FuncP', 'BoolFunc'],
  ...FF_METHODS,
]);

/** Every flag that the program defines, wherever its set is. */
export function flagTable(code: LinkedCode): readonly TableFlag[] {
  return code.once(everyFlag, NO_DEFINITIONS).filter((flag) => flag.name !== null);
}

/** The same, with those whose names the source does not decide. */
export function everyFlag(code: LinkedCode): readonly (TableFlag | UnnamedFlag)[] {
  return definingCalls(code).flatMap(({ expression: call, site, callee, library, method }) => {
    const at = library === FF ? ffArguments(callee) : flagArguments(method);
    const argument = at ? call.args[at.name] : undefined;
    if (!at || !argument) return [];
    const fallback = at.fallback === null ? undefined : call.args[at.fallback];
    const set = call.callee.kind === 'select' && callee.includes('.FlagSet.') ? call.callee.operand : null;
    return perElement([argument], questionAt(code, site)).flatMap((context) =>
      perCaller(argument, context).map((there): TableFlag | UnnamedFlag => {
        const name = evaluate(argument, there);
        const value = fallback && isKnown(name) ? valueOrDuration(fallback, there) : UNKNOWN;
        return { name: isKnown(name) ? name.text : null, fallback: value, call, site, set, library, method };
      }),
    );
  });
}

interface DefiningCall extends Use<Call> {
  readonly callee: string;
  readonly library: string;
  readonly method: string;
}

/** Calls of the methods that define flags. */
export function definingCalls(code: LinkedCode): readonly DefiningCall[] {
  return [...METHODS].flatMap((method) =>
    code.calls(method).flatMap((use): DefiningCall[] => {
      const callee = calleeName(code, use.expression.callee, use.site) ?? '';
      const library = LIBRARIES.find(
        (path) => callee === `${path}.${method}` || callee === `${path}.FlagSet.${method}`,
      );
      return library === undefined ? [] : [{ ...use, callee, library, method }];
    }),
  );
}

/** Where the standard library and pflag have the name and the default of a flag. */
function flagArguments(method: string): { readonly name: number; readonly fallback: number | null } {
  const name = /Var(?:PF?)?$/.test(method) ? 1 : 0;
  if (/^(?:Var|Func|BoolFunc|Count)/.test(method)) return { name, fallback: null };
  return { name, fallback: name + (/P$/.test(method) && !/IP$/.test(method) ? 2 : 1) };
}

/** `func number(name string, value int) { flags.Int(name, value, "") }` defines a flag each time that it is called. */
function perCaller(name: Expression, context: Context): readonly Context[] {
  const { code, site } = context;
  const { fn } = site;
  if (name.kind !== 'name' || !fn || isKnown(evaluate(name, context))) return [context];
  const callers = callersOf(code, { ...site, fn });
  if (callers.length > MOST_CALLERS) return [context];
  return callers.map(({ expression: call, site: there }) =>
    questionAt(code, site, frameOfCall(fn, call, questionAt(code, there))),
  );
}

const MOST_CALLERS = 200;

export const NO_FLAGS: readonly TableFlag[] = [];
export const NO_DEFINITIONS: readonly (TableFlag | UnnamedFlag)[] = [];
