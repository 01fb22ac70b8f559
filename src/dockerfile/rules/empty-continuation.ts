import type { Range, Report } from '../../lint/rule.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';

export const emptyContinuation: DockerfileRule = {
  id: 'empty-continuation',
  title: 'Leave no empty lines inside an instruction',
  severity: 'warning',
  aliases: ['buildkit:NoEmptyContinuation', 'dockerfile-utils:EMPTY_CONTINUATION_LINE'],
  why: 'An instruction that goes on after `\\` goes on over empty lines, too, so what looks like the next instruction may be part of the one above. Docker has announced that this will become an error. A line with a comment may stand there.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nRUN apk add --no-cache \\\n«\n»    curl\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN apk add --no-cache \\\n    curl\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nENV A=1 \\\n«\n  \n»    B=2 \\\n    # C is optional\n«\n»    C=3\nUSER 65532',
      good: 'FROM alpine:3.23\nENV A=1 \\\n    B=2 \\\n    # C is optional\n    C=3\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const instruction of dockerfile.instructions) {
      for (const gap of gapsIn(dockerfile, instruction)) {
        yield {
          ...gap,
          message: ['The empty line does not end `{0}`', instruction.keyword],
          fixes: [{ title: ['Remove the empty line'], safe: true, edits: [{ ...gap, text: '' }] }],
        };
      }
    }
  },
};

/** Runs of empty lines between an instruction's first line and its last; those of heredocs are content. */
function* gapsIn({ text, escape }: Dockerfile, { start, source, heredocs }: Instruction): Generator<Range> {
  const last = source.text.length === 0 ? start : source.at(source.text.length - 1) + 1;
  const limit = heredocs.length > 0 ? last : endOfTrail(text, last, escape);
  let line = text.indexOf('\n', start) + 1;
  let gap: number | undefined;
  while (line > 0 && line < limit) {
    const feed = text.indexOf('\n', line);
    const end = feed < 0 ? text.length : feed;
    const empty = text.slice(line, end).trim() === '';
    if (empty) gap ??= line;
    else if (gap !== undefined) {
      yield { start: gap, end: line };
      gap = undefined;
    }
    line = feed + 1;
  }
  if (gap !== undefined) yield { start: gap, end: line === 0 ? text.length : Math.max(line, gap) };
}

/** A continuation at the end of the file may be followed by nothing but empty lines. */
function endOfTrail(text: string, end: number, escape: string): number {
  let index = end;
  while (text[index] === ' ' || text[index] === '\t') index++;
  if (text[index] !== escape) return end;
  return /^[^\S\n]*\n\s*$/.test(text.slice(index + 1)) ? text.length : end;
}
