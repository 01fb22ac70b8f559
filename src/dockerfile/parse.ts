import { readDirectives } from './syntax/directives.ts';
import { readInstruction } from './syntax/instruction.ts';
import { countKept, keptStages, lend } from './stages/lent.ts';
import { type Line, readComment, splitLines } from './syntax/lines.ts';
import { readLogicalLine } from './syntax/logical-line.ts';
import type { Comment, Dockerfile, Instruction } from './model.ts';
import { ReadDockerfile } from './syntax/read-dockerfile.ts';
import { readStages } from './stages/stages.ts';
import { syntaxOf } from './refused/syntax.ts';
import { PARSE, type SyntaxReport } from './refused/syntax-report.ts';

/**
 * Reads any text as BuildKit's frontend does; never throws, and goes on at the next instruction after an error. `previous`: an
 * earlier version of the text, of which whatever stands before the first change is taken over.
 */
export function parseDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  const lines = splitLines(text);
  const directives = readDirectives(text, lines);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const kept = previous ? countKept(text, previous) : 0;
  const instructions: Instruction[] = previous?.instructions.slice(0, kept) ?? [];
  const resumes: number[] = previous?.resumes.slice(0, kept) ?? [];
  const resume = resumes.at(-1) ?? 0;
  const comments: Comment[] = previous?.comments.filter(({ end }) => end <= resume) ?? [];
  const problems: SyntaxReport[] = [];

  let index = kept > 0 ? lineAt(lines, resume) : directives.length;
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    const comment = readComment(text, line, false);
    if (comment) comments.push(comment);
    if (comment || text.slice(line.start, line.end).trim() === '') {
      index++;
      continue;
    }
    const logical = readLogicalLine(text, lines, index, escape);
    comments.push(...logical.comments);
    index = logical.nextLine;
    const instruction = readInstruction(logical.source, logical.range, escape, {
      text,
      take: () => lines[index++],
      unterminated: ({ start, end, text: written }) => {
        const message = ['The heredoc `{0}` has no end', written] as const;
        problems.push({ rule: 'dockerfile-syntax', start, end, message, aliases: [PARSE] });
      },
    });
    instructions.push(instruction);
    resumes.push(lines[index]?.start ?? text.length);
  }
  const lent = lend({ text, escape, instructions }, kept, previous);
  const stages = keptStages(readStages(instructions), previous?.stages ?? []);
  const syntax = [...problems, ...syntaxOf(instructions, stages, directives, escape, lent.problems)];
  syntax.sort((a, b) => a.start - b.start || a.end - b.end);
  return new ReadDockerfile({ text, directives, escape, comments, instructions, stages, syntax, resumes, lent });
}

/** The index of the line that begins at an offset. */
function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
