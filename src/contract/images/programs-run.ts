import type { Program } from '../../go/project.ts';
import { everyContainerOf } from '../containers/every-container.ts';
import { programCalled } from '../containers/program-called.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { ownArguments } from './image-run.ts';

/** What the program of an image does there, by itself and in its containers: by the commands that those call, as far as that is known. */
export function programsRun({ file, program, run }: ContractImage, contract: Contract): readonly Program[] {
  if (!program) return [];
  if (!program.commands) return [program];
  const own = ownArguments(run);
  const containers = everyContainerOf(program, contract).filter(({ image }) => image?.file === file);
  const all = new Set([programCalled(program, own && [own]), ...containers.map((one) => one.program ?? program)]);
  const called = [...all].filter((one) => one !== program);
  return called.length > 0 ? called : [program];
}
