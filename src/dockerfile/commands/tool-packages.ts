/** A program that another starts, and the packages that bring it; null: the base has it. */
export interface Tool {
  readonly alpine: string | null;
  readonly debian: string | null;
}

const SHELL: Tool = { alpine: null, debian: null };

function sameName(name: string): readonly [string, Tool] {
  return [name, { alpine: name, debian: name }];
}

function of(names: readonly string[], alpine: string | null, debian: string | null): (readonly [string, Tool])[] {
  return names.map((name) => [name, { alpine, debian }] as const);
}

/**
 * Tools that servers start for their work, by their names. What people's desktops have (browsers, clipboards) and what a
 * program may start of its users' own is none of them: it is looked for and not found, as on any server.
 */
const TOOLS: ReadonlyMap<string, Tool> = new Map([
  ...['git', 'ffmpeg', 'curl', 'wget', 'rsync', 'graphviz', 'pandoc', 'jq', 'unzip', 'zip', 'gnuplot'].map(sameName),
  ...[
    'yt-dlp',
    'sox',
    'mediainfo',
    'qpdf',
    'jpegoptim',
    'optipng',
    'nmap',
    'tcpdump',
    'pigz',
    'weasyprint',
    'pngquant',
    'gifsicle',
  ].map(sameName),
  ...['ruby', 'ipset', 'ipmitool', 'ethtool'].map(sameName),
  ...of(['sh'], null, null),
  ...of(
    ['cat', 'ls', 'cp', 'mv', 'rm', 'tar', 'gzip', 'grep', 'sed', 'head', 'tail', 'sleep', 'echo', 'env'],
    null,
    null,
  ),
  ...of(['bash'], 'bash', null),
  ...['tini', 'dumb-init'].map(sameName),
  ...of(['su-exec'], 'su-exec', null),
  ...of(['gosu'], null, 'gosu'),
  ...of(['perl'], 'perl', null),
  ...of(['ssh', 'scp', 'sftp', 'ssh-keygen', 'ssh-keyscan'], 'openssh-client', 'openssh-client'),
  ...of(['openssl'], 'openssl', 'openssl'),
  ...of(['gpg', 'gpg2'], 'gnupg', 'gnupg'),
  ...of(['git-lfs'], 'git-lfs', 'git-lfs'),
  ...of(['dot'], 'graphviz', 'graphviz'),
  ...of(['go'], 'go', 'golang-go'),
  ...of(['ffprobe'], 'ffmpeg', 'ffmpeg'),
  ...of(['convert', 'magick', 'identify', 'mogrify'], 'imagemagick', 'imagemagick'),
  ...of(['vips', 'vipsthumbnail'], 'vips-tools', 'libvips-tools'),
  ...of(['gs'], 'ghostscript', 'ghostscript'),
  ...of(['pdftotext', 'pdftoppm', 'pdfinfo'], 'poppler-utils', 'poppler-utils'),
  ...of(['soffice', 'libreoffice'], 'libreoffice', 'libreoffice'),
  ...of(['exiftool'], 'exiftool', 'libimage-exiftool-perl'),
  ...of(['wkhtmltopdf'], null, 'wkhtmltopdf'),
  ...of(['tesseract'], 'tesseract-ocr', 'tesseract-ocr'),
  ...of(['chromium', 'chromium-browser', 'google-chrome'], 'chromium', 'chromium'),
  ...of(['pg_dump', 'pg_restore', 'pg_dumpall', 'psql'], 'postgresql-client', 'postgresql-client'),
  ...of(['mysqldump', 'mysql', 'mariadb-dump'], 'mariadb-client', 'mariadb-client'),
  ...of(['sqlite3'], 'sqlite', 'sqlite3'),
  ...of(['redis-cli'], 'redis', 'redis-tools'),
  ...of(['python3', 'python'], 'python3', 'python3'),
  ...of(['node'], 'nodejs', 'nodejs'),
  ...of(['xz'], 'xz', 'xz-utils'),
  ...of(['zstd'], 'zstd', 'zstd'),
  ...of(['7z', '7za'], '7zip', '7zip'),
  ...of(['ping'], null, 'iputils-ping'),
  ...of(['traceroute'], null, 'traceroute'),
  ...of(['dig', 'nslookup'], 'bind-tools', 'dnsutils'),
  ...of(['ip'], 'iproute2', 'iproute2'),
  ...of(['iptables'], 'iptables', 'iptables'),
  ...of(['ps', 'top'], null, 'procps'),
  ...of(['fusermount', 'fusermount3'], 'fuse3', 'fuse3'),
  ...of(['smartctl'], 'smartmontools', 'smartmontools'),
  ...of(['nft'], 'nftables', 'nftables'),
  ...of(['conntrack'], 'conntrack-tools', 'conntrack'),
  ...of(['wg', 'wg-quick'], 'wireguard-tools', 'wireguard-tools'),
  ...of(['snmpwalk', 'snmpget'], 'net-snmp-tools', 'snmp'),
  ...of(['aria2c'], 'aria2', 'aria2'),
  ...of(['mkvmerge', 'mkvextract'], 'mkvtoolnix', 'mkvtoolnix'),
  ...of(['rsvg-convert'], 'rsvg-convert', 'librsvg2-bin'),
  ...of(['cwebp', 'dwebp'], 'libwebp-tools', 'webp'),
  ...of(['sendmail'], null, 'msmtp-mta'),
]);

/** By the name or path that a program is started by; undefined: none that everybody knows. */
export function toolOf(command: string | null): Tool | undefined {
  if (command === null) return undefined;
  if (/^\/bin\/(?:ba)?sh$/.test(command)) return command.endsWith('bash') ? TOOLS.get('bash') : SHELL;
  return TOOLS.get(command.replace(/^\/(?:usr\/)?(?:local\/)?s?bin\//, ''));
}

/** The RUN that brings packages to a base, as lines; none where there are no packages. */
export function installLines(runtime: 'alpine' | 'debian', packages: readonly string[]): string[] {
  if (packages.length === 0) return [];
  if (runtime === 'alpine') return [`RUN apk add --no-cache ${packages.join(' ')}`];
  return [
    'RUN apt-get update \\',
    `    && apt-get install -y --no-install-recommends ${packages.join(' ')} \\`,
    '    && rm -rf /var/lib/apt/lists/*',
  ];
}
