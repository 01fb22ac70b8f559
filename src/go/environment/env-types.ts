import type { EnvRead, Read } from './env-reads.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { EnvType } from '../project.ts';
import type { ValueUses } from '../values/value-uses.ts';
import { callsGiven, onEachWay } from './read-uses.ts';

/** What parses a text, and as what. */
export const PARSERS: ReadonlyMap<string, EnvType> = new Map([
  ['strconv.Atoi', 'int'],
  ['strconv.ParseInt', 'int'],
  ['strconv.ParseUint', 'uint'],
  ['strconv.ParseFloat', 'float'],
  ['strconv.ParseBool', 'bool'],
  ['time.ParseDuration', 'duration'],
]);

/** What takes no empty text, beside the parsers. */
export const REFUSERS: ReadonlySet<string> = new Set([
  ...['net/netip.ParseAddr', 'net/netip.ParseAddrPort', 'net/netip.ParsePrefix', 'net.ParseCIDR', 'net.ParseMAC'],
  ...[
    'github.com/google/uuid.Parse',
    'golang.org/x/mod/sumdb/note.NewSigner',
    'golang.org/x/mod/sumdb/note.NewVerifier',
  ],
]);

/** What the texts of reads are parsed as, wherever they go. */
export function typesOfReads(code: LinkedCode): (read: EnvRead) => EnvType | undefined {
  return onEachWay(code, (uses, read, within) => parsedAs(code, uses, read, within));
}

/** The one parser that a value comes to; undefined where there is none, or several. */
function parsedAs(code: LinkedCode, uses: ValueUses, read: Read, within: boolean): EnvType | undefined {
  const found = new Set<EnvType>();
  for (const { name, index } of callsGiven(code, uses, read, within)) {
    const type = index === 0 ? PARSERS.get(name) : undefined;
    if (type) found.add(type);
  }
  const [type, second] = found;
  return second === undefined ? type : undefined;
}

/** The same for a Go type that a library decodes text into, and for the names of its flags; undefined for all others. */
export function envTypeOf(type: string | undefined): EnvType | undefined {
  const bare = type?.replace(/^\*/, '') ?? '';
  if (bare === 'bool') return 'bool';
  if (/^u?int(?:8|16|32|64)?$/.test(bare)) return bare.startsWith('u') ? 'uint' : 'int';
  if (/^float(?:32|64)$/.test(bare)) return 'float';
  return bare === 'time.Duration' || bare === 'duration' ? 'duration' : undefined;
}
