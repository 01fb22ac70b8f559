import type { Site, Use } from '../code/code-index.ts';
import { type Context, evaluate, originOf, questionAt } from '../code/context.ts';
import { KONG, RCONFIG } from './env-command-lines.ts';
import { ENV_LIBRARIES, QIANGXUE } from './env-libraries.ts';
import type { EnvLibrary, FieldReader, FieldVariable, FillCall, FillOptions } from './env-library.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { NO_LOADERS, type OwnLoader, ownTagLoaders } from './own-tag-loaders.ts';
import { isKnown, type Setting, UNKNOWN_TEXT, UNSET_TEXT } from '../values/setting.ts';
import { type Call, elementNamed, type Expression, type StructField } from '../syntax/syntax.ts';
import { isStruct, structsBehind } from '../code/structs-behind.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, resolveType } from '../code/types.ts';

/** A variable that a struct tag names. */
export interface TaggedVariable extends Omit<FieldVariable, 'names'> {
  readonly name: string;
  readonly owner: string;
  readonly field: StructField;
  readonly site: Site;
  /** Its default is made of what only the library knows: `default:"${config_file}"`. */
  readonly open: boolean;
  /** A file that is read first may set it, too. */
  readonly ofFile?: true;
  /** Another name that does as well. */
  readonly orElse?: string;
  readonly behind?: string;
}

const NO_OPTIONS: FillOptions = { prefix: '', namesByField: false, requiredByDefault: false };
const DEEPEST = 8;
const MOST_VARIABLES = 3000;
/** A struct with one of these is read as one value. */
const DECODERS = [
  'UnmarshalText',
  'Decode',
  'Set',
  'EnvDecode',
  'SetValue',
  'UnmarshalEnvironmentValue',
  'UnmarshalFlag',
];

/** The setting that a tag gives a field; null where it has no such tag or nothing reads it. */
export function fieldSetting(owner: string, field: StructField, context: Context): Setting | null {
  const own =
    context.code
      .once(byField, EMPTY)
      .get(field)
      ?.filter((variable) => variable.owner === owner) ?? [];
  const [first] = own;
  if (!first) return null;
  return {
    text: first.fallback ?? (first.open ? UNKNOWN_TEXT : UNSET_TEXT),
    by: [...new Set(own.map(({ name }) => `env:${name}`))],
  };
}

const EMPTY: ReadonlyMap<StructField, TaggedVariable[]> = new Map();

function byField(code: LinkedCode): ReadonlyMap<StructField, TaggedVariable[]> {
  const found = new Map<StructField, TaggedVariable[]>();
  for (const variable of code.once(taggedVariables, NO_VARIABLES)) {
    found.set(variable.field, [...(found.get(variable.field) ?? []), variable]);
  }
  return found;
}

export const NO_VARIABLES: readonly TaggedVariable[] = [];

/** Every variable of the structs that a library fills, with the prefixes of the structs around them. */
export function taggedVariables(code: LinkedCode): readonly TaggedVariable[] {
  const byLibraries = ENV_LIBRARIES.flatMap((library) => {
    const { needs = library.path } = library;
    const linked = [...code.externals].some((path) => path === needs || path.startsWith(`${needs}/`));
    return linked ? variablesOf(code, library) : hasCopy(library, code) ? variablesOf(code, changed(library)) : [];
  });
  return [...byLibraries, ...code.once(ownTagLoaders, NO_LOADERS).flatMap((loader) => variablesOfLoader(code, loader))];
}

/** Every field that a loader comes to, with its name. */
export function variablesOfLoader(code: LinkedCode, { library, roots }: OwnLoader): TaggedVariable[] {
  const found: TaggedVariable[] = [];
  for (const { type, prefix } of roots) collect(code, library, type, prefix, NO_OPTIONS, found, 0);
  return found;
}

/** Of a copy that may be another by now: what it certainly reads. */
function changed(library: EnvLibrary): EnvLibrary {
  return {
    ...library,
    field(...given) {
      const variable = library.field(...given);
      return variable && { ...variable, names: variable.names.slice(-1) };
    },
  };
}

