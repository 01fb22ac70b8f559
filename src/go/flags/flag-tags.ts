import type { Context } from '../code/context.ts';
import { kongTag, RCONFIG } from '../environment/env-command-lines.ts';
import { flagPrefix, KONG, usesGoFlags } from './flag-prefixes.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { kongFlagName, tagValue } from '../syntax/struct-tags.ts';
import { type Setting, UNKNOWN, UNSET_TEXT, zeroOf } from '../values/setting.ts';
import type { StructField } from '../syntax/syntax.ts';
import type { Demand } from './demanding-libraries.ts';

const GO_ARG = 'github.com/alexflint/go-arg';
/** Fills a struct by the flags that its tags name: `flag:"http-address"`. */
const GO_OPTIONS = 'github.com/mreiferson/go-options';
/** Tags by which a field of kong's is told from one of another struct. */
const KONG_TAGS = ['help', 'default', 'env', 'short', 'name', 'placeholder', 'required', 'enum', 'group', 'cmd', 'arg'];

/** What flags that are fields hold by default, by their setting: `flag:addr`; of two with one name, neither. */
export function flagTagDefaults(code: LinkedCode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!usesGoFlags(code) && ![GO_ARG, KONG, RCONFIG.path].some((library) => code.externals.has(library))) return found;
  const told = new Set<string>();
  for (const [owner, { declaration }] of code.types) {
    for (const field of declaration.fields) {
      const name = flagName(field, owner, code);
      const fallback = defaultOf(field);
      if (name === null || fallback === null) continue;
      if (told.has(name)) found.delete(`flag:${name}`);
      else found.set(`flag:${name}`, fallback);
      told.add(name);
    }
  }
  return found;
}

/** Open where the struct is used with several prefixes; null where the field is no flag. */
function flagName(field: StructField, owner: string, code: LinkedCode): string | null {
  const { externals } = code;
  const prefixed =
    (usesGoFlags(code) ? tagValue(field.tag, 'long') : null) ?? (externals.has(KONG) ? kongName(field) : null);
  if (prefixed !== null) return (flagPrefix(owner, code) ?? UNKNOWN.text) + prefixed;
  if (externals.has(GO_OPTIONS)) return tagValue(field.tag, 'flag');
  // `flag:"listen,l"`
  if (externals.has(RCONFIG.path)) return tagValue(field.tag, 'flag')?.split(',', 1)[0] ?? null;
  return externals.has(GO_ARG) ? argName(field) : null;
}

/** Flags that are fields and that their library demands, where neither a default nor a variable gives them. */
export function requiredByTag(code: LinkedCode): Demand[] {
  if (!usesGoFlags(code) && ![GO_ARG, KONG].some((library) => code.externals.has(library))) return [];
  return [...code.types].flatMap(([owner, { declaration, site }]) =>
    declaration.fields.flatMap((field) => {
      const isGiven = defaultOf(field) !== null || /(?:^|[\s,"])env\b/.test(field.tag);
      const name = isDemanded(field) && !isGiven ? flagName(field, owner, code) : null;
      return name === null ? [] : [{ name, at: field, site }];
    }),
  );
}

/** `required:""`, `required:"true"` and `arg:"--upstream,required"` */
function isDemanded({ tag }: StructField): boolean {
  const word = tagValue(tag, 'required');
  return (
    (word !== null && !/^(?:false|no|0)$/.test(word)) || (tagValue(tag, 'arg') ?? '').split(',').includes('required')
  );
}

function defaultOf(field: StructField): string | null {
  return tagValue(field.tag, 'default') ?? tagValue(field.tag, 'flagDefault');
}

/** The setting of a field that a command-line library fills by its tags, with the variable that `known` may have found. */
export function flagTagSetting(
  field: StructField,
  owner: string,
  { code }: Context,
  known: Setting | null,
): Setting | null {
  const name = flagName(field, owner, code);
  if (name === null) return known;
  const by = [`flag:${name}`];
  if (known) return { ...known, by: [...by, ...known.by] };
  const fallback = defaultOf(field);
  if (fallback !== null) return { text: fallback, by };
  const { text } = zeroOf(field.type);
  return { text: text === '0' ? text : UNSET_TEXT, by };
}

/** `arg:"--listen,-l,env:LISTEN"`; without a name the field's own in lower case, positional ones have none. */
function argName(field: StructField): string | null {
  const tag = tagValue(field.tag, 'arg');
  if (tag === null || tag === '-') return null;
  const options = tag.split(',').map((option) => option.trim());
  if (options.includes('positional') || options.some((option) => option.startsWith('subcommand'))) return null;
  return options.find((option) => option.startsWith('--'))?.slice(2) ?? field.name.toLowerCase();
}

/** The field's name in kebab case unless a tag gives another. */
function kongName(field: StructField): string | null {
  const has = (tag: string) => new RegExp(`(?:^|\\s)${tag}:?`).test(field.tag);
  if (!KONG_TAGS.some(has) || has('cmd') || has('arg') || tagValue(field.tag, 'kong') === '-') return null;
  return kongTag(field.tag, 'name') ?? kongFlagName(field.name);
}
