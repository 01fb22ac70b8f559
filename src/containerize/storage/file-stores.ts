import type { Program } from '../../go/project.ts';

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

export function isServersClient(library: string): boolean {
  return SERVERS.test(library);
}

/** The database in the program that surely keeps its data: null where it links none, or has a server's client, too. */
export function engineOf({ libraries }: Pick<Program, 'libraries'>): string | null {
  if (libraries.some(isServersClient)) return null;
  return libraries.map((path) => FILE_STORES.get(path)).find((name) => name !== undefined) ?? null;
}
