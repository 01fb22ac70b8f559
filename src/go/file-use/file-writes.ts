import { AFERO_WRITES } from './afero.ts';
import { ETCD } from '../libraries/library-paths.ts';

/** What of a call's arguments is written: a file (its folder counts), a folder, or a folder for temporary files. */
export interface WriteCall {
  readonly at: number;
  readonly is: 'file' | 'folder' | 'temporary' | 'database';
}

/** Servers of etcd that run in a program. */
const BOLT = ['go.etcd.io/bbolt', 'github.com/boltdb/bolt', 'github.com/etcd-io/bbolt', 'github.com/coreos/bbolt'];
const VIPER = 'github.com/spf13/viper';

export const WRITES: ReadonlyMap<string, WriteCall> = new Map<string, WriteCall>([
  ['os.Create', { at: 0, is: 'file' }],
  ['os.WriteFile', { at: 0, is: 'file' }],
  ['io/ioutil.WriteFile', { at: 0, is: 'file' }],
  ['os.Rename', { at: 1, is: 'file' }],
  ['os.Symlink', { at: 1, is: 'file' }],
  ['os.Link', { at: 1, is: 'file' }],
  ['os.Truncate', { at: 0, is: 'file' }],
  ['os.Mkdir', { at: 0, is: 'folder' }],
  ['os.MkdirAll', { at: 0, is: 'folder' }],
  ['os.CopyFS', { at: 0, is: 'folder' }],
  ['os.CreateTemp', { at: 0, is: 'temporary' }],
  ['os.MkdirTemp', { at: 0, is: 'temporary' }],
  ['io/ioutil.TempFile', { at: 0, is: 'temporary' }],
  ['io/ioutil.TempDir', { at: 0, is: 'temporary' }],
  ...AFERO_WRITES,
  ['golang.org/x/crypto/acme/autocert.DirCache', { at: 0, is: 'folder' }],
  ['github.com/gin-gonic/gin.Context.SaveUploadedFile', { at: 1, is: 'file' }],
  ['github.com/gofiber/fiber.Ctx.SaveFile', { at: 1, is: 'file' }],
  ['github.com/valyala/fasthttp.SaveMultipartFile', { at: 1, is: 'file' }],
  ['github.com/tus/tusd/pkg/filestore.New', { at: 0, is: 'folder' }],
  ['github.com/tus/tusd/pkg/filelocker.New', { at: 0, is: 'folder' }],
  ...BOLT.map((path) => [`${path}.Open`, { at: 0, is: 'file' }] as const),
  ['github.com/timshannon/bolthold.Open', { at: 0, is: 'file' }],
  ['github.com/asdine/storm.Open', { at: 0, is: 'file' }],
  ['github.com/hashicorp/raft-boltdb.NewBoltStore', { at: 0, is: 'file' }],
  ['github.com/hashicorp/raft.NewFileSnapshotStore', { at: 0, is: 'folder' }],
  ['github.com/dgraph-io/badger.DefaultOptions', { at: 0, is: 'folder' }],
  ['github.com/dgraph-io/badger.LSMOnlyOptions', { at: 0, is: 'folder' }],
  ['github.com/syndtr/goleveldb/leveldb.OpenFile', { at: 0, is: 'folder' }],
  ['github.com/cockroachdb/pebble.Open', { at: 0, is: 'folder' }],
  ['github.com/blevesearch/bleve.New', { at: 0, is: 'folder' }],
  ['github.com/blevesearch/bleve.Open', { at: 0, is: 'folder' }],
  ['github.com/nutsdb/nutsdb.WithDir', { at: 0, is: 'folder' }],
  ['github.com/xujiajun/nutsdb.WithDir', { at: 0, is: 'folder' }],
  ['github.com/tidwall/wal.Open', { at: 0, is: 'folder' }],
  ['github.com/tidwall/buntdb.Open', { at: 0, is: 'database' }],
  ['github.com/ostafen/clover.Open', { at: 0, is: 'folder' }],
  ['github.com/nanobox-io/golang-scribble.New', { at: 0, is: 'folder' }],
  ['github.com/sdomino/scribble.New', { at: 0, is: 'folder' }],
  ['github.com/gregjones/httpcache/diskcache.New', { at: 0, is: 'folder' }],
  ...['PlainClone', 'PlainInit'].flatMap((name) =>
    ['github.com/go-git/go-git', 'gopkg.in/src-d/go-git'].map(
      (path) => [`${path}.${name}`, { at: 0, is: 'folder' }] as const,
    ),
  ),
  ['github.com/go-git/go-git.PlainCloneContext', { at: 1, is: 'folder' }],
  ['gorm.io/driver/sqlite.Open', { at: 0, is: 'database' }],
  ['github.com/glebarez/sqlite.Open', { at: 0, is: 'database' }],
  ['zombiezen.com/go/sqlite.OpenConn', { at: 0, is: 'database' }],
  ['zombiezen.com/go/sqlite/sqlitex.NewPool', { at: 0, is: 'database' }],
  ['zombiezen.com/go/sqlite/sqlitex.Open', { at: 0, is: 'database' }],
  ...['github.com/lestrrat-go/file-rotatelogs', 'github.com/lestrrat/go-file-rotatelogs'].map(
    (path) => [`${path}.New`, { at: 0, is: 'file' }] as const,
  ),
  ['github.com/jrick/logrotate/rotator.New', { at: 0, is: 'file' }],
  ...['WriteConfigAs', 'SafeWriteConfigAs'].flatMap((name) => [
    [`${VIPER}.${name}`, { at: 0, is: 'file' }] as const,
    [`${VIPER}.Viper.${name}`, { at: 0, is: 'file' }] as const,
  ]),
  // A key that is not there is made.
  ...['github.com/charmbracelet/wish', 'charm.land/wish'].map(
    (path) => [`${path}.WithHostKeyPath`, { at: 0, is: 'file' }] as const,
  ),
  ['github.com/fogleman/gg.SavePNG', { at: 0, is: 'file' }],
  ['github.com/disintegration/imaging.Save', { at: 1, is: 'file' }],
]);

