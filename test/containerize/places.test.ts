import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { place, source } from './facts.ts';
import { dockerfile } from './written-dockerfile.ts';

describe('where a program lies in its image', () => {
  it('puts the program among its files where it looks for them beside itself', async () => {
    const runtimeFiles = [{ ...place, path: 'conf/app.ini', beside: true, certainty: 'default' }] as const;
    const text = await dockerfile({ program: { runtimeFiles }, files: { ...source, 'conf/app.ini': '' } });
    assert.match(text, /^COPY --from=build \/out\/shop \/app\/shop$/m);
    assert.match(text, /^ENTRYPOINT \["\/app\/shop"\]$/m);
  });

  it('and where it puts them beside itself, unless a volume would hide it there', async () => {
    const writes = (path: string, folder = path) =>
      [{ ...place, path, folder, beside: true, certainty: 'default' }] as const;
    assert.match(await dockerfile({ program: { writes: writes('data') } }), /^WORKDIR \/app\n.*\/app\/shop$/m);
    assert.match(await dockerfile({ program: { writes: writes('app.db', '.') } }), /\/usr\/local\/bin\/shop$/m);
  });
});

describe('a go.work with which the go command refuses to build', () => {
  const uses: Readonly<Record<string, string>> = {
    'one that names a folder without a module': 'use (\n\t.\n\t./gone\n)',
    'one without this module': 'use ./tools',
  };
  for (const [what, use] of Object.entries(uses)) {
    it(`is off: ${what}`, async () => {
      const files = { ...source, 'tools/go.mod': '', 'go.work': `go 1.26\n${use}\n`, 'go.work.sum': '' };
      const text = await dockerfile({ files });
      assert.match(text, /^WORKDIR \/src\n# go\.work names .*\nENV GOWORK=off\n/m);
      assert.match(text, /^COPY go\.mod go\.sum \.\/$/m);
    });
  }
});
