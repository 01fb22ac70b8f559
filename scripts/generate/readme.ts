import type { RuleInfo } from '../../src/lint/rule.ts';
import { ruleTable } from './rule-pages.ts';

const START = '<!-- rules: generated -->';
const END = '<!-- /rules -->';

/** The README with the table of rules between its marks made anew. */
export function readmeWithRules(text: string, rules: readonly RuleInfo[]): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) return text;
  return `${text.slice(0, start + START.length)}\n\n${ruleTable(rules, 'docs/rules/')}\n\n${text.slice(end)}`;
}
