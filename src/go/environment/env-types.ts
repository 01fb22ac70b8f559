import type { EnvRead, Read } from './env-reads.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { EnvType } from '../project.ts';
import { calleeName } from '../code/types.ts';
import { type Holder, valueUses, type ValueUses } from '../values/value-uses.ts';

/** What parses a text, and as what. */
export const PARSERS: ReadonlyMap<string, EnvType> = new Map([
  ['strconv.Atoi', 'int'],
  ['strconv.ParseInt', 'int'],
  ['strconv.ParseUint', 'uint'],
  ['strconv.ParseFloat', 'float'],
  ['strconv.ParseBool', 'bool'],
  ['time.ParseDuration', 'duration'],
]);

const HOLDS_SAME = /^(?:strings\.(?:TrimSpace|ToLower|ToUpper)|string|cmp\.Or)$/;
const MOST_STEPS = 60;

/** What the texts of reads are parsed as, wherever they go. */
export function typesOfReads(code: LinkedCode): (read: EnvRead) => EnvType | undefined {
  const uses = valueUses(code);
  return ({ call, site, through }) => {
    const own = parsedAs(code, uses, { expression: call, site }, false);
    if (own) return own;
    for (const read of through) {
      const inside = read.expression === call ? undefined : parsedAs(code, uses, read, true);
      if (inside) return inside;
    }
    return undefined;
  };
}

/** The one parser that a value comes to; undefined where there is none, or several. `within`: its callers do not count. */
function parsedAs(code: LinkedCode, uses: ValueUses, { expression, site }: Read, within: boolean): EnvType | undefined {
  const found = new Set<EnvType>();
  const seen = new Set<unknown>();
  const queue: Holder[] = [{ expression, site, index: 0 }];
  for (let left = MOST_STEPS, holder = queue.pop(); holder && left > 0; left--, holder = queue.pop()) {
    if (holder.index !== 0 || seen.has(holder.expression)) continue;
    seen.add(holder.expression);
    const parent = holder.site.pkg.parentOf(holder.expression, holder.site);
    const name = parent?.kind === 'call' ? (calleeName(code, parent.callee, holder.site) ?? '') : '';
    if (parent?.kind === 'call' && parent.args.includes(holder.expression)) {
      const type = parent.args[0] === holder.expression ? PARSERS.get(name) : undefined;
      if (type) found.add(type);
      else if (HOLDS_SAME.test(name)) queue.push({ expression: parent, site: holder.site, index: 0 });
    }
    for (const next of uses.next(holder)) if (!within || next.site.fn === site.fn) queue.push(next);
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
