import type { Program, Write } from '../../go/project.ts';
import { engineOf } from './file-stores.ts';
import { isInside } from '../paths.ts';
import type { Choices } from '../plan-types.ts';
import type { Storage } from './storage.ts';
import { pathWritten } from './writable-folders.ts';

const DATA_FILE = /\.(?:db|db3|sqlite|sqlite3|bolt|bbolt|duckdb)$/i;
/** What lasts by the Filesystem Hierarchy Standard, and folders that people name so for that. */
const DATA_FOLDER = /^\/var\/lib\/|(?:^|\/)(?:data|db|storage|uploads?)(?:\/|$)/i;
const PASSING = /^\/(?:tmp|var\/(?:tmp|cache|log|run)|run)(?:\/|$)|\/(?:tmp|temp|cache|logs?)(?:\/|$)/i;

/** Data that must outlive the Pod. */
export interface Stores {
  /** The database in the program; null where it links none, or has a server's client, too. */
  readonly engine: string | null;
  /** Writable folders that hold such data: the names of their mounts. */
  readonly mounts: ReadonlySet<string>;
}

function isKept({ path, isRead }: Write): boolean {
  return isRead === true || DATA_FILE.test(path) || DATA_FOLDER.test(path);
}

/** Which of the folders that a program writes to keep what a restart must not lose. */
export function findStores(
  program: Program,
  { mounts, links, seeded, workdir }: Storage,
  chosen?: Choices['volumes'],
): Stores {
  const lasting = mounts.filter(({ path }) => !PASSING.test(path));
  if (chosen === 'emptyDir') return { engine: null, mounts: new Set() };
  if (chosen === 'PersistentVolumeClaim') return { engine: null, mounts: new Set(lasting.map(({ name }) => name)) };
  const engine = engineOf(program);
  const files = program.writes.filter(isKept).map(({ path }) => path);
  const absolute = files.flatMap((path) => {
    const written = pathWritten(path, workdir ?? '');
    return links.find(({ at }) => at === written)?.to ?? written ?? [];
  });
  // Where the source does not say which of the folders has the database, each may.
  const isAnywhere = engine !== null && !program.writes.some(({ path }) => DATA_FILE.test(path));
  const kept = lasting.filter(
    ({ name, path }) => isAnywhere || seeded.has(name) || absolute.some((file) => isInside(file, path)),
  );
  return { engine, mounts: new Set(kept.map(({ name }) => name)) };
}
