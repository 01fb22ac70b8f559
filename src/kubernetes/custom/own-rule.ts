import type { Severity } from '../../lint/rule.ts';
import type { ManifestRule } from '../subject.ts';

/** What is known of a rule that users wrote, whatever it checks. */
export interface OwnRule {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly kinds?: readonly string[];
  readonly severity: Severity;
  readonly message?: string;
}

/** A rule of a user's own as the rules of the house are. */
export function ownRule(facts: OwnRule, check: ManifestRule['check']): ManifestRule {
  const { id, aliases, kinds, severity, message = id } = facts;
  return {
    id,
    title: message,
    severity,
    aliases,
    why: message,
    examples: [],
    exampleOf: 'manifest',
    ...(kinds ? { kinds } : {}),
    check,
  };
}
