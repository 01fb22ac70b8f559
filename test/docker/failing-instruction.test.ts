import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { locateError, locateStep, readInstructions } from '../../src/docker/failing-instruction.ts';

const TWO_STAGES = [
  '# syntax=docker/dockerfile:1', // 1
  'ARG GO=1.26', // 2
  'FROM golang:${GO} AS Builder', // 3
  'ENV CGO_ENABLED=0', // 4
  'WORKDIR /src', // 5
  'COPY go.mod \\', // 6
  '  # the sums, too', // 7
  '', // 8
  '  go.sum ./', // 9
  'RUN --mount=type=cache,target=/go/pkg/mod go mod download', // 10
  'copy . .', // 11
  'RUN <<EOF', // 12
  'go vet ./...', // 13
  'COPY nothing', // 14
  'EOF', // 15
  'FROM gcr.io/distroless/static-debian13:nonroot', // 16
  'COPY --from=builder /app /app', // 17
  'USER 65532:65532', // 18
  'ENTRYPOINT ["/app"]', // 19
].join('\n');

const steps: readonly (readonly [name: string, lines: readonly [number, number] | undefined])[] = [
  ['[builder 1/6] FROM docker.io/library/golang:1.26', [3, 3]],
  ['[builder 2/6] WORKDIR /src', [5, 5]],
  ['[builder 3/6] COPY go.mod   go.sum ./', [6, 9]],
  ['[builder 4/6] RUN --mount=type=cache,target=/go/pkg/mod go mod download', [10, 10]],
  ['[builder 5/6] COPY . .', [11, 11]],
  ['[builder 6/6] RUN <<EOF (go vet ./...)', [12, 15]],
  ['[linux/arm64 builder 6/6] RUN <<EOF (go vet ./...)', [12, 15]],
  ['[stage-1 1/2] FROM gcr.io/distroless/static-debian13:nonroot', [16, 16]],
  ['[stage-1 2/2] COPY --from=builder /app /app', [17, 17]],
  ['[internal] load metadata for gcr.io/distroless/static-debian13:nonroot', [16, 16]],
  ['[internal] load metadata for docker.io/library/alpine:3.22', undefined],
  ['[internal] load build definition from Dockerfile', undefined],
  ['[builder 9/9] RUN no such command', undefined],
  ['exporting to image', undefined],
  ['', undefined],
];

describe('the instruction of a build step', () => {
  for (const [name, lines] of steps) {
    test(name === '' ? 'no name' : name, () => {
      const found = locateStep(TWO_STAGES, name);
      assert.deepEqual(found && [found.first, found.last], lines);
    });
  }

  test('the number decides where variables made the text another one', () => {
    assert.equal(locateStep('FROM a\nARG X\nRUN echo $X', '[2/2] RUN echo value')?.first, 3);
  });

  test('the text decides where the number is that of another one with the same keyword', () => {
    const text = 'FROM scratch\nWORKDIR /\nCOPY --from=a /a .\nCOPY LICENSE .\n';
    assert.equal(locateStep(text, '[2/3] COPY LICENSE .')?.first, 4);
  });

  test('the text decides where the numbers disagree, as with ONBUILD', () => {
    assert.equal(locateStep('FROM a\nRUN one\nRUN two', '[4/4] RUN two')?.first, 3);
  });

  test('two instructions of the same text and other numbers: nothing is said', () => {
    assert.equal(locateStep('FROM a\nRUN one\nRUN one', '[4/4] RUN one'), undefined);
  });

  test('a stage on top of another stage, or of scratch, does not number its FROM', () => {
    const text = 'FROM golang AS base\nRUN a\nFROM base AS test\nRUN b\nFROM scratch\nCOPY --from=base /a /a';
    assert.equal(locateStep(text, '[test 1/1] RUN b')?.first, 4);
    assert.equal(locateStep(text, '[stage-2 1/1] COPY --from=base /a /a')?.first, 6);
  });

  test('FROM with a platform', () => {
    const text = 'FROM --platform=$BUILDPLATFORM golang:1.26\nRUN x';
    assert.equal(locateStep(text, '[internal] load metadata for docker.io/library/golang:1.26')?.first, 1);
  });
});

describe('the instruction of an error with a line', () => {
  const errors: readonly (readonly [message: string, first: number | undefined])[] = [
    ['dockerfile parse error line 9: unknown flag: mont', 6],
    ['dockerfile parse error on line 14: x', 12],
    ['Dockerfile:16\n-----', 16],
    ['dockerfile parse error line 99: x', undefined],
    ['something else', undefined],
  ];
  for (const [message, first] of errors) {
    test(message.split('\n')[0] ?? '', () => {
      assert.equal(locateError(TWO_STAGES, message)?.first, first);
    });
  }
});

describe('instructions and their lines', () => {
  test('the escape directive, CRLF and a continuation at the end', () => {
    const found = readInstructions('# escape=`\r\nFROM a\r\nRUN x `\r\n  y\r\nCMD z `');
    assert.deepEqual(found, [
      { keyword: 'FROM', text: 'FROM a', first: 2, last: 2 },
      { keyword: 'RUN', text: 'RUN x   y', first: 3, last: 4 },
      { keyword: 'CMD', text: 'CMD z', first: 5, last: 5 },
    ]);
  });

  test('two here-documents, one with tabs taken off', () => {
    const found = readInstructions('COPY <<-A <<"B" /x/\na\n\tA\nb\nB\nUSER 1');
    assert.deepEqual(
      found.map(({ first, last }) => [first, last]),
      [
        [1, 5],
        [6, 6],
      ],
    );
  });

  test('a here-document without an end is one line', () => {
    assert.deepEqual(
      readInstructions('RUN <<EOF\nFROM x').map(({ last }) => last),
      [1, 2],
    );
  });

  test('any text is read', () => {
    for (const text of ['', '\\', '\\\n\\\n', '#', '# escape=', '<<', '\u0000', ' \n\n ', 'RUN \\\n#\n']) {
      for (const { first, last } of readInstructions(text)) assert.ok(first >= 1 && last >= first);
    }
  });
});
