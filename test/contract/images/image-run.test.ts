import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageRun } from '../../../src/contract/images/image-run.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

describe('what an image runs', () => {
  const table: readonly [lines: string, binary: string | null, hasArguments: boolean][] = [
    ['ENTRYPOINT ["/usr/local/bin/shop"]', '/usr/local/bin/shop', false],
    ['ENTRYPOINT ["/shop", "--addr=:80"]', '/shop', true],
    ['ENTRYPOINT ["/shop"]\nCMD ["serve"]', '/shop', true],
    ['CMD ["/shop"]', '/shop', false],
    ['CMD /shop', '/shop', false],
    ['CMD exec /shop', '/shop', false],
    ['CMD exec /shop -v', '/shop', true],
    ['CMD migrate && /shop', null, true],
    ['ENTRYPOINT ["$BIN"]', null, false],
    ['ENTRYPOINT ["/sbin/tini", "-g", "--", "/shop"]', '/shop', false],
    ['ENTRYPOINT ["dumb-init", "/shop", "-v"]', '/shop', true],
    ['ENTRYPOINT ["tini", "-e", "143", "/shop"]', 'tini', true],
    ['ENTRYPOINT ["gosu", "app", "/shop", "-v"]', '/shop', true],
    ['ENTRYPOINT ["tini", "--", "su-exec", "65532:65532", "/shop"]', '/shop', false],
    ['ENTRYPOINT ["/sbin/tini", "--"]\nCMD ["/shop", "-v"]', '/shop', true],
    ['RUN true', null, false],
  ];
  for (const [lines, binary, hasArguments] of table) {
    it(lines.replace('\n', ' ⏎ '), () => {
      const run = imageRun(parseDockerfile(`FROM alpine\n${lines}\n`));
      assert.deepEqual([run?.binary?.value ?? null, run?.hasArguments], [binary, hasArguments]);
    });
  }

  it('inherits from earlier stages and ignores the others', () => {
    const text =
      'FROM a AS base\nENV PORT=1 MODE=x\nEXPOSE 80\nFROM b AS other\nENV PORT=9\nEXPOSE 99\nFROM base\nENV PORT=2\nEXPOSE 53/udp $P 8080\n';
    const run = imageRun(parseDockerfile(text));
    assert.deepEqual(
      [...(run?.env ?? [])],
      [
        ['PORT', '2'],
        ['MODE', 'x'],
      ],
    );
    assert.deepEqual(
      run?.exposes.map(({ port, protocol, start, end }) => [port, protocol, text.slice(start, end)]),
      [
        [80, 'tcp', '80'],
        [53, 'udp', '53/udp'],
        [8080, 'tcp', '8080'],
      ],
    );
  });

  it('a file without stages runs nothing', () => {
    assert.equal(imageRun(parseDockerfile('# nothing\n')), null);
  });
});
