import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentJudge, judgeHealth, judgeStop, judgeUser } from '../../src/prove/judge.ts';
import type { Verdict } from '../../src/prove/types.ts';
import { say } from '../../src/words/message.ts';

const told = ({ state, detail }: Verdict): string => `${state}: ${say(detail)}`;

describe('the user', () => {
  const users: Readonly<Record<string, string>> = {
    '65532': 'passed: It runs as user 65532',
    '65532:65532': 'passed: It runs as user 65532',
    '1:0': 'passed: It runs as user 1',
    '': 'failed: The image names no user, so it runs as root',
    ':1': 'failed: The image names no user, so it runs as root',
    '0': 'failed: The image runs as root',
    '000:5': 'failed: The image runs as root',
    root: 'failed: The image runs as root',
    'nonroot:nonroot': 'failed: The user `nonroot` is a name: Kubernetes cannot tell that it is not root',
  };
  for (const [user, verdict] of Object.entries(users)) {
    test(user || 'none', () => {
      assert.equal(told(judgeUser(user)), verdict);
    });
  }
});

describe('the content', () => {
  const contents: readonly (readonly [paths: readonly string[], verdict: string])[] = [
    [['app', 'etc/passwd', 'usr/share/zoneinfo/UTC'], 'passed: 3 files, no toolchain, no source'],
    [['app/go', 'bin/gofmt.txt', 'data/lego', 'x.golden'], 'passed: 4 files, no toolchain, no source'],
    [['usr/local/go/bin/go', 'src/main.go'], 'failed: The image holds a Go toolchain: `/usr/local/go/bin/go`'],
    [['usr/lib/go-1.26/bin/go'], 'failed: The image holds a Go toolchain: `/usr/lib/go-1.26/bin/go`'],
    [['usr/bin/go'], 'failed: The image holds a Go toolchain: `/usr/bin/go`'],
    [['app', 'src/cmd/main.go', 'src/go.mod'], 'failed: The image holds source: `/src/cmd/main.go`'],
    [['go.sum'], 'failed: The image holds source: `/go.sum`'],
    [[], 'passed: 0 files, no toolchain, no source'],
  ];
  for (const [paths, verdict] of contents) {
    test(paths.join(', ') || 'nothing', () => {
      const judge = contentJudge();
      paths.forEach(judge.see);
      assert.equal(told(judge.verdict()), verdict);
    });
  }
});

describe('the end', () => {
  const ends: readonly (readonly [exitCode: number, seconds: number, verdict: string])[] = [
    [0, 0.123, 'passed: It ended by itself after 0.1 s'],
    [137, 10.2, 'failed: SIGTERM did not end it within 10 s, so it was killed'],
    [143, 0.1, 'failed: SIGTERM ended it without a graceful shutdown (exit code 143)'],
    [2, 0.1, 'failed: SIGTERM ended it without a graceful shutdown (exit code 2)'],
    [1, 0.1, 'failed: It ended with exit code 1 after SIGTERM'],
  ];
  for (const [exitCode, seconds, verdict] of ends) {
    test(`exit code ${exitCode}`, () => {
      assert.equal(told(judgeStop({ exitCode, seconds }, 10)), verdict);
    });
  }
});

describe('the health route', () => {
  for (const [status, verdict] of [
    [200, 'passed: `/healthz` answered 200'],
    [204, 'passed: `/healthz` answered 204'],
    [301, 'failed: `/healthz` answered 301'],
    [404, 'failed: `/healthz` answered 404'],
    [503, 'failed: `/healthz` answered 503'],
    [undefined, 'failed: `/healthz` gave no HTTP answer'],
  ] as const) {
    test(String(status), () => {
      assert.equal(told(judgeHealth('/healthz', status)), verdict);
    });
  }
});