function variablesOf(code: LinkedCode, library: EnvLibrary): TaggedVariable[] {
  const found: TaggedVariable[] = [];
  const roots = new Map<string, { readonly type: string; readonly options: FillOptions }>();
  let isOpen = false;
  for (const [method, fill] of [...Object.entries(library.calls), ...callsOfCopies(code, library)]) {
    for (const use of code.calls(method)) {
      const name = calleeName(code, use.expression.callee, use.site) ?? '';
      if (!isOf(library, name, code)) continue;
      const later = fill.afterArguments === true && hasArgumentsBefore(code, use, fill) ? 1 : 0;
      const options = optionsOf(code, library, use, fill.prefix === undefined ? undefined : fill.prefix + later);
      const types = options ? structsFilled(code, use, fill.struct + later) : [];
      if (options && types.length === 0) isOpen = true;
      for (const type of types) if (options) roots.set(`${options.prefix} ${type}`, { type, options });
    }
  }
  for (const { type, options } of roots.values()) {
    // kong puts its prefix before names that it makes of flags, and leaves those of tags as they are.
    collect(code, library, type, library === KONG ? '' : options.prefix, options, found, 0);
  }
  // A call that hands on what it is given: any struct with tags of the library may be meant.
  if (isOpen) for (const type of outerStructs(code, library)) collect(code, library, type, '', NO_OPTIONS, found, 0);
  return found;
}

/** `conf.Parse(os.Args[1:], "APP", &cfg)`: a text stands where the struct would. */
function hasArgumentsBefore(
  code: LinkedCode,
  { expression: { args }, site }: Use<Call>,
  { struct }: FillCall,
): boolean {
  const [second, third] = args.slice(struct);
  return second !== undefined && third !== undefined && isKnown(evaluate(second, questionAt(code, site)));
}

/** Whether a call goes to the library, or to a copy of it that the project keeps as its own package. */
function isOf(library: EnvLibrary, name: string, code: LinkedCode): boolean {
  if (name.startsWith(`${library.path}.`)) return true;
  const pkg = name.slice(0, name.lastIndexOf('.'));
  return (
    library.copies === true && code.paths.has(pkg) && pkg.endsWith(library.path.slice(library.path.lastIndexOf('/')))
  );
}

function hasCopy(library: EnvLibrary, code: LinkedCode): boolean {
  const end = library.path.slice(library.path.lastIndexOf('/'));
  return library.copies === true && [...code.paths].some((path) => path.endsWith(end));
}

/** What a changed copy adds in the same way: `ProcessWithoutNestedKeys("APP", &cfg)`. */
function callsOfCopies(code: LinkedCode, library: EnvLibrary): [string, FillCall][] {
  const like = library.calls.Process;
  if (library.copies !== true || !like || !hasCopy(library, code)) return [];
  return [...code.functions].flatMap(([name, { fn }]): [string, FillCall][] => {
    const isLike = /^(?:Must)?Process[A-Z]/.test(fn.name) && fn.parameters[like.prefix ?? 0]?.type === 'string';
    return isLike && isOf(library, name, code) ? [[fn.name, like]] : [];
  });
}

function structsFilled(code: LinkedCode, { expression, site }: Use<Call>, index: number): string[] {
  if (index === -1) {
    const written = expression.types?.[0];
    const type = written === undefined ? null : resolveType(code, written, site.file, site.pkg.importPath);
    return isStruct(code, type) ? [type] : [];
  }
  const target = targetOf(expression.args[index]);
  if (target?.kind === 'function') {
    const handed = target.function.parameters.at(-1);
    const type = handed ? resolveType(code, handed.type, site.file, site.pkg.importPath) : null;
    return isStruct(code, type) ? [type] : [];
  }
  return target ? structsBehind(code, target, site) : [];
}

/** `&cfg`; of `&envconfig.Config{Target: &cfg}` what it targets. */
function targetOf(argument: Expression | undefined): Expression | undefined {
  const literal = argument?.kind === 'unary' ? argument.operand : argument;
  if (literal?.kind !== 'composite') return argument;
  return elementNamed(literal, 'Target') ?? argument;
}

