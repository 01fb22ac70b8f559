import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf as of, lintText as lint } from './examples.ts';

describe('ignore comments in a Dockerfile', () => {
  const silenced: readonly [name: string, text: string][] = [
    ['ours', 'FROM alpine:3.23\n# gantry-ignore add-local-files — on purpose\nADD a /a\nUSER 1'],
    ["a peer's id in ours", 'FROM alpine:3.23\n# gantry-ignore DL3020\nADD a /a\nUSER 1'],
    ['hadolint', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1'],
    ['stacked', 'FROM alpine:3.23\n# hadolint ignore=DL3020\n# another comment\nADD a /a\nUSER 1'],
    ['hadolint for the file', '# hadolint global ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['hadolint for the stage', '# hadolint stage ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['dockerfile-utils', 'FROM alpine:3.23\n# dockerfile-utils: ignore\nADD a /a\nUSER 1'],
    ['checkov', '#checkov:skip=CKV_DOCKER_4:why\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['trivy', 'FROM alpine:3.23\n#trivy:ignore:DS-0005\nADD a /a\nUSER 1'],
    ['for the file, ours', 'FROM alpine:3.23\nADD a /a\nUSER 1\n# gantry-ignore-file add-local-files'],
  ];
  for (const [name, text] of silenced) it(name, () => assert.deepEqual(lint(text), []));
  it('BuildKit, at the top and above an instruction', () => {
    assert.deepEqual(lint('# check=skip=JSONArgsRecommended\nFROM alpine:3.23\nCMD a\nUSER 1'), []);
    assert.deepEqual(lint('FROM alpine:3.23\n# check=skip=JSONArgsRecommended // old\nCMD a\nUSER 1'), []);
  });
  it('reaches no further than the next instruction', () => {
    assert.equal(of('add-local-files', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nADD b /b').length, 1);
  });
  it('covers every line of the instruction, and a comment inside it the same', () => {
    assert.deepEqual(
      lint('FROM scratch\n# gantry-ignore no-secrets-in-variables\nENV A=1 \\\n  API_KEY=x\nUSER 1'),
      [],
    );
    assert.deepEqual(lint('FROM scratch\nENV A=1 \\\n# hadolint ignore=DL3064\n  API_KEY=x\nUSER 1'), []);
  });
  it('ends with its stage', () => {
    const text = '# hadolint stage ignore=DL3020\nFROM alpine:3\nADD a /a\nFROM alpine:3\nADD b /b\nUSER 1';
    assert.deepEqual(
      of('add-local-files', text).map(({ start }) => text.slice(0, start).split('\n').length),
      [5],
    );
  });
  it('of one id leaves the others', () => {
    assert.equal(of('add-local-files', 'FROM alpine:3\n# hadolint ignore=DL3025\nADD a /a').length, 1);
  });
});
