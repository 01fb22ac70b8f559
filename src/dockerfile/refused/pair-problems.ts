import type { Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

/** Names without a value and values without a name, in ENV, LABEL and ARG. */
export function* pairProblems({ keyword, pairs }: Instruction): Generator<SyntaxReport> {
  for (const { key, value, legacy } of pairs) {
    if (value === null && keyword !== 'ARG') {
      yield {
        rule: 'key-value-pairs',
        start: key.start,
        end: key.end,
        message: ['`{0}` has no value', key.value],
        aliases: peers(PARSE, legacy || pairs.length === 1 ? 'ARGUMENT_REQUIRES_TWO' : 'SYNTAX_MISSING_EQUALS'),
      };
    } else if (key.text === '' && value !== null) {
      // dockerfile-utils reads an ARG with one name only.
      const told = keyword !== 'ARG' || pairs.length === 1;
      yield {
        rule: 'key-value-pairs',
        start: key.start,
        end: value.end,
        message: ['There is no name before `=`'],
        aliases: told ? peers(PARSE, 'SYNTAX_MISSING_NAMES') : [PARSE],
      };
    }
  }
}
