import { callersOf } from '../code/callers.ts';
import { find } from '../code/bindings.ts';
import { readerCalled } from '../values/call-values.ts';
import type { Site, Use } from '../code/code-index.ts';
import { evaluate, originsOf, questionAt } from '../code/context.ts';
import type { FieldReader } from './env-library.ts';
import { ENV_READER_NAMES } from './env-readers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { type TagDemand, tagDemands } from './own-tag-demands.ts';
import { isTagRead, type NamePart, partsOfName, told } from './own-tag-names.ts';
import { isKnown, same } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { tagValue } from '../syntax/struct-tags.ts';
import { isStruct, structsBehind } from '../code/structs-behind.ts';
import type { Call, Expression, GoFunction, StructField } from '../syntax/syntax.ts';
import { calleeName, resolveType } from '../code/types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** Code of the program that goes through the fields of structs and reads the variables that their tags name. */
export interface OwnLoader {
  readonly library: FieldReader;
  /** The structs that it is handed, and what goes before the names of their fields. */
  readonly roots: readonly { readonly type: string; readonly prefix: string }[];
  /** The reader, and the calls between it and the tag. */
  readonly calls: readonly Expression[];
}

type FunctionSite = Site & { readonly fn: GoFunction };

/** A name that is read, in the function that reads the tag. */
interface TagName {
  readonly at: FunctionSite;
  readonly parts: readonly NamePart[];
  readonly calls: readonly Expression[];
  /** What other tags must say on the way. */
  readonly demands: readonly TagDemand[];
}

const DEEPEST = 4;
const MOST_STEPS = 12;
export const NO_LOADERS: readonly OwnLoader[] = [];

export function ownTagLoaders(code: LinkedCode): readonly OwnLoader[] {
  if (!readsTags(code)) return [];
  return [...ENV_READER_NAMES]
    .flatMap((name) => code.calls(name))
    .flatMap((use) => {
      const reader = readerCalled(use.expression, contextAt(code, use.site));
      const argument = reader && use.expression.args[reader.name];
      return argument ? loadersBy(use, argument, code, VARIABLE) : [];
    });
}

const VARIABLE = /^[A-Za-z_]\w*$/;

/** Whether any code goes by the tags of fields. */
export function readsTags(code: LinkedCode): boolean {
  return ['Get', 'Lookup'].some((name) => code.calls(name).some(({ expression }) => isTagRead(expression)));
}

/** What goes through the fields of structs and hands a call, as this argument, the names that their tags give. */
export function loadersBy(
  use: Pick<Use<Call>, 'expression' | 'site'>,
  argument: Expression,
  code: LinkedCode,
  isName: RegExp,
): readonly OwnLoader[] {
  return tagNames(use, argument, code).flatMap((name) => loaderOf(name, code, isName) ?? []);
}

/** A reader's name as far up as a tag gives it: a helper is told it. */
function tagNames(
  { expression, site }: Pick<Use<Call>, 'expression' | 'site'>,
  argument: Expression,
  code: LinkedCode,
): TagName[] {
  const parts = partsOfName(argument, site, code);
  if (!parts || !site.fn) return [];
  const demands = tagDemands(expression, site, code);
  return upTo({ at: { ...site, fn: site.fn }, parts, calls: [expression], demands }, code, 0);
}

function upTo(name: TagName, code: LinkedCode, depth: number): TagName[] {
  const { at, parts, calls, demands } = name;
  const tag = tagOf(parts);
  if (tag) return tag.site.fn === at.fn ? callersDemands(name, code) : [];
  if (depth > DEEPEST || !parts.some(({ kind }) => kind === 'parameter')) return [];
  // What calls itself with the names of fields reads once it has come to a field that is no struct.
  if (namesOfInner(at, parts, code)) return [name];
  return callersOf(code, at).flatMap(({ expression, site }) => {
    const { fn } = site;
    const more = fn && told(parts, at.fn, (index) => partsOf(expression.args[index], site, code));
    if (!fn || !more) return [];
    const all = [...demands, ...tagDemands(expression, site, code)];
    return upTo({ at: { ...site, fn }, parts: more, calls: [...calls, expression], demands: all }, code, depth + 1);
  });
}

