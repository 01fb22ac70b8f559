import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outlineDockerfile } from '../../src/dockerfile/editing/outline.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

describe('outline of a Dockerfile', () => {
  it('has stages with their instructions, and what stands before them', () => {
    const text = 'ARG V=1\nFROM golang:$V AS build\nRUN go \\\n  build\nFROM scratch\nUSER 1';
    const items = outlineDockerfile(parseDockerfile(text));
    assert.deepEqual(
      items.map(({ name, detail, kind, children }) => [name, detail, kind, children?.map((child) => child.name)]),
      [
        ['ARG', 'V=1', 'instruction', undefined],
        ['build', 'golang:$V', 'stage', ['RUN']],
        ['stage 1', 'scratch', 'stage', ['USER']],
      ],
    );
    assert.equal(items[1]?.children?.[0]?.detail, 'go build');
  });
});
