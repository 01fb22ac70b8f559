import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, place, program, project } from '../facts.ts';

async function ignored(texts: readonly string[], change: Partial<Program> = {}): Promise<string[]> {
  const files = filesOf(Object.fromEntries(texts.map((path) => [path, ''])));
  const planned = await plan(project({ programs: [program(change)] }), files, {});
  return (planned.files.find(({ path }) => path === '.dockerignore')?.text ?? '').trimEnd().split('\n');
}

const BASE = ['.dockerignore', 'Dockerfile', 'deploy'];
const ANYWHERE = ['**/.DS_Store', '**/.env', '**/.env.*', '**/*_test.go', '**/testdata'];

describe('the .dockerignore', () => {
  const table: readonly [
    what: string,
    texts: readonly string[],
    change: Partial<Program>,
    expected: readonly string[],
  ][] = [
    ['an empty folder: only what the plan adds', [], {}, [...BASE, ...ANYWHERE]],
    [
      'what is there',
      ['.git/HEAD', 'README.md', 'docs/a.md', 'main.go', 'go.mod'],
      {},
      ['.dockerignore', '.git', 'Dockerfile', 'README.md', 'deploy', 'docs', ...ANYWHERE],
    ],
    [
      'the built binary',
      ['shop', 'bin/shop'],
      {},
      ['.dockerignore', 'Dockerfile', 'bin', 'deploy', 'shop', ...ANYWHERE],
    ],
    [
      'a folder with Go code is source, whatever its name',
      ['docs/docs.go', 'test/a_test.go', 'tests/x/helper.go'],
      {},
      [...BASE, 'test', ...ANYWHERE],
    ],
    [
      'embedded by the root package',
      ['main.go', 'docs/a.md', 'dist/i.html', 'README.md'],
      { embeds: ['all:dist', '*.md'] },
      [...BASE, 'docs', ...ANYWHERE],
    ],
    [
      'embedded by a package elsewhere',
      ['cmd/main.go', 'docs/a.md'],
      { embeds: ['docs/*'] },
      [...BASE, 'docs', ...ANYWHERE],
    ],
    [
      'testdata that is embedded',
      ['cmd/main.go'],
      { embeds: ['testdata/*'] },
      [...BASE, ...ANYWHERE.filter((name) => !name.includes('testdata'))],
    ],
    [
      'a package in testdata that the program links',
      ['cmd/main.go', 'testdata/certs/certs.go'],
      { testdata: ['testdata/certs'] },
      [...BASE, ...ANYWHERE.filter((name) => !name.includes('testdata'))],
    ],
    [
      'a folder that is copied into the image',
      ['docs/a.md'],
      { runtimeFiles: [{ ...place, path: 'docs/a.md', certainty: 'known' }] },
      [...BASE, ...ANYWHERE],
    ],
    [
      'everything of the root embedded: only the repository’s own data',
      ['main.go', '.git/HEAD', 'docs/a'],
      { embeds: ['*'] },
      ['.git', ...ANYWHERE],
    ],
    ['the list of vendored packages without them', ['vendor/modules.txt'], {}, [...BASE, 'vendor', ...ANYWHERE]],
    ['vendored packages without their list', ['go.mod', 'vendor/x/x.go'], {}, [...BASE, 'vendor', ...ANYWHERE]],
    ['vendored packages', ['vendor/modules.txt', 'vendor/x/x.go'], {}, [...BASE, ...ANYWHERE]],
    [
      'names with special characters are literal',
      ['a[1].md', '#x.md', '!y.md'],
      {},
      ['.dockerignore', 'Dockerfile', '\\!y.md', '\\#x.md', 'a\\[1\\].md', 'deploy', ...ANYWHERE],
    ],
  ];
  for (const [what, texts, change, expected] of table) {
    it(what, async () => {
      assert.deepEqual(await ignored(texts, change), expected);
    });
  }
});

describe('a .dockerignore that is there', () => {
  const OUTSIDE = 'FROM scratch\nCOPY bin/shop /shop\nENTRYPOINT ["/shop"]\n';
  const source = { 'go.mod': 'module example.com/shop\n', 'cmd/shop/main.go': 'package main\n' };
  const pathsFor = async (texts: Record<string, string>, replace = false) => {
    const { files } = await plan(project({ programs: [program()] }), filesOf({ ...source, ...texts }), { replace });
    return files.map(({ path }) => path).filter((path) => path.includes('ocker'));
  };
  const table: readonly [what: string, texts: Record<string, string>, expected: readonly string[]][] = [
    [
      'leaves all but a built program out',
      { Dockerfile: OUTSIDE, '.dockerignore': '*\n!bin\n' },
      ['Dockerfile.shop', 'Dockerfile.shop.dockerignore'],
    ],
    ['leaves the source out', { '.dockerignore': 'cmd\n' }, ['Dockerfile', 'Dockerfile.dockerignore']],
    ['leaves the modules out', { '.dockerignore': 'go.*\n' }, ['Dockerfile', 'Dockerfile.dockerignore']],
    ['leaves other things out', { '.dockerignore': 'docs\n' }, ['Dockerfile', '.dockerignore']],
    [
      'has one beside the Dockerfile already',
      { '.dockerignore': 'docs\n', 'Dockerfile.dockerignore': 'docs\n' },
      ['Dockerfile', 'Dockerfile.dockerignore'],
    ],
    [
      'leaves out what a Dockerfile that stays does not need',
      { Dockerfile: 'FROM golang:1.26\nRUN go install example.com/shop/cmd/shop@v1.2.3\n', '.dockerignore': '*\n' },
      ['Dockerfile', '.dockerignore'],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      assert.deepEqual(await pathsFor(texts), expected);
    });
  }

  it('is written anew where what is there is replaced', async () => {
    assert.deepEqual(await pathsFor({ Dockerfile: OUTSIDE, '.dockerignore': '*\n!bin\n' }, true), [
      'Dockerfile.shop',
      '.dockerignore',
    ]);
  });
});
