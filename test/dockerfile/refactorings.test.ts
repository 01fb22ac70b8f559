import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { pinnableImage } from '../../src/dockerfile/refactorings/pinnable-image.ts';
import { refactorings } from '../../src/dockerfile/refactorings/index.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { lintText } from './examples.ts';
import { refusals, results } from './refactoring-cases.ts';

function refactor(id: string, marked: string) {
  const start = marked.indexOf('▮');
  const text = marked.replace('▮', '');
  const at = { start, end: start };
  const refactored = refactorings.find((one) => one.id === id)?.apply(parseDockerfile(text), at);
  return { text, refactored, after: refactored && applyEdits(text, refactored.edits) };
}

/** How many findings of each severity that matters. */
function weight(text: string): [errors: number, warnings: number] {
  const findings = lintText(text);
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return [count('error'), count('warning')];
}

for (const [id, rows] of Object.entries(results)) {
  describe(id, () => {
    for (const [before, expected] of rows) {
      it(JSON.stringify(before), () => {
        const { after } = refactor(id, before);
        assert.equal(after, expected);
      });

      it(`${JSON.stringify(before)} is a Dockerfile without new findings then`, () => {
        const { text } = refactor(id, before);
        assert.deepEqual(parseDockerfile(expected).syntax, []);
        const [was, is] = [weight(text), weight(expected)];
        assert.ok(is[0] <= was[0] && is[1] <= was[1], `${String(was)} → ${String(is)}`);
      });

      it(`${JSON.stringify(before)} keeps its line ends`, () => {
        const only = refactor(id, before.replace(/\r?\n/g, '\r\n')).after;
        assert.doesNotMatch(only ?? '', /(?<!\r)\n/);
      });

      it(`${JSON.stringify(before)} is done then`, () => {
        const again = refactor(id, `▮${expected}`);
        assert.equal(again.after, undefined);
        const marked = `${expected.slice(0, before.indexOf('▮'))}▮${expected.slice(before.indexOf('▮'))}`;
        const { after } = refactor(id, marked);
        assert.ok(after === undefined || after === expected, after);
      });
    }

    for (const before of refusals[id] ?? []) {
      it(`leaves ${JSON.stringify(before)} alone`, () => {
        assert.equal(refactor(id, before).after, undefined);
      });
    }
  });
}

describe('a RUN that becomes a heredoc and is turned back', () => {
  for (const script of ['make && make install', 'a | b && c "d && e"', "echo 'a;b' && x=$(cat y) && [ -f z ]"]) {
    it(script, () => {
      const heredoc = refactor('run-to-heredoc', `FROM a\nRUN▮ ${script}\n`).after ?? '';
      const back = refactor('heredoc-to-run', heredoc.replace('RUN', 'RUN▮')).after;
      assert.equal(back?.replaceAll(' \\\n   ', ''), `FROM a\nRUN ${script}\n`);
    });
  }
});

it('no refactoring throws, or edits outside of the text, on what is no Dockerfile', () => {
  const whole = Object.values(results).flatMap((rows) => rows.map(([before]) => before.replace('▮', '')));
  for (const text of whole) {
    for (let length = 0; length <= text.length; length += 3) {
      const dockerfile = parseDockerfile(text.slice(0, length));
      for (const { apply } of refactorings) {
        const refactored = apply(dockerfile, { start: length - 1, end: length });
        for (const { start, end } of refactored?.edits ?? []) assert.ok(0 <= start && start <= end && end <= length);
      }
    }
  }
});

describe('the image that can be pinned', () => {
  const rows: readonly (readonly [marked: string, name: string | undefined])[] = [
    ['FROM▮ golang:1.26 AS build\n', 'golang:1.26'],
    ['FROM --platform=linux/amd64 localhost:5000/a/b:1▮\n', 'localhost:5000/a/b:1'],
    [`FROM▮ golang:1.26@sha256:${'0'.repeat(64)}\n`, 'golang:1.26'],
    ['FROM a:1\nRUN x\nFROM b:2\nRUN▮ y\n', 'b:2'],
    ['▮# comment\nFROM alpine\n', 'alpine'],
    ['FROM▮ scratch\n', undefined],
    ['ARG V=1\nFROM▮ golang:$V\n', undefined],
    ['FROM a:1 AS b\nFROM▮ b\n', undefined],
    [`FROM▮ golang@sha256:${'0'.repeat(64)}\n`, undefined],
    ['FROM▮\n', undefined],
    ['▮', undefined],
  ];
  for (const [marked, name] of rows) {
    it(`${JSON.stringify(marked)}: ${name ?? 'none'}`, () => {
      const text = marked.replace('▮', '');
      const image = pinnableImage(parseDockerfile(text), marked.indexOf('▮'));
      assert.equal(image?.name, name);
      if (image) assert.equal(text.slice(image.start, image.end).replace(/@.*/, ''), name);
    });
  }
});
