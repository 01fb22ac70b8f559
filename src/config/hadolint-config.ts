import { parseDocument } from 'yaml';
import type { Severity } from '../lint/rule.ts';
import type { RuleSetting } from '../lint/settings.ts';
import type { RuleLookup } from './rule-ids.ts';

const LEVELS: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };

/** The part of `.hadolint.yaml` that sets rules: `ignored` and `override`. Unreadable files and unknown ids say nothing. */
export function readHadolintConfig(text: string, lookup: RuleLookup): Record<string, RuleSetting> {
  const rules: Record<string, RuleSetting> = {};
  const root: unknown = toPlain(text);
  const set = (id: unknown, severity: Severity | 'off') => {
    for (const ours of lookup(`hadolint:${String(id)}`)) rules[ours] = { severity };
  };
  const override = property(root, 'override');
  for (const [level, severity] of Object.entries(LEVELS)) {
    for (const id of list(property(override, level))) set(id, severity);
  }
  for (const id of list(property(root, 'ignored'))) set(id, 'off');
  return rules;
}

function toPlain(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 10 });
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
