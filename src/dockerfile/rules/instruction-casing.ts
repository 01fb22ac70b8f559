import { rangeOf } from '../../lint/range.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';

export const instructionCasing: DockerfileRule = {
  id: 'instruction-casing',
  title: 'Write all instructions in one case',
  severity: 'info',
  aliases: ['buildkit:ConsistentInstructionCasing', 'dockerfile-utils:CASING_INSTRUCTION'],
  why: 'Keywords in capitals tell themselves apart from their arguments; a mixture makes a reader look twice. A file that is in lower case throughout gets a hint only.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\n«run» true\n«Copy» a /a\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN true\nCOPY a /a\nUSER 65532',
      fixed: true,
    },
    {
      bad: '«from» alpine:3.23\n«run» true\n«user» 65532',
      good: 'FROM alpine:3.23\nRUN true\nUSER 65532',
      fixed: true,
    },
    {
      bad: '«FROM» alpine:3.23\n«run» true\n«user» 65532',
      good: 'FROM alpine:3.23\nONBUILD RUN true\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    if (dockerfile.instructions.every(isRaised)) return;
    const lower = mostlyLower(dockerfile);
    const all = [...keywords(dockerfile)];
    const toRaise = all.filter(({ instruction }) => written(instruction) !== instruction.keyword);
    const raiseAll = toRaise.map(raised);
    for (const { instruction, counts } of lower ? all : toRaise) {
      const { keyword, keywordRange } = instruction;
      const text = written(instruction);
      const majority = lower ? keyword.toLowerCase() : keyword;
      const aliases = [
        ...(counts && text !== majority ? ['buildkit:ConsistentInstructionCasing'] : []),
        ...(text === keyword ? [] : ['dockerfile-utils:CASING_INSTRUCTION']),
      ];
      if (aliases.length === 0) continue;
      yield {
        ...rangeOf(keywordRange),
        aliases,
        ...(text === majority ? { severity: 'hint' } : {}),
        message:
          text === majority
            ? ['`{0}` is in lower case', text]
            : lower
              ? ['`{0}` is not in lower case, as most instructions are', text]
              : ['`{0}` is not in capitals, as most instructions are', text],
        fixes: [
          {
            title: text === keyword ? ['Write all instructions in capitals'] : ['Write `{0}`', keyword],
            safe: true,
            edits: text === keyword ? raiseAll : [raised({ instruction })],
          },
        ],
      };
    }
  },
};

interface Keyword {
  readonly instruction: Instruction;
  /** BuildKit counts the instructions of stages, not what stands before the first FROM, nor triggers. */
  readonly counts: boolean;
}

function* keywords({ instructions, stages }: Dockerfile): Generator<Keyword> {
  const inStages = stages[0]?.start ?? Infinity;
  for (const instruction of instructions) {
    if (!Object.hasOwn(INSTRUCTIONS, instruction.keyword)) continue;
    yield { instruction, counts: instruction.start >= inStages };
    const { inner, keyword } = instruction;
    if (keyword === 'ONBUILD' && inner && Object.hasOwn(INSTRUCTIONS, inner.keyword)) {
      yield { instruction: inner, counts: false };
    }
  }
}

function raised({ instruction: { keyword, keywordRange } }: { readonly instruction: Instruction }): TextEdit {
  return { ...rangeOf(keywordRange), text: keyword };
}

/** It, and what it holds. */
function isRaised({ source, keyword, inner }: Instruction): boolean {
  return source.text.startsWith(keyword) && (inner === null || isRaised(inner));
}

function written({ source, keyword }: Instruction): string {
  return source.text.slice(0, keyword.length);
}

/** A tie goes to capitals. */
function mostlyLower(dockerfile: Dockerfile): boolean {
  let balance = 0;
  for (const { instruction, counts } of keywords(dockerfile)) {
    const text = written(instruction);
    if (counts && text === instruction.keyword) balance--;
    else if (counts && text === instruction.keyword.toLowerCase()) balance++;
  }
  return balance > 0;
}
