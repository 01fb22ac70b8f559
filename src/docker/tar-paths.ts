export interface TarPath {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
}

/** Headers and contents fill whole blocks. */
const BLOCK = 512;

/** Names and sizes of the entries of an archive that arrives in pieces; contents are skipped, never held. */
export async function* tarPaths(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TarPath> {
  const input = new Pieces(pieces);
  let extended: { path?: string; size?: number } = {};
  for (;;) {
    const header = await input.take(BLOCK);
    if (header === undefined || header.every((byte) => byte === 0)) return;
    const flag = String.fromCharCode(header[156] ?? 0);
    const size = extended.size ?? readNumber(header.subarray(124, 136));
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    if (flag === 'x' || flag === 'L') {
      const content = (await input.take(padded))?.subarray(0, size);
      if (content === undefined) return;
      extended = { ...extended, ...(flag === 'x' ? paxValues(content) : { path: readText(content) }) };
      continue;
    }
    if (flag !== 'g') {
      yield { path: normal(extended.path ?? ustarPath(header)), type: typeOf(flag), size };
      extended = {};
    }
    await input.skip(padded);
  }
}

class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);
  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#source = pieces[Symbol.asyncIterator]();
  }

  /** The next `count` bytes; undefined where the archive ends before. */
  async take(count: number): Promise<Buffer | undefined> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < count) {
      const next = await this.#source.next();
      if (next.done === true) return undefined;
      parts.push(Buffer.from(next.value));
      length += next.value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async skip(count: number): Promise<void> {
    let left = count - this.#rest.length;
    if (left <= 0) {
      this.#rest = this.#rest.subarray(count);
      return;
    }
    this.#rest = Buffer.alloc(0);
    while (left > 0) {
      const next = await this.#source.next();
      if (next.done === true) return;
      const piece = Buffer.from(next.value);
      if (piece.length > left) this.#rest = piece.subarray(left);
      left -= piece.length;
    }
  }
}

function ustarPath(header: Buffer): string {
  const name = readText(header.subarray(0, 100));
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? readText(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function normal(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

function typeOf(flag: string): TarPath['type'] {
  if (flag === '0' || flag === '\0' || flag === '1' || flag === '7') return 'file';
  if (flag === '5') return 'folder';
  return flag === '2' ? 'link' : 'other';
}

function readText(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** Octal text, or (first bit set) a big-endian number, as GNU tar writes sizes of 8 GiB and more. */
function readNumber(bytes: Buffer): number {
  if (((bytes[0] ?? 0) & 0x80) !== 0) return bytes.subarray(1).reduce((total, byte) => total * 256 + byte, 0);
  return Number.parseInt(readText(bytes).trim(), 8) || 0;
}

function paxValues(content: Buffer): { path?: string; size?: number } {
  const values: { path?: string; size?: number } = {};
  let offset = 0;
  while (offset < content.length) {
    const space = content.indexOf(0x20, offset);
    const length = Number(content.toString('latin1', offset, space));
    if (space < 0 || !Number.isInteger(length) || length <= 0) break;
    const [, key = '', value = ''] =
      /^(?<key>[^=]*)=(?<value>[^]*)\n$/.exec(content.toString('utf8', space + 1, offset + length)) ?? [];
    if (key === 'path') values.path = value;
    if (key === 'size') values.size = Number(value);
    offset += length;
  }
  return values;
}
