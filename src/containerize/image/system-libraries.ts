import type { Program } from '../../go/project.ts';

export interface NeededLibraries {
  /** As pkg-config or the linker calls them. */
  readonly names: readonly string[];
  /** Packages of Debian for the stage that builds, and for the image that runs. */
  readonly build: readonly string[];
  readonly run: readonly string[];
  /** Names that no package here is known for. */
  readonly unknown: readonly string[];
}

/**
 * Packages of Debian 13 by what pkg-config or the linker calls their libraries: headers, and what runs. Only such as have
 * the same version of their interface in Debian 12, on which images of older Go releases stand.
 */
const PACKAGES: ReadonlyMap<string, { readonly build: string | null; readonly run: string }> = new Map(
  [
    of('libusb-1.0 usb-1.0', 'libusb-1.0-0-dev', 'libusb-1.0-0'),
    of('libvirt virt', 'libvirt-dev', 'libvirt0'),
    of('libpcap pcap', 'libpcap-dev', 'libpcap0.8t64'),
    of('libzmq zmq', 'libzmq3-dev', 'libzmq5'),
    of('libczmq czmq', 'libczmq-dev', 'libczmq4'),
    of('vips', 'libvips-dev', 'libvips42t64'),
    of('libsystemd systemd', 'libsystemd-dev', 'libsystemd0'),
    of('libudev udev', 'libudev-dev', 'libudev1'),
    of('libseccomp seccomp', 'libseccomp-dev', 'libseccomp2'),
    of('pam', 'libpam0g-dev', 'libpam0g'),
    of('libpcsclite pcsclite', 'libpcsclite-dev', 'libpcsclite1'),
    of('portaudio-2.0 portaudio', 'portaudio19-dev', 'libportaudio2'),
    of('opus', 'libopus-dev', 'libopus0'),
    of('opusfile', 'libopusfile-dev', 'libopusfile0'),
    of('sqlite3', 'libsqlite3-dev', 'libsqlite3-0'),
    of('rdkafka', 'librdkafka-dev', 'librdkafka1'),
    of('libssl libcrypto openssl ssl crypto', 'libssl-dev', 'libssl3t64'),
    of('libxml-2.0 xml2', 'libxml2-dev', 'libxml2'),
    of('libcurl curl', 'libcurl4-openssl-dev', 'libcurl4t64'),
    of('lmdb', 'liblmdb-dev', 'liblmdb0'),
    of('leveldb', 'libleveldb-dev', 'libleveldb1d'),
    of('snappy', 'libsnappy-dev', 'libsnappy1v5'),
    of('libzstd zstd', 'libzstd-dev', 'libzstd1'),
    of('liblz4 lz4', 'liblz4-dev', 'liblz4-1'),
    of('zlib z', 'zlib1g-dev', 'zlib1g'),
    of('bz2', 'libbz2-dev', 'libbz2-1.0'),
    of('liblzma lzma', 'liblzma-dev', 'liblzma5'),
    of('libheif heif', 'libheif-dev', 'libheif1'),
    of('libwebp webp', 'libwebp-dev', 'libwebp7'),
    of('magic', 'libmagic-dev', 'libmagic1t64'),
    of('libsodium sodium', 'libsodium-dev', 'libsodium23'),
    of('alsa asound', 'libasound2-dev', 'libasound2t64'),
    of('libnetfilter_queue netfilter_queue', 'libnetfilter-queue-dev', 'libnetfilter-queue1'),
    of('libnfnetlink nfnetlink', 'libnfnetlink-dev', 'libnfnetlink0'),
    of('libnl-3.0 nl-3', 'libnl-3-dev', 'libnl-3-200'),
    of('libelf elf', 'libelf-dev', 'libelf1t64'),
    of('libbpf bpf', 'libbpf-dev', 'libbpf1'),
    of('devmapper', 'libdevmapper-dev', 'libdevmapper1.02.1'),
    of('libcap cap', 'libcap-dev', 'libcap2'),
    of('libpcre2-8 pcre2-8', 'libpcre2-dev', 'libpcre2-8-0'),
    of('libpq pq', 'libpq-dev', 'libpq5'),
    of('libmosquitto mosquitto', 'libmosquitto-dev', 'libmosquitto1'),
    of('gpgme', 'libgpgme-dev', 'libgpgme11t64'),
    of('rados', 'librados-dev', 'librados2'),
    of('rbd', 'librbd-dev', 'librbd1'),
    of('avahi-client', 'libavahi-client-dev', 'libavahi-client3'),
    of('dbus-1', 'libdbus-1-dev', 'libdbus-1-3'),
    of('numa', 'libnuma-dev', 'libnuma1'),
    of('libunwind unwind', 'libunwind-dev', 'libunwind8'),
    of('libsecret-1', 'libsecret-1-dev', 'libsecret-1-0'),
    of('lua5.1 lua-5.1', 'liblua5.1-0-dev', 'liblua5.1-0'),
    of('libjq jq', 'libjq-dev', 'libjq1'),
    of('onig', 'libonig-dev', 'libonig5'),
    // The compiler of the golang images brings it.
    of('stdc++', null, 'libstdc++6'),
  ].flat(),
);

function of(
  names: string,
  build: string | null,
  run: string,
): (readonly [string, { readonly build: string | null; readonly run: string }])[] {
  return names.split(' ').map((name) => [name, { build, run }] as const);
}

/** What must be installed so that the program builds, and starts; null where it is linked with none that is known. */
export function neededLibraries({ cgo }: Program): NeededLibraries | null {
  const names = cgo.libraries ?? [];
  if (names.length === 0) return null;
  const found = names.flatMap((name) => PACKAGES.get(name) ?? []);
  return {
    names,
    build: distinct(found.flatMap(({ build }) => build ?? [])),
    run: distinct(found.map(({ run }) => run)),
    unknown: names.filter((name) => !PACKAGES.has(name)),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
