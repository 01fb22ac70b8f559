import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytesOf, decodeFields, encodeFields, integer, messages, text } from '../../src/docker/protobuf.ts';

describe('a message', () => {
  test('is read as it was written', () => {
    const inner = encodeFields([[1, 'inner']]);
    const nanoseconds = 1_795_000_000_123_456_789n;
    const fields = decodeFields(
      encodeFields([
        [1, 'grüße'],
        [2, 2 ** 31 + 0o755],
        [3, nanoseconds],
        [16, Uint8Array.of(0, 255)],
        [5, inner],
        [5, inner],
      ]),
    );
    assert.equal(text(fields, 1), 'grüße');
    assert.equal(integer(fields, 2), 2 ** 31 + 0o755);
    assert.equal(fields.get(3)?.[0], nanoseconds);
    assert.deepEqual(Buffer.from(bytesOf(fields, 16) ?? []), Buffer.from([0, 255]));
    assert.deepEqual(
      messages(fields, 5).map((message) => text(message, 1)),
      ['inner', 'inner'],
    );
  });

  // Examples of https://protobuf.dev/programming-guides/encoding/
  test('has the bytes of the specification', () => {
    assert.equal(encodeFields([[1, 150]]).toString('hex'), '089601');
    assert.equal(encodeFields([[2, 'testing']]).toString('hex'), '120774657374696e67');
    assert.equal(encodeFields([[3, encodeFields([[1, 150]])]]).toString('hex'), '1a03089601');
  });

  test('leaves absence out', () => {
    assert.equal(
      encodeFields([
        [1, 0],
        [2, ''],
        [3, 0n],
      ]).length,
      0,
    );
    const nothing = decodeFields(new Uint8Array());
    assert.deepEqual(
      [text(nothing, 1), integer(nothing, 1), bytesOf(nothing, 1), messages(nothing, 1)],
      ['', 0, undefined, []],
    );
  });

  test('of another version, cut off or no message at all is read as far as it goes', () => {
    const whole = Buffer.concat([
      Buffer.from([0x09, 1, 2, 3, 4, 5, 6, 7, 8]), // fixed64
      Buffer.from([0x15, 1, 2, 3, 4]), // fixed32
      encodeFields([[3, 'end']]),
    ]);
    assert.equal(text(decodeFields(whole), 3), 'end');
    for (let length = 0; length < whole.length; length++) {
      assert.equal(text(decodeFields(whole.subarray(0, length)), 3), '');
    }
    assert.equal(decodeFields(Buffer.alloc(100, 0xff)).size, 0);
    assert.equal(integer(decodeFields(Buffer.from('08ffffffffffffffffff01', 'hex')), 1), -1);
  });
});
