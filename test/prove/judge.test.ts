import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isWell, judgeHealth, judgeStop, judgeUser, judgeUserOfCommand } from '../../src/prove/judge.ts';
import type { ProvedProbe, Verdict } from '../../src/prove/types.ts';
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

test('the user of a command that nothing deploys', () => {
  const skipped = 'skipped: It runs as root where nobody says otherwise, and nothing deploys it';
  assert.deepEqual(
    ['', '0', 'root:root', 'nonroot', '65532'].map((user) => told(judgeUserOfCommand(user))),
    [skipped, skipped, skipped, 'passed: It runs as user nonroot', 'passed: It runs as user 65532'],
  );
});

describe('the end', () => {
  const ends: readonly (readonly [exitCode: number, seconds: number, verdict: string])[] = [
    [0, 0.123, 'passed: It ended by itself after 0.1 s'],
    [137, 10.2, 'failed: SIGTERM did not end it within 10 s, so it was killed'],
    [143, 0.1, 'passed: It ended after 0.1 s, without a graceful shutdown (exit code 143)'],
    [2, 0.1, 'passed: It ended after 0.1 s, without a graceful shutdown (exit code 2)'],
    [1, 0.1, 'passed: It ended after 0.1 s, with exit code 1'],
  ];
  for (const [exitCode, seconds, verdict] of ends) {
    test(`exit code ${exitCode}`, () => {
      assert.equal(told(judgeStop({ exitCode, seconds }, 10)), verdict);
    });
  }
  test('a program that is killed is looked for where it asks for signals', () => {
    const place = { file: 'main.go', line: 7 };
    assert.deepEqual(judgeStop({ exitCode: 137, seconds: 10 }, 10, place).place, place);
  });
});

describe('the health route', () => {
  const probe: ProvedProbe = { kind: 'http', path: '/healthz', port: 8080, place: { file: 'main.go', line: 3 } };
  for (const [status, verdict] of [
    [200, 'passed: `/healthz` answered 200'],
    [204, 'passed: `/healthz` answered 204'],
    [301, 'passed: `/healthz` answered 301'],
    [404, 'failed: `/healthz` answered 404'],
    [502, 'needs: `/healthz` answered 502: a server that the program asks does not answer'],
    [503, 'failed: `/healthz` answered 503'],
    [undefined, 'failed: `/healthz` gave no HTTP answer'],
  ] as const) {
    test(String(status), () => {
      assert.equal(told(judgeHealth(probe, status)), verdict);
      assert.equal(judgeHealth(probe, status).place === undefined, isWell(status));
    });
  }
  test('of gRPC says whether it serves', () => {
    const grpc: ProvedProbe = { kind: 'grpc', path: '', port: 9090 };
    assert.equal(told(judgeHealth(grpc, 200)), 'passed: gRPC health says SERVING');
    assert.equal(told(judgeHealth(grpc, 503)), 'failed: gRPC health does not say SERVING');
  });
});
