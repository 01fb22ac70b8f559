import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../../../src/project/parsed-file.ts';

test('a pipeline builds in the root, though other words of the line hold a dot', () => {
  const text = 'build:\n  script:\n    - docker build --target api -t registry.example.com/shop/api:$CI_COMMIT_SHA .\n';
  const parsed = parseFile('.gitlab-ci.yml', text);
  const builds = parsed.kind === 'builds' ? parsed.builds : [];
  assert.deepEqual(
    builds.map(({ dockerfile, target }) => [dockerfile?.path, target?.name]),
    [['Dockerfile', 'api']],
  );
});
