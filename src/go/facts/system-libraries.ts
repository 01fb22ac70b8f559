import type { LinkedCode } from '../code/linked-code.ts';
import { withoutMajor } from '../code/linked-code.ts';
import { systemLibrariesOf } from '../libraries/c-libraries.ts';
import { optionHolds } from '../modules/build-constraint.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** What the C compiler brings itself. */
const ALWAYS_THERE = new Set(['c', 'm', 'dl', 'rt', 'pthread', 'resolv', 'util', 'gcc', 'gcc_s']);

/**
 * C libraries that a build of this program looks for on its machine, by the names that pkg-config or the linker has for
 * them: what its own `#cgo` lines say, and what libraries are known to say.
 */
export function systemLibraries(code: LinkedCode): readonly string[] {
  const own = code.packages
    .filter(({ needsC }) => needsC !== null)
    .flatMap(({ files }) => files)
    .flatMap(librariesOf);
  const others = [...code.externals].flatMap((path) => systemLibrariesOf(withoutMajor(path)));
  return [...new Set([...own, ...others])].sort();
}

/** Of the comments before `import "C"`. */
function librariesOf({ imports, lines }: SourceFile): string[] {
  const c = imports.find(({ path }) => path === 'C');
  if (!c) return [];
  const said = lines.text.slice(0, c.start).matchAll(/^[ \t]*(?:\/\/[ \t]*)?#cgo[ \t]+([^\n:]*):[ \t]*(.*)$/gm);
  return [...said].flatMap(([, before = '', after = '']) => {
    const words = before.trim().split(/\s+/);
    const verb = words.pop();
    if (words.length > 0 && !words.some((word) => optionHolds(word, { cgo: true }))) return [];
    const given = after.trim().split(/\s+/);
    if (verb === 'pkg-config') return given.filter((word) => word !== '' && !word.startsWith('-'));
    return verb === 'LDFLAGS' ? linked(given) : [];
  });
}

/** Of a folder that `-L` names the project itself has to bring the libraries. */
function linked(flags: readonly string[]): string[] {
  if (flags.some((flag) => flag.startsWith('-L'))) return [];
  return flags
    .filter((flag) => /^-l[^:]/.test(flag))
    .map((flag) => flag.slice(2))
    .filter((name) => !ALWAYS_THERE.has(name));
}
