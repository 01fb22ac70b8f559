import { configurationReads, viperCalls } from '../environment/viper-file.ts';
import { locate, tidy } from './file-paths.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { inFolder } from '../paths.ts';
import { possibleValues } from '../values/possible-values.ts';
import type { Repository } from '../modules/repository.ts';
import { hasHole, isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Site } from '../code/code-index.ts';
import { calleeName } from '../code/types.ts';
import { pathsOf, type UsedPath } from './file-calls.ts';

const BEEGO = ['conf/app.conf', 'views', 'static'];
const GOFRAME = [
  'config.yaml',
  'config/config.yaml',
  'manifest/config/config.yaml',
  'resource/template',
  'resource/public',
];

/** What frameworks look for by themselves, if it is there, when this is called; paths without major versions. */
const CONVENTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['github.com/astaxie/beego.Run', BEEGO],
  ['github.com/beego/beego.Run', BEEGO],
  ['github.com/beego/beego/server/web.Run', BEEGO],
  ['github.com/gogf/gf/frame/g.Server', GOFRAME],
  ['github.com/gogf/gf/frame/g.Cfg', GOFRAME.slice(0, 3)],
  ['gofr.dev/pkg/gofr.New', ['configs', 'static']],
  ['gofr.dev/pkg/gofr.NewCMD', ['configs']],
  ['github.com/urfave/negroni.Classic', ['public']],
  ['github.com/codegangsta/negroni.Classic', ['public']],
  ['github.com/go-martini/martini.Classic', ['public']],
  ['github.com/pocketbase/pocketbase.New', ['pb_migrations', 'pb_hooks', 'pb_public']],
  ['github.com/amacneil/dbmate/pkg/dbmate.New', ['db/migrations']],
]);

/** Endings that viper tries, in its order. */
const VIPER_ENDINGS = [
  'json',
  'toml',
  'yaml',
  'yml',
  'properties',
  'props',
  'prop',
  'hcl',
  'tfvars',
  'dotenv',
  'env',
  'ini',
];
const BEEGO_MODULE = /^github\.com\/(?:astaxie|beego)\/beego(?:\/server\/web)?$/;

/** Files that the program reads without naming them in full. */
export function* conventionalFiles(
  code: LinkedCode,
  repository: Repository,
  bases: readonly string[],
): Generator<UsedPath> {
  for (const [name, paths] of CONVENTIONS) {
    for (const { expression, site } of code.calls(name.slice(name.lastIndexOf('.') + 1))) {
      if (calleeName(code, expression.callee, site) !== name) continue;
      for (const text of paths) yield { text, changeable: true, expression, site };
    }
  }
  yield* viperFiles(code, repository, bases);
  yield* beegoViews(code);
}

/** `beego.BConfig.WebConfig.ViewsPath = "pages"` */
function* beegoViews(code: LinkedCode): Generator<UsedPath> {
  if (![...code.externals].some((path) => BEEGO_MODULE.test(path))) return;
  for (const { target, expression, site } of code.fieldAssignments('ViewsPath')) {
    if (target.operand.kind === 'select' && target.operand.name === 'WebConfig')
      yield* pathsOf(expression, contextAt(code, site));
  }
}

/** The first of viper's folders and endings in which there is a file of the configured name. */
function* viperFiles(code: LinkedCode, repository: Repository, bases: readonly string[]): Generator<UsedPath> {
  const [read] = configurationReads(code);
  if (!read) return;
  const named = viperArguments(code, 'SetConfigName');
  const types = [...new Set(viperArguments(code, 'SetConfigType').map(({ text }) => text))];
  const folders = viperArguments(code, 'AddConfigPath').map(({ text }) => tidy(text));
  for (const { text: name, changeable, expression, site } of named) {
    const names = [...VIPER_ENDINGS.map((ending) => `${name}.${ending}`), ...(types.length > 0 ? [name] : [])];
    const found = folders
      .flatMap((folder) => names.map((one) => inFolder(folder, one)))
      .find((path) => isFile(path, bases, repository));
    const text = found ?? absentOf(name, types, folders, repository);
    if (text !== null)
      yield { text, changeable: changeable || folders.length > 1, expression, site, call: read, isOptional: true };
  }
}

/** `config` may be the folder of the package that reads it. */
function isFile(path: string, bases: readonly string[], repository: Repository): boolean {
  const located = locate(path, bases, repository);
  return located !== null && repository.kindOf(located) === 'file';
}

/** What it looks for where the repository has none: by the type that it is told, or by an example that is there. */
function absentOf(
  name: string,
  types: readonly string[],
  folders: readonly string[],
  { entries }: Repository,
): string | null {
  // A home is that of whoever runs it, as `$HOME` and `~` or as a hole.
  const folder =
    folders.find((one) => !/^[/~$]/.test(one) && !hasHole(one)) ?? folders.find((one) => one.startsWith('/'));
  if (folder === undefined) return null;
  const [type] = types;
  if (type !== undefined && types.length === 1) return inFolder(folder, `${name}.${type}`);
  const examples = entries(folder).flatMap((entry) => {
    const parts = entry.name.startsWith(`${name}.`) ? entry.name.slice(name.length + 1).split('.') : [];
    const rest = parts.filter((part) => !/^(?:dist|example|sample|template|tmpl)$/.test(part));
    return rest.length === 1 && parts.length === 2 ? rest : [];
  });
  const [ending] = examples.filter((one) => VIPER_ENDINGS.includes(one));
  return ending === undefined ? null : inFolder(folder, `${name}.${ending}`);
}

/** Known first arguments of a method of viper. */
function viperArguments(code: LinkedCode, method: string): UsedPath[] {
  return viperCalls(code, method).flatMap(({ expression, site }): UsedPath[] => {
    const [first] = expression.args;
    if (!first) return [];
    return possibleValues(first, contextAt(code, site))
      .filter(({ setting }) => isKnown(setting))
      .map((value) => pathAt(value.setting.text, value.expression, value.context.site, value.setting.by.length > 0));
  });
}

function pathAt(text: string, expression: Expression, site: Site, changeable = false): UsedPath {
  return { text, changeable, expression, site };
}
