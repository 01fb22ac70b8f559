import { type Declaration, find, isCertain } from '../code/bindings.ts';
import { inside, type Site } from '../code/code-index.ts';
import { evaluate, functionCalled } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { TEXT_CHANGES } from '../libraries/library-values.ts';
import { returnsIn } from '../code/returns.ts';
import { isKnown } from '../values/setting.ts';
import { symbolsAt } from '../values/solver.ts';
import type { Call, Expression, GoFunction, Name } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** What a name is put together from: texts, parameters, and what a struct tag says. */
export type NamePart = { readonly change: Change } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'parameter'; readonly fn: GoFunction; readonly index: number }
  /** `field.Tag.Get("env")` */
  | { readonly kind: 'tag'; readonly call: Call; readonly site: Site }
);

type Change = (text: string) => string;

const DEEPEST = 12;
const SAME: Change = (text) => text;

/** The parts of a text that is made of a tag; null where they are not all in sight. */
export function partsOfName(
  expression: Expression,
  site: Site,
  code: LinkedCode,
  index = 0,
  depth = 0,
): readonly NamePart[] | null {
  if (depth > DEEPEST) return null;
  const inner = (one: Expression | undefined, at = 0) => (one ? partsOfName(one, site, code, at, depth + 1) : null);
  switch (expression.kind) {
    case 'string':
      return [{ kind: 'text', text: expression.value, change: SAME }];
    case 'name':
      return ofLocal(expression, site, code, depth) ?? ofKnown(expression, site, code);
    case 'binary': {
      if (expression.operator !== '+') return null;
      return joined([inner(expression.left), inner(expression.right)]);
    }
    case 'index':
      return expression.index.kind === 'number' && expression.index.value === 0
        ? firstOfSplit(expression.operand, site, code, depth)
        : null;
    case 'call':
      return isTagRead(expression)
        ? index === 0
          ? [{ kind: 'tag', call: expression, site, change: SAME }]
          : null
        : ofCall(expression, site, code, index, inner);
    default:
      return ofKnown(expression, site, code);
  }
}

/** `field.Tag.Get("env")`, `field.Tag.Lookup("env")` */
export function isTagRead({ callee }: Call): boolean {
  if (callee.kind !== 'select' || !['Get', 'Lookup'].includes(callee.name)) return false;
  return callee.operand.kind === 'select' && callee.operand.name === 'Tag';
}

function ofKnown(expression: Expression, site: Site, code: LinkedCode): readonly NamePart[] | null {
  const value = evaluate(expression, symbolsAt(code, site));
  return isKnown(value) && value.by.length === 0 ? [{ kind: 'text', text: value.text, change: SAME }] : null;
}

/** The value that a local name has where it is used; null where it is not known which one. */
function ofLocal({ name, start }: Name, site: Site, code: LinkedCode, depth: number): readonly NamePart[] | null {
  const declared = site.fn ? find(code.bindings(site.fn), name, start) : undefined;
  if (!declared) return null;
  const last = lastValue(declared, name, start);
  if (last) return partsOfName(last.expression, site, code, last.index, depth + 1);
  const { source } = declared;
  if (last === null) return null;
  if (source.kind === 'parameter') return [{ kind: 'parameter', fn: source.fn, index: source.index, change: SAME }];
  return source.kind === 'value' ? partsOfName(source.expression, site, code, source.index, depth + 1) : null;
}

/**
 * What was assigned last before a use; undefined: nothing. Null where a branch may have changed the name: one that gives it another
 * value where the tag has none, changes nothing of what the tag says.
 */
function lastValue(declared: Declaration, name: string, use: number) {
  const before = declared.assignments.filter(({ end }) => end <= use);
  if (before.some(({ byAddress, operator }) => byAddress || operator !== '=')) return null;
  const certain = before.filter(({ guard }) => isCertain(guard, use, declared));
  const others = before.filter((one) => !certain.includes(one));
  return others.some(({ expression }) => mentions(expression, name)) ? null : certain.at(-1);
}

function mentions(expression: Expression, name: string): boolean {
  return inside(expression).some((part) => part.kind === 'name' && part.name === name);
}

/** `strings.Split(tag, ",")[0]`, also by the name of the list. */
function firstOfSplit(list: Expression, site: Site, code: LinkedCode, depth: number): readonly NamePart[] | null {
  if (list.kind === 'name') {
    const declared = site.fn ? find(code.bindings(site.fn), list.name, list.start) : undefined;
    if (declared?.source.kind !== 'value' || declared.assignments.length > 0) return null;
    return firstOfSplit(declared.source.expression, site, code, depth);
  }
  if (list.kind !== 'call') return null;
  const name = calleeName(code, list.callee, site);
  const [text, separator] = list.args;
  if ((name !== 'strings.Split' && name !== 'strings.SplitN') || !text || separator?.kind !== 'string') return null;
  return cut(partsOfName(text, site, code, 0, depth + 1), separator.value);
}

function ofCall(
  call: Call,
  site: Site,
  code: LinkedCode,
  index: number,
  inner: (one: Expression | undefined, at?: number) => readonly NamePart[] | null,
): readonly NamePart[] | null {
  const name = calleeName(code, call.callee, site) ?? '';
  const [first, second, third] = call.args;
  const change = TEXT_CHANGES.get(name);
  if (change) return changed(inner(first), change);
  if (name === 'strings.Cut') return index === 0 && second?.kind === 'string' ? cut(inner(first), second.value) : null;
  if (name === 'strings.ReplaceAll' && second?.kind === 'string' && third?.kind === 'string') {
    return changed(inner(first), (text) => text.replaceAll(second.value, third.value));
  }
  if (name === 'fmt.Sprintf' && first?.kind === 'string') {
    const texts = first.value.split(/%[sv]/);
    if (texts.some((text) => text.includes('%')) || texts.length !== call.args.length) return null;
    return joined(
      texts.flatMap((text, at) => [
        [{ kind: 'text' as const, text, change: SAME }],
        ...(at < texts.length - 1 ? [inner(call.args[at + 1])] : []),
      ]),
    );
  }
  const target = functionCalled(symbolsAt(code, site), call);
  const [only, ...others] = target ? returnsIn(code, target.fn) : [];
  const returned = only?.statement.values[index];
  if (!target || !returned || others.length > 0) return null;
  return told(partsOfName(returned, target, code), target.fn, (position) => inner(call.args[position]));
}

/** The parts, what a function's parameters are put in their place. */
export function told(
  parts: readonly NamePart[] | null,
  fn: GoFunction,
  argument: (index: number) => readonly NamePart[] | null,
): readonly NamePart[] | null {
  if (!parts) return null;
  return joined(
    parts.map((part) => {
      if (part.kind !== 'parameter' || part.fn !== fn) return [part];
      return part.index < 0 ? null : changed(argument(part.index), part.change);
    }),
  );
}

function joined(all: readonly (readonly NamePart[] | null)[]): readonly NamePart[] | null {
  const known = all.filter((parts) => parts !== null);
  return known.length === all.length ? known.flat() : null;
}

function changed(parts: readonly NamePart[] | null, change: Change): readonly NamePart[] | null {
  return parts && parts.map((part) => ({ ...part, change: (text: string) => change(part.change(text)) }));
}

/** Only a single part can be cut: of several, nobody knows which one holds the separator. */
function cut(parts: readonly NamePart[] | null, separator: string): readonly NamePart[] | null {
  if (parts?.length !== 1) return null;
  return changed(parts, (text) => text.split(separator, 1)[0] ?? text);
}
