import { type Tool, toolOf } from '../../dockerfile/commands/tool-packages.ts';
import type { ChildProcess, Program } from '../../go/project.ts';
import { roleOf } from '../role.ts';

export interface NeededTools {
  /** The processes that need more than the program itself. */
  readonly processes: readonly ChildProcess[];
  readonly alpine: readonly string[];
  readonly debian: readonly string[];
}

/** What a command-line tool starts of its user's, which its image leaves out: a shell comes with most. */
export function toolsOfUsers(program: Program): readonly ChildProcess[] {
  const role = roleOf(program);
  if (role !== 'cli' && role !== 'tool') return [];
  return program.processes.filter(
    ({ command, certainty }) => certainty !== 'unknown' && (toolOf(command)?.debian ?? null) !== null,
  );
}

/** What an image must have so that the program can start what it starts; null: nothing that is known to be needed. */
export function neededTools(program: Program): NeededTools | null {
  const { processes } = program;
  const role = roleOf(program);
  // A command-line tool starts what its user has.
  if (role !== 'server' && role !== 'job') return null;
  const found = processes.filter(({ command, certainty }) => certainty !== 'unknown' && toolOf(command) !== undefined);
  if (found.length === 0) return null;
  const packages = (base: keyof Tool): string[] =>
    [...new Set(found.flatMap(({ command }) => toolOf(command)?.[base] ?? []))].sort();
  return { processes: found, alpine: packages('alpine'), debian: packages('debian') };
}
