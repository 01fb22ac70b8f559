import type { Instruction } from '../model.ts';

/** The last instruction of a kind: of CMD, ENTRYPOINT, USER and the like only that one counts. */
export function effective(instructions: readonly Instruction[], keyword: string): Instruction | undefined {
  return instructions.findLast((one) => one.keyword === keyword);
}

/** What says which program is started: ENTRYPOINT, else CMD. */
export function effectiveStart(instructions: readonly Instruction[]): Instruction | undefined {
  return effective(instructions, 'ENTRYPOINT') ?? effective(instructions, 'CMD');
}
