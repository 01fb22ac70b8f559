import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finalStage } from '../../src/dockerfile/stages/final.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

describe('stages', () => {
  const text =
    'ARG V=1\nFROM golang:$V AS build\nRUN x\nFROM build AS test\nFROM scratch\nCOPY --from=build /a /a\nEXPOSE 80 9000/udp\nENTRYPOINT ["/a"]\nUSER 1:2\nLABEL a=b';
  const file = parseDockerfile(text);
  it('know their names, bases and images', () => {
    assert.deepEqual(
      file.stages.map(({ name, base }) => [name?.value, base]),
      [
        ['build', null],
        ['test', 0],
        [undefined, null],
      ],
    );
  });
  it('end in the image that is built', () => {
    const final = finalStage(file);
    assert.equal(final?.baseImage, 'scratch');
    assert.deepEqual(
      final.ports.map(({ port, protocol }) => `${port}/${protocol}`),
      ['80/tcp', '9000/udp'],
    );
    assert.deepEqual(
      final.entrypoint?.map(({ value }) => value),
      ['/a'],
    );
    assert.equal(final.user?.value, '1:2');
    assert.equal(final.labels.get('a'), 'b');
    assert.equal(finalStage(parseDockerfile('RUN x')), undefined);
    assert.equal(finalStage(parseDockerfile(text.split('\nFROM scratch')[0] ?? ''))?.baseImage, 'golang:1');
  });
});
