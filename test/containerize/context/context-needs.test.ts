import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, program, project } from '../facts.ts';

const BUILDS = 'FROM golang:1.26\nCOPY . .\nRUN go build -o /shop ./cmd/shop\n';
const ROOT = [
  ...['.git/HEAD', '.github/a.yml', 'LICENSE', 'Makefile', 'README.md', 'bin/shop', 'deploy/a.yaml', 'docs/a.md'],
  ...['cmd/shop/main.go', 'go.mod', 'go.sum', 'main.go', 'scripts/build.sh', 'test/data.json'],
];

/** What the .dockerignore leaves out of what is there. */
async function leftOut(dockerfiles: Readonly<Record<string, string>>, replace = false): Promise<string[]> {
  const files = filesOf({ ...Object.fromEntries(ROOT.map((path) => [path, ''])), ...dockerfiles });
  const { files: planned } = await plan(project({ programs: [program()] }), files, { replace });
  return (planned.find(({ path }) => path === '.dockerignore')?.text ?? '').trimEnd().split('\n');
}

describe('the .dockerignore leaves in what Dockerfiles that stay take from the context', () => {
  const table: readonly [what: string, dockerfile: string, kept: readonly string[], leftOut: readonly string[]][] = [
    ['nothing but Go', BUILDS, [], ['.git', 'LICENSE', 'Makefile', 'docs', 'scripts', 'test', '**/testdata']],
    ['a file that is copied', `${BUILDS}COPY LICENSE /\n`, ['LICENSE'], ['Makefile', 'docs']],
    ['a file of a folder', `${BUILDS}ADD ./docs/a.md /\n`, ['docs'], ['LICENSE']],
    ['a JSON form', `${BUILDS}COPY ["LICENSE", "README.md", "/"]\n`, ['LICENSE', 'README.md'], ['docs']],
    ['a wildcard', `${BUILDS}COPY *.md /\n`, ['README.md'], ['LICENSE']],
    ['a variable with a default', `${BUILDS}ARG FROM=docs\nCOPY $FROM /docs\n`, ['docs'], ['LICENSE']],
    ['what another stage has', `${BUILDS}FROM scratch\nCOPY --from=0 /src/docs /docs\n`, [], ['docs']],
    ['a bind mount', `FROM x\nRUN --mount=type=bind,source=scripts,target=/s /s/build.sh\n`, ['scripts'], ['docs']],
    ['a cache mount', `FROM x\nRUN --mount=type=cache,target=/docs go build .\n`, [], ['docs']],
    ['make, which may want anything', BUILDS.replace('go build', 'make'), ['Makefile', 'docs', '.git'], ['.github']],
    ['a script of the context', BUILDS.replace('go build', './scripts/build.sh'), ['scripts', 'docs'], ['.github']],
    [
      'make where nothing of the context is',
      'FROM x\nRUN make\nFROM y\nCOPY go.mod .\nRUN make\n',
      [],
      ['Makefile', 'docs'],
    ],
    ['a base that copies all', `FROM x AS a\nCOPY . .\nFROM a\nRUN make\n`, ['Makefile'], ['.github']],
    ['the tests', `${BUILDS}RUN go test ./...\n`, ['test', '**/testdata', '**/*_test.go'], ['docs']],
    ['a path that a command names', `${BUILDS}RUN cp docs/a.md /a.md\n`, ['docs'], ['LICENSE']],
    ['packages of the system', `${BUILDS}RUN apk add --no-cache make docs-x\n`, [], ['Makefile', 'docs']],
  ];
  for (const [what, dockerfile, kept, gone] of table) {
    it(what, async () => {
      const lines = await leftOut({ Dockerfile: dockerfile });
      assert.deepEqual(
        kept.filter((name) => lines.includes(name)),
        [],
      );
      assert.deepEqual(
        gone.filter((name) => !lines.includes(name)),
        [],
      );
    });
  }

  it('also for one in a folder, unless that folder is a context of its own', async () => {
    const takes = `${BUILDS}COPY LICENSE docs /\n`;
    assert.ok(!(await leftOut({ 'build/Dockerfile': takes })).includes('LICENSE'));
    assert.ok((await leftOut({ 'web/Dockerfile': takes, 'web/package.json': '{}' })).includes('LICENSE'));
  });

  it('not for one that is replaced', async () => {
    const texts = { Dockerfile: BUILDS.replace('go build', 'make'), 'Dockerfile.windows': 'FROM x\nCOPY LICENSE /\n' };
    const lines = await leftOut(texts, true);
    assert.ok(lines.includes('Makefile'));
    assert.ok(!lines.includes('LICENSE'));
  });

  it('is the same once the Dockerfile is written', async () => {
    const files = filesOf({ ...Object.fromEntries(ROOT.map((path) => [path, ''])) });
    const first = await plan(project({ programs: [program()] }), files, {});
    const dockerfile = first.files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
    assert.deepEqual(await leftOut({ Dockerfile: dockerfile }), await leftOut({}));
  });
});
