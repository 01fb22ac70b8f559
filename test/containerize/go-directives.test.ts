import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localReplaces, usedFolders } from '../../src/containerize/go-directives.ts';

describe('directives that widen a build', () => {
  it('replace: folders only, single and in blocks, quoted, with comments', () => {
    const text = `module m
replace example.com/a => ../a
replace example.com/b v1.2.3 => ./libs/b // why
replace (
	example.com/c => "./c d"
	example.com/e => example.com/fork v1.0.0
	// example.com/x => ./no
	example.com/f => /abs
)
`;
    assert.deepEqual(localReplaces(text), ['../a', './libs/b', './c d', '/abs']);
  });

  it('use: single and in blocks', () => {
    assert.deepEqual(usedFolders('go 1.26\n\nuse ./a\nuse (\n\t.\n\t"./b" // c\n)\nreplace x => ./y\n'), [
      './a',
      '.',
      './b',
    ]);
  });

  it('takes any text', () => {
    for (const text of ['', '=>', 'replace =>', 'use (', 'use', '\0=>\0', 'replace a => "./x']) {
      assert.ok(Array.isArray(localReplaces(text)));
      assert.ok(Array.isArray(usedFolders(text)));
    }
  });
});
