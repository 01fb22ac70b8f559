/** One entry of an archive to write. */
export interface TarEntry {
  /** Relative, with `/`. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link';
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Bytes that follow; 0 unless a file. */
  readonly size: number;
  /** Where a link points to. */
  readonly target?: string;
}

export const BLOCK = 512;
/** Two empty blocks end an archive. */
export const END = new Uint8Array(2 * BLOCK);

/**
 * The blocks before an entry's content (POSIX pax format). The owner is always root, as the docker CLI sends it,
 * so that who builds does not change what is built.
 */
export function tarHeader(entry: TarEntry): Buffer {
  const { path, target = '' } = { ...entry, path: entry.type === 'folder' ? `${entry.path}/` : entry.path };
  const records = Object.entries({
    ...(!fits(path, 100) && { path }),
    ...(!fits(target, 100) && { linkpath: target }),
    ...(entry.size >= 8 ** 11 && { size: String(entry.size) }),
  });
  const main = block({ ...entry, path, target, flag: FLAGS[entry.type] });
  if (records.length === 0) return main;
  const content = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(''));
  const extra = block({ ...entry, path: 'pax', target: '', size: content.length, mode: 0o644, flag: 'x' });
  return Buffer.concat([extra, content, padding(content.length), main]);
}

/** Fills the last block of an entry's content. */
export function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

const FLAGS = { file: '0', folder: '5', link: '2' } as const;

function fits(text: string, bytes: number): boolean {
  return Buffer.byteLength(text) <= bytes && !/[^\x20-\x7e]/.test(text);
}

interface Block {
  readonly path: string;
  readonly target: string;
  readonly mode: number;
  readonly modified: number;
  readonly size: number;
  readonly flag: string;
}

/** https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, "ustar Interchange Format". */
function block({ path, target, mode, modified, size, flag }: Block): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0, 100);
  writeOctal(header, mode & 0o7777, 100, 8);
  writeOctal(header, 0, 108, 8);
  writeOctal(header, 0, 116, 8);
  writeOctal(header, size < 8 ** 11 ? size : 0, 124, 12);
  writeOctal(header, Math.min(Math.max(0, Math.floor(modified)), 8 ** 11 - 1), 136, 12);
  header.write('        ', 148);
  header.write(flag, 156);
  header.write(target, 157, 100);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return header;
}

function writeOctal(header: Buffer, value: number, offset: number, width: number): void {
  header.write(value.toString(8).padStart(width - 1, '0'), offset);
}

/** `LENGTH key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length++;
  return `${length} ${key}=${value}\n`;
}
