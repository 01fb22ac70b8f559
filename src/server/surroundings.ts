import { contextFolderAt } from '../dockerfile/editing/complete-path.ts';
import type { ContextEntry, Surroundings } from '../dockerfile/editing/surroundings.ts';
import { isIgnored, mayHoldExceptions, parseIgnoreFile } from '../dockerfile/files/ignore-file.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { GoProject } from '../go/project.ts';
import type { Place } from './session.ts';

/** What completion may offer beyond the text: files of the build context, and facts of the Go program. */
export async function surroundingsOf(place: Place, dockerfile: Dockerfile, offset: number): Promise<Surroundings> {
  const folder = contextFolderAt(dockerfile, offset);
  const entries = folder === undefined ? [] : await contextEntries(place, folder);
  return { list: (asked) => (asked === folder ? entries : []), ...goFacts(place.project.go()) };
}

/** Everything in a folder beside an ignore file, whatever is ignored. */
export async function contextOf({ file, listing }: Place, folder: string | undefined): Promise<Surroundings> {
  const beside = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const entries = folder === undefined ? [] : await listing.list([beside, folder].filter(Boolean).join('/'));
  return { list: () => entries };
}

/**
 * Entries of a folder of the build context: the Dockerfile's own folder and the workspace's root, as builds use the one or
 * the other; without what .dockerignore leaves out.
 */
async function contextEntries({ file, project, listing }: Place, folder: string): Promise<ContextEntry[]> {
  const text = project.ignoreFile(file);
  const ignoreFile = text === null ? undefined : parseIgnoreFile(text);
  const beside = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const found = new Map<string, ContextEntry>();
  for (const root of new Set([beside, ''])) {
    for (const { name, folder: isFolder } of await listing.list([root, folder].filter(Boolean).join('/'))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name === '.git') continue;
      if (ignoreFile && isIgnored(ignoreFile, path) && !(isFolder && mayHoldExceptions(ignoreFile, path))) continue;
      found.set(name, { name, folder: isFolder });
    }
  }
  return [...found.values()].sort((a, b) => Number(b.folder) - Number(a.folder) || (a.name < b.name ? -1 : 1));
}

/** Ports and variables of the programs that may run in a container. */
export function goFacts(go: GoProject | null): Surroundings {
  const programs = (go?.programs ?? []).filter(({ kind }) => kind !== 'test' && kind !== 'example');
  return {
    ports: programs.flatMap(({ listens }) =>
      listens.flatMap(({ port, bind, file, line }) =>
        port === null || port === 0 || bind === 'loopback' ? [] : [{ port, where: `${file}:${line}` }],
      ),
    ),
    environment: programs.flatMap(({ env }) =>
      env.map(({ name, default: value, secret, file, line }) => ({
        name,
        default: value,
        secret,
        where: `${file}:${line}`,
      })),
    ),
  };
}
