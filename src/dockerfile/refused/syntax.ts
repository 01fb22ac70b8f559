import type { RuleInfo } from '../../lint/rule.ts';
import { argumentProblems } from './argument-problems.ts';
import { copyProblems } from './copy-problems.ts';
import { directiveProblems } from './directive-problems.ts';
import { flagProblems } from './flag-problems.ts';
import { healthcheckProblems } from './healthcheck-problems.ts';
import { JSON_FORM } from '../syntax/instruction.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import { jsonProblems } from './json-problems.ts';
import type { Lent } from '../stages/lent.ts';
import type { Directive, Instruction, Stage } from '../model.ts';
import { orderProblems } from './order-problems.ts';
import { pairProblems } from './pair-problems.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { stageProblems } from './stage-problems.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { triggerProblems } from './trigger-problems.ts';
import { valueProblems } from './value-problems.ts';
import { wordProblems } from './word-problems.ts';

/** The pseudo rule for all that BuildKit's frontend refuses and that no rule of its own tells. */
export const dockerfileSyntax: RuleInfo = {
  id: 'dockerfile-syntax',
  title: 'Write what the build understands',
  severity: 'error',
  fails: 'parse',
  aliases: [PARSE],
  why: 'The build stops at this line before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nVOLUME [«" "»]\nUSER 65532',
      good: 'FROM alpine:3.23\nVOLUME ["/data"]\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nRUN «--mount=type=cache,tagret=/x» true\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN --mount=type=cache,target=/x true\nUSER 65532',
    },
  ],
};

/** Everything in the instructions that cannot be as it is written, in no order. */
export function* syntaxOf(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  directives: readonly Directive[],
  escape: string,
  known: Lent['problems'],
): Generator<SyntaxReport> {
  yield* directiveProblems(directives);
  yield* orderProblems(instructions, stages);
  for (let index = 0; index < instructions.length; index++) {
    const problems = (known[index] ??= [...problemsIn(instructions[index] as Instruction, escape)]);
    if (problems.length > 0) yield* problems;
  }
  yield* stageProblems(instructions, stages, escape);
}

function* problemsIn(instruction: Instruction, escape: string): Generator<SyntaxReport> {
  yield* instructionProblems(instruction, escape);
  if (instruction.inner === null) return;
  if (instruction.keyword !== 'ONBUILD') yield* jsonProblems(instruction.inner, true);
  else yield* triggerProblems(instruction.inner, instructionProblems(instruction.inner, escape));
}

function* instructionProblems(instruction: Instruction, escape: string): Generator<SyntaxReport> {
  if (!Object.hasOwn(INSTRUCTIONS, instruction.keyword)) {
    yield unknownInstruction(instruction);
    return;
  }
  if (instruction.flags.length > 0) yield* flagProblems(instruction);
  yield* argumentProblems(instruction);
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') yield* copyProblems(instruction);
  if (JSON_FORM.has(instruction.keyword)) yield* jsonProblems(instruction);
  if (instruction.pairs.length > 0) yield* pairProblems(instruction);
  if (instruction.keyword === 'HEALTHCHECK') yield* healthcheckProblems(instruction);
  yield* valueProblems(instruction, escape);
  yield* wordProblems(instruction, escape);
}

function unknownInstruction({ keyword, keywordRange }: Instruction): SyntaxReport {
  const guess = similarWord(keyword, Object.keys(INSTRUCTIONS));
  const told = { rule: 'known-instruction', ...keywordRange, aliases: peers(PARSE, 'UNKNOWN_INSTRUCTION') };
  if (!guess) return { ...told, message: ['There is no instruction `{0}`', keyword] };
  return {
    ...told,
    message: ['There is no instruction `{0}`; did you mean `{1}`?', keyword, guess],
    fixes: [{ title: ['Write `{0}`', guess], safe: true, edits: [{ ...keywordRange, text: guess }] }],
  };
}
