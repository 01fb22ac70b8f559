import type { Site } from '../code/code-index.ts';
import { type Context, deeper } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName, type fieldOf, resolveType, typeOf } from '../code/types.ts';
import type { Expression, GoFunction } from '../syntax/syntax.ts';
import type { Passed } from './passed-arguments.ts';
import { returnsIn, surelyFails } from '../code/returns.ts';

const FX = 'go.uber.org/fx';
const DIG = 'go.uber.org/dig';
/** Calls that are given functions whose results other functions then get, by their types. */
const PROVIDERS = [`${FX}.Provide`, `${DIG}.Container.Provide`, `${DIG}.Scope.Provide`];
/** Those that call the functions which they are given with such results. */
const INJECTORS = new Set([
  ...PROVIDERS,
  ...['Invoke', 'Decorate', 'Annotate'].map((name) => `${FX}.${name}`),
  ...['Invoke', 'Decorate'].flatMap((name) => [`${DIG}.Container.${name}`, `${DIG}.Scope.${name}`]),
]);
/** What a struct embeds that they fill. */
const FILLED = [`${FX}.In`, `${DIG}.In`];
const ANNOTATE = `${FX}.Annotate`;

type FieldOf = NonNullable<ReturnType<typeof fieldOf>>;

interface Provided {
  readonly expression: Expression;
  readonly site: Site;
}

/**
 * What a library that puts a program together by types passes to a function for a parameter: what the functions return that
 * provide that type. Null where the call is none of such a library, or where nothing in sight provides the type.
 */
export function injectedArguments(
  callee: Expression,
  target: Site & { readonly fn: GoFunction },
  index: number,
  context: Context,
): readonly Passed[] | null {
  const { code, site } = context;
  if (!INJECTORS.has(calleeName(code, callee, site) ?? '')) return null;
  const written = target.fn.parameters[index]?.type;
  return written === undefined ? null : providedFor(written, target, context);
}

/** The same for a field of a struct that such a library fills: `type Params struct { fx.In; Server *Server }`. */
export function injectedField({ owner, field, site }: FieldOf, context: Context): readonly Passed[] | null {
  const { code } = context;
  const isFilled = code.types.get(owner)?.declaration.fields.some(({ embedded, type }) => {
    return embedded && FILLED.includes(resolveType(code, type, site.file, site.pkg.importPath) ?? '');
  });
  return isFilled ? providedFor(field.type, site, context) : null;
}

function providedFor(written: string, site: Site, context: Context): readonly Passed[] | null {
  const { code } = context;
  const type = plainType(code, written, site);
  const provided = type === null ? undefined : code.once(providedValues, NOTHING).get(type);
  if (!provided) return null;
  return provided.map(({ expression, site: there }) => {
    const inner = deeper(context, there, null);
    return inner && { expression, context: inner };
  });
}

const NOTHING: ReadonlyMap<string, readonly Provided[]> = new Map();

/** What is provided, by its type. */
function providedValues(code: LinkedCode): ReadonlyMap<string, readonly Provided[]> {
  const found = new Map<string, Provided[]>();
  const add = (type: string | null, provided: Provided) => {
    if (type !== null) found.set(type, [...(found.get(type) ?? []), provided]);
  };
  for (const { expression, site } of code.calls('Supply')) {
    if (calleeName(code, expression.callee, site) !== `${FX}.Supply`) continue;
    for (const supplied of expression.args) add(typeOf(code, supplied, site), { expression: supplied, site });
  }
  for (const { expression, site } of code.calls('Provide')) {
    if (!PROVIDERS.includes(calleeName(code, expression.callee, site) ?? '')) continue;
    for (const given of expression.args) {
      const provider = functionGiven(code, given, site);
      provider?.fn.results.forEach(({ type }, index) => {
        for (const value of returned(code, provider, index)) add(plainType(code, type, provider), value);
      });
    }
  }
  return found;
}

/** What a function returns at a place among its results, but beside errors. */
function returned(code: LinkedCode, { fn, ...place }: Site & { readonly fn: GoFunction }, index: number): Provided[] {
  return returnsIn(code, fn).flatMap((one) => {
    const expression = one.statement.values[index];
    return expression && !surelyFails(fn, one) ? [{ expression, site: { ...place, fn } }] : [];
  });
}

/** `NewServer`, `servers.New`, `func() *Server {…}`, and what is noted beside one of them. */
function functionGiven(code: LinkedCode, given: Expression, site: Site): (Site & { readonly fn: GoFunction }) | null {
  if (given.kind === 'function') return { ...site, fn: given.function };
  if (given.kind === 'call') {
    const [first] = given.args;
    return first && calleeName(code, given.callee, site) === ANNOTATE ? functionGiven(code, first, site) : null;
  }
  const name = calleeName(code, given, site);
  const found = name === null ? undefined : code.functions.get(name);
  return found?.fn ? { ...found, fn: found.fn } : null;
}

/** A named type or a pointer to one; null for lists and maps, which others provide. */
function plainType(code: LinkedCode, written: string, { file, pkg }: Site): string | null {
  return /^\*?[\w.]+$/.test(written) ? resolveType(code, written, file, pkg.importPath) : null;
}