/** What the only caller asks before it hands over a field. */
function callersDemands(name: TagName, code: LinkedCode): TagName[] {
  const [caller, ...others] = callersOf(code, name.at);
  if (!caller || others.length > 0) return [name];
  return [{ ...name, demands: [...name.demands, ...tagDemands(caller.expression, caller.site, code)] }];
}

function partsOf(expression: Expression | undefined, site: Site, code: LinkedCode) {
  return expression ? partsOfName(expression, site, code) : null;
}

/** The one tag among the parts of a name. */
function tagOf(parts: readonly NamePart[]) {
  const [tag, ...others] = parts.filter((part) => part.kind === 'tag');
  return tag && others.length === 0 ? tag : null;
}

/** The one parameter among them, which holds what goes before. */
function prefixOf(parts: readonly NamePart[]): number | null {
  const [first, ...others] = parts.filter((part) => part.kind === 'parameter');
  return first && others.length === 0 && first.index >= 0 ? first.index : null;
}

/** What goes before the names of fields inside a field, where a function calls itself with that. */
function namesOfInner(at: FunctionSite, parts: readonly NamePart[], code: LinkedCode): readonly NamePart[] | null {
  const index = prefixOf(parts);
  if (index === null) return null;
  for (const { expression, site } of callersOf(code, at)) {
    const inner = site.fn === at.fn ? partsOf(expression.args[index], site, code) : null;
    if (inner && tagOf(inner)) return inner;
  }
  return null;
}

function loaderOf({ at, parts, calls, demands }: TagName, code: LinkedCode, isName: RegExp): OwnLoader | null {
  const inner = namesOfInner(at, parts, code);
  const named = tagOf(parts) ? parts : inner;
  const tag = named && tagOf(named);
  if (!named || !tag) return null;
  const key = keyOf(tag, at, code);
  if (key === null) return null;
  const parameters = parts.filter(({ kind }) => kind === 'parameter').length;
  const prefix = prefixOf(parts);
  if (parameters > 0 && prefix === null) return null;
  const { isRepeated, followsPointers, defaultIn } = detailsOf(at, code);
  const others = demands.filter((demand) => demand.key !== key);
  const nameOf = (field: StructField, before: string, of: readonly NamePart[]) => {
    const own = tagValue(field.tag, key) ?? '';
    const text = of.map((part) => part.change(part.kind === 'text' ? part.text : part.kind === 'tag' ? own : before));
    return own === '' || own === '-' ? null : text.join('');
  };
  return {
    calls,
    library: {
      field(field, before) {
        const isRead = others.every((demand) => demand.holds(tagValue(field.tag, demand.key) ?? ''));
        const name = isRead ? nameOf(field, before, named) : null;
        if (name === null || !isName.test(name)) return null;
        return { names: [name], fallback: defaultIn(field.tag, tagValue(field.tag, key) ?? ''), must: false };
      },
      inner(field, before) {
        if (!isRepeated || (field.type.startsWith('*') && !followsPointers)) return null;
        if (prefix === null) return before;
        return inner && nameOf(field, before, inner);
      },
    },
    roots: prefix === null ? fieldsRead(tag, code) : rootsOf(at, prefix, code),
  };
}

/** The key of the tag: what the function is told by others than itself, where it is told that. */
function keyOf({ call, site }: NamePart & { readonly kind: 'tag' }, at: FunctionSite, code: LinkedCode): string | null {
  const [argument] = call.args;
  const [part] = partsOf(argument, site, code) ?? [];
  const given =
    part?.kind === 'parameter'
      ? callersOf(code, at).flatMap((caller) => {
          const value = caller.expression.args[part.index];
          return value && caller.site.fn !== at.fn ? [evaluate(value, questionAt(code, caller.site))] : [];
        })
      : argument
        ? [evaluate(argument, questionAt(code, site))]
        : [];
  const key = same(given);
  return isKnown(key) ? key.text : null;
}

function fieldsRead({ call, site }: NamePart & { readonly kind: 'tag' }, code: LinkedCode): OwnLoader['roots'] {
  const field = call.callee.kind === 'select' && call.callee.operand.kind === 'select' && call.callee.operand.operand;
  const types = field ? reflected(field, site, code, 0) : [];
  return [...new Set(types)].map((type) => ({ type, prefix: '' }));
}

