import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ContextEntry, shrunk } from './context.ts';
import { type Call, OK } from './grpc.ts';
import { bytesOf, decodeFields, encodeFields, integer } from './protobuf.ts';

/** What went over the wire, for the person who waits. */
export interface SyncCount {
  files: number;
  bytes: number;
}

/** Packet.PacketType of fsutil, https://github.com/tonistiigi/fsutil/blob/master/types/wire.proto */
const STAT = 0;
const REQUEST = 1;
const DATA = 2;
const FIN = 3;

/**
 * Sends a folder as BuildKit's file sync wants it: first what there is, entry by entry; then the content of the files
 * that the engine asks for, which are those it does not have from an earlier build.
 */
export async function sendFiles(call: Call, entries: AsyncIterable<ContextEntry>, count: SyncCount): Promise<void> {
  const sent: ContextEntry[] = [];
  const listing = sendList(call, entries, sent);
  // Awaited at the end; a failure before must not count as unhandled.
  listing.catch(() => undefined);
  for await (const message of call.messages()) {
    const packet = decodeFields(message);
    const type = integer(packet, 1);
    const wanted = sent[integer(packet, 3)];
    if (type === REQUEST && wanted !== undefined) await sendContent(call, integer(packet, 3), wanted, count);
    else if (type === FIN) {
      await listing;
      await call.send(encodeFields([[1, FIN]]));
      call.finish(OK);
      return;
    } else if (type !== REQUEST) {
      throw new Error(Buffer.from(bytesOf(packet, 4) ?? []).toString('utf8') || 'the engine stopped the transfer');
    }
  }
}

async function sendList(call: Call, entries: AsyncIterable<ContextEntry>, sent: ContextEntry[]): Promise<void> {
  for await (const entry of entries) {
    // Known before it is announced: the engine may ask at once.
    sent.push(entry);
    await call.send(
      encodeFields([
        [1, STAT],
        [2, stat(entry)],
      ]),
    );
  }
  await call.send(encodeFields([[1, STAT]]));
}

/** Bits of Go's fs.FileMode, which are not those of stat(2). */
const TYPES = { file: 0, folder: 2 ** 31, link: 2 ** 27 } as const;
const SPECIAL = [
  [0o4000, 2 ** 23],
  [0o2000, 2 ** 22],
  [0o1000, 2 ** 20],
] as const;

/** The owner is always root, as the docker CLI sends it, so that who builds does not change what is built. */
function stat({ path, type, mode, modified, size, target = '' }: ContextEntry): Buffer {
  const special = SPECIAL.reduce((bits, [bit, goBit]) => ((mode & bit) === 0 ? bits : bits + goBit), 0);
  return encodeFields([
    [1, path],
    [2, TYPES[type] + special + (mode & 0o777)],
    [5, size],
    [6, BigInt(Math.round(modified * 1000)) * 1_000_000n],
    [7, target],
  ]);
}

/** A packet must be smaller than 4 MiB; 32 KiB is what the docker CLI sends. */
const PACKET = 32 * 1024;

/** A file that grows meanwhile is sent up to the size announced. Small files, which most are, are read at once. */
function contentOf({ file, size }: ContextEntry): AsyncIterable<Buffer> | Promise<Buffer>[] {
  if (size === 0) return [];
  if (size > PACKET) return createReadStream(file, { end: size - 1, highWaterMark: PACKET });
  return [readFile(file).then((content) => content.subarray(0, size))];
}

async function sendContent(call: Call, id: number, entry: ContextEntry, count: SyncCount): Promise<void> {
  let read = 0;
  for await (const piece of contentOf(entry)) {
    read += piece.length;
    await call.send(
      encodeFields([
        [1, DATA],
        [3, id],
        [4, piece],
      ]),
    );
  }
  if (read < entry.size) throw shrunk(entry.path);
  await call.send(
    encodeFields([
      [1, DATA],
      [3, id],
    ]),
  );
  count.files++;
  count.bytes += read;
}