/** Null where the prefix is not known. */
function optionsOf(
  code: LinkedCode,
  library: EnvLibrary,
  { expression, site }: Use<Call>,
  index: number | undefined,
): FillOptions | null {
  const context = questionAt(code, site);
  const argument = index === undefined ? undefined : expression.args[index];
  const literal = argument && literalOf(argument, context);
  if (literal) {
    const flag = (name: string) => literal.some(({ key, value }) => key === name && value.text === 'true');
    const prefix = literal.find(({ key }) => /^(?:env)?prefix$/i.test(key))?.value.text ?? '';
    // Variables that are handed in are not those of the process.
    if (literal.some(({ key }) => key === 'Environment')) return null;
    return {
      prefix,
      namesByField: flag('UseFieldNameByDefault'),
      requiredByDefault: flag('RequiredIfNoDef'),
    };
  }
  const wrapped = lookups(expression, context);
  for (const { call, context: there } of wrapped) {
    const prefix = call.args[0] ? evaluate(call.args[0], there) : null;
    if (!prefix || !isKnown(prefix)) continue;
    const alsoPlain = wrapped.some((one) => isPlainLookup(one, wrapped));
    return { ...NO_OPTIONS, prefix: prefix.text, namesByField: isNamed(call, 'DefaultEnvars'), alsoPlain };
  }
  if (library === KONG) return kongOptions(code);
  if (library.path === 'github.com/jinzhu/configor') return { ...NO_OPTIONS, prefix: configorPrefix(code) };
  if (library === RCONFIG) return { ...NO_OPTIONS, namesByField: takesFieldNames(code) };
  if (library === QIANGXUE) return prefixOfLoader(expression, context);
  if (!argument) return NO_OPTIONS;
  const prefix = evaluate(argument, context);
  return isKnown(prefix) ? { ...NO_OPTIONS, prefix: prefix.text } : index === 0 ? null : NO_OPTIONS;
}

interface LookupCall {
  readonly call: Call;
  readonly context: Context;
}

/** `envconfig.PrefixLookuper("APP_", envconfig.OsLookuper())` and `kong.DefaultEnvars("APP")` inside a call, by whatever name. */
function lookups(expression: Expression, context: Context): LookupCall[] {
  if (expression.kind === 'unary') return lookups(expression.operand, context);
  if (expression.kind === 'composite') return expression.elements.flatMap(({ value }) => lookups(value, context));
  if (expression.kind === 'name') {
    const made = originOf(expression, context);
    return made?.expression.kind === 'call' ? lookups(made.expression, made.context) : [];
  }
  if (expression.kind !== 'call' || expression.callee.kind !== 'select') return [];
  const own = LOOKUPS.has(expression.callee.name) ? [{ call: expression, context }] : [];
  return [...own, ...expression.args.flatMap((argument) => lookups(argument, context))];
}

const LOOKUPS: ReadonlySet<string> = new Set(['PrefixLookuper', 'OsLookuper', 'DefaultEnvars']);

/** `envconfig.OsLookuper()` beside one with a prefix, not inside it. */
function isPlainLookup({ call }: LookupCall, all: readonly LookupCall[]): boolean {
  const isInside = (other: LookupCall) => isNamed(other.call, 'PrefixLookuper') && other.call.args.includes(call);
  return isNamed(call, 'OsLookuper') && !all.some(isInside);
}

function isNamed({ callee }: Call, name: string): boolean {
  return callee.kind === 'select' && callee.name === name;
}

/** Options that are put together before: `options := []kong.Option{kong.DefaultEnvars("APP")}`. */
function kongOptions(code: LinkedCode): FillOptions {
  for (const { expression, site } of code.calls('DefaultEnvars')) {
    if (calleeName(code, expression.callee, site) !== `${KONG.path}.DefaultEnvars`) continue;
    const prefix = expression.args[0] && evaluate(expression.args[0], questionAt(code, site));
    if (prefix && isKnown(prefix)) return { ...NO_OPTIONS, prefix: prefix.text, namesByField: true };
  }
  return NO_OPTIONS;
}

/** `env.New("APP_", log)` behind the `Load`; without one the library's own prefix. */
function prefixOfLoader({ callee }: Call, context: Context): FillOptions | null {
  const made = callee.kind === 'select' ? originOf(callee.operand, context) : null;
  if (made?.expression.kind !== 'call') return { ...NO_OPTIONS, prefix: 'APP_' };
  const [first] = made.expression.args;
  const prefix = first ? evaluate(first, made.context) : null;
  return prefix && isKnown(prefix) ? { ...NO_OPTIONS, prefix: prefix.text } : null;
}

/** `rconfig.AutoEnv(true)` */
function takesFieldNames(code: LinkedCode): boolean {
  return code.calls('AutoEnv').some(({ expression: { callee, args }, site }) => {
    const isOwn = calleeName(code, callee, site) === `${RCONFIG.path}.AutoEnv`;
    return isOwn && args[0] !== undefined && evaluate(args[0], questionAt(code, site)).text === 'true';
  });
}

function configorPrefix(code: LinkedCode): string {
  for (const { expression, site } of compositesOf('github.com/jinzhu/configor.Config', code)) {
    const prefix = elementNamed(expression, 'ENVPrefix');
    if (prefix) return evaluate(prefix, questionAt(code, site)).text;
  }
  return '';
}

