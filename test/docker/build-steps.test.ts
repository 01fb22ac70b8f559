import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BuildStatus, decodeStatus, type Vertex } from '../../src/docker/build-status.ts';
import { trackSteps } from '../../src/docker/build-steps.ts';

const vertex = (digest: string, changes: Partial<Vertex> = {}): Vertex => ({
  digest,
  name: `[1/2] RUN ${digest}`,
  cached: false,
  error: '',
  ...changes,
});
const status = (changes: Partial<BuildStatus>): BuildStatus => ({ vertexes: [], logs: [], warnings: [], ...changes });
const log = (digest: string, text: string): BuildStatus =>
  status({ logs: [{ vertex: digest, text: Buffer.from(text) }] });

describe('steps of a build', () => {
  test('a step starts once and ends once, with its seconds, however often it is repeated', () => {
    const steps = trackSteps();
    const events = [
      status({ vertexes: [vertex('a')] }),
      status({ vertexes: [vertex('a', { started: 1000 })] }),
      status({ vertexes: [vertex('a', { started: 1000 })] }),
      status({ vertexes: [vertex('a', { started: 1000, completed: 3500 })] }),
      status({ vertexes: [vertex('a', { started: 1000, completed: 3500 })] }),
    ].flatMap(steps.read);
    assert.deepEqual(events, [
      { kind: 'step', id: 'a', name: '[1/2] RUN a', state: 'started' },
      { kind: 'step', id: 'a', name: '[1/2] RUN a', state: 'done', seconds: 2.5 },
    ]);
    assert.equal(steps.failed(), undefined);
  });

  test('a cached step is cached and nothing else', () => {
    const { read } = trackSteps();
    const events = read(status({ vertexes: [vertex('a', { cached: true, started: 1, completed: 1 })] }));
    assert.deepEqual(events, [{ kind: 'step', id: 'a', name: '[1/2] RUN a', state: 'cached' }]);
  });

  test('a step that comes and goes in one message does both', () => {
    const { read } = trackSteps();
    const events = read(status({ vertexes: [vertex('a', { started: 0, completed: 500 })] }));
    assert.deepEqual(
      events.map((event) => event.kind === 'step' && event.state),
      ['started', 'done'],
    );
  });

  test('output is told line by line, per step, what was drawn over left out', () => {
    const { read } = trackSteps();
    const texts = [log('a', 'one\ntw'), log('b', 'other\n'), log('a', 'o\r\n10%\r100%\n'), log('a', 'é'.slice(0, 1))]
      .flatMap(read)
      .map((event) => event.kind === 'log' && `${event.id}:${event.text}`);
    assert.deepEqual(texts, ['a:one', 'b:other', 'a:two', 'a:100%']);
  });

  test('a character cut in two by the engine stays one', () => {
    const { read } = trackSteps();
    const bytes = Buffer.from('é\n');
    const half = (from: number, to: number): BuildStatus =>
      status({ logs: [{ vertex: 'a', text: bytes.subarray(from, to) }] });
    assert.deepEqual([half(0, 1), half(1, 3)].flatMap(read), [{ kind: 'log', id: 'a', text: 'é' }]);
  });

  test('the end of the output comes before the end of the step', () => {
    const { read } = trackSteps();
    const events = [
      status({ vertexes: [vertex('a', { started: 1 })] }),
      log('a', 'no newline'),
      status({ vertexes: [vertex('a', { started: 1, completed: 2 })] }),
    ].flatMap(read);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['step', 'log', 'step'],
    );
  });

  test('what a build that broke off had not finished is told at the end', () => {
    const { read, rest } = trackSteps();
    read(log('a', 'last words'));
    assert.deepEqual(rest(), [{ kind: 'log', id: 'a', text: 'last words' }]);
    assert.deepEqual(rest(), []);
  });

  test('the failed step is the one that failed by itself, with its last lines', () => {
    const { read, failed } = trackSteps();
    read(log('b', Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('')));
    const events = read(
      status({
        vertexes: [
          vertex('a', { started: 1, completed: 2, error: 'context canceled' }),
          vertex('b', { started: 1, completed: 2, error: 'exit code: 1' }),
        ],
      }),
    );
    assert.equal(events.filter((event) => event.kind === 'step' && event.state === 'failed').length, 2);
    assert.equal(failed()?.name, '[1/2] RUN b');
    assert.equal(failed()?.output.split('\n').length, 40);
    assert.ok(failed()?.output.endsWith('line 99'));
  });

  test('warnings keep their line', () => {
    const { read } = trackSteps();
    const events = read(status({ warnings: [{ text: 'old', line: 3 }, { text: 'new' }] }));
    assert.deepEqual(events, [
      { kind: 'warning', text: 'old', line: 3 },
      { kind: 'warning', text: 'new' },
    ]);
  });
});

describe('a progress message of the engine', () => {
  // Written by hand after the definition of StatusResponse: a step that ends, a line of output, a warning, an unknown field.
  const recorded = Buffer.concat([
    field(1, [
      field(1, 'sha256:aa'),
      field(3, '[2/2] RUN x'),
      [0x20, 1],
      time(5, 1700000000, 250000000),
      time(6, 1700000002, 0),
    ]),
    field(3, [field(1, 'sha256:aa'), [0x18, 1], field(4, 'hello\n')]),
    field(4, [field(1, 'sha256:aa'), field(3, 'casing'), field(7, [field(1, [[0x08, 7, 0x10, 2]].flat())])]),
    Buffer.from([0xf8, 0x07, 1]),
  ]);

  test('is read field by field, unknown fields are passed over', () => {
    const read = decodeStatus(recorded.toString('base64'));
    assert.deepEqual(read.vertexes, [
      {
        digest: 'sha256:aa',
        name: '[2/2] RUN x',
        cached: true,
        error: '',
        started: 1700000000250,
        completed: 1700000002000,
      },
    ]);
    assert.equal(Buffer.from(read.logs[0]?.text ?? []).toString(), 'hello\n');
    assert.deepEqual(read.warnings, [{ text: 'casing', line: 7 }]);
  });

  test('that is cut off or no message at all is read as far as it goes', () => {
    for (let length = 0; length < recorded.length; length++) {
      assert.ok(decodeStatus(recorded.subarray(0, length).toString('base64')).vertexes.length <= 1);
    }
    for (const text of ['', '!', '////', Buffer.alloc(64, 0xff).toString('base64')]) {
      assert.equal(decodeStatus(text).logs.length, 0);
    }
  });
});

function field(number: number, content: string | readonly (Buffer | readonly number[] | number)[]): Buffer {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.concat(content.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))));
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

function time(number: number, seconds: number, nanoseconds: number): Buffer {
  return field(number, [
    [0x08, ...varint(seconds)],
    [0x10, ...varint(nanoseconds)],
  ]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}
