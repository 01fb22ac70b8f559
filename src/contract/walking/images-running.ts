import type { Program } from '../../go/project.ts';
import type { Contract, ContractImage } from '../contract.ts';

/** The images that run a program, those of stages that builds stop at among them. */
export function imagesRunning(program: Program, contract: Contract): ContractImage[] {
  const built = contract.builds.flatMap((build) => contract.imageOf(build) ?? []);
  return [...new Set([...contract.imagesOf(program), ...built.filter((image) => image.program === program)])];
}
