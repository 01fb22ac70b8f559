import { evaluate } from '../code/context.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { withoutMajor } from '../code/linked-code.ts';
import type { Place, Program } from '../project.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { calleeName } from '../code/types.ts';

const MEMORY_CALLS: ReadonlyMap<string, true> = new Map(
  [
    'runtime/debug.SetMemoryLimit',
    ...['SetGoMemLimit', 'SetGoMemLimitWithOpts', 'SetGoMemLimitWithEnv', 'SetGoMemLimitWithProvider'].map(
      (name) => `github.com/KimMachineGun/automemlimit/memlimit.${name}`,
    ),
  ].map((name) => [name, true] as const),
);
const PROCESSOR_CALLS: ReadonlyMap<string, true> = new Map(
  ['runtime.GOMAXPROCS', 'go.uber.org/automaxprocs/maxprocs.Set'].map((name) => [name, true] as const),
);

/** What sets the limits of the Go runtime: an import that does, or a call. */
export function runtimeLimits(code: LinkedCode): Program['runtimeLimits'] {
  return {
    memory: importPlace(code, 'github.com/KimMachineGun/automemlimit') ?? callPlace(code, MEMORY_CALLS),
    processors: importPlace(code, 'go.uber.org/automaxprocs') ?? callPlace(code, PROCESSOR_CALLS),
  };
}

function importPlace({ packages, externals }: LinkedCode, path: string): Place | null {
  if (!externals.has(path)) return null;
  for (const file of packages.flatMap(({ files }) => files)) {
    const found = file.imports.find((one) => withoutMajor(one.path) === path);
    if (found) return placeOf(file, found);
  }
  return null;
}

function callPlace(code: LinkedCode, names: ReadonlyMap<string, true>): Place | null {
  for (const { name, call, site } of callsOf(code, names)) {
    const [first] = call.args;
    if (name.startsWith('runtime') && first) {
      // Zero and less ask for the present value; the number of the machine's processors is what the runtime takes anyway.
      const { text } = evaluate(first, contextAt(code, site));
      const asks = /^(?:0|-\d+)$/.test(text) || (first.kind === 'unary' && first.operator === '-');
      if (asks || (first.kind === 'call' && calleeName(code, first.callee, site) === 'runtime.NumCPU')) continue;
    }
    return placeOf(site.file, call);
  }
  return null;
}
