import { readDirectives } from './directives.ts';
import { readInstruction } from './instruction.ts';
import { readComment, splitLines } from './lines.ts';
import { readLogicalLine } from './logical-line.ts';
import type { Comment, Dockerfile, Instruction } from './model.ts';
import { runCommands, type RunCommand } from './run-commands.ts';
import { readExecutions } from './run-scripts.ts';
import { readStages } from './stages.ts';
import { syntaxOf } from './syntax.ts';
import { globalScopeOf } from './variables.ts';
import { PARSE, type SyntaxReport } from './syntax-report.ts';

/** Reads any text as BuildKit's frontend does; never throws, and goes on at the next instruction after an error. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = splitLines(text);
  const directives = readDirectives(text, lines);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  const problems: SyntaxReport[] = [];

  let index = directives.length;
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
  }
  const stages = readStages(instructions);
  const syntax = [...problems, ...syntaxOf(instructions, stages, directives, escape)];
  syntax.sort((a, b) => a.start - b.start || a.end - b.end);
  return withRuns({ text, directives, escape, comments, instructions, stages, syntax });
}

/** What runs is read when it is first asked for. */
function withRuns(read: Omit<Dockerfile, keyof Runs>): Dockerfile {
  let globals: Dockerfile['globals'] | undefined;
  let executions: Dockerfile['executions'] | undefined;
  let executionsByInstruction: Dockerfile['executionsByInstruction'] | undefined;
  let scripts: Dockerfile['scripts'] | undefined;
  let commands: Dockerfile['commands'] | undefined;
  let commandsByName: Dockerfile['commandsByName'] | undefined;
  return {
    ...read,
    get globals() {
      return (globals ??= globalScopeOf(read.instructions, read.stages, read.escape));
    },
    get executions() {
      return (executions ??= readExecutions(this));
    },
    get executionsByInstruction() {
      return (executionsByInstruction ??= new Map(this.executions.map((one) => [one.instruction, one])));
    },
    get scripts() {
      return (scripts ??= this.executions.flatMap((one) => one.scripts));
    },
    get commands() {
      return (commands ??= runCommands(this.executions));
    },
    get commandsByName() {
      return (commandsByName ??= byName(this.commands));
    },
  };
}

type Runs = Pick<
  Dockerfile,
  'globals' | 'executions' | 'executionsByInstruction' | 'scripts' | 'commands' | 'commandsByName'
>;

function byName(commands: readonly RunCommand[]): Map<string, RunCommand[]> {
  const groups = new Map<string, RunCommand[]>();
  for (const command of commands) {
    const group = groups.get(command.name);
    if (group) group.push(command);
    else groups.set(command.name, [command]);
  }
  return groups;
}
