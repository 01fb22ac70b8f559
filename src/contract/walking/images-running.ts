import type { Program } from '../../go/project.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import type { Contract, ContractImage } from '../contract.ts';

/** The images that run a program, those of stages that builds stop at among them. */
export function imagesRunning(program: Program, contract: Contract): ContractImage[] {
  const built = contract.builds.flatMap((build) => contract.imageOf(build) ?? []);
  return [...new Set([...contract.imagesOf(program), ...built.filter((image) => image.program === program)])];
}

/** The program that a service of a compose file runs: its image's own where nobody knows what it starts instead. */
export function serviceProgram(build: ImageBuild, contract: Contract): Program | null {
  return contract.composedOf(build)?.whole ?? contract.imageOf(build)?.program ?? null;
}
