import { GO_FLAGS_PATHS } from '../libraries/library-paths.ts';
import { envTypeOf } from './env-types.ts';
import type { StructField } from '../syntax/syntax.ts';
import { isSwitchedOn, kongFlagName, partValue, tagParts, tagValue, wordsOf } from '../syntax/struct-tags.ts';

/** How a call says what is to be filled. */
export interface FillCall {
  /** The argument that is a pointer to the struct; -1 where a type argument is the struct. */
  readonly struct: number;
  /** The argument that is the prefix of all names, or an options literal with a field for it. */
  readonly prefix?: number;
  /** Older versions are handed the arguments of the command line before. */
  readonly afterArguments?: true;
}

/** What the options of a call change. */
export interface FillOptions {
  readonly prefix: string;
  /** Fields without a tag are variables, too. */
  readonly namesByField: boolean;
  /** Everything without a default is required. */
  readonly requiredByDefault: boolean;
  /** The names without the prefix count where there is none with it. */
  readonly alsoPlain?: boolean;
}

export interface FieldVariable {
  readonly names: readonly string[];
  readonly fallback: string | null;
  readonly must: boolean;
  /** An empty text is none. */
  readonly filled?: true;
}

/** What is made of the fields of a struct. */
export interface FieldReader {
  /** It reads a file first: what that sets, no variable must. */
  readonly readsFiles?: true;
  /** Null: no variable. `prefix` is what the structs around the field put before it. */
  readonly field: (field: StructField, prefix: string, options: FillOptions) => FieldVariable | null;
  /** The prefix for the fields of a struct inside; null where the library does not look into it. */
  readonly inner: (field: StructField, prefix: string, options: FillOptions) => string | null;
}

/** A library that fills structs from variables which their tags name. */
export interface EnvLibrary extends FieldReader {
  readonly path: string;
  readonly calls: Readonly<Record<string, FillCall>>;
  /** The package without which it reads no variables. */
  readonly needs?: string;
  /** Projects keep copies of it, under the last part of its path. */
  readonly copies?: true;
}

const named = (names: readonly string[], fallback: string | null, must: boolean): FieldVariable | null => {
  const usable = names.filter((name) => name !== '' && name !== '-');
  return usable.length === 0 ? null : { names: usable, fallback, must: must && fallback === null };
};

const CAARLOS: EnvLibrary = {
  path: 'github.com/caarlos0/env',
  calls: {
    Parse: { struct: 0, prefix: 1 },
    ParseWithFuncs: { struct: 0, prefix: 2 },
    ParseWithOptions: { struct: 0, prefix: 1 },
    ParseAs: { struct: -1 },
    ParseAsWithOptions: { struct: -1, prefix: 0 },
  },
  field({ name, tag }, prefix, { namesByField, requiredByDefault }) {
    const [key = '', ...options] = tagParts(tagValue(tag, 'env') ?? '');
    if (key === '-') return null;
    const own = key === '' && namesByField ? wordsOf(name).join('_').toUpperCase() : key;
    const filled = options.includes('notEmpty');
    const must = filled || options.includes('required') || requiredByDefault;
    const variable = named(own === '' ? [] : [prefix + own], tagValue(tag, 'envDefault'), must);
    return variable && filled ? { ...variable, filled } : variable;
  },
  inner: ({ tag }, prefix) => prefix + (tagValue(tag, 'envPrefix') ?? ''),
};

const SETHVARGO: EnvLibrary = {
  path: 'github.com/sethvargo/go-envconfig',
  calls: {
    Process: { struct: 1 },
    MustProcess: { struct: 1 },
    ProcessWith: { struct: 1, prefix: 2 },
  },
  field({ tag }, prefix, options) {
    const value = tagValue(tag, 'env') ?? '';
    // `default=` takes the rest of the tag.
    const [before = '', fallback = null] = value.split(/,\s*default=(.*)/s);
    const [key = '', ...others] = tagParts(before);
    const prefixes = options.alsoPlain ? [prefix, prefix.slice(options.prefix.length)] : [prefix];
    const names = key === '' ? [] : prefixes.map((one) => one + key);
    return named(names, fallback, others.includes('required'));
  },
  inner: ({ tag }, prefix) => prefix + (partValue(tagParts(tagValue(tag, 'env') ?? ''), 'prefix') ?? ''),
};

