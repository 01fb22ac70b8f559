import { inside } from '../code/code-index.ts';
import { type Context, evaluate } from '../code/context.ts';
import type { Route } from '../answers.ts';
import type { Certainty } from '../project.ts';
import { hasHole, type Setting } from '../values/setting.ts';
import type { Expression } from '../syntax/syntax.ts';

/** A path that routes begin with; the text is null where the source does not decide it. */
export interface BasePath {
  readonly text: string | null;
  readonly certainty: Certainty;
  /** The settings that it is put together from. */
  readonly by?: readonly string[];
}

export const NO_PATH: BasePath = { text: '', certainty: 'known' };
export const UNKNOWN_PATH: BasePath = { text: null, certainty: 'unknown' };

/** A setting of this name moves all routes; without it they are at the root. */
const NAMES_A_BASE = /prefix|base_?(?:path|url|route)|(?:root|context|path)_?path|(?:external|root)_?url|sub_?path/i;

/** The path that an expression says, as far as the source decides it; a base that only a setting gives is empty by default. */
export function pathOf(expression: Expression, context: Context, mayBeEmpty = false): BasePath {
  const value = evaluate(expression, context);
  const { by } = value;
  if (!hasHole(value.text)) return { text: value.text, certainty: by.length > 0 ? 'default' : 'known', by };
  // A hole at the front, and a path after it or nothing.
  const at = value.text.startsWith('/') ? 1 : 0;
  const rest = value.text.slice(at + 1);
  const isBase =
    hasHole(value.text.charAt(at)) && !hasHole(rest) && (rest.startsWith('/') || (mayBeEmpty && rest === ''));
  return isBase && givesBase(value, expression) ? { text: rest, certainty: 'default', by } : UNKNOWN_PATH;
}

/** A prefix, without the slash at its end. */
export function basePath(expression: Expression, context: Context): BasePath {
  const path = pathOf(expression, context, true);
  return { ...path, text: path.text?.replace(/\/+$/, '') ?? null };
}

export function addPaths(outer: BasePath, inner: BasePath): BasePath {
  if (outer.text === null || inner.text === null) return UNKNOWN_PATH;
  const slash = outer.text !== '' && inner.text !== '' && !inner.text.startsWith('/') ? '/' : '';
  const isDefault = outer.certainty === 'default' || inner.certainty === 'default';
  return {
    text: outer.text + slash + inner.text,
    certainty: isDefault ? 'default' : 'known',
    by: [...(outer.by ?? []), ...(inner.by ?? [])],
  };
}

export function isDecided(path: BasePath): path is BasePath & { readonly text: string } {
  return path.text !== null;
}

/** A route's own path below a prefix; where nobody knows the prefix, the path alone, for which nobody can vouch. */
export function wholePath(
  prefix: BasePath,
  own: BasePath & { readonly text: string },
): Pick<Route, 'path' | 'certainty' | 'configuredBy'> {
  const joined = addPaths(prefix, own);
  return joined.text === null
    ? { path: own.text, certainty: 'unknown' }
    : { path: joined.text, certainty: joined.certainty, ...configuredBy(joined) };
}

/** The settings that move a route from the path that it has without them. */
export function configuredBy({ by = [] }: BasePath): Pick<Route, 'configuredBy'> {
  return by.length > 0 ? { configuredBy: [...new Set(by)] } : {};
}

function givesBase({ by }: Setting, expression: Expression): boolean {
  if (by.length > 0) return true;
  return inside(expression).some(
    (part) => (part.kind === 'name' || part.kind === 'select') && NAMES_A_BASE.test(part.name),
  );
}
