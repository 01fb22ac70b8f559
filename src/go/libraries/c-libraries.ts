/** Hosts of most of them, so that the tables below can be read. */
const onGitHub = (names: string) => names.split(' ').map((name) => `github.com/${name}`);

/** Modules and packages that do not build, or do not work, without a C compiler; paths without major versions. */
const NEEDS_C: ReadonlySet<string> = new Set([
  // databases and stores
  ...onGitHub(
    'mattn/go-sqlite3 rqlite/go-sqlite3 jgiannuzzi/go-sqlite3 mutecomm/go-sqlcipher xeodou/go-sqlcipher mxk/go-sqlite ' +
      'bvinc/go-sqlite-lite eatonphil/gosqlite go-llsqlite/crawshaw tursodatabase/go-libsql libsql/go-libsql ' +
      'asg017/sqlite-vec-go-bindings/cgo marcboeker/go-duckdb duckdb/duckdb-go duckdb/duckdb-go-bindings kuzudb/go-kuzu ' +
      'godror/godror mattn/go-oci8 ibmdb/go_ibm_db alexbrainman/odbc linxGnu/grocksdb tecbot/gorocksdb jmhodges/levigo ' +
      'bmatsuo/lmdb-go PowerDNS/lmdb-go erigontech/mdbx-go torquem-ch/mdbx-go apple/foundationdb/bindings/go ' +
      'blevesearch/go-faiss DataIntelligenceCrew/go-faiss unum-cloud/usearch/golang ceph/go-ceph bicomsystems/go-libzfs',
  ),
  'crawshaw.io/sqlite',
  'gopkg.in/rana/ora',
  'gopkg.in/goracle',
  // queues
  ...onGitHub('confluentinc/confluent-kafka-go pebbe/zmq4 zeromq/goczmq ibm-messaging/mq-golang apache/qpid-proton'),
  'gopkg.in/zeromq/goczmq',
  // pictures, sound, video, screens
  ...onGitHub(
    'h2non/bimg davidbyttow/govips cshum/vipsgen otiai10/gosseract chai2010/webp kolesa-team/go-webp pixiv/go-libwebp ' +
      'pixiv/go-libjpeg gen2brain/go-fitz gen2brain/malgo gen2brain/raylib-go strukturag/libheif adrium/goheif ' +
      'jdeng/goheif Kagami/go-avif Kagami/go-face discord/lilliput ungerik/go-cairo gographics/imagick ' +
      'asticode/go-astiav giorgisio/goav 3d0c/gmf tinyzimmer/go-gst go-gst/go-gst pion/mediadevices/pkg/codec ' +
      'gordonklaus/portaudio hajimehoshi/oto ebitengine/oto faiface/beep/speaker gopxl/beep/speaker hajimehoshi/ebiten ' +
      'rakyll/portmidi hraban/opus xlab/vorbis-go veandco/go-sdl2 go-gl/gl go-gl/glfw gotk3/gotk3 diamondburned/gotk4 ' +
      'mattn/go-gtk therecipe/qt mappu/miqt webview/webview_go webview/webview wailsapp/wails robotn/gohook go-vgo/robotgo',
  ),
  'gopkg.in/gographics/imagick',
  'gopkg.in/h2non/bimg',
  'gopkg.in/hraban/opus',
  'layeh.com/gopus',
  'gocv.io/x/gocv',
  'gioui.org/app',
  'fyne.io/fyne',
  'golang.design/x/clipboard',
  'gitlab.com/gomidi/midi/drivers/rtmididrv',
  // engines, languages, models
  ...onGitHub(
    'tommie/v8go augustoroman/v8 buke/quickjs-go lithdew/quickjs go-python/cpy3 sbinet/go-python DataDog/go-python3 ' +
      'aarzilli/golua mitchellh/go-mruby dunglas/frankenphp bytecodealliance/wasmtime-go wasmerio/wasmer-go ' +
      'second-state/WasmEdge-go CosmWasm/wasmvm libgit2/git2go tree-sitter/go-tree-sitter smacker/go-tree-sitter ' +
      'tensorflow/tensorflow galeone/tensorflow galeone/tfgo mattn/go-tflite yalue/onnxruntime_go sugarme/gotch ' +
      'go-skynet/go-llama.cpp ggerganov/whisper.cpp/bindings/go ggml-org/whisper.cpp/bindings/go daulet/tokenizers ' +
      'yanyiwu/gojieba flier/gohs hillu/go-yara VirusTotal/yara-x/go glenn-brown/golang-pkg-pcre',
  ),
  'rogchap.com/v8go',
  'gonum.org/v1/netlib',
  'gorgonia.org/cu',
  // maps
  ...onGitHub('lukeroth/gdal airbusgeo/godal twpayne/go-geos twpayne/go-proj everystreet/go-proj pebbe/proj'),
  // compression and cryptography
  ...onGitHub(
    'DataDog/zstd valyala/gozstd cloudflare/golz4 jamespfennell/xz google/brotli/go/cbrotli kothar/brotli-go 4kills/go-zlib ' +
      'spacemonkeygo/openssl libp2p/go-openssl tarantool/go-openssl open-quantum-safe/liboqs-go proglottis/gpgme ' +
      'miekg/pkcs11 ThalesIgnite/crypto11 ThalesGroup/crypto11 letsencrypt/pkcs11key go-piv/piv-go ebfe/scard ' +
      'google/go-tpm-tools/simulator supranational/blst/bindings/go herumi/bls-eth-go-binary filecoin-project/filecoin-ffi',
  ),
  // the system and its devices
  ...onGitHub(
    'google/gopacket/pcap google/gopacket/afpacket google/gopacket/pfring gopacket/gopacket/pcap gopacket/gopacket/afpacket ' +
      'gopacket/gopacket/pfring chifflier/nfqueue-go iovisor/gobpf aquasecurity/libbpfgo seccomp/libseccomp-golang ' +
      'opencontainers/runc/libcontainer/nsenter msteinert/pam donpark/pam libvirt/libvirt-go coreos/go-systemd/sdjournal ' +
      'coreos/go-systemd/dlopen coreos/pkg/dlopen jochenvg/go-udev google/gousb sstallion/go-hid NVIDIA/go-nvml ' +
      'NVIDIA/go-dcgm mindprince/gonvml ianlancetaylor/cgosymbolizer',
  ),
  'libvirt.org/go/libvirt',
  'libvirt.org/libvirt-go',
]);