const CLEANENV: EnvLibrary = {
  path: 'github.com/ilyakaznacheev/cleanenv',
  readsFiles: true,
  calls: { ReadEnv: { struct: 0 }, ReadConfig: { struct: 1 }, UpdateEnv: { struct: 0 } },
  field({ tag }, prefix) {
    const names = tagParts(tagValue(tag, 'env') ?? '').filter((name) => name !== '');
    const must = isSwitchedOn(tagValue(tag, 'env-required'));
    return named(
      names.map((name) => prefix + name),
      tagValue(tag, 'env-default'),
      must,
    );
  },
  inner: ({ tag }, prefix) => prefix + (tagValue(tag, 'env-prefix') ?? ''),
};

const kelseyKey = ({ name, tag }: StructField, prefix: string) => {
  const words = isSwitchedOn(tagValue(tag, 'split_words')) ? wordsOf(name).join('_') : name;
  const own = tagValue(tag, 'envconfig') ?? '';
  const key = (own === '' ? words : own).toUpperCase();
  return prefix === '' ? key : `${prefix.toUpperCase()}_${key}`;
};

/** `-` is a name that no variable has. */
const isIgnored = ({ tag }: StructField) =>
  isSwitchedOn(tagValue(tag, 'ignored')) || tagValue(tag, 'envconfig') === '-';

const kelsey = (path: string): EnvLibrary => ({
  path,
  copies: true,
  calls: { Process: { struct: 1, prefix: 0 }, MustProcess: { struct: 1, prefix: 0 } },
  field(field, prefix) {
    const { tag } = field;
    if (isIgnored(field)) return null;
    const key = kelseyKey(field, prefix);
    // What the tag says counts by itself, too, where nothing has the name with the prefix.
    const own = tagValue(tag, 'envconfig')?.toUpperCase() ?? '';
    const names = [...new Set([own, key])];
    const variable = named(names, tagValue(tag, 'default'), isSwitchedOn(tagValue(tag, 'required')));
    // What is set is parsed, and an empty text is no number.
    return variable && envTypeOf(field.type) !== undefined ? { ...variable, filled: true } : variable;
  },
  inner: (field, prefix) => (isIgnored(field) ? null : field.embedded ? prefix : kelseyKey(field, prefix)),
});

/** Libraries whose tag is `env:"NAME,required,default=x"`. */
const plain = (path: string, calls: Readonly<Record<string, FillCall>>): EnvLibrary => ({
  path,
  calls,
  field({ tag }) {
    const parts = tagParts(tagValue(tag, 'env') ?? '');
    const names = parts.filter((part) => /^[\w.-]+$/.test(part) && !['required', 'strict', 'default'].includes(part));
    const fallback = partValue(parts, 'default') ?? tagValue(tag, 'default');
    const must = parts.includes('required') || isSwitchedOn(partValue(parts, 'required') ?? tagValue(tag, 'required'));
    return named(names, fallback, must);
  },
  inner: (_field, prefix) => prefix,
});

const VRISCHMANN: EnvLibrary = {
  path: 'github.com/vrischmann/envconfig',
  calls: { Init: { struct: 0 }, InitWithPrefix: { struct: 0, prefix: 1 }, InitWithOptions: { struct: 0, prefix: 1 } },
  field({ name, tag }, prefix) {
    const parts = tagParts(tagValue(tag, 'envconfig') ?? '');
    if (parts.includes('-')) return null;
    const own = parts.find((part) => /^\w+$/.test(part) && part !== 'optional');
    const key = [...(prefix === '' ? [] : [prefix]), ...wordsOf(name)].join('_').toUpperCase();
    return named([own ?? key], partValue(parts, 'default'), !parts.includes('optional'));
  },
  inner: ({ name, embedded }, prefix) =>
    embedded ? prefix : [...(prefix === '' ? [] : [prefix]), ...wordsOf(name)].join('_'),
};

const ARDANLABS: EnvLibrary = {
  path: 'github.com/ardanlabs/conf',
  calls: { Parse: { struct: 1, prefix: 0, afterArguments: true }, ParseOSArgs: { struct: 1, prefix: 0 } },
  field({ name, tag }, prefix) {
    const value = tagValue(tag, 'conf') ?? '';
    if (value === '-') return null;
    const parts = tagParts(value);
    const [space = ''] = prefix.split('\n', 1);
    const own = partValue(parts, 'env');
    const path = own === null ? [...prefix.split('\n').slice(1), ...wordsOf(name)] : [own];
    const key = [space, ...path].filter((part) => part !== '').join('_');
    return named([key.toUpperCase()], partValue(parts, 'default'), parts.includes('required'));
  },
  // The names of the structs around follow the name space, one a line: `env:` in a tag replaces them.
  inner: ({ name, embedded }, prefix) => (embedded ? prefix : [prefix, ...wordsOf(name)].join('\n')),
};

