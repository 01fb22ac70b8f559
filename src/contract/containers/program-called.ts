import type { Program } from '../../go/project.ts';
import { callsKnown } from '../images/run-directly.ts';

/**
 * A program with the facts of the command that all these arguments call; as a whole where they are not seen, call several, or
 * none of those that are told apart.
 */
export function programCalled(program: Program, all: readonly (readonly string[])[] | null): Program {
  const [called, other] = new Set(all?.map((args) => commandCalled(program, args)));
  return called && !other ? called : program;
}

function commandCalled({ commands = [] }: Program, args: readonly string[]): Program | undefined {
  const named = commands.find((one) => one.command !== null && callsKnown(args, one));
  // Behind a flag a word may be its value, or a command.
  const isOpen = commands.some(({ command }) => command?.args.some((word) => args.includes(word)));
  return named ?? (isOpen ? undefined : commands.find((one) => one.command === null && callsKnown(args, one)));
}
