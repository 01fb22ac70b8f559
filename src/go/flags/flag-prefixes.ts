import { evaluate, questionAt } from '../code/context.ts';
import { kongTag } from '../environment/env-command-lines.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { GO_FLAGS_PATHS } from '../libraries/library-paths.ts';
import { isKnown } from '../values/setting.ts';
import { tagValue } from '../syntax/struct-tags.ts';
import type { StructField } from '../syntax/syntax.ts';
import { resolveType } from '../code/types.ts';

/** Libraries that make flags of a struct's fields, and put what stands at the struct's own place before their names. */
export const KONG = 'github.com/alecthomas/kong';

export function usesGoFlags({ externals }: Pick<LinkedCode, 'externals'>): boolean {
  return GO_FLAGS_PATHS.some((library) => externals.has(library));
}

/** A field that holds a struct of flags. */
interface Holder {
  /** The struct that it is a field of. */
  readonly owner: string;
  readonly prefix: string;
  /** Its flags are among those of the struct around it. */
  readonly inline: boolean;
}

type Holders = ReadonlyMap<string, readonly Holder[]>;

const NO_HOLDERS: Holders = new Map();
const DEEPEST = 6;

/** What stands before the names of a struct's flags; null where the struct is used with several prefixes. */
export function flagPrefix(owner: string, code: LinkedCode): string | null {
  const holders = code.once(holdersOf, NO_HOLDERS);
  const prefixes = new Set(prefixesOf(owner, 0));
  const [first = '', ...others] = prefixes;
  return others.length === 0 ? first : null;

  function prefixesOf(type: string, depth: number): string[] {
    const own = depth > DEEPEST ? undefined : holders.get(type);
    return own
      ? own.flatMap(({ owner: outer, prefix, inline }) =>
          inline ? prefixesOf(outer, depth + 1).map((before) => before + prefix) : [''],
        )
      : [''];
  }
}

function holdersOf(code: LinkedCode): Holders {
  const found = new Map<string, Holder[]>();
  const delimiter = namespaceDelimiter(code);
  for (const [owner, { declaration, site }] of code.types) {
    for (const field of declaration.fields) {
      const placed = placeOf(field, code, delimiter);
      const type = placed && resolveType(code, field.type, site.file, site.pkg.importPath);
      if (!placed || type === null || !code.types.has(type)) continue;
      const known = found.get(type);
      if (known) known.push({ owner, ...placed });
      else found.set(type, [{ owner, ...placed }]);
    }
  }
  return found;
}

/** `embed:"" prefix:"http-"` of kong, `group:"HTTP" namespace:"http"` of go-flags; null for a field of another library. */
function placeOf({ tag, embedded }: StructField, code: LinkedCode, delimiter: string): Omit<Holder, 'owner'> | null {
  if (code.externals.has(KONG)) {
    const inline = embedded || kongTag(tag, 'embed') !== null;
    if (inline) return { prefix: kongTag(tag, 'prefix') ?? '', inline };
    if (kongTag(tag, 'cmd') !== null) return { prefix: '', inline };
  }
  if (usesGoFlags(code)) {
    const namespace = tagValue(tag, 'namespace');
    if (namespace !== null) return { prefix: namespace + delimiter, inline: true };
    if (tagValue(tag, 'group') !== null) return { prefix: '', inline: true };
    if (tagValue(tag, 'command') !== null) return { prefix: '', inline: false };
  }
  return null;
}

/** `parser.NamespaceDelimiter = "-"` */
function namespaceDelimiter(code: LinkedCode): string {
  if (!usesGoFlags(code)) return '';
  const [set] = code.fieldAssignments('NamespaceDelimiter');
  const value = set ? evaluate(set.expression, questionAt(code, set.site)) : null;
  return value && isKnown(value) ? value.text : '.';
}
