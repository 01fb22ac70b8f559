import type { Program } from '../go/project.ts';

/**
 * The program as it is when it serves: without what only its other commands write, start, answer, or demand of who runs them. What
 * they read of the repository stays, as a Job may run them in the same image.
 */
export function servingAlone(program: Program): Program {
  const { listens, routes, health, metrics, profiles } = calledAlone(program);
  return {
    ...program,
    ...{ routes, health, metrics, profiles },
    // What several commands open by the same function may be told apart only where one is called.
    listens: listens.length > 0 ? listens : program.listens,
    writes: program.writes.filter(({ commands }) => !commands),
    processes: program.processes.filter(({ commands }) => !commands),
    runtimeFiles: program.runtimeFiles.filter(({ commands, source }) => !commands || source !== null),
  };
}

/** Its command by itself, where that is told apart. */
function calledAlone(program: Program): Program {
  const wordsOf = ({ command }: Program) => command?.args.join(' ');
  return program.commands?.find((one) => wordsOf(one) === wordsOf(program)) ?? program;
}