/** What others than the function itself hand it: structs, and what is to go before their names. */
function rootsOf(at: FunctionSite, prefix: number, code: LinkedCode): OwnLoader['roots'] {
  return callersOf(code, at).flatMap(({ expression: { args }, site }) => {
    const before = site.fn === at.fn ? null : args[prefix] && evaluate(args[prefix], questionAt(code, site));
    if (!before || !isKnown(before)) return [];
    const types = args.flatMap((arg, index) => {
      if (index === prefix) return [];
      const found = reflected(arg, site, code, 0);
      return found.length > 0 ? found : structsBehind(code, arg, site);
    });
    return [...new Set(types)].map((type) => ({ type, prefix: before.text }));
  });
}

const STEPS: ReadonlySet<string> = new Set(['Elem', 'Type', 'Field', 'Addr', 'FieldByIndex', 'FieldByName']);

/** The structs that a value of `reflect` was made of. */
function reflected(expression: Expression, site: Site, code: LinkedCode, depth: number): string[] {
  if (depth > MOST_STEPS) return [];
  const ranged = rangedOver(expression, site, code);
  if (ranged) return reflected(ranged, site, code, depth + 1);
  return originsOf(expression, questionAt(code, site)).flatMap((origin) => {
    if (origin?.expression.kind !== 'call') return [];
    const { callee, args, types } = origin.expression;
    const there = origin.context.site;
    const [first] = args;
    const name = calleeName(code, callee, there);
    if (name === 'reflect.TypeFor') {
      const type = types?.[0] === undefined ? null : resolveType(code, types[0], there.file, there.pkg.importPath);
      return isStruct(code, type) ? [type] : [];
    }
    if (first && (name === 'reflect.ValueOf' || name === 'reflect.TypeOf')) return structsBehind(code, first, there);
    if (first && (name === 'reflect.Indirect' || name === 'reflect.VisibleFields')) {
      return reflected(first, there, code, depth + 1);
    }
    const isStep = callee.kind === 'select' && STEPS.has(callee.name);
    return isStep ? reflected(callee.operand, there, code, depth + 1) : [];
  });
}

/** `for _, field := range reflect.VisibleFields(t)` */
function rangedOver(expression: Expression, { fn }: Site, code: LinkedCode): Expression | null {
  if (expression.kind !== 'name' || !fn) return null;
  const source = find(code.bindings(fn), expression.name, expression.start)?.source;
  return source?.kind === 'range' && source.index === 1 ? source.over : null;
}

/** Whether it looks into the structs inside, behind pointers, too; and where it finds a default. */
function detailsOf(at: FunctionSite, code: LinkedCode) {
  const callers = callersOf(code, at).flatMap(({ site }) => (site.fn ? [{ ...site, fn: site.fn }] : []));
  const isRepeated = callers.some(
    (caller) => caller.fn === at.fn || callersOf(code, caller).some(({ site }) => site.fn === at.fn),
  );
  let followsPointers = false;
  const keys: string[] = [];
  let inTag = false;
  const called = new Set<GoFunction>([at.fn]);
  walkFunction(at.fn, {
    expression(expression) {
      if (expression.kind === 'select' && ['Ptr', 'Pointer', 'Indirect'].includes(expression.name))
        followsPointers = true;
      if (expression.kind !== 'call') return;
      const [key] = expression.args;
      if (isTagRead(expression) && key?.kind === 'string' && /default/i.test(key.value)) keys.push(key.value);
      const target = code.functions.get(calleeName(code, expression.callee, at) ?? '');
      if (target) called.add(target.fn);
    },
  });
  for (const fn of called) {
    walkFunction(fn, {
      expression(expression) {
        if (expression.kind === 'string' && expression.value === 'default=') inTag = true;
      },
    });
  }
  const defaultIn = (tag: string, own: string): string | null => {
    const [key] = keys;
    if (key !== undefined) return tagValue(tag, key);
    const [, text = null] = inTag ? own.split(/,default=(.*)/s) : [];
    return text;
  };
  return { isRepeated, followsPointers, defaultIn };
}
