import type { Surroundings } from '../kubernetes/editing/offer.ts';
import { builtImages } from '../kubernetes/editing/built-images.ts';
import type { Place } from './session.ts';
import { goFacts } from './surroundings.ts';

/** What completion in a manifest may offer: all manifests, files of the folder, and facts of the Go program. */
export function manifestSurroundings({ project, file }: Place): Surroundings {
  const { ports = [], environment = [] } = goFacts(project.go());
  return {
    workspace: project.workspace,
    file,
    images: [...programImages(project), ...builtImages(project.workspace.files())],
    ports,
    environment,
    list: (folder) => [...(project.list(folder) ?? [])].map(([name, kind]) => ({ name, folder: kind !== 'file' })),
  };
}

/** As *Containerize* calls them, where there is something to build them with. */
function programImages(project: Place['project']): { readonly name: string; readonly from: string }[] {
  const programs = project.go()?.programs.filter(({ kind }) => kind === 'server' || kind === 'job') ?? [];
  const hasDockerfile = [...project.files()].some((file) => project.parsed(file)?.kind === 'dockerfile');
  return hasDockerfile ? programs.map(({ name, main }) => ({ name: `${name}:dev`, from: main.file })) : [];
}
