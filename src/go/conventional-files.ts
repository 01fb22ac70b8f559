import { locate, tidy } from './file-paths.ts';
import type { LinkedCode } from './linked-code.ts';
import { inFolder } from './paths.ts';
import { possibleValues } from './possible-values.ts';
import type { Repository } from './repository.ts';
import { isKnown } from './setting.ts';
import { contextAt } from './solver.ts';
import type { Expression } from './syntax.ts';
import type { Site } from './code-index.ts';
import { calleeName } from './types.ts';
import type { UsedPath } from './file-calls.ts';

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
const VIPER = /^github\.com\/spf13\/viper\.(?:Viper\.)?/;

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
}

/** The first of viper's folders and endings in which there is a file of the configured name. */
function* viperFiles(code: LinkedCode, repository: Repository, bases: readonly string[]): Generator<UsedPath> {
  const reads = ['ReadInConfig', 'MergeInConfig'].some((method) => viperArguments(code, method, 0).length > 0);
  if (!reads) return;
  const named = viperArguments(code, 'SetConfigName', 1);
  const types = viperArguments(code, 'SetConfigType', 1).map(({ text }) => text);
  const folders = viperArguments(code, 'AddConfigPath', 1).map(({ text }) => tidy(text));
  for (const { text: name, changeable, expression, site } of named) {
    const names = [...VIPER_ENDINGS.map((ending) => `${name}.${ending}`), ...(types.length > 0 ? [name] : [])];
    const found = folders
      .flatMap((folder) => names.map((one) => inFolder(folder, one)))
      .find((path) => locate(path, bases, repository) !== null);
    if (found !== undefined) yield { text: found, changeable: changeable || folders.length > 1, expression, site };
  }
}

/** Known first arguments of a method of viper; of one without arguments its calls. */
function viperArguments(code: LinkedCode, method: string, count: 0 | 1): UsedPath[] {
  return code.calls(method).flatMap(({ expression, site }): UsedPath[] => {
    if (!VIPER.test(calleeName(code, expression.callee, site) ?? '')) return [];
    const [first] = expression.args;
    if (count === 0) return [pathAt('', expression, site)];
    if (!first) return [];
    return possibleValues(first, contextAt(code, site))
      .filter(({ setting }) => isKnown(setting))
      .map((value) => pathAt(value.setting.text, value.expression, value.context.site, value.setting.by.length > 0));
  });
}

function pathAt(text: string, expression: Expression, site: Site, changeable = false): UsedPath {
  return { text, changeable, expression, site };
}
