import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { arrangeStorage } from '../../../src/containerize/storage/storage.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, place, program } from '../facts.ts';

const files = filesOf({
  'templates/index.html': '',
  'conf/app.ini': '',
  'api/a.pb.go': '',
  'api/a.json': '',
  'api/ui/index.html': '',
  'certs/server.pem': '',
  'services/a/conf/a.ini': '',
});

const paths = (...list: readonly string[]) => list.map((path) => ({ ...place, path, certainty: 'known' as const }));

/** Files, in folders that are written for their sake. */
const writtenFiles = (...list: readonly string[]) =>
  paths(...list).map((file) => ({ ...file, folder: path.posix.dirname(file.path) }));

async function storage(change: Partial<Program>, copied = true) {
  const { workdir, copies, mounts } = await arrangeStorage(program(change), files, {
    workdir: '/app',
    holdsSource: !copied,
  });
  return { workdir, copies: copies.map(({ from, to }) => `${from} → ${to}`), mounts: mounts.map(({ path }) => path) };
}

const OURS = { workdir: '/app', holdsSource: false };
const none = { workdir: null, copies: [], mounts: [] };

describe('run-time files and writable folders', () => {
  const table: readonly [what: string, change: Partial<Program>, expected: object][] = [
    ['nothing', {}, none],
    [
      'a file',
      { runtimeFiles: paths('conf/app.ini') },
      { ...none, workdir: '/app', copies: ['conf/app.ini → /app/conf/app.ini'] },
    ],
    [
      'a database in the program, whose files may be anywhere',
      { libraries: ['modernc.org/sqlite'] },
      { ...none, workdir: '/app', mounts: ['/app'] },
    ],
    ['one beside the client of a server', { libraries: ['modernc.org/sqlite', 'github.com/jackc/pgx/v5'] }, none],
    ['one of a command', { libraries: ['modernc.org/sqlite'], kind: 'cli' }, none],
    [
      'one whose files are known',
      { libraries: ['modernc.org/sqlite'], writes: paths('/var/lib/shop', '/tmp') },
      { ...none, mounts: ['/tmp', '/var/lib/shop'] },
    ],
    [
      'one that writes passing files, too, among files of the image',
      { libraries: ['modernc.org/sqlite'], writes: paths('/tmp/x'), runtimeFiles: paths('conf/app.ini') },
      { workdir: '/app', copies: ['conf/app.ini → /app/conf/app.ini'], mounts: ['/tmp/x'] },
    ],
    [
      'a glob is its folder',
      { runtimeFiles: paths('./templates/*.html') },
      { ...none, workdir: '/app', copies: ['templates → /app/templates'] },
    ],
    [
      'relative to the module',
      { moduleDir: 'services/a', runtimeFiles: paths('conf/a.ini') },
      { ...none, workdir: '/app', copies: ['services/a/conf/a.ini → /app/conf/a.ini'] },
    ],
    [
      'above the folder where it is run',
      { runtimeFiles: [{ ...place, path: '../../conf', source: 'conf', certainty: 'default' as const }] },
      { ...none, workdir: '/app', copies: ['conf → /conf'] },
    ],
    [
      'what is no Go code of a folder',
      { runtimeFiles: paths('api') },
      { ...none, workdir: '/app', copies: ['api/a.json → /app/api/a.json', 'api/ui → /app/api/ui'] },
    ],
    ['an absolute path is not ours to copy', { runtimeFiles: paths('/etc/shop/app.ini') }, none],
    ['a key stays out of the image', { runtimeFiles: paths('certs/server.pem') }, { ...none, workdir: '/app' }],
    ['a missing file', { runtimeFiles: paths('local.ini') }, { ...none, workdir: '/app' }],
    [
      'what another copy brings along',
      { runtimeFiles: paths('templates', 'templates/index.html', './templates/*.html') },
      { ...none, workdir: '/app', copies: ['templates → /app/templates'] },
    ],
    [
      'what must be mounted, whatever lies there',
      { runtimeFiles: paths('conf/app.ini').map((file) => ({ ...file, source: null })) },
      { ...none, workdir: '/app' },
    ],
    ['a path that leaves the folder', { runtimeFiles: paths('../../etc/passwd') }, { ...none, workdir: '/app' }],
    ['a written folder', { writes: paths('/var/lib/shop') }, { ...none, mounts: ['/var/lib/shop'] }],
    [
      'a written file is its folder',
      { writes: writtenFiles('data/shop.db', 'data/shop.lock') },
      { workdir: '/app', copies: [], mounts: ['/app/data'] },
    ],
    [
      'temporary files',
      { writes: [...paths('/tmp'), ...writtenFiles('/tmp/upload.bin')] },
      { ...none, mounts: ['/tmp'] },
    ],
    ['devices are no files', { writes: writtenFiles('/dev/stdout', '/proc/self/oom_score_adj') }, none],
    ['system folders are never hidden', { writes: paths('/etc/shop', '/usr/share/x', '/') }, none],
    [
      'copied files are never hidden',
      { runtimeFiles: paths('conf/app.ini'), writes: writtenFiles('conf/state.json') },
      { workdir: '/app', copies: ['conf/app.ini → /app/conf/app.ini'], mounts: ['/app/data'] },
    ],
    [
      'what lies in the home of the user',
      { writes: paths('~/.config/shop', '~/.cache/shop') },
      { ...none, mounts: ['/home/nonroot'] },
    ],
    [
      'a server that asks for its home, for who knows what',
      { kind: 'server', home: place },
      { ...none, mounts: ['/home/nonroot'] },
    ],
    ['a command that asks for its home', { kind: 'cli', home: place }, none],
    [
      'folders of one tree, between which it may rename',
      { writes: paths('data/member/snap', 'data/member/wal', '/srv/a', '/srv/b') },
      { ...none, workdir: '/app', mounts: ['/app/data', '/srv/a', '/srv/b'] },
    ],
    ['a folder in a written folder', { writes: paths('/data/blobs', '/data') }, { ...none, mounts: ['/data'] }],
    ['a colon is no mount path', { writes: paths('/data/a:b') }, none],
  ];
  for (const [what, change, expected] of table) {
    it(what, async () => {
      assert.deepEqual(await storage(change), expected);
    });
  }

  describe('files that are written among those of the image are links into a volume', () => {
    const linked = async (change: Partial<Program>) => {
      const { links, mounts } = await arrangeStorage(program(change), files, OURS);
      return [links.map(({ at, to }) => `${at} → ${to}`), mounts.map(({ path }) => path)];
    };

    it('beside them, or in their folder', async () => {
      assert.deepEqual(
        await linked({
          runtimeFiles: paths('templates', 'conf/app.ini'),
          writes: writtenFiles('app.db', 'conf/a.lock'),
        }),
        [['/app/app.db → /app/data/app.db', '/app/conf/a.lock → /app/data/a.lock'], ['/app/data']],
      );
    });

    it('above the working folder', async () => {
      assert.deepEqual(await linked({ writes: writtenFiles('./../app.db', '/top.log') }), [
        ['/app.db → /app/data/app.db', '/top.log → /app/data/top.log'],
        ['/app/data'],
      ]);
    });

    it('though the repository has one, where the program makes another', async () => {
      const [file] = paths('conf/app.ini');
      assert.ok(file);
      const runtimeFiles = [{ ...file, isTried: true as const }, ...paths('templates')];
      assert.deepEqual(await linked({ runtimeFiles, writes: writtenFiles('app.db', 'conf/app.ini') }), [
        ['/app/app.db → /app/data/app.db'],
        ['/app/conf', '/app/data'],
      ]);
    });

    it('unless the image has the file, or its name is open', async () => {
      const none = [[], []];
      assert.deepEqual(
        await linked({ runtimeFiles: paths('conf/app.ini'), writes: writtenFiles('conf/app.ini') }),
        none,
      );
      assert.deepEqual(await linked({ runtimeFiles: paths('templates'), writes: paths('.') }), none);
    });
  });

  it('a database whose files may be anywhere has its volume in the image that is there, too', async () => {
    const image = { holds: [], linked: new Set<string>(), canCopy: false };
    for (const workdir of ['/app', null]) {
      const { mounts } = await arrangeStorage(program({ libraries: ['modernc.org/sqlite'] }), files, {
        ...OURS,
        present: { ...image, workdir },
      });
      assert.deepEqual(
        mounts.map(({ path: at }) => at),
        workdir === null ? [] : [workdir],
      );
    }
  });

  it('an image with the whole source copies nothing, but keeps its working directory', async () => {
    const result = await storage({ runtimeFiles: paths('conf/app.ini'), writes: writtenFiles('app.db') }, false);
    assert.deepEqual(result, { workdir: '/app', copies: [], mounts: [] });
  });

  it('volumes have different names', async () => {
    const { mounts } = await arrangeStorage(program({ writes: paths('/a/b', '/a-b', '/a_b') }), files, OURS);
    assert.equal(new Set(mounts.map(({ name }) => name)).size, 3);
  });
});
