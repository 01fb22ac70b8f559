import { find } from './bindings.ts';
import { type Context, evaluate, originsOf } from './context.ts';
import { joinFolder } from './paths.ts';
import { documentInFile } from './settings-files.ts';
import { isKnown } from './setting.ts';
import type { Expression } from './syntax.ts';
import { calleeName, importedName } from './types.ts';

const EMBEDDED_READERS: ReadonlySet<string> = new Set(['embed.FS.ReadFile', 'embed.FS.Open']);
/** Between a `//go:embed` line and the variable that it fills stands at most `var`. */
const LONGEST_GAP = 12;
const DEEPEST = 4;

/** The document in a file that is part of the program, where a text or reader comes from one; null elsewhere. */
export function embeddedDocument(text: Expression | undefined, context: Context, depth = 0): unknown {
  if (!text || depth > DEEPEST) return null;
  const { settingsFiles } = context.code.memory;
  const own = variableFile(text, context);
  if (own !== null) return documentInFile(settingsFiles, own);
  for (const origin of originsOf(text, context)) {
    if (origin?.expression.kind !== 'call') continue;
    const { callee, args } = origin.expression;
    const { code, site } = origin.context;
    if (!EMBEDDED_READERS.has(calleeName(code, callee, site) ?? '')) {
      const inner = embeddedDocument(args[0], origin.context, depth + 1);
      if (inner !== null) return inner;
      continue;
    }
    const path = args[0] ? evaluate(args[0], origin.context) : null;
    const full = path && isKnown(path) ? joinFolder(site.pkg.folder, path.text) : null;
    const document = full === null ? null : documentInFile(settingsFiles, full);
    if (document !== null) return document;
  }
  return null;
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
