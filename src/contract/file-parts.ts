import { lazily } from '../go/incremental/lazily.ts';
import { isExpected } from '../kubernetes/expected-objects.ts';
import type { Located } from '../kubernetes/model.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import { workloadsBoundTo } from './access/bound-workloads.ts';
import { contextFilter } from './builds/ignored-context.ts';
import { containersAt, type ContainerTables, type ShownContainers } from './containers/container-tables.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import type { Contract, ContractContainer, ContractImage, FileParts } from './contract.ts';
import { groupBy } from './group-by.ts';
import { ownStart } from './images/own-start.ts';
import { scriptedStart } from './images/run-directly.ts';
import { objectsPatchedIn } from './containers/container-fields.ts';
import type { SharedTables } from './shared-tables.ts';
import { takersOf } from './takers.ts';

/** What the parts of a file are found by. */
export interface PartTables {
  readonly shared: SharedTables;
  readonly containers: ContainerTables;
  readonly initContainers: ContainerTables;
  readonly isDockerfile: (file: string) => boolean;
}

/** What each file holds a part of; found once for a file, as every rule asks. */
export function filePartsOf(contract: Contract, tables: PartTables): (file: string) => FileParts {
  const { workspace, goSetups } = contract;
  const { shared } = tables;
  const { allImages, imagesByFile, imagesByProgram } = shared;
  const buildsByFile = lazily(() => groupBy(contract.builds, (build) => [build.file]));
  const servicesByFile = lazily(() => groupBy(contract.services, ({ facts }) => [facts.file]));
  const servicesByProgram = lazily(() =>
    groupBy(contract.services, ({ containers }) => containers.flatMap(({ program }) => program ?? [])),
  );
  const found = new Map<string, FileParts>();
  return (file) => {
    const parts = found.get(file) ?? partsOf(file);
    found.set(file, parts);
    return parts;
  };

  function partsOf(file: string): FileParts {
    const programs = shared.programsByFile().get(file) ?? [];
    const objects = [...objectsIn(file, workspace), ...workspace.generatingFrom(file)];
    const shown: ShownContainers = {
      ...{ file, programs, isDockerfile: tables.isDockerfile(file) },
      manifests: manifestsAround(file, objects, workspace),
    };
    return {
      programs,
      images: [
        ...new Set([
          ...(imagesByFile().get(file) ?? []),
          ...imagesAround(file),
          ...programs.flatMap((program) => imagesByProgram().get(program) ?? []),
        ]),
      ],
      containers: [...containersAt(shown, tables.containers), ...startedBy(file, () => contract.containers)],
      initContainers: [
        ...containersAt(shown, tables.initContainers),
        ...startedBy(file, () => contract.initContainers),
      ],
      services: [
        ...new Set([
          ...(servicesByFile().get(file) ?? []),
          ...programs.flatMap((program) => servicesByProgram().get(program) ?? []),
        ]),
      ],
      builds: isScript(file) ? builtWith(file) : (buildsByFile().get(file) ?? []),
      goSetups: goSetups.filter((setup) => setup.file === file),
      objects,
    };
  }

  /** The images whose context an ignore file filters, or that start with a script. */
  function imagesAround(file: string): readonly ContractImage[] {
    if (file.endsWith('.dockerignore'))
      return allImages().filter((image) => contextFilter(image.file, contract)?.file === file);
    if (isScript(file)) return allImages().filter((image) => ownStart(image)?.script.file === file);
    return [];
  }

  function builtWith(script: string): readonly ImageBuild[] {
    const images = imagesAround(script);
    return contract.builds.filter((build) => images.some((image) => image === contract.imageOf(build)));
  }
}

function isScript(file: string): boolean {
  return file.endsWith('.sh');
}

/** The containers that start with a script. */
function startedBy(file: string, containers: () => readonly ContractContainer[]): readonly ContractContainer[] {
  return isScript(file) ? containers().filter((one) => scriptedStart(one)?.script.file === file) : [];
}

function objectsIn(file: string, workspace: Workspace): Located[] {
  const parsed = workspace.isPatch(file) || isExpected(file, workspace) ? undefined : workspace.file(file);
  return parsed?.manifests.map((manifest) => ({ file: parsed, manifest })) ?? [];
}

/** Manifests of other files that a file has parts of, or that take something of what it holds. */
function manifestsAround(
  file: string,
  objects: readonly Located[],
  workspace: Workspace,
): ShownContainers['manifests'] {
  return [
    ...objectsPatchedIn(file, workspace).map(({ manifest }) => manifest),
    ...takersOf(objects, workspace),
    ...workloadsBoundTo(objects, workspace),
  ];
}