function literalOf(argument: Expression, context: Context): { key: string; value: Setting }[] | null {
  const origin = originOf(argument, context);
  if (origin?.expression.kind !== 'composite') return null;
  return origin.expression.elements.flatMap(({ key, value }) =>
    key?.kind === 'name' ? [{ key: key.name, value: evaluate(value, origin.context) }] : [],
  );
}

function collect(
  code: LinkedCode,
  library: FieldReader,
  owner: string,
  prefix: string,
  options: FillOptions,
  found: TaggedVariable[],
  depth: number,
): void {
  const struct = code.types.get(owner);
  if (!struct || depth > DEEPEST) return;
  const { declaration, site } = struct;
  for (const field of declaration.fields) {
    if (found.length > MOST_VARIABLES) return;
    if (!/^\p{Lu}/u.test(field.name) && !field.embedded) continue;
    const inner = structInside(code, field, site);
    if (inner !== null) {
      const next = library.inner(field, prefix, options);
      if (next !== null) collect(code, library, inner, next, options, found, depth + 1);
      continue;
    }
    const variable = isOneValue(field) ? library.field(field, prefix, options) : null;
    if (!variable) continue;
    const { names, must, filled } = variable;
    const open = variable.fallback?.includes('${') === true;
    const fallback = open ? null : variable.fallback;
    for (const [index, name] of names.entries()) {
      const other = names[index + 1];
      found.push({
        // One of two names is enough; the first is what the tag says.
        ...{ name, fallback, open, must: must && index === 0 && names.length <= 2, owner, field, site },
        ...(filled && { filled }),
        ...(must && index === 0 && other !== undefined && { orElse: other }),
        ...(index > 0 && names[0] !== undefined && { behind: names[0] }),
        ...(library.readsFiles && { ofFile: true }),
      });
    }
  }
}

/** Whether text can become the field's value: not where a library's struct or a function has no tag that says so. */
function isOneValue({ type, tag }: StructField): boolean {
  if (/\b(?:env|envconfig|default|required|split_words|conf):"|env[:=]/.test(tag)) return true;
  const bare = type.replace(/^(?:\*|\[\])*/, '');
  return !/^(?:func\(|chan\b|interface\{)/.test(bare) && (!bare.includes('.') || VALUE_TYPES.test(bare));
}

const VALUE_TYPES =
  /^(?:time\.\w+|url\.URL|net\.IP(?:Net)?|netip\.\w+|big\.\w+|regexp\.Regexp|slog\.Level|uuid\.UUID)$|^map\[/;

/** The struct whose fields are looked at in place of a field; null for a field that is one value. */
function structInside(code: LinkedCode, field: StructField, site: Site): string | null {
  if (!/^\*?[\w.]+$/.test(field.type) || isList(code, field.type, site)) return null;
  const inner = resolveType(code, field.type, site.file, site.pkg.importPath);
  if (inner === null || code.types.get(inner)?.declaration.kind !== 'struct') return null;
  return DECODERS.some((method) => code.functions.has(`${inner}.${method}`)) ? null : inner;
}

/** `type Namespaces []Namespace`: a list of structs, or a map, is one value. */
function isList(code: LinkedCode, written: string, { file, pkg }: Site, depth = 0): boolean {
  const [, qualifier, name = ''] = /^\*?(?:(\w+)\.)?(\w+)$/.exec(written) ?? [];
  const path = qualifier === undefined ? pkg.importPath : code.importNamed(file, qualifier);
  const declared = path === undefined ? undefined : code.types.get(`${path}.${name}`);
  if (declared?.declaration.kind !== 'other') return false;
  const { definition } = declared.declaration;
  return /^(?:map)?\[/.test(definition) || (depth < DEEPEST && isList(code, definition, declared.site, depth + 1));
}

/** Structs with tags of a library that no other struct holds. */
function outerStructs(code: LinkedCode, library: EnvLibrary): string[] {
  const held = new Set<string>();
  const tagged: string[] = [];
  for (const [name, { declaration, site }] of code.types) {
    for (const field of declaration.fields) {
      const inner = structInside(code, field, site);
      if (inner !== null) held.add(inner);
    }
    if (declaration.fields.some((field) => field.tag !== '' && isTagged(field))) tagged.push(name);
  }
  return tagged.filter((name) => !held.has(name));

  function isTagged(field: StructField): boolean {
    return /(?:^|\s)(?:env|envconfig|conf):"/.test(field.tag) && library.field(field, '', NO_OPTIONS) !== null;
  }
}
