import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copyWords, shellWord } from '../../src/containerize/image/dockerfile-words.ts';
import type { Program } from '../../src/go/project.ts';
import { imageName, objectName, uniqueName } from '../../src/containerize/names.ts';
import { binaryOf, namesOf, programName } from '../../src/go/program-name.ts';
import { folderOf, isInside, joinPath } from '../../src/containerize/paths.ts';
import { module, program, project } from './facts.ts';

describe('names', () => {
  const names: readonly [string, string][] = [
    ['shop', 'shop'],
    ['Shop_API.v2', 'shop-api-v2'],
    ['2fa', 'app-2fa'],
    ['商店', 'app'],
    ['-x-', 'x'],
    ['a'.repeat(80), 'a'.repeat(52)],
  ];
  for (const [written, name] of names) {
    it(`${written} is called ${name}`, () => {
      assert.equal(objectName(written), name);
    });
  }

  const programs: readonly [module: string, folder: string, binary: string, expected: string][] = [
    ['example.com/shop', './cmd/orders', 'orders', 'orders'],
    ['example.com/shop', './cmd/api', 'api', 'shop'],
    ['example.com/shop', './services/billing/cmd/server', 'server', 'billing'],
    ['example.com/shop', './services/server', 'server', 'shop'],
    ['example.com/server', '.', 'server', 'server'],
    ['example.com/backend', './cmd/app', 'app', 'backend'],
    ['example.com/shop', './cmd', 'cmd', 'shop'],
    ['example.com/mqtt/server/v2', './cmd', 'cmd', 'server'],
    ['example.com/shop', './services/billing/cmd', 'cmd', 'billing'],
    ['example.com/shop', './src/main', 'main', 'shop'],
    ['example.com', '.', 'example.com', 'example.com'],
  ];
  for (const [path, folder, binary, expected] of programs) {
    it(`${folder} of ${path} is called ${expected}, and its binary ${binary}`, () => {
      const named = program({ package: folder, ...namesOf(folder === '.' ? path : `${path}${folder.slice(1)}`) });
      const facts = project({ modules: [module({ module: path })], programs: [named] });
      assert.deepEqual([programName(named, facts), binaryOf(named)], [expected, binary]);
    });
  }

  const siblings: readonly [title: string, Partial<Program>, expected: string][] = [
    ['a worker', { package: './cmd/worker' }, 'server'],
    ['a job', { package: './cmd/migrate', kind: 'job' }, 'shop'],
    ['an example', { package: './examples/server', kind: 'example' }, 'shop'],
    ['a server of another module', { package: './cmd/worker', moduleDir: 'billing' }, 'shop'],
  ];
  for (const [title, other, expected] of siblings) {
    it(`./cmd/server beside ${title} is called ${expected}`, () => {
      const server = program({ package: './cmd/server', name: 'server' });
      assert.equal(programName(server, project({ programs: [server, program(other)] })), expected);
    });
  }

  const images: readonly [string | undefined, string][] = [
    [undefined, 'shop:dev'],
    ['', 'shop:dev'],
    ['localhost:5000', 'localhost:5000/shop:dev'],
    ['https://ghcr.io/team/', 'ghcr.io/team/shop:dev'],
  ];
  for (const [registry, image] of images) {
    it(`registry ${registry ?? 'absent'} gives ${image}`, () => {
      assert.equal(imageName('shop', registry), image);
    });
  }

  it('unique names stay within their length', () => {
    const taken = new Set(['metrics-and-hea', 'metrics-and-h-2']);
    assert.equal(uniqueName('Metrics and health', 15, taken), 'metrics-and-h-3');
    assert.equal(uniqueName('metrics-x', 10, new Set(['metrics-x'])), 'metrics-2');
    assert.equal(uniqueName('///', 15, new Set()), 'data');
  });
});

describe('paths', () => {
  const joined: readonly [string, string, string | null][] = [
    ['.', './cmd/api', 'cmd/api'],
    ['services/a', '../b', 'services/b'],
    ['.', '.', '.'],
    ['.', '../x', null],
    ['/app', 'x/./y/', 'app/x/y'],
  ];
  for (const [folder, path, result] of joined) {
    it(`${folder} and ${path}`, () => {
      assert.equal(joinPath(folder, path), result);
    });
  }

  it('folders and what lies in them', () => {
    assert.deepEqual([folderOf('a/b'), folderOf('a'), folderOf('/a')], ['a', '.', '/']);
    assert.deepEqual(
      [isInside('/a/b', '/a'), isInside('/ab', '/a'), isInside('/a', '/a'), isInside('x', '.')],
      [true, false, true, true],
    );
  });
});

describe('words of a Dockerfile', () => {
  it('shell words are quoted only where they must be', () => {
    assert.deepEqual(['./cmd/api', 'a b', "it's", '$x'].map(shellWord), ['./cmd/api', "'a b'", `'it'\\''s'`, "'$x'"]);
  });

  it('copied paths are literal', () => {
    assert.equal(copyWords(['go.mod', 'go.sum'], './'), 'go.mod go.sum ./');
    assert.equal(copyWords(['a b'], '/app/a b'), '["a b","/app/a b"]');
    assert.equal(copyWords(['x[1]$y'], '/app/x'), 'x[[]1]\\$y /app/x');
  });
});
