import type { Site } from './code-index.ts';
import { type Context, deeper, evaluate } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import { isKnown, type Setting, UNSET_TEXT } from './setting.ts';
import type { StructField } from './syntax.ts';
import { calleeName, resolveType, typeOf } from './types.ts';

/** A variable that a struct tag names. */
export interface TaggedVariable {
  readonly name: string;
  readonly fallback: string | null;
  readonly required: boolean;
  readonly owner: string;
  readonly field: StructField;
  readonly site: Site;
}

/** Libraries that fill structs by the tag `env:"NAME"`. */
const ENV_LIBRARIES = [
  'github.com/caarlos0/env',
  'github.com/sethvargo/go-envconfig',
  'github.com/ilyakaznacheev/cleanenv',
  'github.com/alecthomas/kong',
  'github.com/jessevdk/go-flags',
  'github.com/alexflint/go-arg',
  'github.com/Netflix/go-env',
  'github.com/codingconcepts/env',
];
const ENVCONFIG = 'github.com/kelseyhightower/envconfig';

/** The setting that a tag gives a field; null where it has no such tag or nothing reads it. */
export function fieldSetting(owner: string, field: StructField, _site: Site, context: Context): Setting | null {
  if (field.tag === '' && !context.code.externals.has(ENVCONFIG)) return null;
  const own = taggedVariables(context).find((variable) => variable.owner === owner && variable.field === field);
  if (!own) return null;
  return { text: own.fallback ?? UNSET_TEXT, by: [`env:${own.name}`] };
}

/** Every variable that struct tags of the program name, with the prefixes of the structs around them. */
export function taggedVariables(context: Context): TaggedVariable[] {
  const { code } = context;
  const found: TaggedVariable[] = [];
  if (ENV_LIBRARIES.some((library) => code.externals.has(library))) found.push(...envTags(code));
  if (code.externals.has(ENVCONFIG)) found.push(...envconfigFields(context));
  return found;
}

function envTags(code: LinkedCode): TaggedVariable[] {
  const prefixes = nestedPrefixes(code);
  return [...code.types].flatMap(([owner, { declaration, site }]) =>
    declaration.fields.flatMap((field): TaggedVariable[] => {
      const tag = tagValue(field.tag, 'env');
      if (tag === null || tag === '' || tag === '-') return [];
      const [name = '', ...options] = tag.split(',').map((part) => part.trim());
      if (!/^\w+$/.test(name)) return [];
      const inline = options.find((option) => option.startsWith('default='))?.slice('default='.length);
      const fallback =
        inline ??
        tagValue(field.tag, 'envDefault') ??
        tagValue(field.tag, 'env-default') ??
        tagValue(field.tag, 'default');
      const required =
        options.some((option) => ['required', 'notEmpty'].includes(option)) ||
        tagValue(field.tag, 'env-required') === 'true' ||
        ['true', ''].includes(tagValue(field.tag, 'required') ?? 'false');
      return (prefixes.get(owner) ?? ['']).map((prefix) => ({
        name: prefix + name,
        fallback,
        required: required && fallback === null,
        owner,
        field,
        site,
      }));
    }),
  );
}

/** Prefixes of structs that a field with `envPrefix:"DB_"` holds (`env:", prefix=DB_"` in go-envconfig), by type. */
function nestedPrefixes(code: LinkedCode): ReadonlyMap<string, string[]> {
  const prefixes = new Map<string, string[]>();
  for (const { declaration, site } of code.types.values()) {
    for (const field of declaration.fields) {
      const inline = /(?:^|,)\s*prefix=(\w+)/.exec(tagValue(field.tag, 'env') ?? '')?.[1];
      const prefix = tagValue(field.tag, 'envPrefix') ?? tagValue(field.tag, 'env-prefix') ?? inline;
      const inner = prefix === undefined ? null : resolveType(code, field.type, site.file, site.pkg.importPath);
      if (prefix === undefined || inner === null) continue;
      prefixes.set(inner, [...(prefixes.get(inner) ?? []), prefix]);
    }
  }
  return prefixes;
}

/** `envconfig.Process("app", &config)`: every exported field is a variable. */
function envconfigFields(context: Context): TaggedVariable[] {
  const { code } = context;
  return ['Process', 'MustProcess'].flatMap((method) =>
    code.calls(method).flatMap(({ expression, site }) => {
      if (calleeName(code, expression.callee, site) !== `${ENVCONFIG}.${method}`) return [];
      const [prefixArgument, target] = expression.args;
      const there = deeper(context, site, null);
      const prefix = prefixArgument && there ? evaluate(prefixArgument, there) : null;
      const owner = target ? typeOf(code, target, site) : null;
      return prefix && isKnown(prefix) && owner !== null ? envconfigStruct(code, owner, prefix.text.toUpperCase()) : [];
    }),
  );
}

function envconfigStruct(code: LinkedCode, owner: string, prefix: string, depth = 0): TaggedVariable[] {
  const found = code.types.get(owner);
  if (!found || depth > 5) return [];
  const { declaration, site } = found;
  return declaration.fields.flatMap((field): TaggedVariable[] => {
    if (!/^[A-Z]/.test(field.name) || tagValue(field.tag, 'ignored') === 'true') return [];
    const own = tagValue(field.tag, 'envconfig');
    const words = tagValue(field.tag, 'split_words') === 'true' ? splitWords(field.name) : field.name;
    const key = (own ?? words).toUpperCase();
    const name = prefix === '' ? key : `${prefix}_${key}`;
    const inner = resolveType(code, field.type, site.file, site.pkg.importPath);
    if (inner !== null && code.types.get(inner)?.declaration.kind === 'struct') {
      return envconfigStruct(code, inner, field.embedded ? prefix : name, depth + 1);
    }
    const fallback = tagValue(field.tag, 'default');
    const required = tagValue(field.tag, 'required') === 'true' && fallback === null;
    return [{ name, fallback, required, owner, field, site }];
  });
}

function splitWords(name: string): string {
  return name.replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2');
}

/** The value of one key of a struct tag; null where it is not there. */
export function tagValue(tag: string, key: string): string | null {
  for (const match of tag.matchAll(/([^\s":]+):"((?:[^"\\]|\\.)*)"/g)) {
    if (match[1] === key) return (match[2] ?? '').replace(/\\(.)/g, '$1');
  }
  return null;
}
