import { evaluate, questionAt } from '../code/context.ts';
import { flagFallback } from '../environment/env-fallback.ts';
import type { FoundVariable } from '../environment/environment.ts';
import { VARIABLE_FLAGS } from '../libraries/library-paths.ts';
import { flagTable, NO_FLAGS } from './flag-table.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { NO_TOLD, toldFlags } from './told-flags.ts';
import { isKnown } from '../values/setting.ts';
import { calleeName } from '../code/types.ts';

/** A call by which every flag is a variable, too. */
interface Prefixing {
  /** Paths of its library, without major versions. */
  readonly libraries: readonly string[];
  /** The argument that is the prefix; null where there is none. */
  readonly at: number | null;
  /** What follows the prefix, where it is not empty. */
  readonly then: '' | '_';
  /** It takes flags of this library alone. */
  readonly of?: string;
}

const FF = ['github.com/peterbourgon/ff'];
const ETCD = [
  'github.com/coreos/pkg/flagutil',
  'github.com/coreos/etcd/pkg/flags',
  'go.etcd.io/etcd/pkg/flags',
  'go.etcd.io/etcd/client/pkg/flags',
];

const PREFIXING: ReadonlyMap<string, Prefixing> = new Map<string, Prefixing>([
  // `ff.Parse(fs, args, ff.WithEnvVarPrefix("APP"))`
  ['WithEnvVarPrefix', { libraries: FF, at: 0, then: '_' }],
  ['WithEnvVars', { libraries: FF, at: null, then: '' }],
  ['WithEnvVarNoPrefix', { libraries: FF, at: null, then: '' }],
  // Each flag is looked up by viper under the program's name before a command runs.
  ['SyncViperPreRunE', { libraries: ['github.com/jzelinskie/cobrautil'], at: 0, then: '_' }],
  ['SyncViperDotEnvPreRunE', { libraries: ['github.com/jzelinskie/cobrautil'], at: 0, then: '_' }],
  ['SetFlagsFromEnv', { libraries: ETCD, at: 1, then: '_', of: 'flag' }],
  ['SetPflagsFromEnv', { libraries: ETCD, at: 1, then: '_', of: 'github.com/spf13/pflag' }],
  ['Parse', { libraries: ['github.com/jamiealquiza/envy'], at: 0, then: '_' }],
  ['ParseEnv', { libraries: ['github.com/carlmjohnson/flagext', 'github.com/carlmjohnson/flagx'], at: 1, then: '_' }],
]);

/** What stands before the names of flags that are variables, too. */
interface FlagPrefix {
  readonly prefix: string;
  /** Of flags of this library alone. */
  readonly of: string | undefined;
}

/**
 * Variables of libraries by which every flag of a set is one, `ff.Parse(fs, args, ff.WithEnvVarPrefix("APP"))`, namsral/flag, and
 * those that the program itself tells its flags.
 */
export function prefixedFlags(code: LinkedCode): FoundVariable[] {
  if (code.once(flagPrefixes, NO_PREFIXES).length === 0 && code.once(toldFlags, NO_TOLD).size === 0) return [];
  return code.once(flagTable, NO_FLAGS).flatMap((flag) => {
    const { name, library, call, site } = flag;
    return variablesOfFlag(code, library, name).map((variable): FoundVariable => {
      return { name: variable, site, at: call, must: false, fallback: flagFallback(flag) };
    });
  });
}

/** The variables that give a flag of a library its value where the command line does not. */
export function variablesOfFlag(code: LinkedCode, library: string, name: string): string[] {
  const made = code
    .once(flagPrefixes, NO_PREFIXES)
    .filter(({ of }) => (of === undefined ? !VARIABLE_FLAGS.includes(library) : of === library))
    .map(({ prefix }) => `${prefix}${name}`.toUpperCase().replace(/[-./]/g, '_'));
  const told = code.once(toldFlags, NO_TOLD).get(name) ?? [];
  return [...made, ...told.filter((variable) => !made.includes(variable))];
}

const NO_PREFIXES: readonly FlagPrefix[] = [];

function flagPrefixes(code: LinkedCode): readonly FlagPrefix[] {
  const found = new Map<string, FlagPrefix>();
  for (const of of VARIABLE_FLAGS) if (code.externals.has(of)) found.set(of, { prefix: '', of });
  for (const [method, { libraries, at, then, of }] of PREFIXING) {
    for (const { expression, site } of code.calls(method)) {
      const called = calleeName(code, expression.callee, site) ?? '';
      if (!libraries.some((path) => called === `${path}.${method}`)) continue;
      const argument = at === null ? null : expression.args[at];
      const prefix = argument ? evaluate(argument, questionAt(code, site)) : null;
      if (prefix && !isKnown(prefix)) continue;
      const text = prefix === null || prefix.text === '' ? '' : prefix.text + then;
      found.set(`${of ?? 'any'} ${text}`, { prefix: text, of });
    }
  }
  return [...found.values()];
}