const ACONFIG: EnvLibrary = {
  path: 'github.com/cristalhq/aconfig',
  readsFiles: true,
  calls: { LoaderFor: { struct: 0, prefix: 1 } },
  field({ name, tag }, prefix) {
    const own = tagValue(tag, 'env') ?? wordsOf(name).join('_').toUpperCase();
    if (own === '-') return null;
    const key = prefix === '' ? own : `${prefix.replace(/_$/, '')}_${own}`;
    return named([key], tagValue(tag, 'default'), isSwitchedOn(tagValue(tag, 'required')));
  },
  inner({ name, tag, embedded }, prefix) {
    const own = tagValue(tag, 'env') ?? wordsOf(name).join('_').toUpperCase();
    return embedded || own === '' ? prefix : prefix === '' ? own : `${prefix.replace(/_$/, '')}_${own}`;
  },
};

const CONFIGOR: EnvLibrary = {
  path: 'github.com/jinzhu/configor',
  readsFiles: true,
  calls: { Load: { struct: 0 } },
  field({ name, tag }, prefix, options) {
    const own = tagValue(tag, 'env');
    const space = prefix === '' ? (options.prefix === '' ? 'CONFIGOR' : options.prefix) : prefix;
    const key = space === '-' ? name : `${space}_${name}`;
    return named([own ?? key.toUpperCase()], tagValue(tag, 'default'), isSwitchedOn(tagValue(tag, 'required')));
  },
  inner({ name, embedded }, prefix, options) {
    const space = prefix === '' ? (options.prefix === '' ? 'CONFIGOR' : options.prefix) : prefix;
    return embedded ? space : space === '-' ? name : `${space}_${name}`;
  },
};

const GO_ZERO: EnvLibrary = {
  path: 'github.com/zeromicro/go-zero/core/conf',
  calls: { MustLoad: { struct: 1 }, Load: { struct: 1 }, LoadConfig: { struct: 1 } },
  field({ tag }) {
    const parts = tagParts(tagValue(tag, 'json') ?? '').slice(1);
    const name = partValue(parts, 'env');
    return named(name === null ? [] : [name], partValue(parts, 'default'), false);
  },
  inner: (_field, prefix) => prefix,
};

export const KONG: EnvLibrary = {
  path: 'github.com/alecthomas/kong',
  calls: { Parse: { struct: 0 }, Must: { struct: 0 }, New: { struct: 0 } },
  field({ name, tag }, prefix, options) {
    const own = kongTag(tag, 'env');
    const [space = '', dashes = ''] = prefix.split('\n');
    const isFlag = [...['arg', 'cmd', 'embed'].map((key) => kongTag(tag, key))].every((value) => value === null);
    const flag = dashes + (kongTag(tag, 'name') ?? kongFlagName(name));
    const byName = options.namesByField && isFlag && tag !== 'kong:"-"';
    const all =
      own === '-'
        ? []
        : own !== null
          ? tagParts(own).map((one) => space + one)
          : byName
            ? [upperSnake(options.prefix, flag)]
            : [];
    return named(all, kongTag(tag, 'default'), isSwitchedOn(kongTag(tag, 'required')));
  },
  inner({ tag }, prefix) {
    const [space = '', dashes = ''] = prefix.split('\n');
    return `${space}${kongTag(tag, 'envprefix') ?? ''}\n${dashes}${kongTag(tag, 'prefix') ?? ''}`;
  },
};

export function kongTag(tag: string, key: string): string | null {
  const inside = new RegExp(`(?:^|,)${key}(?:=(?:'([^']*)'|([^,]*)))?(?:,|$)`).exec(tagValue(tag, 'kong') ?? '');
  return tagValue(tag, key) ?? (inside ? (inside[1] ?? inside[2] ?? '') : null);
}

function upperSnake(prefix: string, flag: string): string {
  return `${prefix === '' ? '' : `${prefix}_`}${flag}`.replace(/[-.]/g, '_').toUpperCase();
}

const GO_FLAGS: EnvLibrary = {
  path: 'github.com/jessevdk/go-flags',
  calls: {
    Parse: { struct: 0 },
    ParseArgs: { struct: 0 },
    NewParser: { struct: 0 },
    AddGroup: { struct: 2 },
    AddCommand: { struct: 3 },
  },
  field({ tag }, prefix) {
    const own = tagValue(tag, 'env');
    if (own === null || tagValue(tag, 'no-flag') !== null) return null;
    return named([prefix + own], tagValue(tag, 'default'), isSwitchedOn(tagValue(tag, 'required')));
  },
  inner({ tag }, prefix) {
    const space = tagValue(tag, 'env-namespace');
    return space === null ? prefix : `${prefix}${space}_`;
  },
};

