import type { Dockerfile, Instruction } from '../model.ts';
import { runCommands, type RunCommand } from '../commands/run-commands.ts';
import { type Execution, readExecutions } from '../commands/run-scripts.ts';
import { globalScopeOf, type Scope } from '../variables/variables.ts';

/** What the text says by itself; all else is made of it when it is first asked for. */
type Read = Pick<
  Dockerfile,
  'text' | 'directives' | 'escape' | 'comments' | 'instructions' | 'stages' | 'syntax' | 'resumes' | 'lent'
>;

/**
 * A class, and so are scripts and instructions: the engine reads objects that have accessors of their own by look-ups in a table,
 * and every rule reads these.
 */
export class ReadDockerfile implements Dockerfile {
  readonly text: string;
  readonly directives: Dockerfile['directives'];
  readonly escape: string;
  readonly comments: Dockerfile['comments'];
  readonly instructions: Dockerfile['instructions'];
  readonly stages: Dockerfile['stages'];
  readonly syntax: Dockerfile['syntax'];
  readonly resumes: Dockerfile['resumes'];
  readonly lent: Dockerfile['lent'];
  readonly #facts = new Map<(dockerfile: Dockerfile) => unknown, unknown>();
  #globals: Scope | undefined;
  #executionsByIndex: Dockerfile['executionsByIndex'] | undefined;
  #executions: readonly Execution[] | undefined;
  #executionsByInstruction: ReadonlyMap<Instruction, Execution> | undefined;
  #scripts: Dockerfile['scripts'] | undefined;
  #commands: readonly RunCommand[] | undefined;
  #commandsByName: Dockerfile['commandsByName'] | undefined;

  constructor({ text, directives, escape, comments, instructions, stages, syntax, resumes, lent }: Read) {
    this.text = text;
    this.directives = directives;
    this.escape = escape;
    this.comments = comments;
    this.instructions = instructions;
    this.stages = stages;
    this.syntax = syntax;
    this.resumes = resumes;
    this.lent = lent;
  }

  once<Fact>(compute: (dockerfile: Dockerfile) => Fact): Fact {
    let fact = this.#facts.get(compute) as Fact | undefined;
    if (fact === undefined && !this.#facts.has(compute)) {
      fact = compute(this);
      this.#facts.set(compute, fact);
    }
    return fact as Fact;
  }

  get globals(): Scope {
    return (this.#globals ??= globalScopeOf(this.instructions, this.stages, this.escape));
  }

  get executionsByIndex(): Dockerfile['executionsByIndex'] {
    return (this.#executionsByIndex ??= readExecutions(this));
  }

  get executions(): readonly Execution[] {
    return (this.#executions ??= this.executionsByIndex.filter((one) => one !== null && one !== undefined));
  }

  get executionsByInstruction(): ReadonlyMap<Instruction, Execution> {
    return (this.#executionsByInstruction ??= new Map(this.executions.map((one) => [one.instruction, one])));
  }

  get scripts(): Dockerfile['scripts'] {
    return (this.#scripts ??= this.executions.flatMap((one) => one.scripts));
  }

  get commands(): readonly RunCommand[] {
    return (this.#commands ??= runCommands(this.executions));
  }

  get commandsByName(): Dockerfile['commandsByName'] {
    return (this.#commandsByName ??= byName(this.commands));
  }
}

function byName(commands: readonly RunCommand[]): Map<string, RunCommand[]> {
  const groups = new Map<string, RunCommand[]>();
  for (const command of commands) {
    const group = groups.get(command.name);
    if (group) group.push(command);
    else groups.set(command.name, [command]);
  }
  return groups;
}
