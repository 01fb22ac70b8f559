import { find } from '../code/bindings.ts';
import type { IndexedPackage } from '../code/code-index.ts';
import { type Context, evaluate } from '../code/context.ts';
import { joinFolder } from '../paths.ts';
import { readThrough } from './read-through.ts';
import { documentInFile, documentOf } from '../modules/settings-files.ts';
import { isKnown } from './setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import { importedName } from '../code/types.ts';

const EMBEDDED_READERS: ReadonlySet<string> = new Set(['embed.FS.ReadFile', 'embed.FS.Open']);
const NO_READERS: ReadonlySet<string> = new Set();
/** Between a `//go:embed` line and the variable that it fills stands at most `var`. */
const LONGEST_GAP = 12;

/** The document in a file that is part of the program, where a text or reader comes from one; null elsewhere. */
export function embeddedDocument(text: Expression | undefined, context: Context): unknown {
  const { settingsFiles } = context.code.memory;
  for (const { text: one, reader, context: there } of readThrough(text, context, EMBEDDED_READERS)) {
    const file = reader ? fileRead(one, there) : variableFile(one, there);
    const document = file === null ? null : documentInFile(settingsFiles, file);
    // A variable is the text, whether it says anything or not.
    if (document !== null || (file !== null && !reader)) return document;
  }
  return null;
}

/** What a text or reader says that is written out in the source, where it has keys; null elsewhere. */
export function writtenDocument(text: Expression | undefined, context: Context): unknown {
  for (const { text: one } of readThrough(text, context, NO_READERS)) {
    const document = one.kind === 'string' ? documentOf(one.value) : null;
    if (typeof document === 'object' && document !== null) return document;
  }
  return null;
}

/** The file that a path of embedded files means: in the package's own, or in those that another one hands to it. */
function fileRead(path: Expression, context: Context): string | null {
  const { code, site } = context;
  const value = evaluate(path, context);
  if (!isKnown(value)) return null;
  const holders = embeds(site.pkg) ? [site.pkg] : code.packages.filter(embeds);
  const found = new Set(holders.map(({ folder }) => joinFolder(folder, value.text)));
  const [only, ...others] = [...found].filter((file) => file !== null && code.memory.settingsFiles.texts.has(file));
  return others.length === 0 ? (only ?? null) : null;
}

function embeds({ files }: IndexedPackage): boolean {
  return files.some((file) => file.embeds.length > 0);
}

/** The file whose text a package's variable holds: `//go:embed defaults.yaml` before `var defaults []byte`. */
function variableFile(variable: Expression, { code, site }: Context): string | null {
  const isLocal =
    variable.kind === 'name' && site.fn !== null && find(code.bindings(site.fn), variable.name, variable.start);
  const name =
    variable.kind === 'select'
      ? importedName(code, variable.operand, variable.name, site)
      : variable.kind === 'name' && !isLocal
        ? `${site.pkg.importPath}.${variable.name}`
        : null;
  const value = name === null ? undefined : code.values.get(name);
  if (!value || value.declaration.values.length > 0) return null;
  const { file, pkg } = value.site;
  const embed = file.embeds.find(({ end }) => {
    const gap = value.declaration.start - end;
    return gap >= 0 && gap <= LONGEST_GAP;
  });
  return embed ? joinFolder(pkg.folder, embed.pattern) : null;
}
