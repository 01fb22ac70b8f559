import type { Dockerfile, Instruction } from '../model.ts';

/** By RUN the user that it runs as, as USER before it says; none for root, and where no USER was set. */
export function usersOfRuns(dockerfile: Dockerfile): ReadonlyMap<Instruction, string> {
  return dockerfile.once(readUsers);
}

function readUsers({ stages }: Dockerfile): Map<Instruction, string> {
  const users = new Map<Instruction, string>();
  /** By stage, at its end. */
  const last: (string | undefined)[] = [];
  for (const { base, instructions } of stages) {
    let user = base === null ? undefined : last[base];
    for (const instruction of instructions) {
      // The words of another instruction are only read where somebody asks for them.
      const word = instruction.keyword === 'USER' ? instruction.words[0] : undefined;
      if (word) user = /^(?:root|0+)(?::|$)/.test(word.value) ? undefined : word.value;
      else if (user !== undefined) users.set(instruction, user);
    }
    last.push(user);
  }
  return users;
}
