import type { Program } from '../go/project.ts';

/**
 * The program as it is when it serves: without what only its other commands write, start, or demand of who runs them. What they
 * read of the repository stays, as a Job may run them in the same image.
 */
export function servingAlone(program: Program): Program {
  const facts = [program.writes, program.processes, program.runtimeFiles].flat();
  if (!facts.some(({ commands }) => commands)) return program;
  return {
    ...program,
    writes: program.writes.filter(({ commands }) => !commands),
    processes: program.processes.filter(({ commands }) => !commands),
    runtimeFiles: program.runtimeFiles.filter(({ commands, source }) => !commands || source !== null),
  };
}
