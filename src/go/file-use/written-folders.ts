import type { Site, Use } from '../code/code-index.ts';
import { goesToDisk, writtenRoots } from './afero.ts';
import { find } from '../code/bindings.ts';
import { type CommandsAt, isKept } from '../flags/command-reach.ts';
import { type Context, evaluate } from '../code/context.ts';
import { distinctWrites } from './distinct-writes.ts';
import { decidedPath, holderOf, withoutGlob } from './file-paths.ts';
import { DATABASES, WRITE_FIELDS, WRITES } from './file-writes.ts';
import { METRICS_ADAPTER } from '../libraries/server-types.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { NamedPlace, Place, Write } from '../project.ts';
import { hasHole, known, OWN_PATH, type Setting, UNKNOWN_TEXT, UNSET_TEXT } from '../values/setting.ts';
import { runsByDefault } from '../conditions/runs-by-default.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { possibleValues } from '../values/possible-values.ts';
import { callsOf, fieldsOf, isChangeable, opensToWrite, settingsThatName } from './file-calls.ts';

type Placed = Pick<Use, 'site' | 'guard'>;

/** Folders that belong to everybody: that something below them is written says nothing about them. */
const SHARED =
  /^\/(?:(?:bin|boot|dev|etc|home|lib|lib64|mnt|opt|proc|root|run|sbin|srv|sys|usr|var|var\/(?:cache|lib|log|run|tmp)|usr\/.*)(?:\/)?)?$/;

/** What settings say for the standard streams, or for no file at all; a bool that shares a name with a path is none, either. */
const NO_FILE = /^(?:|-|none|<?(?:stdin|stdout|stderr)>?|console|true|false)$/i;

/** All that a path is, is what a setting holds that has no default. */
const LEFT_OPEN = /^[\u0000-\u0004]?$/;

/** It holds the folder of a file that the source names. */
const HOLDS = /^(?:file:)?[\u0000-\u0004]\/[^\u0000-\u0004]/;

const ENDING = /^\.(?:bak|cpu|csv|db|gz|html?|json|lock|log|mem|new|old|part|pid|png|pp?rof|temp|tmp|trace|txt|ya?ml)$/;

/** Calls that keep large uploads in temporary files. */
const UPLOADS = new Set([
  'net/http.Request.ParseMultipartForm',
  'net/http.Request.FormFile',
  'github.com/gin-gonic/gin.Context.FormFile',
  'github.com/gin-gonic/gin.Context.MultipartForm',
  'github.com/labstack/echo.Context.FormFile',
  'github.com/labstack/echo.Context.MultipartForm',
]);

type Convention = Pick<Write, 'path' | 'beside'>;

/** The certificate that an API server makes for itself. */
const CERTIFICATE: Convention = { path: 'apiserver.local.config/certificates' };

/** What libraries write without being told where. */
const CONVENTIONS: ReadonlyMap<string, Convention> = new Map([
  ['k8s.io/apiserver/pkg/server/options.NewSecureServingOptions', CERTIFICATE],
  ['k8s.io/apiserver/pkg/server/options.NewRecommendedOptions', CERTIFICATE],
  [METRICS_ADAPTER, CERTIFICATE],
  ['github.com/pocketbase/pocketbase.New', { path: 'pb_data', beside: true }],
]);

/** Calls that ask for the home of the user, or a folder in it. */
const HOMES = new Set([
  'os.UserHomeDir',
  'os.UserConfigDir',
  'os.UserCacheDir',
  'github.com/mitchellh/go-homedir.Dir',
  'github.com/mitchellh/go-homedir.Expand',
  ...['ConfigFile', 'DataFile', 'StateFile', 'CacheFile'].map((name) => `github.com/adrg/xdg.${name}`),
  ...['btcutil', 'btcd/btcutil'].map((name) => `github.com/btcsuite/${name}.AppDataDir`),
]);

const ENVIRONMENT = new Set(['os.Getenv', 'os.LookupEnv']);

export interface Written {
  /** Relative to where the program runs or absolute. */
  readonly folders: Iterable<Write>;
  /** Paths of them that are written only where a setting says so. */
  readonly turnedOn: ReadonlySet<string>;
  /** Where it asks for the home of its user, if the source leaves open where some of what it writes goes. */
  readonly home: Place | null;
  /** What only one setting names, which has no default. */
  readonly named: readonly NamedPlace[];
}

