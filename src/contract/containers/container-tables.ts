import { lazily } from '../../go/incremental/lazily.ts';
import type { Program } from '../../go/project.ts';
import type { Manifest } from '../../kubernetes/model.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import { groupBy } from '../group-by.ts';

/** Containers by what leads to them; each table is made when it is first asked for. */
export interface ContainerTables {
  readonly byFile: () => ReadonlyMap<string, readonly ContractContainer[]>;
  readonly byManifest: () => ReadonlyMap<Manifest, readonly ContractContainer[]>;
  /** Also by what a program does by one of its commands. */
  readonly byProgram: () => ReadonlyMap<Program, readonly ContractContainer[]>;
  /** By the one Dockerfile that makes the image. */
  readonly byDockerfile: () => ReadonlyMap<string, readonly ContractContainer[]>;
  readonly byImage: () => ReadonlyMap<ContractImage, readonly ContractContainer[]>;
}

export function containerTables(all: () => readonly ContractContainer[]): ContainerTables {
  return {
    byFile: lazily(() => groupBy(all(), ({ facts }) => [facts.file])),
    byManifest: lazily(() => groupBy(all(), ({ facts }) => [facts.object.manifest])),
    byProgram: lazily(() =>
      groupBy(all(), ({ whole, program }) => [...new Set([whole, program])].flatMap((one) => one ?? [])),
    ),
    byDockerfile: lazily(() => groupBy(all(), ({ image }) => (image ? [image.file] : []))),
    byImage: lazily(() => groupBy(all(), ({ image }) => (image ? [image] : []))),
  };
}

/** What a file has to do with containers. */
export interface ShownContainers {
  readonly file: string;
  readonly isDockerfile: boolean;
  readonly programs: readonly Program[];
  /** Manifests that it changes, or that take something of it. */
  readonly manifests: readonly Manifest[];
}

/** Containers that a file says something of, each once. */
export function containersAt(
  { file, isDockerfile, programs, manifests }: ShownContainers,
  { byFile, byManifest, byProgram, byDockerfile }: ContainerTables,
): ContractContainer[] {
  const lists = [
    byFile().get(file),
    ...programs.map((program) => byProgram().get(program)),
    isDockerfile ? byDockerfile().get(file) : [],
    ...manifests.map((manifest) => byManifest().get(manifest)),
  ];
  return [...new Set(lists.flatMap((list) => list ?? []))];
}
