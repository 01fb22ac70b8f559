import { evaluate, questionAt } from './context.ts';
import { flagFallback } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import { flagTable, NO_FLAGS } from './flag-table.ts';
import type { LinkedCode } from './linked-code.ts';
import { isKnown } from './setting.ts';
import { calleeName } from './types.ts';

const NAMSRAL = 'github.com/namsral/flag';

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

/** Variables of libraries by which every flag of a set is one: `ff.Parse(fs, args, ff.WithEnvVarPrefix("APP"))`, namsral/flag. */
export function prefixedFlags(code: LinkedCode): FoundVariable[] {
  const prefixes = new Map<string, { readonly prefix: string; readonly of: string | undefined }>();
  for (const [method, { libraries, at, then, of }] of PREFIXING) {
    for (const { expression, site } of code.calls(method)) {
      const called = calleeName(code, expression.callee, site) ?? '';
      if (!libraries.some((path) => called === `${path}.${method}`)) continue;
      const argument = at === null ? null : expression.args[at];
      const prefix = argument ? evaluate(argument, questionAt(code, site)) : null;
      if (prefix && !isKnown(prefix)) continue;
      const text = prefix === null || prefix.text === '' ? '' : prefix.text + then;
      prefixes.set(`${of ?? ''} ${text}`, { prefix: text, of });
    }
  }
  if (prefixes.size === 0 && !code.externals.has(NAMSRAL)) return [];
  return code.once(flagTable, NO_FLAGS).flatMap((flag) => {
    const { name, library, call, site } = flag;
    const own = [...prefixes.values()].filter(({ of }) => of === undefined || of === library);
    const before = library === NAMSRAL ? [''] : own.map(({ prefix }) => prefix);
    return before.map((prefix): FoundVariable => ({
      ...{ name: `${prefix}${name}`.toUpperCase().replace(/[-./]/g, '_'), site, at: call, must: false },
      fallback: flagFallback(flag),
    }));
  });
}
