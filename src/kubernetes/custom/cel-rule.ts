import type { Expression } from '../../cel/types.ts';
import type { Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { toPlain } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import type { ManifestRule, ManifestSubject } from '../subject.ts';
import { type OwnRule, ownRule } from './own-rule.ts';

/** What a user's own expression may ask. */
export const CEL_VARIABLES: readonly string[] = ['object'];

/** A rule by an expression: `fine` says which answer it gives of an object that keeps it. */
export function celRule(facts: OwnRule, expression: Expression, fine: 'true' | 'text'): ManifestRule {
  return ownRule(facts, function* check({ manifest }: ManifestSubject): Generator<Report> {
    const answer = expression.evaluate({ object: toPlain(manifest.root) });
    const message = judge(answer, facts, manifest.name, fine);
    if (message) yield { ...objectPlace(manifest), message };
  });
}

function judge(
  answer: ReturnType<Expression['evaluate']>,
  { id, message }: OwnRule,
  name: string,
  fine: 'true' | 'text',
): Message | undefined {
  if ('error' in answer) return ['`{0}` cannot be asked of `{1}`: {2}', id, name, answer.error];
  const { value } = answer;
  if (fine === 'true' ? value === true : value === '') return undefined;
  if (fine === 'text' && typeof value === 'string') return ['{0}', value.slice(0, 1000)];
  if (fine === 'true' && value === false)
    return message === undefined ? ['`{0}` breaks the rule `{1}`', name, id] : ['{0}', message];
  return fine === 'true'
    ? ['The expression of `{0}` says neither true nor false', id]
    : ['The expression of `{0}` says no text', id];
}
