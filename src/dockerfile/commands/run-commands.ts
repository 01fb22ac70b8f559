import { type Command, programName } from '../../shell/commands.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { Execution, RunScript } from './run-scripts.ts';

/** A command of a RUN, also of one in ONBUILD, with what is around it. */
export interface RunCommand {
  readonly command: Command;
  /** The program without its folder: `apt-get`. */
  readonly name: string;
  /** The RUN that it is part of. */
  readonly run: Instruction;
  /** Its index among `all`. */
  readonly index: number;
  /** All commands of the RUN, in order. */
  readonly all: readonly Command[];
  /** The first script of the RUN; null for its JSON form with another program than a shell. */
  readonly script: RunScript | null;
  /** Null before the first FROM. */
  readonly stage: Stage | null;
  /** The RUN stands in ONBUILD. */
  readonly onbuild: boolean;
}

/** All commands of all RUN instructions, in order. */
export function runCommands(executions: readonly Execution[]): RunCommand[] {
  return executions.flatMap(({ instruction: run, stage, onbuild, scripts, commands: all }) => {
    if (run.keyword !== 'RUN') return [];
    const script = scripts[0] ?? null;
    return all.map((command, index) => {
      return { command, name: programName(command), run, index, all, script, stage, onbuild };
    });
  });
}

/** The shell commands of a RUN, CMD or ENTRYPOINT: its shell form, its heredocs, or the program of its JSON form. */
export function commandsOf({ executionsByInstruction }: Dockerfile, instruction: Instruction): readonly Command[] {
  return executionsByInstruction.get(instruction)?.commands ?? [];
}
