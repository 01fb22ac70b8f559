import type { LinkedCode } from './linked-code.ts';
import type { Program } from './project.ts';

/** Modules that do not build, or do not work, without a C compiler; paths without major versions. */
const NEEDS_C = [
  'github.com/mattn/go-sqlite3',
  'gorm.io/driver/sqlite',
  'github.com/mutecomm/go-sqlcipher',
  'github.com/confluentinc/confluent-kafka-go',
  'github.com/marcboeker/go-duckdb',
  'github.com/duckdb/duckdb-go',
  'github.com/godror/godror',
  'github.com/ibmdb/go_ibm_db',
  'github.com/linxGnu/grocksdb',
  'github.com/tecbot/gorocksdb',
  'github.com/libgit2/git2go',
  'github.com/h2non/bimg',
  'github.com/davidbyttow/govips',
  'gopkg.in/gographics/imagick',
  'gocv.io/x/gocv',
  'github.com/otiai10/gosseract',
  'github.com/chai2010/webp',
  'github.com/gen2brain/go-fitz',
  'rogchap.com/v8go',
  'github.com/DataDog/zstd',
  'github.com/valyala/gozstd',
  'github.com/pebbe/zmq4',
  'github.com/google/gopacket/pcap',
  'github.com/gopacket/gopacket/pcap',
  'github.com/miekg/pkcs11',
  'github.com/coreos/go-systemd/sdjournal',
  'github.com/seccomp/libseccomp-golang',
  'github.com/veandco/go-sdl2',
  'github.com/tensorflow/tensorflow',
  'github.com/yalue/onnxruntime_go',
];

/**
 * Whether a build needs a C compiler. `known`: the module's own code says so, or nothing outside it is linked;
 * `default`: no import is known to need C, though what other modules import was not read; `unknown`: a module that needs C
 * is an indirect dependency, which the program may or may not link.
 */
export function cgoOf(code: LinkedCode, indirect: readonly string[]): Program['cgo'] {
  const own = code.packages.find(({ needsC }) => needsC !== null);
  if (own) return { needed: true, because: `${own.needsC?.path ?? own.folder} imports "C"`, certainty: 'known' };
  const direct = [...code.externals].find((path) => needsC(path));
  if (direct !== undefined) return { needed: true, because: `${direct} needs C`, certainty: 'known' };
  const behind = indirect.find((path) => needsC(path));
  if (behind !== undefined)
    return { needed: null, because: `${behind}, an indirect dependency, needs C`, certainty: 'unknown' };
  return { needed: false, because: null, certainty: code.externals.size === 0 ? 'known' : 'default' };
}

function needsC(path: string): boolean {
  return NEEDS_C.some((module) => path === module || path.startsWith(`${module}/`));
}
