import type { ContractInputs } from '../contract/inputs.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Entry } from './entry.ts';
import { buildsIn, mayTellOfImages } from './parsed-file.ts';

type Entries = ReadonlyMap<string, Entry>;

/** What the files of a folder hold that the contract joins, beside Go and manifests. */
export type ContractSources = Required<Pick<ContractInputs, 'dockerfiles' | 'builds' | 'goSetups'>>;

/** Keeps that from one edit to the next: an edit of a Dockerfile leaves all the rest as it was. */
export interface Sources {
  /** A file has another text, or is no more. */
  readonly edited: (file: string) => void;
  readonly all: () => ContractSources;
}

export function createSources(entries: Entries): Sources {
  let latest: ContractSources | undefined;
  const edited = new Set<string>();
  return {
    edited(file) {
      if (mayTellOfImages(file)) edited.add(file);
    },
    all() {
      if (!latest || edited.size > 0) latest = (latest && withDockerfiles(latest)) ?? sourcesOf(entries);
      edited.clear();
      return latest;
    },
  };

  /** Undefined where more has changed than texts of Dockerfiles. */
  function withDockerfiles(before: ContractSources): ContractSources | undefined {
    const dockerfiles = new Map(before.dockerfiles);
    for (const file of edited) {
      const parsed = entries.get(file)?.parsed;
      if (parsed?.kind !== 'dockerfile' || !dockerfiles.has(file)) return undefined;
      dockerfiles.set(file, parsed.dockerfile);
    }
    return { ...before, dockerfiles };
  }
}

function sourcesOf(entries: Entries): ContractSources {
  return {
    dockerfiles: dockerfilesOf(entries),
    builds: [...entries].flatMap(([file, { parsed }]) => buildsIn(file, parsed)),
    goSetups: [...entries.values()].flatMap(({ parsed }) => (parsed.kind === 'builds' ? parsed.goSetups : [])),
  };
}

export function dockerfilesOf(entries: Entries): Map<string, Dockerfile> {
  const found = new Map<string, Dockerfile>();
  for (const [file, { parsed }] of entries) if (parsed.kind === 'dockerfile') found.set(file, parsed.dockerfile);
  return found;
}