/** What the program writes. */
export function findWrites(code: LinkedCode, commandsAt: CommandsAt): Written {
  const found = new Map<string, Write>();
  const open = new Set<Expression>();
  const holders = new Set<string>();
  const stores = new Set<string>();
  const named = new Map<string, NamedPlace>();
  const turnedOn = new Set<string>();
  const add = (
    path: string,
    facts: Pick<Write, 'certainty' | 'configuredBy' | 'beside'>,
    expression: Expression,
    site: Site,
    isFile = false,
    commands = commandsAt(placeOf(site.file, expression)),
  ) => {
    if (/^\/(?:dev|proc|sys)(?:\/|$)/.test(path)) return;
    const known = found.get(path);
    if (known && isKept(known, commands) && (isDecided(known) || !isDecided(facts))) {
      if (facts.beside) found.set(path, { ...known, beside: true });
      return;
    }
    const place = placeOf(site.file, expression);
    const of = { ...(isFile && { folder: holderOf(path) }), ...(commands && { commands }) };
    found.set(path, { ...place, path, ...facts, ...of });
  };
  const note = (
    expression: Expression,
    place: Placed,
    is: 'file' | 'folder' | 'root',
    read = (value: Setting) => value,
  ) => {
    const runs = runsByDefault(code, place);
    const commands = commandsAt(placeOf(place.site.file, expression));
    for (const value of possibleValues(expression, contextAt(code, place.site))) {
      const { text, by: all } = read(value.setting);
      const by = all.filter((one) => one !== OWN_PATH);
      const [setting, another] = by;
      if (runs && setting !== undefined && another === undefined && LEFT_OPEN.test(text) && !named.has(setting)) {
        const isFile = is === 'file' && !(read === databaseFile && HOLDS.test(value.setting.text));
        named.set(setting, { ...placeOf(place.site.file, expression), by: setting, is: isFile ? is : 'folder' });
      }
      // Where a setting must say so first, it will say where to, too.
      if (!runs && by.length > 0) continue;
      const decided = NO_FILE.test(text) ? null : decidedPath(text);
      if (runs && !decided && text.includes(UNKNOWN_TEXT)) open.add(expression);
      if (!decided || (!decided.whole && SHARED.test(decided.path))) continue;
      const path = withoutGlob(decided.path);
      const isFile = decided.whole && is === 'file' && path === decided.path;
      // Nothing makes the root or the working directory anew.
      if ((path === '.' && is !== 'root') || path === '/') continue;
      // `name + ".tmp"` of a name that nobody gives.
      if (isFile && value.expression.kind !== 'string' && ENDING.test(path)) continue;
      if (is === 'folder' && isHolder(expression, contextAt(code, place.site))) holders.add(path);
      if (isFile && read === databaseFile) stores.add(path);
      const facts = certaintyOf({ text, by }, decided.whole, path);
      if (runs) turnedOn.delete(path);
      else if (!found.has(path)) turnedOn.add(path);
      const isBeside = by.length < all.length && !path.startsWith('/');
      const { expression: written, context } = value;
      add(path, { ...facts, ...(isBeside && { beside: true }) }, written, context.site, isFile, commands);
    }
  };

  for (const { name, call, ...place } of callsOf(code, WRITES)) {
    const { site } = place;
    const write = WRITES.get(name);
    const target = write && call.args[write.at];
    if (!target || !goesToDisk(name, code)) continue;
    if (write.is === 'database') note(target, place, 'file', databaseFile);
    else if (write.is !== 'temporary') note(target, place, write.is);
    else if (evaluate(target, contextAt(code, site)).text === '') add('/tmp', { certainty: 'known' }, call, site);
    else note(target, place, 'folder');
  }
  for (const { root, ...place } of writtenRoots(code)) note(root, place, 'root');
  for (const { expression, is, ...place } of writesOfOthers(code)) {
    const [target] = expression.args;
    if (target) note(target, place, is);
  }
  for (const { expression, ...place } of code.calls('OpenFile')) {
    const { site } = place;
    const [path, flags] = expression.args;
    if (!path || !flags || calleeName(code, expression.callee, site) !== 'os.OpenFile') continue;
    if (opensToWrite(flags, contextAt(code, site)) === true) note(path, place, 'file');
  }
  for (const { name, call, ...place } of callsOf(code, DATABASES)) {
    const { site } = place;
    const at = DATABASES.get(name) ?? 0;
    const [driver, source] = call.args.slice(at);
    if (!driver || !source) continue;
    const drivers = possibleValues(driver, contextAt(code, site));
    if (drivers.some(({ setting }) => /^(?:sqlite3?|sqlite3_.*|libsql)$/.test(setting.text))) {
      note(source, place, 'file', databaseFile);
    }
  }
  for (const { expression, ...place } of code.calls('Listen')) {
    const { site } = place;
    const [network, address] = expression.args;
    if (
      !network ||
      !address ||
      !runsByDefault(code, place) ||
      calleeName(code, expression.callee, site) !== 'net.Listen'
    )
      continue;
    if (evaluate(network, contextAt(code, site)).text === 'unix') note(address, place, 'file', socketFile);
  }
  for (const [type, fields] of WRITE_FIELDS) {
    for (const { field, value, ...place } of fieldsOf(
      code,
      type,
      fields.map((one) => one.field),
    )) {
      const is = fields.find((one) => one.field === field)?.is ?? 'file';
      note(value, place, is);
    }
  }
  for (const { call, site } of callsOf(code, UPLOADS)) {
    add('/tmp', { certainty: 'default' }, call, site);
  }
  for (const { name, call, site } of callsOf(code, CONVENTIONS)) {
    const made = CONVENTIONS.get(name);
    if (made) add(made.path, { certainty: 'default', ...(made.beside && { beside: true }) }, call, site);
  }
  const [asked] = open.size > 0 ? [...callsOf(code, HOMES), ...homesInEnvironment(code)] : [];
  return {
    folders: distinctWrites(found, { holders, stores }),
    turnedOn,
    home: asked ? placeOf(asked.site.file, asked.call) : null,
    named: [...named.values()],
  };
}