/** Packages of libraries, written in Go, that import one of those. */
const PULLS_IN: ReadonlyMap<string, string> = new Map([
  ['gorm.io/driver/sqlite', 'github.com/mattn/go-sqlite3'],
  ['github.com/jinzhu/gorm/dialects/sqlite', 'github.com/mattn/go-sqlite3'],
  ['github.com/golang-migrate/migrate/database/sqlite3', 'github.com/mattn/go-sqlite3'],
  ['github.com/golang-migrate/migrate/database/sqlcipher', 'github.com/mutecomm/go-sqlcipher'],
  ['github.com/mattes/migrate/database/sqlite3', 'github.com/mattn/go-sqlite3'],
  ['github.com/gogf/gf/contrib/drivers/sqlitecgo', 'github.com/mattn/go-sqlite3'],
  ['github.com/gofiber/storage/sqlite3', 'github.com/mattn/go-sqlite3'],
  ['go.mau.fi/util/dbutil/litestream', 'github.com/mattn/go-sqlite3'],
  ['github.com/cloudevents/sdk-go/protocol/kafka_confluent', 'github.com/confluentinc/confluent-kafka-go'],
]);

/** C libraries of the system that packages are linked with, by the names that pkg-config or the linker has for them. */
const SYSTEM_LIBRARIES: ReadonlyMap<string, readonly string[]> = new Map([
  ...linkedWith('libusb-1.0', 'google/gousb'),
  ...linkedWith('libvirt', 'libvirt/libvirt-go'),
  ['libvirt.org/go/libvirt', ['libvirt']],
  ['libvirt.org/libvirt-go', ['libvirt']],
  ...linkedWith('pcap', 'google/gopacket/pcap gopacket/gopacket/pcap'),
  ...linkedWith('libzmq', 'pebbe/zmq4'),
  ...linkedWith('vips', 'h2non/bimg davidbyttow/govips'),
  ['gopkg.in/h2non/bimg', ['vips']],
  ...linkedWith('libseccomp', 'seccomp/libseccomp-golang'),
  ...linkedWith('libudev', 'jochenvg/go-udev'),
  ...linkedWith('pam', 'msteinert/pam'),
  ...linkedWith('libpcsclite', 'ebfe/scard go-piv/piv-go'),
  ...linkedWith('portaudio-2.0', 'gordonklaus/portaudio'),
  ...linkedWith('leveldb', 'jmhodges/levigo'),
  ...linkedWith('rados', 'ceph/go-ceph/rados'),
  ...linkedWith('gpgme', 'proglottis/gpgme'),
  ...linkedWith(
    'stdc++',
    'marcboeker/go-duckdb duckdb/duckdb-go duckdb/duckdb-go-bindings yanyiwu/gojieba tommie/v8go',
  ),
  ['rogchap.com/v8go', ['stdc++']],
]);

function linkedWith(library: string, names: string): (readonly [string, readonly string[]])[] {
  return onGitHub(names).map((path) => [path, [library]] as const);
}

/** Modules that others import behind a build tag, or where a pure alternative stands beside: required is not linked. */
const MOSTLY_OPTIONAL: ReadonlySet<string> = new Set(
  onGitHub(
    'miekg/pkcs11 letsencrypt/pkcs11key ThalesIgnite/crypto11 ThalesGroup/crypto11 DataDog/zstd valyala/gozstd ' +
      'seccomp/libseccomp-golang go-piv/piv-go coreos/pkg bytecodealliance/wasmtime-go',
  ),
);

/** Why a package of another module needs C: the library that does, itself or one that it imports; null where none is known. */
export function libraryThatNeedsC(path: string): string | null {
  return withParents(path).reduce<string | null>(
    (found, parent) => found ?? (NEEDS_C.has(parent) ? parent : (PULLS_IN.get(parent) ?? null)),
    null,
  );
}

/** What a package of another module is linked with on the machine that builds it, as far as that is known. */
export function systemLibrariesOf(path: string): readonly string[] {
  const known = withParents(path).find((parent) => SYSTEM_LIBRARIES.has(parent));
  return known === undefined ? [] : (SYSTEM_LIBRARIES.get(known) ?? []);
}

/** Whether a module that is required for another's sake probably brings C into a build with default tags. */
export function mayBringC(module: string): boolean {
  return NEEDS_C.has(module) && !MOSTLY_OPTIONAL.has(module);
}

/** `a/b/c`, `a/b`, `a`. */
function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
