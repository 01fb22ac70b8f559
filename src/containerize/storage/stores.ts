import type { Program, Write } from '../../go/project.ts';
import { isInside } from '../paths.ts';
import type { Choices } from '../plan-types.ts';
import type { Storage } from './storage.ts';
import { pathWritten } from './writable-folders.ts';

/** Databases that live in files of the program that links them. */
const FILE_STORES = new Map([
  ['github.com/mattn/go-sqlite3', 'SQLite'],
  ['modernc.org/sqlite', 'SQLite'],
  ['github.com/glebarez/sqlite', 'SQLite'],
  ['github.com/glebarez/go-sqlite', 'SQLite'],
  ['github.com/ncruces/go-sqlite3', 'SQLite'],
  ['github.com/ncruces/go-sqlite3/driver', 'SQLite'],
  ['zombiezen.com/go/sqlite', 'SQLite'],
  ['crawshaw.io/sqlite', 'SQLite'],
  ['gorm.io/driver/sqlite', 'SQLite'],
  ['go.etcd.io/bbolt', 'bbolt'],
  ['github.com/boltdb/bolt', 'Bolt'],
  ['github.com/dgraph-io/badger', 'Badger'],
  ['github.com/cockroachdb/pebble', 'Pebble'],
  ['github.com/syndtr/goleveldb/leveldb', 'LevelDB'],
  ['github.com/tidwall/buntdb', 'BuntDB'],
  ['github.com/nutsdb/nutsdb', 'NutsDB'],
  ['github.com/akrylysov/pogreb', 'Pogreb'],
  ['github.com/blevesearch/bleve', 'Bleve'],
  ['github.com/marcboeker/go-duckdb', 'DuckDB'],
]);

/** Clients of databases that run elsewhere: with one of them beside it, a file store may be the choice of tests and trials. */
const SERVERS =
  /^(?:github\.com\/(?:lib\/pq|jackc\/pgx|go-sql-driver\/mysql|denisenkom\/go-mssqldb|microsoft\/go-mssqldb|sijms\/go-ora)|gorm\.io\/driver\/(?:postgres|mysql|sqlserver)|go\.mongodb\.org\/mongo-driver)(?:\/|$)/;

const DATA_FILE = /\.(?:db|db3|sqlite|sqlite3|bolt|bbolt|duckdb)$/i;
/** What lasts by the Filesystem Hierarchy Standard, and folders that people name so for that. */
const DATA_FOLDER = /^\/var\/lib\/|(?:^|\/)(?:data|db|storage|uploads?)(?:\/|$)/i;
const PASSING = /^\/(?:tmp|var\/(?:tmp|cache|log|run)|run)(?:\/|$)|\/(?:tmp|temp|cache|logs?)(?:\/|$)/i;

export function isServersClient(library: string): boolean {
  return SERVERS.test(library);
}

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
  const engine = program.libraries.map((path) => FILE_STORES.get(path)).find((name) => name !== undefined) ?? null;
  const isDecided = engine !== null && !program.libraries.some(isServersClient);
  const files = program.writes.filter(isKept).map(({ path }) => path);
  const absolute = files.flatMap((path) => {
    const written = pathWritten(path, workdir ?? '');
    return links.find(({ at }) => at === written)?.to ?? written ?? [];
  });
  // Where the source does not say which of the folders has the database, each may.
  const isAnywhere = isDecided && !program.writes.some(({ path }) => DATA_FILE.test(path));
  const kept = lasting.filter(
    ({ name, path }) => isAnywhere || seeded.has(name) || absolute.some((file) => isInside(file, path)),
  );
  return { engine: isDecided ? engine : null, mounts: new Set(kept.map(({ name }) => name)) };
}
