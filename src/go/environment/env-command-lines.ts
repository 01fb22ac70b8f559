import { GO_FLAGS_PATHS } from '../libraries/library-paths.ts';
import { type EnvLibrary, type FillCall, named } from './env-library.ts';
import { isSwitchedOn, kongFlagName, partValue, tagParts, tagValue, wordsOf } from '../syntax/struct-tags.ts';

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

/** `humacli.New(func(hooks humacli.Hooks, options *Options) {…})`: every option is a flag and a variable. */
const HUMACLI: EnvLibrary = {
  path: 'github.com/danielgtaylor/huma/humacli',
  calls: { New: { struct: 0 } },
  field: ({ name, tag }, prefix) =>
    named([upperSnake('SERVICE', prefix + optionName(name, tag))], tagValue(tag, 'default'), false),
  inner: ({ name, tag, embedded }, prefix) => (embedded ? prefix : `${prefix}${optionName(name, tag)}.`),
};

function optionName(name: string, tag: string): string {
  return tagValue(tag, 'name') ?? wordsOf(name).join('-').toLowerCase();
}

/**
 * `Listen string `flag:"listen" default:":3000"``: with `rconfig.AutoEnv(true)` a field without a name of its own for a variable
 * has its words for one.
 */
export const RCONFIG: EnvLibrary = {
  path: 'github.com/Luzifer/rconfig',
  calls: { Parse: { struct: 0 }, ParseAndValidate: { struct: 0 } },
  field({ name, tag }, _prefix, { namesByField }) {
    if (!['default', 'vardefault', 'env', 'flag'].some((key) => (tagValue(tag, key) ?? '') !== '')) return null;
    const own = tagValue(tag, 'env') ?? '';
    const key = own === '' && namesByField ? wordsOf(name).join('_').toUpperCase() : own;
    return named([key], tagValue(tag, 'default'), false);
  },
  inner: () => '',
};

/** Libraries of command lines whose flags variables may give as well. */
export const COMMAND_LINES: readonly EnvLibrary[] = [
  KONG,
  ...GO_FLAGS_PATHS.map((path) => ({ ...GO_FLAGS, path })),
  GO_ARG,
  HUMACLI,
  flax('flax', { Bind: { struct: 1 }, MustBind: { struct: 1 }, Check: { struct: 0 } }),
  flax('command', { Flags: { struct: 1 } }),
  RCONFIG,
];
