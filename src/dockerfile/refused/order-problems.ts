import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Instruction, Stage } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

const RULE = 'from-first';

/** A file without FROM, and instructions before the first one. */
export function* orderProblems(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
): Generator<SyntaxReport> {
  const [firstFrom] = stages;
  const first = instructions.find(({ keyword }) => keyword !== 'ARG');
  if (!firstFrom) {
    const place = first ? first.keywordRange : { start: 0, end: 0 };
    yield {
      rule: RULE,
      ...place,
      message: ['There is no FROM'],
      aliases: peers(PARSE, ...(first ? ['hadolint:DL3061'] : []), 'NO_SOURCE_IMAGE'),
    };
    return;
  }
  for (const instruction of instructions) {
    const { keyword, keywordRange, start } = instruction;
    if (start >= firstFrom.from.start) return;
    if (keyword === 'ARG' || (!INSTRUCTIONS[keyword] && instruction !== first)) continue;
    // dockerfile-utils tells the first one only.
    const utils = instruction === first ? ['NO_SOURCE_IMAGE'] : [];
    const message = ['`{0}` stands before the first FROM', keyword] as const;
    yield { rule: RULE, ...keywordRange, message, aliases: peers(PARSE, 'hadolint:DL3061', ...utils) };
  }
}
