import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/shop/main.go': MAIN,
  'cmd/sweep/main.go': MAIN,
  'build/Dockerfile': 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n',
};
const gitlab = (...lines: readonly string[]) =>
  `image:\n  stage: image\n  script:\n${lines.map((line) => `    - ${line}\n`).join('')}`;
const job = (image: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: sweep\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: sweep\n          image: ${image}\n`;
const found = finder(/^(?:build-path-exists|ko-package-exists)$/);

const table: readonly [what: string, file: string, text: string, expected: string][] = [
  ['a Dockerfile that is there', '.gitlab-ci.yml', gitlab('docker build -f build/Dockerfile .'), ''],
  [
    'a Dockerfile that is not there',
    '.gitlab-ci.yml',
    gitlab('docker build --pull -f docker/Dockerfile -t "$CI_REGISTRY_IMAGE" .'),
    'build-path-exists: docker/Dockerfile: Use `build/Dockerfile`',
  ],
  ['another folder', '.gitlab-ci.yml', gitlab('cd web', 'docker build -f docker/Dockerfile .'), ''],
  ['another checkout', '.gitlab-ci.yml', gitlab('git clone x web', 'docker build -f docker/Dockerfile .'), ''],
  [
    'a folder before all jobs',
    '.gitlab-ci.yml',
    `before_script: [cd web]\n${gitlab('docker build -f docker/Dockerfile .')}`,
    '',
  ],
  ['a template of a pipeline', 'templates/.gitlab-ci.yml', gitlab('docker build -f docker/Dockerfile .'), ''],
  [
    'what ko builds in a pipeline',
    '.gitlab-ci.yml',
    gitlab('ko build ./cmd/shpo'),
    'build-path-exists: ./cmd/shpo: Use `./cmd/shop`',
  ],
  [
    'what ko builds in a Makefile',
    'Makefile',
    'x:\n\tko build ./cmd/swep\n',
    'build-path-exists: ./cmd/swep: Use `./cmd/sweep`',
  ],
  ['a package of GoReleaser', '.goreleaser.yaml', 'version: 2\nbuilds:\n  - main: ./cmd/shop\n', ''],
  [
    'a package of GoReleaser that is not there',
    '.goreleaser.yaml',
    'version: 2\nbuilds:\n  - main: ./cmd/shpo\n',
    'build-path-exists: ./cmd/shpo: Use `./cmd/shop`',
  ],
  ['in another folder', '.goreleaser.yml', 'builds:\n  - dir: cmd\n    main: ./shop\n', ''],
  [
    'its Dockerfile',
    'goreleaser.yaml',
    'dockers:\n  - dockerfile: docker/Dockerfile\n',
    'build-path-exists: docker/Dockerfile: Use `build/Dockerfile`',
  ],
  [
    'a package that a hook makes',
    '.goreleaser.yml',
    'before:\n  hooks: [go generate ./gen]\nbuilds:\n  - main: ./gen\n',
    '',
  ],
  ['what a template says', '.goreleaser.yml', 'builds:\n  - main: ./cmd/{{ .ProjectName }}\n', ''],
  ['another language', '.goreleaser.yml', 'builds:\n  - builder: zig\n    main: ./src/x\n', ''],
  ['a package of ko', '.ko.yaml', 'builds:\n  - id: x\n    main: ./sweeper\n', 'build-path-exists: ./sweeper: '],
  ['an image of ko', 'job.yaml', job('ko://example.com/shop/cmd/sweep'), ''],
  [
    'an image of ko that is none',
    'job.yaml',
    job('ko://example.com/shop/cmd/sweeper'),
    'ko-package-exists: ko://example.com/shop/cmd/sweeper: Use `ko://example.com/shop/cmd/sweep`',
  ],
  ['an image of another module', 'job.yaml', job('ko://example.com/other/cmd/sweeper'), ''],
];

describe('what pipelines, GoReleaser and ko build is there', () => {
  for (const [what, file, text, expected] of table) {
    it(what, async () => {
      assert.deepEqual(await found({ ...FILES, [file]: text }), expected === '' ? [] : [`${file}: ${expected}`]);
    });
  }
});
