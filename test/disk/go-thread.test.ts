import assert from 'node:assert/strict';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createGoThread } from '../../src/disk/go-thread.ts';
import { threadFile } from '../../src/disk/thread-file.ts';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { GoProject } from '../../src/go/project.ts';

const SHOP = path.join(import.meta.dirname, '..', '..', 'samples', 'shop');
const never = new AbortController().signal;

const portsOf = ({ programs }: GoProject) => programs.flatMap(({ listens }) => listens.map(({ port }) => port));
const mainOf = (port: number) =>
  `package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":${port}", nil) }\n`;

describe('the thread that reads Go', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'gantry-thread-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('says what an analysis on this thread says, again and again', async () => {
    const thread = createGoThread(threadFile('go-worker', ''));
    const expected = await analyze(nodeFiles(SHOP));
    for (const fresh of [false, false, true]) {
      assert.deepEqual(await thread.analyze(SHOP, fresh, never), expected);
    }
    thread.stop();
  });

  it('sees a changed file, a new one, and a folder that went and came back', async () => {
    const thread = createGoThread(threadFile('go-worker', ''));
    const folder = path.join(root, 'edited');
    const main = path.join(folder, 'cmd', 'a', 'main.go');
    await cp(SHOP, folder, { recursive: true });
    const same = async (what: string) =>
      assert.deepEqual(await thread.analyze(folder, false, never), await analyze(nodeFiles(folder)), what);
    await cp(path.join(SHOP, 'go.mod'), path.join(folder, 'cmd', 'a', 'go.mod'));
    await writeFile(main, mainOf(7001));
    await same('at first');
    await writeFile(main, mainOf(7002));
    thread.changed(main);
    await same('after an edit');
    assert.ok(portsOf(await thread.analyze(folder, false, never)).includes(7002));
    await rename(path.join(folder, 'cmd'), path.join(folder, 'other'));
    thread.changed(path.join(folder, 'cmd'));
    thread.changed(path.join(folder, 'other'));
    await same('after a folder got another name');
    await writeFile(path.join(folder, 'other', 'a', 'main.go'), mainOf(7003));
    await rename(path.join(folder, 'other'), path.join(folder, 'cmd'));
    thread.changed(path.join(folder, 'other'));
    thread.changed(path.join(folder, 'cmd'));
    await same('after it got its name back');
    // Nobody says that this one changed: an analysis that is to be fresh sees it.
    await writeFile(main, mainOf(7004));
    assert.ok(portsOf(await thread.analyze(folder, true, never)).includes(7004));
    thread.stop();
  });

  it('ends an analysis when it is cancelled, and goes on with the next', async () => {
    const thread = createGoThread(threadFile('go-worker', ''));
    const cancel = new AbortController();
    const cancelled = thread.analyze(SHOP, false, cancel.signal);
    cancel.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await assert.rejects(thread.analyze(SHOP, false, cancel.signal), { name: 'AbortError' });
    assert.ok((await thread.analyze(SHOP, false, never)).programs.length > 0);
    thread.stop();
  });

  it('works on the thread of the caller where no other can be started', async () => {
    const thread = createGoThread(path.join(root, 'absent.js'));
    const both = [thread.analyze(SHOP, false, never), thread.analyze(SHOP, true, never)];
    const expected = await analyze(nodeFiles(SHOP));
    assert.deepEqual(await Promise.all(both), [expected, expected]);
    assert.deepEqual(await thread.analyze(SHOP, false, never), expected);
    thread.stop();
  });

  it('starts anew after a thread that ended', async () => {
    const file = path.join(root, 'ends.mjs');
    await writeFile(
      file,
      `import { parentPort } from 'node:worker_threads';
let asked = 0;
parentPort.on('message', ({ id, root }) => {
  if (++asked === 2) process.exit(3);
  parentPort.postMessage({ id, project: { modules: [], programs: [], errors: [{ file: root, message: '' }] } });
});\n`,
    );
    const thread = createGoThread(file);
    assert.equal((await thread.analyze('/a', false, never)).errors[0]?.file, '/a');
    await assert.rejects(thread.analyze('/b', false, never), /ended with 3/);
    assert.equal((await thread.analyze('/c', false, never)).errors[0]?.file, '/c');
    thread.stop();
  });

  it('turns everybody away once it is stopped', async () => {
    const thread = createGoThread(threadFile('go-worker', ''));
    const waiting = thread.analyze(SHOP, false, never);
    thread.stop();
    await assert.rejects(waiting, /has ended/);
    await assert.rejects(thread.analyze(SHOP, false, never), /has ended/);
  });
});
