import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import type { Expression, Span } from '../syntax/syntax.ts';
import { partsOfName } from './own-tag-names.ts';

/** What another tag of a field must say for its variable to be read: `options:"file"`. */
export interface TagDemand {
  readonly key: string;
  holds(value: string): boolean;
}

/** What must be said by tags for a function to come to a place. */
export function tagDemands(place: Span, site: Site, code: LinkedCode): TagDemand[] {
  if (!site.fn) return [];
  return conditionsAt(site.fn, place.start).flatMap(({ expression, wanted }) =>
    demandOf(expression, wanted, site, code),
  );
}

function demandOf(condition: Expression, wanted: boolean, site: Site, code: LinkedCode): TagDemand[] {
  if (condition.kind !== 'binary' || !['==', '!='].includes(condition.operator)) return [];
  const { left, right, operator } = condition;
  const isSame = wanted === (operator === '==');
  const [asked, text] = right.kind === 'string' ? [left, right.value] : [right, left.kind === 'string' && left.value];
  if (text === false) return [];
  const list = isSame ? listWith(asked, site, code) : null;
  if (list) {
    const tag = tagRead(list.of, site, code);
    return tag ? [{ key: tag.key, holds: (value) => tag.change(value).split(list.separator).includes(text) }] : [];
  }
  const tag = tagRead(asked, site, code);
  return tag ? [{ key: tag.key, holds: (value) => (tag.change(value) === text) === isSame }] : [];
}

/** What a loop goes over that sets a name: the parts of a text. */
function listWith(name: Expression, site: Site, code: LinkedCode): { of: Expression; separator: string } | null {
  const source = name.kind === 'name' && site.fn ? find(code.bindings(site.fn), name.name, name.start)?.source : null;
  if (source?.kind !== 'range' || !site.fn) return null;
  const { over } = source;
  const held = over.kind === 'name' ? find(code.bindings(site.fn), over.name, over.start)?.source : null;
  const split = held?.kind === 'value' ? held.expression : over;
  if (split.kind !== 'call') return null;
  const called = calleeName(code, split.callee, site);
  const [of, separator] = split.args;
  // A list gives its elements second, a sequence first.
  const index = called === 'strings.Split' ? 1 : called === 'strings.SplitSeq' ? 0 : null;
  if (source.index !== index || !of || separator?.kind !== 'string') return null;
  return { of, separator: separator.value };
}

/** The one tag that a text is, and what is made of its value. */
function tagRead(text: Expression, site: Site, code: LinkedCode) {
  const [part, ...others] = partsOfName(text, site, code) ?? [];
  const [key] = part?.kind === 'tag' ? part.call.args : [];
  if (part?.kind !== 'tag' || others.length > 0 || key?.kind !== 'string') return null;
  return { key: key.value, change: part.change };
}
