import type { Site } from '../code/code-index.ts';
import { type Context, deeper, evaluate, frameOfCall, originOf, questionAt } from '../code/context.ts';
import { NO_FALLBACK } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import { type KoanfKey, koanfKeys } from './koanf-keys.ts';
import { koanfSources, NO_KOANF } from './koanf-sources.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { returnsIn } from '../code/returns.ts';
import { isKnown, same } from '../values/setting.ts';
import { elementNamed, type Call, type Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const PROVIDER = 'github.com/knadh/koanf/providers/env';

/** What loads variables: `env.Provider("APP_", ".", func(s string) string {…})`, or with options since its version 2. */
interface Provider {
  readonly prefix: string;
  readonly delimiter: string;
  /** What makes a key of a variable's name; null: the name itself is the key. */
  readonly transform: Expression | null;
  readonly site: Site;
}

/** A key that the program asks koanf for, and the variable that a provider makes it of. */
interface KoanfBinding extends KoanfKey {
  readonly name: string;
}

/** Variables behind the keys that the program asks koanf for: those whose names a provider makes the keys of. */
export function koanfVariables(code: LinkedCode): FoundVariable[] {
  const { defaults } = code.once(koanfSources, NO_KOANF);
  return koanfBindings(code).map(({ key, name, site, at, type }): FoundVariable => {
    const own = same(defaults.get(key.toLowerCase()) ?? []);
    const fallback = isKnown(own) && own.text !== '' ? { text: own.text, open: false } : NO_FALLBACK;
    return { name, site, at, fallback, must: false, ...(type !== undefined && { type }) };
  });
}

export function koanfBindings(code: LinkedCode): KoanfBinding[] {
  if (![...code.externals].some((path) => path === PROVIDER)) return [];
  const providers = providersOf(code);
  const keys = providers.length > 0 ? koanfKeys(code) : [];
  return providers.flatMap((provider) =>
    keys.flatMap((one): KoanfBinding[] => {
      const { key } = one;
      const name = candidates(key, provider.prefix).find((text) =>
        keysOf(code, text, provider).includes(key.toLowerCase()),
      );
      return name === undefined ? [] : [{ ...one, name }];
    }),
  );
}

function providersOf(code: LinkedCode): Provider[] {
  return ['Provider', 'ProviderWithValue'].flatMap((method) =>
    code.calls(method).flatMap(({ expression, site }): Provider[] => {
      if (calleeName(code, expression.callee, site) !== `${PROVIDER}.${method}`) return [];
      const context = questionAt(code, site);
      const [first, second, third] = expression.args;
      const options = second && optionsOf(second, context);
      const prefix = options ? textOf(options.prefix, context) : textOf(first, context);
      const delimiter = options ? textOf(first, context) : textOf(second, context);
      const transform = options ? options.transform : third;
      if (prefix === null || delimiter === null) return [];
      const isNone = !transform || (transform.kind === 'name' && transform.name === 'nil');
      return [{ prefix, delimiter, transform: isNone ? null : transform, site }];
    }),
  );
}

function optionsOf(argument: Expression, context: Context) {
  const origin = argument.kind === 'string' ? null : originOf(argument, context);
  if (origin?.expression.kind !== 'composite') return null;
  const { expression: given } = origin;
  return { prefix: elementNamed(given, 'Prefix'), transform: elementNamed(given, 'TransformFunc') };
}

/** Empty where there is none, null where it is not known. */
function textOf(expression: Expression | undefined, context: Context): string | null {
  const value = expression && evaluate(expression, context);
  return value === undefined ? '' : isKnown(value) ? value.text : null;
}

/** Names that may become a key; which of them does, the provider says, which may put sections before it. */
function candidates(key: string, prefix: string): string[] {
  const parts = key.toUpperCase().split('.');
  const upper = parts.flatMap((_part, from) =>
    ['_', '__'].flatMap((separator) => {
      const name = parts.slice(from).join(separator);
      return [name, name.replaceAll('-', '_')];
    }),
  );
  return [
    ...new Set([...upper.map((name) => prefix + name), ...[key, ...upper].filter((one) => one.startsWith(prefix))]),
  ].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

/** The keys that a variable's name may become, as koanf writes them; none where the source does not decide. */
function keysOf(code: LinkedCode, name: string, { delimiter, transform, site }: Provider): string[] {
  const made = transform ? called(transform, name, questionAt(code, site)) : [name];
  return made.map((one) => (delimiter === '' ? one : one.split(delimiter).join('.')).toLowerCase());
}

/** What a function of the program returns for a text: by its value, it may be one or the other. */
function called(callee: Expression, text: string, context: Context): string[] {
  const { start, end } = callee;
  const argument = (value: string): Expression => ({ kind: 'string', value, start, end });
  const call: Call & { kind: 'call' } = {
    ...{ kind: 'call', callee, spread: false, start, end },
    args: [argument(text), argument('x')],
  };
  const value = evaluate(call, context);
  if (isKnown(value)) return [value.text];
  const fn = callee.kind === 'function' ? callee.function : null;
  const inner = fn && deeper(context, context.site, frameOfCall(fn, call, context));
  if (!fn || !inner) return [];
  const keys = returnsIn(context.code, fn).map(({ statement: { values } }) => values[0] && evaluate(values[0], inner));
  const known = keys.flatMap((one) => (one && isKnown(one) ? [one.text] : []));
  // A variable that gets no key is left out.
  return known.length < keys.length ? [] : known.filter((one) => one !== '');
}