const GO_ARG: EnvLibrary = {
  path: 'github.com/alexflint/go-arg',
  calls: { Parse: { struct: 0 }, MustParse: { struct: 0 }, NewParser: { struct: 1, prefix: 0 } },
  field({ name, tag }, prefix) {
    const parts = tagParts(tagValue(tag, 'arg') ?? '');
    const own = partValue(parts, 'env') ?? (parts.includes('env') ? wordsOf(name).join('_').toUpperCase() : null);
    return named(own === null ? [] : [prefix + own], tagValue(tag, 'default'), parts.includes('required'));
  },
  inner: (_field, prefix) => prefix,
};

/** `flag:"dir,default=$STATE_DIR,Where state is kept"`: its packages are handed from one to the other by name. */
const flax = (path: string, calls: Readonly<Record<string, FillCall>>): EnvLibrary => ({
  path: `github.com/creachadair/${path}`,
  calls,
  field({ tag }, prefix) {
    const [, variable = ''] = /^\w[\w-]*,default=\$([A-Za-z_]\w*)(?:,|$)/.exec(tagValue(tag, 'flag') ?? '') ?? [];
    return named(variable === '' ? [] : [prefix + variable], null, false);
  },
  inner: () => null,
});

const PROCESS = { struct: 0 };

/** `env.New("APP_", log).Load(&cfg)`, `env:"DSN,secret"`; a field without a tag has its words for a name. */
export const QIANGXUE: EnvLibrary = {
  path: 'github.com/qiangxue/go-env',
  calls: { Load: PROCESS },
  field({ name, tag }, prefix) {
    const [key = ''] = tagParts(tagValue(tag, 'env') ?? '');
    return named(key === '-' ? [] : [prefix + (key === '' ? wordsOf(name).join('_').toUpperCase() : key)], null, false);
  },
  inner: (_field, prefix) => prefix,
};

/** `config:"listen-addr,required"` under whatever backends the loader has; the one of variables is a package of its own. */
const CONFITA: EnvLibrary = {
  path: 'github.com/heetch/confita',
  needs: 'github.com/heetch/confita/backend/env',
  calls: { Load: { struct: 1 } },
  field({ tag }) {
    const [key = '', ...options] = tagParts(tagValue(tag, 'config') ?? '');
    const isOwn = !options.some((option) => option.startsWith('backend=') && option !== 'backend=env');
    return named(isOwn ? [key.toUpperCase().replaceAll('-', '_')] : [], null, options.includes('required'));
  },
  inner: () => '',
};

/** `humacli.New(func(hooks humacli.Hooks, options *Options) {…})`: every option is a flag and a variable. */
const HUMACLI: EnvLibrary = {
  path: 'github.com/danielgtaylor/huma/humacli',
  calls: { New: PROCESS },
  field: ({ name, tag }, prefix) =>
    named([upperSnake('SERVICE', prefix + optionName(name, tag))], tagValue(tag, 'default'), false),
  inner: ({ name, tag, embedded }, prefix) => (embedded ? prefix : `${prefix}${optionName(name, tag)}.`),
};

function optionName(name: string, tag: string): string {
  return tagValue(tag, 'name') ?? wordsOf(name).join('-').toLowerCase();
}

export const ENV_LIBRARIES: readonly EnvLibrary[] = [
  CAARLOS,
  SETHVARGO,
  CLEANENV,
  kelsey('github.com/kelseyhightower/envconfig'),
  kelsey('github.com/mstoykov/envconfig'),
  plain('github.com/joeshaw/envdecode', {
    Decode: PROCESS,
    MustDecode: PROCESS,
    StrictDecode: PROCESS,
    MustStrictDecode: PROCESS,
  }),
  plain('github.com/Netflix/go-env', { UnmarshalFromEnviron: PROCESS, Unmarshal: { struct: 1 } }),
  plain('github.com/codingconcepts/env', { Set: PROCESS }),
  QIANGXUE,
  VRISCHMANN,
  ARDANLABS,
  ACONFIG,
  CONFIGOR,
  GO_ZERO,
  KONG,
  ...GO_FLAGS_PATHS.map((path) => ({ ...GO_FLAGS, path })),
  GO_ARG,
  HUMACLI,
  flax('flax', { Bind: { struct: 1 }, MustBind: { struct: 1 }, Check: { struct: 0 } }),
  flax('command', { Flags: { struct: 1 } }),
  CONFITA,
];
