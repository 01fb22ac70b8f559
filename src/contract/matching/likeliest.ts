import { binaryOf } from '../../go/program-name.ts';
import type { Program } from '../../go/project.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { comparableName } from '../images/image-name.ts';
import { folderOf } from './program-names.ts';

const LABELS = ['app.kubernetes.io/component', 'app.kubernetes.io/name', 'app'];

/** Of programs that one name means, the one that the container's own names or its place tell; all where neither does. */
export function likeliest(programs: readonly Program[], container: ContainerFacts): readonly Program[] {
  if (programs.length < 2) return programs;
  const { pod, name, workload, file } = container;
  const names = [...LABELS.map((label) => pod.labels.get(label) ?? ''), workload.name, name].map(comparableName);
  for (const wanted of names) {
    const called = wanted === '' ? [] : programs.filter((program) => wordsOf(program).includes(wanted));
    if (called.length === 1) return called;
  }
  const near = programs.map((program) => common(folderOf(program), file));
  const most = Math.max(...near);
  const nearest = programs.filter((_, index) => near[index] === most);
  return nearest.length === 1 && most > 0 ? nearest : programs;
}

function wordsOf(program: Program): string[] {
  return [...folderOf(program).split('/'), program.name, binaryOf(program)].map(comparableName);
}

/** How many folders two paths begin with alike. */
function common(folder: string, file: string): number {
  const [one, other] = [folder.split('/'), file.split('/')];
  const differs = one.findIndex((name, index) => name === '' || name !== other[index]);
  return differs < 0 ? one.length : differs;
}
