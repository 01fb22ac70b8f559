import type { ContractInputs } from '../contract/inputs.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Entry } from './entry.ts';
import { buildsIn } from './parsed-file.ts';

type Entries = ReadonlyMap<string, Entry>;

/** What the files of a folder hold that the contract joins, beside Go and manifests. */
export type ContractSources = Required<Pick<ContractInputs, 'dockerfiles' | 'builds' | 'goSetups'>>;

export function sourcesOf(entries: Entries): ContractSources {
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
