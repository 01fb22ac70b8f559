import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jsonLines } from '../../src/docker/json-lines.ts';
import { logLines } from '../../src/docker/log-frames.ts';
import { collect, inPieces } from './collect.ts';

describe('JSON line by line', () => {
  const text = '{"a":"ü"}\r\n\n{"b":\n[1]\nproxy error\n"end"';
  for (const size of [1, 2, 7, 1000]) {
    test(`in pieces of ${size} bytes, what is no JSON left out`, async () => {
      assert.deepEqual(await collect(jsonLines(inPieces(Buffer.from(text), size))), [{ a: 'ü' }, [1], 'end']);
    });
  }
});

describe('the log of a container', () => {
  const frame = (stream: number, text: string): Buffer => {
    const content = Buffer.from(text);
    const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(content.length, 4);
    return Buffer.concat([header, content]);
  };
  const frames = Buffer.concat([
    frame(1, 'first\nsec'),
    frame(2, 'warning: ü\n'),
    frame(1, ''),
    frame(1, 'ond\r\n\nlast'),
  ]);
  for (const size of [1, 3, 9, 1000]) {
    test(`in pieces of ${size} bytes`, async () => {
      assert.deepEqual(await collect(logLines(inPieces(frames, size))), [
        { stream: 'stdout', text: 'first' },
        { stream: 'stderr', text: 'warning: ü' },
        { stream: 'stdout', text: 'second' },
        { stream: 'stdout', text: '' },
        { stream: 'stdout', text: 'last' },
      ]);
    });
  }
});
