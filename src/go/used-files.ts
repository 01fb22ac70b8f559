import type { Site } from './code-index.ts';
import { type Context, evaluate } from './context.ts';
import { inside } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Program } from './project.ts';
import { isKnown } from './setting.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call, Expression } from './syntax.ts';
import { calleeName, typeOf } from './types.ts';

type UsedFile = Program['runtimeFiles'][number];

/** Calls that read a file at run time: index of the first argument that is a path, and whether all after it are, too. */
const READS: ReadonlyMap<string, { readonly at: number; readonly more?: true }> = new Map<
  string,
  { at: number; more?: true }
>([
  ['os.Open', { at: 0 }],
  ['os.ReadFile', { at: 0 }],
  ['os.ReadDir', { at: 0 }],
  ['os.DirFS', { at: 0 }],
  ['io/ioutil.ReadFile', { at: 0 }],
  ['io/ioutil.ReadDir', { at: 0 }],
  ['html/template.ParseFiles', { at: 0, more: true }],
  ['html/template.ParseGlob', { at: 0 }],
  ['html/template.Template.ParseFiles', { at: 0, more: true }],
  ['html/template.Template.ParseGlob', { at: 0 }],
  ['text/template.ParseFiles', { at: 0, more: true }],
  ['text/template.ParseGlob', { at: 0 }],
  ['net/http.Dir', { at: 0 }],
  ['net/http.ServeFile', { at: 2 }],
  ['github.com/gin-gonic/gin.Engine.LoadHTMLGlob', { at: 0 }],
  ['github.com/gin-gonic/gin.Engine.LoadHTMLFiles', { at: 0, more: true }],
  ...['Engine', 'RouterGroup'].flatMap((type) =>
    ['Static', 'StaticFile'].map((method) => [`github.com/gin-gonic/gin.${type}.${method}`, { at: 1 }] as const),
  ),
  ['github.com/labstack/echo.Echo.Static', { at: 1 }],
  ['github.com/labstack/echo.Echo.File', { at: 1 }],
  ['github.com/gofiber/fiber.App.Static', { at: 1 }],
]);

const WRITES: ReadonlyMap<string, number> = new Map([
  ['os.Create', 0],
  ['os.WriteFile', 0],
  ['os.Mkdir', 0],
  ['os.MkdirAll', 0],
  ['io/ioutil.WriteFile', 0],
  ['os.CreateTemp', 0],
  ['os.MkdirTemp', 0],
]);
const TEMPORARY = new Set(['os.CreateTemp', 'os.MkdirTemp']);

export interface UsedFiles {
  readonly reads: readonly UsedFile[];
  readonly writes: readonly UsedFile[];
}

/** Files that the program opens by a path in its source: relative ones that it reads, and all that it writes. */
export function findUsedFiles(code: LinkedCode): UsedFiles {
  const reads = new Map<string, UsedFile>();
  const writes = new Map<string, UsedFile>();
  const add = (into: Map<string, UsedFile>, path: string, at: Expression, { site }: Context, changeable: boolean) => {
    const certainty = changeable ? 'default' : 'known';
    if (!into.has(path)) into.set(path, { ...placeOf(site.file, at), path, certainty });
  };
  const note = (into: Map<string, UsedFile>, argument: Expression, context: Context) => {
    const { text, by } = evaluate(argument, context);
    if (!isKnown({ text, by }) || text === '' || text === '.') return;
    if (into === reads && text.startsWith('/')) return;
    add(into, text, argument, context, by.length > 0);
  };
  for (const { name, call, site } of callsIn(code)) {
    const context = contextAt(code, site);
    const read = READS.get(name);
    for (const argument of read ? call.args.slice(read.at, read.more ? undefined : read.at + 1) : []) {
      note(reads, argument, contextAt(code, site));
    }
    const write = WRITES.get(name);
    const target = call.args[write ?? -1];
    if (target) {
      // An empty folder means the system's one for temporary files.
      const isTemporary = TEMPORARY.has(name) && evaluate(target, context).text === '';
      if (isTemporary) add(writes, '/tmp', target, context, false);
      else note(writes, target, contextAt(code, site));
    }
    const [path, flags] = call.args;
    if (name === 'os.OpenFile' && path && flags) note(mayWrite(flags) ? writes : reads, path, context);
    const [driver, source] = call.args;
    if (name === 'database/sql.Open' && driver && source && /^sqlite3?$/.test(evaluate(driver, context).text)) {
      noteDatabase(source, contextAt(code, site));
    }
  }
  for (const pkg of code.packages) {
    for (const { expression, site } of pkg.composites) {
      if (
        !/^(?:gopkg\.in\/natefinch\/lumberjack|gopkg\.in\/lumberjack|github\.com\/natefinch\/lumberjack)\.Logger$/.test(
          typeOf(code, expression, site) ?? '',
        )
      )
        continue;
      const name = expression.elements.find(({ key }) => key?.kind === 'name' && key.name === 'Filename');
      if (name) note(writes, name.value, contextAt(code, site));
    }
  }
  return { reads: inOrder(reads), writes: inOrder(writes) };

  function noteDatabase(source: Expression, context: Context) {
    const { text, by } = evaluate(source, context);
    const path = text.replace(/^file:/, '').replace(/\?.*$/s, '');
    if (isKnown({ text, by }) && path !== '' && !path.includes(':memory:') && !/[?&]mode=memory/.test(text)) {
      add(writes, path, source, context, by.length > 0);
    }
  }
}

/** Patterns of `//go:embed`, relative to the analysed folder. */
export function findEmbeds(code: LinkedCode): string[] {
  const patterns = code.packages.flatMap(({ folder, files }) =>
    files.flatMap(({ embeds }) =>
      embeds.map(({ pattern }) => (folder === '.' ? '' : `${folder}/`) + pattern.replace(/^all:/, '')),
    ),
  );
  return [...new Set(patterns)].sort();
}

function* callsIn(code: LinkedCode): Generator<{ name: string; call: Call; site: Site }> {
  const names = new Set(
    [...READS.keys(), ...WRITES.keys(), 'os.OpenFile', 'database/sql.Open'].map((name) =>
      name.slice(name.lastIndexOf('.') + 1),
    ),
  );
  for (const last of names) {
    for (const { expression, site } of code.calls(last)) {
      const name = calleeName(code, expression.callee, site);
      if (name !== null) yield { name, call: expression, site };
    }
  }
}

function mayWrite(flags: Expression): boolean {
  return [...inside(flags)].some(
    (part) => part.kind === 'select' && /^O_(?:CREATE|WRONLY|RDWR|APPEND|TRUNC)$/.test(part.name),
  );
}

function inOrder(found: ReadonlyMap<string, UsedFile>): UsedFile[] {
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}
