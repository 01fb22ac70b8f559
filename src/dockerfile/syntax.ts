import type { Report, RuleInfo } from '../lint/rule.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Directive, Instruction, Stage } from './model.ts';
import { similarWord } from './similar.ts';

/** The pseudo rule under which everything is reported that BuildKit's frontend refuses. */
export const dockerfileSyntax: RuleInfo = {
  id: 'dockerfile-syntax',
  title: 'Write what the build understands',
  severity: 'error',
  aliases: [
    'buildkit:parse',
    'hadolint:DL3061',
    'dockerfile-utils:UNKNOWN_INSTRUCTION',
    'dockerfile-utils:NO_SOURCE_IMAGE',
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
  ],
};

const PARSE = ['buildkit:parse'];

/** Everything in the instructions that the frontend refuses, in no order. */
export function* syntaxOf(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  directives: readonly Directive[],
): Generator<Report> {
  const escape = directives.find(({ name }) => name === 'escape');
  if (escape && !['\\', '`'].includes(escape.value)) {
    yield {
      ...escape,
      message: ['The escape character is `\\` or a backtick, not `{0}`', escape.value],
      aliases: PARSE,
    };
  }
  const first = instructions[0];
  if (first && stages.length === 0) {
    const { start, end } = instructions.find(({ keyword }) => keyword !== 'ARG')?.keywordRange ?? first.keywordRange;
    yield { start, end, message: ['There is no FROM'], aliases: [...PARSE, 'dockerfile-utils:NO_SOURCE_IMAGE'] };
  }
  const firstFrom = stages[0]?.from.start ?? 0;
  for (const instruction of instructions) {
    const known = INSTRUCTIONS[instruction.keyword] !== undefined;
    if (known && stages.length > 0 && instruction.start < firstFrom && instruction.keyword !== 'ARG') {
      const message = ['`{0}` stands before the first FROM', instruction.keyword] as const;
      yield { ...instruction.keywordRange, message, aliases: [...PARSE, 'hadolint:DL3061'] };
    }
    yield* instructionProblems(instruction);
  }
}

function* instructionProblems(instruction: Instruction): Generator<Report> {
  const info = INSTRUCTIONS[instruction.keyword];
  if (!info) {
    yield unknownInstruction(instruction);
    return;
  }
  for (const flag of instruction.flags) {
    if (flag.name in info.flags) continue;
    const guess = similarWord(flag.name, Object.keys(info.flags));
    const start = flag.start + 2;
    yield {
      start: flag.start,
      end: flag.end,
      message: guess
        ? ['`{0}` has no flag `--{1}`; did you mean `--{2}`?', instruction.keyword, flag.name, guess]
        : ['`{0}` has no flag `--{1}`', instruction.keyword, flag.name],
      aliases: PARSE,
      ...(guess
        ? {
            fixes: [
              {
                title: ['Write `--{0}`', guess],
                safe: true,
                edits: [{ start, end: start + flag.name.length, text: guess }],
              },
            ],
          }
        : {}),
    };
  }
  const given = instruction.json?.length ?? instruction.words.length;
  if (given < info.least && instruction.heredocs.length === 0) {
    const message =
      given === 0
        ? (['`{0}` needs an argument', instruction.keyword] as const)
        : (['`{0}` needs at least {1} arguments', instruction.keyword, info.least] as const);
    yield { ...instruction.keywordRange, message, aliases: PARSE };
  }
  yield* formProblems(instruction);
  if (instruction.inner) yield* innerProblems(instruction, instruction.inner);
}

function unknownInstruction({ keyword, keywordRange }: Instruction): Report {
  const guess = similarWord(keyword, Object.keys(INSTRUCTIONS));
  const aliases = [...PARSE, 'dockerfile-utils:UNKNOWN_INSTRUCTION'];
  if (!guess) return { ...keywordRange, message: ['There is no instruction `{0}`', keyword], aliases };
  const message = ['There is no instruction `{0}`; did you mean `{1}`?', keyword, guess] as const;
  const edits = [{ ...keywordRange, text: guess }];
  return { ...keywordRange, message, aliases, fixes: [{ title: ['Write `{0}`', guess], safe: true, edits }] };
}

function* formProblems({ keyword, words, json, pairs, keywordRange }: Instruction): Generator<Report> {
  if (keyword === 'SHELL' && json === null && words.length > 0) {
    yield { ...keywordRange, message: ['`SHELL` takes a JSON array of strings'], aliases: PARSE };
  }
  const [, as, name] = words;
  if (keyword === 'FROM' && words.length > 1) {
    const wrong = words.length !== 3 || as?.value.toLowerCase() !== 'as';
    const invalid = name !== undefined && !wrong && !/^[a-z][a-z0-9-_.]*$/.test(name.value.toLowerCase());
    if (wrong && as) {
      const end = words.at(-1)?.end ?? as.end;
      yield { start: as.start, end, message: ['FROM takes an image, and `AS` with a name'], aliases: PARSE };
    }
    if (invalid) yield { ...place(name), message: ['`{0}` is no valid stage name', name.value], aliases: PARSE };
  }
  for (const { key, value } of pairs) {
    if (keyword === 'LABEL' || keyword === 'ENV') {
      if (value === null && words.length > 0) {
        yield { ...place(key), message: ['`{0}` has no value', key.value], aliases: PARSE };
      } else if (key.value === '') yield { ...place(key), message: ['There is no name before `=`'], aliases: PARSE };
    }
  }
}

function* innerProblems({ keyword }: Instruction, inner: Instruction): Generator<Report> {
  if (keyword === 'ONBUILD' && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(inner.keyword)) {
    yield { ...inner.keywordRange, message: ['`{0}` may not stand in ONBUILD', inner.keyword], aliases: PARSE };
    return;
  }
  yield* instructionProblems(inner);
}

function place({ start, end }: { start: number; end: number }) {
  return { start, end };
}
