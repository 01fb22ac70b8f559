import type { Report } from '../lint/rule.ts';
import { readInstruction } from './instruction.ts';
import { readComment, readDirectives, readLogicalLine, splitLines } from './lines.ts';
import type { Comment, Dockerfile, Instruction } from './model.ts';
import { readStages } from './stages.ts';
import { syntaxOf } from './syntax.ts';

/** Reads any text as BuildKit's frontend does; never throws, and goes on at the next instruction after an error. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = splitLines(text);
  const directives = readDirectives(text, lines);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  const problems: Report[] = [];

  let index = directives.length;
  while (index < lines.length) {
    const line = lines[index];
    if (!line) break;
    const comment = readComment(text, line, false);
    if (comment) comments.push(comment);
    if (comment || text.slice(line.start, line.end).trim() === '') {
      index++;
      continue;
    }
    const logical = readLogicalLine(text, lines, index, escape);
    comments.push(...logical.comments);
    index = logical.nextLine;
    const instruction = readInstruction(logical, escape, {
      text,
      take: () => lines[index++],
      unterminated: (at) =>
        problems.push({ start: at.start, end: at.end, message: ['The heredoc `{0}` has no end', at.text] }),
    });
    instructions.push(instruction);
  }
  const stages = readStages(text, instructions);
  const syntax = [...problems, ...syntaxOf(instructions, stages, directives)].sort((a, b) => a.start - b.start);
  return { text, directives, escape, comments, instructions, stages, syntax };
}
