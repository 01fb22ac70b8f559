import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildEvent } from '../../../src/docker/types.ts';
import { plainText } from '../../../src/extension/ansi.ts';
import { buildLines, pushLines, stepWords } from '../../../src/extension/image/progress-lines.ts';

const builds: readonly [BuildEvent, readonly string[]][] = [
  [{ kind: 'context', files: 12, bytes: 4200 }, ['context: 12 files, 4.2 kB']],
  [{ kind: 'step', id: 'a', name: '[2/4] COPY . .', state: 'started' }, ['▸ [2/4] COPY . .']],
  [{ kind: 'step', id: 'a', name: '[2/4] COPY . .', state: 'done', seconds: 0.42 }, ['✔ [2/4] COPY . . 0.4 s']],
  [{ kind: 'step', id: 'a', name: '[2/4] COPY   . .', state: 'cached' }, ['✔ [2/4] COPY . . cached']],
  [
    { kind: 'step', id: 'a', name: '[3/4] RUN go build', state: 'failed', error: 'exit code: 1' },
    ['✘ [3/4] RUN go build'],
  ],
  [{ kind: 'log', id: 'a', text: 'one\ntwo\n' }, ['  one', '  two']],
  [{ kind: 'warning', text: 'old', line: 3 }, ['! old (line 3)']],
  [{ kind: 'done', imageId: 'sha256:0f', bytes: 1, layers: 1 }, []],
];
for (const [event, expected] of builds) {
  test(`shows ${JSON.stringify(event)}`, () => assert.deepEqual(buildLines(event).map(plainText), expected));
}

test('a step is told in one line, without what it mounts', () => {
  const step = '[build 6/7] RUN --mount=type=cache,target=/go/pkg/mod   CGO_ENABLED=0 go build -o /out/shop ./cmd/shop';
  assert.equal(stepWords(step), '[build 6/7] RUN CGO_ENABLED=0 go build -o /out/shop ./cmd/shop');
  assert.equal(stepWords(`${step} ${'x'.repeat(50)}`).length, 72);
});

test('a layer is told once a state, not once a byte', () => {
  const seen = new Map<string, string>();
  const lines = [1, 2, 3].flatMap((current) =>
    pushLines({ kind: 'layer', id: '0f', state: 'Pushing', current, total: 3000 }, seen),
  );
  assert.deepEqual(lines.map(plainText), ['0f Pushing 3.0 kB']);
  assert.deepEqual(pushLines({ kind: 'layer', id: '0f', state: 'Pushed' }, seen).map(plainText), ['0f Pushed']);
});
