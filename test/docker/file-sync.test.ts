import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openContext } from '../../src/docker/context.ts';
import { sendFiles } from '../../src/docker/file-sync.ts';
import type { Call } from '../../src/docker/grpc.ts';
import { bytesOf, decodeFields, encodeFields, integer, messages, text } from '../../src/docker/protobuf.ts';
import { Problem } from '../../src/words/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The engine's side of the protocol: asks for the files it wants when it knows the whole list, then says that it is done. */
function receiver(wants: (path: string) => boolean, beforeAsking: () => void = () => undefined) {
  const stats: { path: string; mode: number; size: number }[] = [];
  const contents: Record<string, string> = {};
  const inbox: Buffer[] = [];
  let wake: () => void = () => undefined;
  let left = 0;
  let finished: number | undefined;
  const ask = (...packets: Buffer[]): void => {
    inbox.push(...packets);
    wake();
  };
  const call: Call = {
    path: '',
    metadata: () => [],
    messages: async function* () {
      while (finished === undefined) {
        const next = inbox.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    send: (message) => {
      const packet = decodeFields(message);
      const type = integer(packet, 1);
      const [stat] = messages(packet, 2);
      if (type === 0 && stat !== undefined) {
        stats.push({ path: text(stat, 1), mode: integer(stat, 2), size: integer(stat, 5) });
      } else if (type === 0) {
        beforeAsking();
        const ids = stats.flatMap(({ path, mode }, id) => (mode < 2 ** 27 && wants(path) ? [id] : []));
        left = ids.length;
        ask(
          ...ids.map((id) =>
            encodeFields([
              [1, 1],
              [3, id],
            ]),
          ),
        );
        if (left === 0) ask(encodeFields([[1, 3]]));
      } else if (type === 2) {
        const path = stats[integer(packet, 3)]?.path ?? '';
        const data = Buffer.from(bytesOf(packet, 4) ?? []).toString();
        contents[path] = (contents[path] ?? '') + data;
        if (data === '' && --left === 0) ask(encodeFields([[1, 3]]));
      }
      return Promise.resolve();
    },
    finish: (status) => {
      finished = status;
      wake();
    },
  };
  return { call, stats, contents, status: () => finished };
}

const folder = temporaryFolder({
  Dockerfile: 'FROM scratch',
  'cmd/main.go': 'package main',
  empty: '',
  big: 'x'.repeat(100_000),
});

describe('the files of a context', () => {
  test('are listed with type and mode, and sent when asked for', async () => {
    const { call, stats, contents, status } = receiver((path) => path !== 'Dockerfile');
    const count = { files: 0, bytes: 0 };
    await sendFiles(call, (await openContext(folder, 'Dockerfile')).entries([]), count);
    assert.deepEqual(
      stats.map(({ path, mode, size }) => `${path} ${mode >= 2 ** 31 ? 'folder' : 'file'} ${size}`),
      ['Dockerfile file 12', 'big file 100000', 'cmd folder 0', 'cmd/main.go file 12', 'empty file 0'],
    );
    assert.deepEqual(contents, { big: 'x'.repeat(100_000), 'cmd/main.go': 'package main', empty: '' });
    assert.deepEqual(count, { files: 3, bytes: 100_012 });
    assert.equal(status(), 0);
  });

  test('that the engine has already are not sent again', async () => {
    const { call, contents, status } = receiver(() => false);
    const count = { files: 0, bytes: 0 };
    await sendFiles(call, (await openContext(folder, 'Dockerfile')).entries([]), count);
    assert.deepEqual([contents, count, status()], [{}, { files: 0, bytes: 0 }, 0]);
  });

  test('that shrink meanwhile are a problem with their name', async () => {
    const shrinking = temporaryFolder({ Dockerfile: 'FROM scratch', 'main.go': 'package main' });
    const { call } = receiver(
      () => true,
      () => {
        truncateSync(join(shrinking, 'main.go'), 3);
      },
    );
    const context = await openContext(shrinking, 'Dockerfile');
    await assert.rejects(
      sendFiles(call, context.entries([]), { files: 0, bytes: 0 }),
      (error) => error instanceof Problem && error.message.startsWith('`main.go` shrank'),
    );
  });
});
