import { COMMAND_LINES } from './env-command-lines.ts';
import { type EnvLibrary, type FillCall, named } from './env-library.ts';
import { envTypeOf } from './env-types.ts';
import type { StructField } from '../syntax/syntax.ts';
import { isSwitchedOn, partValue, tagParts, tagValue, wordsOf } from '../syntax/struct-tags.ts';

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
  ...COMMAND_LINES,
  CONFITA,
];
