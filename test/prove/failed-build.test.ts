import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedBuild } from '../../src/prove/failed-build.ts';
import { say } from '../../src/words/message.ts';

const PROGRAM = { moduleDir: 'services/shop', packageFiles: ['services/shop/main.go', 'pkg/money/money.go'] };
const INSTRUCTION = { file: 'Dockerfile', line: 16 };
/** What the proof says where nothing tells why. */
const SAID = 'The build failed at `RUN go build`';

const cases: readonly [output: string, detail: string, place: string][] = [
  [
    'go: github.com/go-chi/chi/v5@v5.2.1: Get "https://proxy.golang.org/github.com/go-chi/chi/v5/@v/v5.2.1.mod": dial tcp: lookup proxy.golang.org: no such host',
    'The module proxy `proxy.golang.org` cannot be reached from the build: `--build-arg GOPROXY=…` names another, `--network host` builds in the network of this machine',
    'Dockerfile:16',
  ],
  [
    'go: github.com/acme/lib@v1.0.0: reading https://proxy.golang.org/github.com/acme/lib/@v/v1.0.0.mod: 404 Not Found\n\tserver response: not found',
    'The module proxy `proxy.golang.org` does not serve `github.com/acme/lib@v1.0.0`: a private module needs `--build-arg GOPRIVATE=…` and a login',
    'services/shop/go.mod:1',
  ],
  [
    "go: github.com/acme/lib@v1.0.0: git ls-remote -q origin: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled",
    'The build has no login for `https://github.com`, where a private module lies: `--secret netrc=…` gives it one',
    'Dockerfile:16',
  ],
  [
    "git ls-remote: exit status 128:\n\tfatal: unable to access 'https://git.acme.dev/lib/': Could not resolve host: git.acme.dev",
    '`https://git.acme.dev/lib/` cannot be reached from the build',
    'Dockerfile:16',
  ],
  [
    'go: go.mod requires go >= 1.27 (running go 1.26.8; GOTOOLCHAIN=local)',
    'go.mod asks for Go 1.27, and the image that builds has 1.26.8',
    'Dockerfile:16',
  ],
  [
    'go: errors parsing go.mod:\ngo.mod:7: unknown directive: >>>>>>>',
    'go.mod cannot be read: unknown directive: >>>>>>>',
    'services/shop/go.mod:7',
  ],
  [
    'main.go:6:2: missing go.sum entry for module providing package github.com/go-chi/chi/v5 (imported by example.com/shop); to add:\n\tgo get example.com/shop',
    'go.sum lacks `github.com/go-chi/chi/v5`: `go mod tidy` adds it',
    'services/shop/go.mod:1',
  ],
  [
    'go: github.com/go-chi/chi/v5@v5.2.1: missing go.sum entry for go.mod file; to add it:\n\tgo mod download github.com/go-chi/chi/v5',
    'go.sum lacks `github.com/go-chi/chi/v5@v5.2.1`: `go mod tidy` adds it',
    'services/shop/go.mod:1',
  ],
  [
    'main.go:15:2: no required module provides package github.com/tidwall/redcon; to add it:\n\tgo get github.com/tidwall/redcon',
    'go.mod requires no module that has `github.com/tidwall/redcon`: `go mod tidy` adds it',
    'services/shop/main.go:15',
  ],
  [
    'go: updates to go.mod needed; to update it:\n\tgo mod tidy',
    'go.mod is not what the source needs: `go mod tidy` mends it',
    'services/shop/go.mod:1',
  ],
  [
    '# example.com/shop\n./main.go:10:11: undefined: chi.NewRouterX',
    'The source does not compile: undefined: chi.NewRouterX',
    'services/shop/main.go:10',
  ],
  [
    '# example.com/money\n../../pkg/money/cents.go:3:14: syntax error: unexpected {, expected )',
    'The source does not compile: syntax error: unexpected {, expected )',
    'pkg/money/cents.go:3',
  ],
  [
    '# github.com/acme/lib\n/go/pkg/mod/github.com/acme/lib@v1.0.0/lib.go:3:1: undefined: unix.Thing',
    SAID,
    'Dockerfile:16',
  ],
  ['make: *** [Makefile:3: build] Error 2', SAID, 'Dockerfile:16'],
];

for (const [output, detail, place] of cases) {
  test(`why a build failed: ${output.split('\n')[0] ?? ''}`, () => {
    const verdict = failedBuild(PROGRAM, output, SAID, INSTRUCTION);
    assert.equal(verdict.state, 'failed');
    assert.equal(say(verdict.detail), detail);
    assert.equal(`${verdict.place?.file ?? ''}:${verdict.place?.line ?? 0}`, place);
  });
}

test('a base image that is not there, whose registry cannot be reached', () => {
  const said =
    'failed to do request: Head "https://registry-1.docker.io/v2/library/golang/manifests/1.99": dial tcp: lookup registry-1.docker.io: no such host';
  assert.equal(
    say(failedBuild(PROGRAM, '', said, INSTRUCTION).detail),
    '`golang:1.99` is not on the engine, and its registry `registry-1.docker.io` cannot be reached',
  );
});