/** Calls with the name of a database driver and where the database is. */
export const DATABASES: ReadonlyMap<string, number> = new Map([
  ['database/sql.Open', 0],
  ['github.com/jmoiron/sqlx.Open', 0],
  ['github.com/jmoiron/sqlx.Connect', 0],
  ['github.com/jmoiron/sqlx.MustOpen', 0],
  ['github.com/jmoiron/sqlx.MustConnect', 0],
  ['github.com/jmoiron/sqlx.ConnectContext', 1],
  ['entgo.io/ent/dialect/sql.Open', 0],
  ['xorm.io/xorm.NewEngine', 0],
  ['github.com/go-xorm/xorm.NewEngine', 0],
  ['github.com/jinzhu/gorm.Open', 0],
  ['github.com/astaxie/beego/orm.RegisterDataBase', 1],
  ['github.com/beego/beego/client/orm.RegisterDataBase', 1],
  ['github.com/XSAM/otelsql.Open', 0],
]);

export interface WriteField {
  readonly field: string;
  readonly is: 'file' | 'folder';
}

/** Fields of structs that name what is written. */
export const WRITE_FIELDS: ReadonlyMap<string, readonly WriteField[]> = new Map<string, readonly WriteField[]>([
  ...['gopkg.in/natefinch/lumberjack', 'gopkg.in/lumberjack', 'github.com/natefinch/lumberjack'].map(
    (path) => [`${path}.Logger`, [{ field: 'Filename', is: 'file' }]] as const,
  ),
  ['github.com/DeRuina/timberjack.Logger', [{ field: 'Filename', is: 'file' }]],
  [
    'go.uber.org/zap.Config',
    [
      { field: 'OutputPaths', is: 'file' },
      { field: 'ErrorOutputPaths', is: 'file' },
    ],
  ],
  ['github.com/tus/tusd/pkg/filestore.FileStore', [{ field: 'Path', is: 'folder' }]],
  ['github.com/peterbourgon/diskv.Options', [{ field: 'BasePath', is: 'folder' }]],
  [
    'github.com/dgraph-io/badger.Options',
    [
      { field: 'Dir', is: 'folder' },
      { field: 'ValueDir', is: 'folder' },
    ],
  ],
  ['github.com/transparency-dev/tessera/storage/posix.Config', [{ field: 'Path', is: 'folder' }]],
  ['github.com/caddyserver/certmagic.FileStorage', [{ field: 'Path', is: 'folder' }]],
  ['github.com/nats-io/nats-server/server.Options', [{ field: 'StoreDir', is: 'folder' }]],
  ...ETCD.map(
    (path) =>
      [
        `${path}.Config`,
        [
          { field: 'Dir', is: 'folder' },
          { field: 'WalDir', is: 'folder' },
        ],
      ] as const,
  ),
  ['github.com/gocolly/colly.Collector', [{ field: 'CacheDir', is: 'folder' }]],
]);
