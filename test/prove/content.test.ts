import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentJudge } from '../../src/prove/content.ts';
import { imageParts } from '../../src/prove/image-places.ts';
import { imageSize, judgeSize } from '../../src/prove/size.ts';
import { say } from '../../src/words/message.ts';

describe('what a Dockerfile puts into its image', () => {
  const table: Readonly<Record<string, readonly [final: string, program: string, copied?: readonly string[]]>> = {
    'by absolute paths': ['COPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]', '/shop'],
    'into the working folder': ['WORKDIR /app\nCOPY --from=build /src/shop .\nENTRYPOINT ["./shop"]', '/app/shop'],
    'into the root where no folder is set': ['COPY --from=build /src/main .\nCMD ["./main"]', '/main'],
    'found where programs are looked for': [
      'COPY --from=build /out/shop /usr/local/bin/shop\nENTRYPOINT ["shop"]',
      '/usr/local/bin/shop',
    ],
    'behind one that passes signals on': [
      'COPY --from=build /out/shop /shop\nENTRYPOINT ["/sbin/tini", "--", "/shop"]',
      '/shop',
    ],
    'started by a shell': ['WORKDIR /app\nCOPY --from=build /out/shop ./\nCMD ./shop', '/app/shop'],
    'with folders beside it': [
      'WORKDIR /app\nCOPY --from=build /out/shop .\nCOPY web/ ./web/\nCOPY a.json b.json conf/\nCMD ["./shop"]',
      '/app/shop',
      ['/app/web', '/app/conf/a.json', '/app/conf/b.json'],
    ],
  };
  for (const [name, [final, program, copied = []]] of Object.entries(table)) {
    test(name, () => {
      const parts = imageParts({ path: 'Dockerfile', text: `FROM golang AS build\nFROM alpine\n${final}\n` });
      assert.equal(parts.program, program);
      for (const path of copied) assert.ok(parts.copied.includes(path), path);
    });
  }
  test('counts nothing twice', () => {
    const judge = contentJudge();
    for (const path of ['app/shop', 'app/web/index.html']) judge.see({ path, size: 100 });
    const parts = { ownInstructions: 1, program: '/app/shop', copied: ['/app', '/app/web'], installs: [] };
    const { program, copied } = imageSize({ ...parts, layers: [{ createdBy: 'COPY', bytes: 200 }] }, judge);
    assert.deepEqual([program, copied], [100, 100]);
    const withLinks = { ...parts, copied: ['/app', '/'] };
    assert.equal(imageSize({ ...withLinks, layers: [{ createdBy: 'COPY', bytes: 200 }] }, judge).copied, 100);
  });
});

describe('the content of an image', () => {
  const contents: readonly (readonly [paths: readonly string[], verdict: string])[] = [
    [['app', 'etc/passwd', 'usr/share/zoneinfo/UTC'], 'passed: 3 files, no source, no tools, no secrets'],
    [['app/go', 'bin/gofmt.txt', 'data/lego', 'x.golden'], 'passed: 4 files, no source, no tools, no secrets'],
    [['usr/local/go/bin/go', 'src/main.go'], 'failed: The image holds a Go toolchain: `/usr/local/go/bin/go`'],
    [['usr/lib/go-1.26/bin/go'], 'failed: The image holds a Go toolchain: `/usr/lib/go-1.26/bin/go`'],
    [['app', 'src/cmd/main.go', 'src/go.mod'], 'failed: The image holds source: `/src/cmd/main.go`'],
    [['go.sum'], 'failed: The image holds source: `/go.sum`'],
    [['app/.git/HEAD'], 'failed: The image holds source: `/app/.git/HEAD`'],
    [['usr/bin/gcc'], 'failed: The image holds tools of the build: `/usr/bin/gcc`'],
    [['app/.env'], 'failed: The image holds what looks like a secret: `/app/.env`'],
    [['app/.env.example'], 'passed: 1 files, no source, no tools, no secrets'],
    [
      ['home/nonroot/.ssh/id_ed25519'],
      'failed: The image holds what looks like a secret: `/home/nonroot/.ssh/id_ed25519`',
    ],
    [['app/certs/server.key'], 'failed: The image holds what looks like a secret: `/app/certs/server.key`'],
    [
      ['etc/ssl/certs/ca-certificates.crt', 'etc/ssl/private/x.key'],
      'passed: 2 files, no source, no tools, no secrets',
    ],
    [[], 'passed: 0 files, no source, no tools, no secrets'],
  ];
  for (const [paths, verdict] of contents) {
    test(paths.join(', ') || 'nothing', () => {
      const judge = contentJudge();
      for (const path of paths) judge.see({ path, size: 1 });
      const { state, detail } = judge.verdict();
      assert.equal(`${state}: ${say(detail)}`, verdict);
    });
  }
});

test('Go may be in the image of a program that starts it, source of its own may not', () => {
  const judge = contentJudge(true);
  for (const path of ['usr/bin/go', 'usr/bin/gcc', 'usr/lib/go/src/fmt/print.go']) judge.see({ path, size: 1 });
  assert.equal(judge.verdict().state, 'passed');
  judge.see({ path: 'app/main.go', size: 1 });
  assert.equal(say(judge.verdict().detail), 'The image holds source: `/app/main.go`');
});

describe('the size of an image', () => {
  const content = contentJudge();
  content.see({ path: 'usr/local/bin/shop', size: 10_000_000 });
  content.see({ path: 'app/web/index.html', size: 400_000 });
  content.see({ path: 'app/web/a/b.js', size: 100_000 });
  const accounting = (last: number, installs: readonly number[] = []) =>
    imageSize(
      {
        layers: [
          { createdBy: 'base', bytes: 1_500_000 },
          { createdBy: 'COPY web', bytes: 500_000 },
          { createdBy: 'COPY shop', bytes: last },
          { createdBy: 'USER', bytes: 0 },
        ],
        ownInstructions: 3,
        program: '/usr/local/bin/shop',
        copied: ['/app/web'],
        installs,
      },
      content,
    );

  test('is told apart: the base, the program, its files', () => {
    const size = accounting(10_002_000);
    assert.deepEqual(size, { base: 1_500_000, above: 10_502_000, program: 10_000_000, copied: 500_000, packages: 0 });
    assert.equal(say(judgeSize(size).detail), 'Program 10.0 MB, its files 500 kB, base 1.5 MB');
  });
  test('of packages that the Dockerfile installs is accounted for', () => {
    const text =
      'FROM golang:1.26 AS build\nRUN apt-get install -y gcc\nFROM debian:13-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends libusb-1.0-0\nCOPY --from=build /shop /usr/local/bin/shop\nENTRYPOINT ["/usr/local/bin/shop"]\n';
    assert.deepEqual(imageParts({ path: 'Dockerfile', text }).installs, [0]);
    const size = accounting(10_002_000, [0]);
    assert.equal(size.packages, 500_000);
    assert.equal(
      say(judgeSize({ ...size, copied: 0 }).detail),
      'Program 10.0 MB, its files 0 B, packages 500 kB, base 1.5 MB',
    );
  });
  test('that nothing accounts for is a failure', () => {
    const { state, detail } = judgeSize(accounting(10_200_000));
    assert.equal(state, 'failed');
    assert.match(say(detail), /^200 kB above the base are neither the program \(10\.0 MB\)/);
  });
});
