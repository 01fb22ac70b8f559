import type { Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

const FORBIDDEN = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);
const NAMELESS = 'dockerfile-utils:SYNTAX_MISSING_NAMES';
/** What is split into items at once, even in a trigger. */
const READ_NOW = new Set(['ENV', 'LABEL']);

/**
 * What is wrong in the instruction that ONBUILD holds. Of a trigger only its kind and its form are read now; the rest is
 * refused when another build uses the image.
 */
export function* triggerProblems(trigger: Instruction, problems: Iterable<SyntaxReport>): Generator<SyntaxReport> {
  const { keyword } = trigger;
  for (const one of [trigger, keyword === 'ONBUILD' ? trigger.inner : null]) {
    if (!one || !FORBIDDEN.has(one.keyword)) continue;
    const code = one.keyword === 'ONBUILD' ? 'ONBUILD_CHAINING_DISALLOWED' : 'ONBUILD_TRIGGER_DISALLOWED';
    yield {
      rule: 'onbuild-trigger',
      ...one.keywordRange,
      message: ['`{0}` may not stand in ONBUILD', one.keyword],
      aliases: peers(...(one === trigger ? [PARSE, 'hadolint:DL3043'] : []), code),
    };
  }
  for (const problem of problems) {
    const refusedNow =
      problem.rule === 'json-array-of-strings' ||
      (READ_NOW.has(keyword) && problem.rule === 'key-value-pairs' && !problem.aliases.includes(NAMELESS));
    yield refusedNow ? problem : { ...problem, aliases: problem.aliases.filter((alias) => alias !== PARSE) };
  }
}
