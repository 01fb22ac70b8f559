import { type Context, evaluate, originsOf, questionAt } from '../code/context.ts';
import { urfaveFlag } from '../flags/command-line-flags.ts';
import { flagTable, NO_FLAGS } from '../flags/flag-table.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { embeddedDocument } from '../values/embedded-documents.ts';
import { possibleValues } from '../values/possible-values.ts';
import { isKnown, type Setting, zeroOf } from '../values/setting.ts';
import { documentAt } from '../modules/settings-files.ts';
import { tagParts, tagValue } from '../syntax/struct-tags.ts';
import { isStruct } from '../code/structs-behind.ts';
import { elementNamed, type Composite } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

/** What the program loads into koanf, but for variables. */
export interface KoanfSources {
  /** What its own maps and structs say, by key in small letters. */
  readonly defaults: ReadonlyMap<string, readonly Setting[]>;
  /** The files of the repository that it reads, the one that counts first. */
  readonly documents: readonly unknown[];
  readonly readsFiles: boolean;
  /** Flags have the names of keys. */
  readonly readsFlags: boolean;
  /** Flags of urfave/cli, whose keys begin with the names of their commands. */
  readonly readsCommandFlags: boolean;
}

export const NO_KOANF: KoanfSources = {
  defaults: new Map(),
  documents: [],
  readsFiles: false,
  readsFlags: false,
  readsCommandFlags: false,
};

const KOANF = 'github.com/knadh/koanf';
const DEEPEST = 6;

export function hasKoanf({ externals }: LinkedCode): boolean {
  return [...externals].some((path) => path.startsWith(KOANF));
}

export function koanfSources(code: LinkedCode): KoanfSources {
  if (!hasKoanf(code)) return NO_KOANF;
  const defaults = new Map<string, Setting[]>();
  const add = (key: string, setting: Setting) => {
    const known = defaults.get(key.toLowerCase());
    if (known) known.push(setting);
    else defaults.set(key.toLowerCase(), [setting]);
  };
  for (const { expression, context } of literalsOf(code, 'confmap')) addMap(expression, context, '', add);
  for (const { expression, context, call } of literalsOf(code, 'structs')) {
    const tag = call.args[1] && evaluate(call.args[1], context);
    if (tag && isKnown(tag)) addStruct(expression, context, '', tag.text, add, 0);
  }
  for (const { expression, site, guard } of code.calls('Set')) {
    const [key, value] = expression.args;
    if (guard || !key || !value || calleeName(code, expression.callee, site) !== `${KOANF}.Koanf.Set`) continue;
    const name = evaluate(key, questionAt(code, site));
    if (isKnown(name)) add(name.text, evaluate(value, questionAt(code, site)));
  }
  const files = providers(code, 'file');
  const paths = files.flatMap(({ expression: { args }, site }) => {
    const values = args[0] ? possibleValues(args[0], questionAt(code, site), { atTimes: true }) : [];
    // A flag names the file that is there by default.
    return values.flatMap(({ setting }) => (isKnown(setting) ? [setting.text] : []));
  });
  return {
    defaults,
    documents: [
      ...paths.map((path) => documentAt(code.memory.settingsFiles, path)).reverse(),
      // What a program has with it is there for what no file says.
      ...providers(code, 'rawbytes').map(({ expression, site }) =>
        embeddedDocument(expression.args[0], questionAt(code, site)),
      ),
    ].filter((one) => one !== null),
    readsFiles: files.length > 0,
    readsFlags: ['posflag', 'basicflag'].some((name) => providers(code, name).length > 0),
    readsCommandFlags: ['cliflagv2', 'cliflagv3'].some((name) => providers(code, name).length > 0),
  };
}

/** The flag that a key is read from. */
export function koanfFlag(code: LinkedCode, key: string): Setting | null {
  const { readsFlags, readsCommandFlags } = code.once(koanfSources, NO_KOANF);
  const [name = '', ...commands] = key.split('.').reverse();
  if (readsCommandFlags && commands.length > 0) return urfaveFlag(name, code);
  if (!readsFlags) return null;
  const flag = code.once(flagTable, NO_FLAGS).find(({ name }) => name === key);
  return flag ? { ...flag.fallback, by: [`flag:${flag.name}`, ...flag.fallback.by] } : null;
}

/** Calls of `confmap.Provider` and the like. */
function providers(code: LinkedCode, name: string) {
  return ['Provider', 'ProviderWithDelim', 'ProviderWithFlag'].flatMap((method) =>
    code
      .calls(method)
      .filter(({ expression, site }) =>
        calleeName(code, expression.callee, site)?.startsWith(`${KOANF}/providers/${name}.`),
      ),
  );
}

/** What the source writes out for the first argument of such calls. */
function literalsOf(code: LinkedCode, name: string) {
  return providers(code, name).flatMap(({ expression: call, site }) => {
    const [first] = call.args;
    const origins = first ? originsOf(first, questionAt(code, site)) : [];
    return origins.flatMap((origin) =>
      origin?.expression.kind === 'composite' ? [{ ...origin, expression: origin.expression, call }] : [],
    );
  });
}

type Add = (key: string, setting: Setting) => void;

/** `map[string]any{"server.port": 8080, "log": map[string]any{"level": "info"}}` */
function addMap({ elements }: Composite, context: Context, prefix: string, add: Add): void {
  for (const { key, value } of elements) {
    const name = key && evaluate(key, context);
    if (!name || !isKnown(name)) continue;
    if (value.kind === 'composite') addMap(value, context, `${prefix}${name.text}.`, add);
    else add(prefix + name.text, evaluate(value, context));
  }
}

/** `Config{Port: 8080}`, whose other fields are loaded as they are: empty. */
function addStruct(value: Composite, context: Context, prefix: string, tag: string, add: Add, depth: number): void {
  const { code, site } = context;
  const type = typeOf(code, value, site);
  const struct = isStruct(code, type) ? code.types.get(type) : undefined;
  if (!struct || depth > DEEPEST) return;
  for (const field of struct.declaration.fields) {
    const [name = ''] = tagParts(tagValue(field.tag, tag) ?? '');
    if (name === '-') continue;
    const key = prefix + (name === '' ? field.name : name);
    const given = elementNamed(value, field.name);
    if (given?.kind === 'composite') addStruct(given, context, `${key}.`, tag, add, depth + 1);
    else add(key, given ? evaluate(given, context) : zeroOf(field.type));
  }
}
