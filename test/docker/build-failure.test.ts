import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildFailed } from '../../src/docker/build-failure.ts';
import { maskSecrets } from '../../src/docker/masking.ts';
import type { BuildFailure } from '../../src/docker/types.ts';

const dockerfile = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build \\\n  ./cmd/api\n';
const same = (text: string): string => text;

describe('a failed build', () => {
  test('names the instruction, its lines, the exit code and the last output', () => {
    const step = {
      name: '[4/4] RUN go build   ./cmd/api',
      error: 'executor failed running [/bin/sh -c go build   ./cmd/api]: exit code: 1',
      output: '# example.com/shop/cmd/api\ncmd/api/main.go:3:1: syntax error',
    };
    const problem = buildFailed(step.error, step, 'Dockerfile', dockerfile, same);
    assert.equal(
      problem.message,
      'The build failed at `RUN go build ./cmd/api` (Dockerfile, line 4). The command ended with exit code 1. ' +
        'Its last output: cmd/api/main.go:3:1: syntax error.',
    );
    assert.deepEqual(problem.details.cause, {
      lines: { first: 4, last: 5 },
      instruction: 'RUN go build   ./cmd/api',
      exitCode: 1,
      output: step.output,
    } satisfies BuildFailure);
  });

  test('that could not be parsed points to the line', () => {
    const message =
      'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 3: unknown flag: x';
    const problem = buildFailed(message, undefined, 'build/Dockerfile', dockerfile, same);
    assert.equal(
      problem.message,
      'The build failed at `COPY . .` (build/Dockerfile, line 3). dockerfile parse error line 3: unknown flag: x.',
    );
    assert.deepEqual((problem.details.cause as BuildFailure).lines, { first: 3, last: 3 });
  });

  test('without a place in the Dockerfile says what the engine said', () => {
    const problem = buildFailed('no space left on device', undefined, 'Dockerfile', dockerfile, same);
    assert.equal(problem.message, 'The build failed. no space left on device.');
    assert.deepEqual(problem.details.cause, { output: '' });
  });

  test('holds no secret', () => {
    const secret = 'canary-7f3a';
    const step = {
      name: `[4/4] RUN curl -H ${secret}`,
      error: `process "curl -H ${secret}" did not complete successfully: exit code: 22`,
      output: `token ${secret} refused by https://me:${secret}x@proxy.example.com/`,
    };
    const problem = buildFailed(step.error, step, 'Dockerfile', 'FROM a', maskSecrets({ API_TOKEN: secret }));
    assert.equal((problem.details.cause as BuildFailure).exitCode, 22);
    assert.doesNotMatch(JSON.stringify(problem.details) + problem.message, /canary/);
  });
});

describe('masking', () => {
  const cases: readonly (readonly [values: Record<string, string>, text: string, masked: string])[] = [
    [{ NPM_TOKEN: 'abcdef' }, 'use abcdef twice: abcdef', 'use *** twice: ***'],
    [{ VERSION: '1.2.3' }, 'go 1.2.3', 'go 1.2.3'],
    [{ DB_PASSWORD: 'pw', API_KEY: 'k-123' }, 'pw k-123', 'pw ***'],
    [{ A_SECRET: 'ab-cd', B_SECRET: 'ab-cd-ef' }, 'ab-cd-ef', '***'],
    [{ PRIVATE_KEY: 'first line\nsecond line' }, 'in: second line', 'in: ***'],
    [{}, 'GET https://user:pass@proxy.example.com/x', 'GET https://***@proxy.example.com/x'],
    [{}, 'git@github.com:a/b and https://host:80/x@y', 'git@github.com:a/b and https://host:80/x@y'],
  ];
  for (const [values, text, masked] of cases) {
    test(`${Object.keys(values).join(', ') || 'addresses'}: ${text}`, () => {
      assert.equal(maskSecrets(values)(text), masked);
    });
  }

  test('says which modules are private', () => {
    assert.equal(maskSecrets({ GOPRIVATE: 'acme.dev/lib' })('acme.dev/lib: not found'), 'acme.dev/lib: not found');
  });
});
