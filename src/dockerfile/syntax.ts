import type { Report, RuleInfo } from '../lint/rule.ts';
import { argumentProblems } from './argument-problems.ts';
import { directiveProblems } from './directives.ts';
import { flagProblems } from './flag-problems.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Directive, Instruction, Stage } from './model.ts';
import { similarWord } from './similar.ts';
import { stageProblems } from './stage-problems.ts';
import { wordProblems } from './word-problems.ts';

const PARSE = ['buildkit:parse'];

/** The pseudo rule under which everything is reported that BuildKit's frontend refuses. */
export const dockerfileSyntax: RuleInfo = {
  id: 'dockerfile-syntax',
  title: 'Write what the build understands',
  severity: 'error',
  aliases: [
    ...PARSE,
    'hadolint:DL3061',
    'dockerfile-utils:UNKNOWN_INSTRUCTION',
    'dockerfile-utils:NO_SOURCE_IMAGE',
    'dockerfile-utils:ARGUMENT_MISSING',
  ],
  why: 'The build stops at this line before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\n«RUNN» true\nUSER 65532', good: 'FROM alpine:3.23\nRUN true\nUSER 65532', fixed: true },
    {
      bad: 'FROM alpine:3.23\nCOPY «--form=x» a b\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --from=x a b\nUSER 65532',
      fixed: true,
    },
    { bad: '«WORKDIR» /src\nFROM alpine:3.23\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR /src\nUSER 65532' },
    {
      bad: 'FROM alpine:3.23\nWORKDIR «"/src»\nEXPOSE «99999»\nUSER 65532',
      good: 'FROM alpine:3.23\nWORKDIR "/src"\nEXPOSE 9999\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nRUN «--mount=type=cache,tagret=/x» true\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN --mount=type=cache,target=/x true\nUSER 65532',
    },
  ],
};

/** Everything in the instructions that the frontend refuses, in no order. */
export function* syntaxOf(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  directives: readonly Directive[],
  escape: string,
): Generator<Report> {
  for (const report of directiveProblems(directives)) yield { ...report, aliases: PARSE };
  yield* orderProblems(instructions, stages);
  for (const instruction of instructions) {
    if (!INSTRUCTIONS[instruction.keyword]) {
      yield unknownInstruction(instruction);
      continue;
    }
    for (const report of flagProblems(instruction)) yield { aliases: PARSE, ...report };
    for (const report of argumentProblems(instruction)) yield { aliases: PARSE, ...report };
    for (const report of wordProblems(instruction, escape)) yield { ...report, aliases: PARSE };
  }
  for (const report of stageProblems(instructions, stages, escape)) yield { ...report, aliases: PARSE };
}

function* orderProblems(instructions: readonly Instruction[], stages: readonly Stage[]): Generator<Report> {
  const [firstFrom] = stages;
  const [first] = instructions;
  if (!firstFrom) {
    // A file that is still empty is about to be written.
    if (!first) return;
    const { start, end } = (instructions.find(({ keyword }) => keyword !== 'ARG') ?? first).keywordRange;
    yield { start, end, message: ['There is no FROM'], aliases: [...PARSE, 'dockerfile-utils:NO_SOURCE_IMAGE'] };
    return;
  }
  for (const { keyword, keywordRange, start } of instructions) {
    if (start >= firstFrom.from.start) return;
    if (keyword === 'ARG' || !INSTRUCTIONS[keyword]) continue;
    const message = ['`{0}` stands before the first FROM', keyword] as const;
    yield { ...keywordRange, message, aliases: [...PARSE, 'hadolint:DL3061'] };
  }
}

function unknownInstruction({ keyword, keywordRange }: Instruction): Report {
  const guess = similarWord(keyword, Object.keys(INSTRUCTIONS));
  const aliases = [...PARSE, 'dockerfile-utils:UNKNOWN_INSTRUCTION'];
  if (!guess) return { ...keywordRange, message: ['There is no instruction `{0}`', keyword], aliases };
  const message = ['There is no instruction `{0}`; did you mean `{1}`?', keyword, guess] as const;
  const edits = [{ ...keywordRange, text: guess }];
  return { ...keywordRange, message, aliases, fixes: [{ title: ['Write `{0}`', guess], safe: true, edits }] };
}
