import { isCalled } from '../../go/program-name.ts';
import type { Program } from '../../go/project.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { imageBaseName, imageFullName } from '../images/image-name.ts';
import { folderOf } from './program-names.ts';

/** What people decided: `.gantry.yaml`, `matches`. */
export interface ChosenMatch {
  /** `Deployment/shop/app`, `Deployment/shop` for all its containers, or the name of an image. */
  readonly container: string;
  /** The folder of a main package, relative to the workspace, or the name of the program; null: none of the programs here. */
  readonly program: string | null;
}

/** Undefined: nobody decided, or named a program that is not here. */
export function chosenProgram(
  chosen: readonly ChosenMatch[],
  container: ContainerFacts,
  programs: readonly Program[],
): Program | null | undefined {
  if (chosen.length === 0) return undefined;
  const names = namesOf(container);
  const match = names.flatMap((name) => chosen.find((one) => one.container === name) ?? [])[0];
  if (!match) return undefined;
  const { program: wanted } = match;
  if (wanted === null) return null;
  const folder = wanted.replace(/^\.\/?/, '').replace(/\/$/, '');
  const byFolder = programs.find((program) => folderOf(program) === folder);
  if (byFolder) return byFolder;
  const [named, second] = programs.filter((program) => isCalled(program, wanted));
  return named && !second ? named : undefined;
}

/** How `.gantry.yaml` names a container, so that no other is meant. */
export function containerKey({ workload, name }: ContainerFacts): string {
  return `${workload.kind}/${workload.name}/${name}`;
}

function namesOf(container: ContainerFacts): string[] {
  const { workload, image } = container;
  const ofImage = image === null ? [] : [image.value, imageFullName(image.value), imageBaseName(image.value)];
  return [containerKey(container), `${workload.kind}/${workload.name}`, ...ofImage];
}