/** Of a path that is written in several places, one says more than the others: that nothing moves it, or what does. */
function isDecided({ certainty, configuredBy }: Pick<Write, 'certainty' | 'configuredBy'>): boolean {
  return certainty === 'known' || configuredBy !== undefined;
}

/** Whether settings move a path, and which; `whole`: it is all of the text, not only the folder around what the text names. */
function certaintyOf({ text, by }: Setting, whole: boolean, path: string): Pick<Write, 'certainty' | 'configuredBy'> {
  // The one setting names what lies in the folder.
  const namesInside = !whole && by.length === 1 && (text.includes(UNSET_TEXT) || !hasHole(text));
  if (!isChangeable(text, by) || namesInside) return { certainty: 'known' };
  return { certainty: 'default', ...settingsThatName(whole || !areOneVariable(by) ? text : path, by) };
}

/** One setting, or a variable that is read with the prefix of the program's and without it: `SHOP_DATA_DIR`, `DATA_DIR`. */
function areOneVariable(by: readonly string[]): boolean {
  if (by.length < 2) return true;
  const [shortest = ''] = by.map((one) => one.slice(one.indexOf(':') + 1)).sort((a, b) => a.length - b.length);
  return by.every((one) => one === `env:${shortest}` || (one.startsWith('env:') && one.endsWith(`_${shortest}`)));
}

/** `os.Getenv("HOME")` */
function homesInEnvironment(code: LinkedCode) {
  return [...callsOf(code, ENVIRONMENT)].filter(({ call }) => {
    const [name] = call.args;
    return name?.kind === 'string' && name.value === 'HOME';
  });
}

/** `filepath.Dir(path)`, or a name for it: the folder is made for what lies in it. */
function isHolder(expression: Expression, { code, site }: Context): boolean {
  const source =
    expression.kind === 'name' && site.fn
      ? find(code.bindings(site.fn), expression.name, expression.start)?.source
      : undefined;
  const made = source?.kind === 'value' ? source.expression : expression;
  return made.kind === 'call' && /^path(?:\/filepath)?\.Dir$/.test(calleeName(code, made.callee, site) ?? '');
}

/** What other modules call what makes a folder, or writes a file at once: the path is then the first argument. */
const MAKES_FOLDER = /^(?:Must)?(?:Mk|Make|Create|Ensure)(?:Dir|Directory|Folder)(?!Temp)\w*$/i;
const WRITES_FILE = /^(?:Must)?(?:Atomic)?Write(?:File|Atomic|Sync)\w*$/i;

function* writesOfOthers(code: LinkedCode): Generator<Use<Call> & { readonly is: 'file' | 'folder' }> {
  for (const pkg of code.packages) {
    for (const [last, calls] of code.uses(pkg).calls) {
      const is = MAKES_FOLDER.test(last) ? 'folder' : WRITES_FILE.test(last) ? 'file' : null;
      if (is === null) continue;
      for (const call of calls) {
        const name = calleeName(code, call.expression.callee, call.site) ?? '';
        const from = name.slice(0, -last.length - 1);
        if (code.externals.has(from)) yield { ...call, is };
      }
    }
  }
}

/** The file of `file:data/app.db?cache=shared`; nothing for a database in memory. */
function databaseFile({ text, by }: Setting): Setting {
  if (text.includes(':memory:') || /[?&]mode=(?:memory|ro)\b/.test(text) || /^(?:libsql|https?|wss?):/.test(text))
    return known('');
  const path = text.replace(/^(?:sqlite3?:(?:\/\/)?)?(?:file:)?(?:\/\/(?=\/))?/, '').replace(/\?.*$/s, '');
  return { text: path === '' || hasHole(path.slice(0, 1)) ? '' : path, by };
}

/** Names that start with `@` are no files, nor are hosts and ports that the same code listens on. */
function socketFile(value: Setting): Setting {
  return value.text.startsWith('@') || /^[^/]*:\d*$/.test(value.text) ? known('') : value;
}
