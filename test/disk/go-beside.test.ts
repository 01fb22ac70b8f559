import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { onSecondThread } from '../../src/disk/go-beside.ts';
import { waitingFiles } from '../../src/disk/node-files.ts';
import { threadFile } from '../../src/disk/thread-file.ts';
import { analyze } from '../../src/go/analyze.ts';
import { shareOf } from '../../src/go/modules/divided-folders.ts';

const main = (port: number) => `package main

import (
	"net/http"

	"example.com/many/internal/p${port % 7}"
)

func main() { http.ListenAndServe(":${port}", p${port % 7}.Handler()) }
`;

describe('programs of one folder read on two threads', () => {
  let root = '';
  const never = new AbortController().signal;
  const file = threadFile('go-share-worker', '');

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'gantry-beside-'));
    const write = async (name: string, text: string) => {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    };
    await write('go.mod', 'module example.com/many\n\ngo 1.26\n');
    for (let at = 0; at < 7; at++) {
      await write(
        `internal/p${at}/p.go`,
        `package p${at}\n\nimport "net/http"\n\nfunc Handler() http.Handler { return nil }\n`,
      );
    }
    for (let port = 8001; port < 8041; port++) await write(`cmd/s${port}/main.go`, main(port));
    await write('cmd/s8003/broken.go', 'package main\n\nfunc half( {\n');
    await write('cmd/s8008/broken.go', 'package main\n\n}}\n');
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('come to the same as on one', async () => {
    const alone = await analyze(waitingFiles(root));
    const beside = onSecondThread(file, root, never);
    const divided = await analyze(waitingFiles(root), { beside });
    assert.equal(alone.programs.length, 40);
    assert.equal(alone.errors.length, 2);
    assert.deepEqual(divided, alone);
  });

  test('are all read where the second thread has no code to run', async () => {
    const beside = onSecondThread(path.join(root, 'missing.js'), root, never);
    const { programs, errors } = await analyze(waitingFiles(root), { beside });
    assert.deepEqual([programs.length, errors.length], [40, 2]);
  });

  test('are all read where the second thread ends with the half of its work', async () => {
    const ends = path.join(root, 'ends.mjs');
    await writeFile(
      ends,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ share }) => { Atomics.add(share.taken, 0, 4); process.exit(1); });`,
    );
    const { programs } = await analyze(waitingFiles(root), { beside: onSecondThread(ends, root, never) });
    assert.equal(programs.length, 40);
  });

  test('end both where the analysis is called off', async () => {
    const stop = new AbortController();
    const running = analyze(waitingFiles(root), {
      beside: onSecondThread(file, root, stop.signal),
      signal: stop.signal,
    });
    stop.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
  });

  test('are one for each folder, whoever is the faster', () => {
    const folders = ['a', 'b', 'c', 'd', 'e'];
    const taken = new Int32Array(new SharedArrayBuffer(4));
    const first = shareOf({ folders, fromEnd: false, taken })[Symbol.iterator]();
    const second = shareOf({ folders, fromEnd: true, taken })[Symbol.iterator]();
    const turns = [first, second, first, first, second, second, first];
    assert.deepEqual(
      turns.map((turn) => (turn.next().value as string | undefined) ?? null),
      ['a', 'e', 'b', 'c', 'd', null, null],
    );
  });

  test('are too few for a thread to start', () => {
    assert.equal(onSecondThread(file, root, never)(['cmd/a', 'cmd/b']), null);
  });
});
