import type { Site, Use } from '../code/code-index.ts';
import { originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { tagValue } from '../syntax/struct-tags.ts';
import type { Call, Expression, StructField } from '../syntax/syntax.ts';
import { variablesOfLoader } from './env-tags.ts';
import { loadersBy, readsTags } from './own-tag-loaders.ts';
import { partsOfName } from './own-tag-names.ts';

/** A key that a program hands to viper for a field, whose tag names it. */
export interface TagKey {
  readonly key: string;
  readonly field: StructField;
  /** Where the field stands. */
  readonly site: Site;
  /** What another argument of the call is for this field, where tags decide that. */
  readonly other: string | null;
}

const KEY = /^[\w-]+(?:\.[\w-]+)*$/;

type Place = Pick<Use<Call>, 'expression' | 'site'>;

/** The keys that a call gives viper one by one, as it goes through the fields of structs: `v.BindEnv(field.Tag.Get("cfg"))`. */
export function tagKeys(use: Place, other: Expression | undefined, code: LinkedCode): TagKey[] {
  const [key] = use.expression.args;
  if (!key || !readsTags(code)) return [];
  const otherOf = other && fieldText(other, use.site, code);
  return loadersBy(use, key, code, KEY).flatMap((loader) =>
    variablesOfLoader(code, loader).map(({ name, field, site }) => ({
      ...{ key: name, field, site },
      other: otherOf?.(field) ?? null,
    })),
  );
}

/** `set.Lookup(field.Tag.Get("flag"))`: the argument that names the flag. */
export function flagLookedUp(flag: Expression | undefined, site: Site, code: LinkedCode): Expression | undefined {
  const made = flag && (flag.kind === 'call' ? flag : originOf(flag, questionAt(code, site))?.expression);
  if (made?.kind !== 'call' || made.callee.kind !== 'select') return undefined;
  return ['Lookup', 'Flag'].includes(made.callee.name) ? made.args[0] : undefined;
}

/** What a text is for a field, by one of its tags; null where that is not in sight. */
function fieldText(text: Expression, site: Site, code: LinkedCode): ((field: StructField) => string | null) | null {
  const parts = partsOfName(text, site, code);
  const tags = parts?.flatMap((part) => (part.kind === 'tag' ? part.call.args : [])) ?? [];
  const [key] = tags;
  if (!parts || key?.kind !== 'string' || tags.length > 1 || parts.some(({ kind }) => kind === 'parameter'))
    return null;
  return (field) => {
    const own = tagValue(field.tag, key.value) ?? '';
    return own === '' || own === '-'
      ? null
      : parts.map((part) => part.change(part.kind === 'text' ? part.text : own)).join('');
  };
}
