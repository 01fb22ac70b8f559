import type { Report, RuleInfo } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

/** What is wrong with the text itself, found while it is parsed; `rule` is the id of the rule that tells it. */
export interface SyntaxReport extends Report {
  readonly rule: string;
  readonly aliases: readonly string[];
}

/** BuildKit's frontend refuses the file. */
export const PARSE = 'buildkit:parse';

/** Aliases: codes of dockerfile-utils by their bare names, others as they are. */
export function peers(...codes: readonly string[]): string[] {
  return codes.map((code) => (code.includes(':') ? code : `dockerfile-utils:${code}`));
}

/** A rule whose findings the parser makes: errors of what BuildKit refuses, before it runs anything. */
export function syntaxRule(info: RuleInfo): DockerfileRule {
  const refused = info.severity === 'error' && info.aliases.includes(PARSE);
  return {
    ...info,
    ...(refused ? { fails: 'parse' } : {}),
    about: [info.id],
    check: ({ dockerfile }) => dockerfile.syntax.filter(({ rule }) => rule === info.id),
  };
}
