import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { suppressionsOf } from '../../src/dockerfile/suppressions.ts';
import { findingsOf as of, lintText as lint } from './examples.ts';
import { costsInProportion } from '../cost.ts';

const lines = (rule: string, text: string) =>
  of(rule, text).map(({ start }) => text.slice(0, start).split('\n').length);

describe('ignore comments in a Dockerfile', () => {
  const silenced: readonly [name: string, text: string][] = [
    ['ours', 'FROM alpine:3.23\n# gantry-ignore add-local-files — on purpose\nADD a /a\nUSER 1'],
    ["a peer's id in ours", 'FROM alpine:3.23\n# gantry-ignore DL3020\nADD a /a\nUSER 1'],
    ["a peer's id with its source in ours", 'FROM alpine:3.23\n# gantry-ignore hadolint:DL3020\nADD a /a\nUSER 1'],
    ['hadolint', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1'],
    ['hadolint with a reason', 'FROM alpine:3.23\n# hadolint ignore=DL3020 # as it was\nADD a /a\nUSER 1'],
    ['stacked', 'FROM alpine:3.23\n# hadolint ignore=DL3020\n# another comment\nADD a /a\nUSER 1'],
    [
      'stacked, of two dialects',
      'FROM alpine:3.23\n# hadolint ignore=DL3020\n# gantry-ignore DL3020\nADD a /a\nUSER 1',
    ],
    ['indented', 'FROM alpine:3.23\n  # hadolint ignore=DL3020\n  ADD a /a\nUSER 1'],
    ['CRLF', 'FROM alpine:3.23\r\n# hadolint ignore=DL3020\r\nADD a /a\r\nUSER 1'],
    ['hadolint for the file', '# hadolint global ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['hadolint for the file, anywhere', 'FROM alpine:3.23\nADD a /a\nUSER 1\n# hadolint global ignore=DL3020'],
    ['hadolint for the stage', '# hadolint stage ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['checkov', '#checkov:skip=CKV_DOCKER_4:why\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['checkov, anywhere', 'FROM alpine:3.23\nADD a /a\nUSER 1\n# checkov:skip=CKV_DOCKER_4'],
    ['trivy', 'FROM alpine:3.23\n#trivy:ignore:DS-0005\nADD a /a\nUSER 1'],
    ['trivy, as it was written once', 'FROM alpine:3.23\n#trivy:ignore:AVD-DS-0005\nADD a /a\nUSER 1'],
    ['trivy, by pattern', 'FROM alpine:3.23\n#trivy:ignore:DS-*\nADD a /a\nUSER 1'],
    ['for the file, ours', 'FROM alpine:3.23\nADD a /a\nUSER 1\n# gantry-ignore-file add-local-files'],
    ['BuildKit, at the top', '# check=skip=JSONArgsRecommended\nFROM alpine:3.23\nCMD a\nUSER 1'],
    [
      'BuildKit, at the top behind the syntax',
      '# syntax=docker/dockerfile:1\n# check=error=true;skip=JSONArgsRecommended\nFROM alpine:3.23\nCMD a\nUSER 1',
    ],
    ['BuildKit, all', '# check=skip=all\nFROM alpine:3.23\nCMD a\nUSER 1'],
    ['BuildKit, above an empty line', 'FROM alpine:3.23\n# check=skip=JSONArgsRecommended\n\nCMD a\nUSER 1'],
    ['BuildKit, above an instruction', 'FROM alpine:3.23\n# check=skip=JSONArgsRecommended // old\nCMD a\nUSER 1'],
  ];
  for (const [name, text] of silenced) it(name, () => assert.deepEqual(lint(text), []));

  const heard: readonly [name: string, text: string, rule: string][] = [
    ['an empty line below it', 'FROM alpine:3\n# hadolint ignore=DL3020\n\nADD a /a', 'add-local-files'],
    ['an empty line in the stack', 'FROM alpine:3\n# hadolint ignore=DL3020\n\n# more\nADD a /a', 'add-local-files'],
    ['an instruction between', 'FROM alpine:3\n# hadolint ignore=DL3020\nWORKDIR /a\nADD a /a', 'add-local-files'],
    ['a stage without its FROM below', 'FROM alpine:3\n# hadolint stage ignore=DL3020\nADD a /a', 'add-local-files'],
    ['a stage, an empty line below', '# hadolint stage ignore=DL3020\n\nFROM alpine:3\nADD a /a', 'add-local-files'],
    ['a reason without its mark', 'FROM alpine:3\n# hadolint ignore=DL3020 why\nADD a /a', 'add-local-files'],
    ['it stands below', 'FROM alpine:3\nADD a /a\n# hadolint ignore=DL3020', 'add-local-files'],
    ['another id', 'FROM alpine:3\n# hadolint ignore=DL3025\nADD a /a', 'add-local-files'],
    ['the beginning of an id', 'FROM alpine:3\n# hadolint ignore=DL302\nADD a /a', 'add-local-files'],
    ["another peer's id", 'FROM alpine:3\n# hadolint ignore=CKV_DOCKER_4\nADD a /a', 'add-local-files'],
    ['our id in their words', 'FROM alpine:3\n# hadolint ignore=add-local-files\nADD a /a', 'add-local-files'],
    ['behind a blank in a list', '# check=skip=A, JSONArgsRecommended\nFROM alpine:3\nCMD a', 'exec-form'],
    ['small letters', 'FROM alpine:3\n# check=skip=jsonargsrecommended\nCMD a', 'exec-form'],
    ["BuildKit's directive for what only others say", '# check=skip=all\nFROM alpine:3\nADD a /a', 'add-local-files'],
    [
      'a directive that comes too late',
      'FROM alpine:3\n# check=skip=JSONArgsRecommended\nWORKDIR /a\nCMD a',
      'exec-form',
    ],
    [
      'dockerfile-utils, for what it never says',
      'FROM alpine:3\n# dockerfile-utils: ignore\nADD a /a',
      'add-local-files',
    ],
  ];
  for (const [name, text, rule] of heard) {
    it(`is not heard: ${name}`, () => assert.equal(of(rule, text).length, 1));
  }

  it('silences of a peer what it would say, not what the build refuses', () => {
    const aliases = (text: string) => lint(text).flatMap((finding) => finding.aliases);
    const text = 'FROM alpine:3\nINCLUDE+ a\nUSER 1';
    assert.ok(aliases(text).includes('dockerfile-utils:UNKNOWN_INSTRUCTION'));
    const ignored = aliases(text.replace('INCLUDE', '# dockerfile-utils: ignore\nINCLUDE'));
    assert.ok(!ignored.includes('dockerfile-utils:UNKNOWN_INSTRUCTION'));
    assert.ok(aliases(`# check=skip=all\n${text}`).includes('buildkit:parse'));
  });
  it('reaches no further than the next instruction', () => {
    assert.deepEqual(lines('add-local-files', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nADD b /b'), [4]);
  });
  it('covers every line of the instruction, and a comment inside it the rest of it', () => {
    assert.deepEqual(
      lint('FROM scratch\n# gantry-ignore no-secrets-in-variables\nENV A=1 \\\n  API_KEY=x\nUSER 1'),
      [],
    );
    assert.deepEqual(lint('FROM scratch\nENV A=1 \\\n# hadolint ignore=DL3064\n  API_KEY=x\nUSER 1'), []);
    const before = 'FROM scratch\nENV API_TOKEN=x \\\n# hadolint ignore=DL3064\n  API_KEY=x\nUSER 1';
    assert.deepEqual(lines('no-secrets-in-variables', before), [2]);
  });
  it('ends with its stage', () => {
    const text = '# hadolint stage ignore=DL3020\nFROM alpine:3\nADD a /a\nFROM alpine:3\nADD b /b\nUSER 1';
    assert.deepEqual(lines('add-local-files', text), [5]);
  });
  it('of one id leaves the others', () => {
    const text = 'FROM alpine\n# hadolint ignore=DL3020\nADD a /a\nCMD a\nUSER 1';
    assert.deepEqual([of('add-local-files', text).length, of('exec-form', text).length], [0, 1]);
  });
});

describe('ignore comments in shell code', () => {
  /** The code that the first ignore covers. */
  const covered = (text: string) => {
    const [first] = suppressionsOf(parseDockerfile(text));
    return first && text.slice(first.covers.start, first.covers.end);
  };
  const script = (...code: string[]) => `FROM alpine:3\nRUN <<EOF\n${code.join('\n')}\nEOF\nUSER 1\n`;
  const rows: [name: string, text: string, first: RegExp, last: RegExp][] = [
    [
      'of ShellCheck at the top: the script',
      script('#!/bin/sh', '# shellcheck disable=SC2086', 'a $b', 'c $d'),
      /^#!\/bin\/sh/,
      /c \$d\n$/,
    ],
    [
      'of ShellCheck: the next command',
      script('a', '# shellcheck disable=SC2086', 'b $c || true', 'd $e'),
      /^\nb/,
      /true\n$/,
    ],
    [
      'of ShellCheck: the next compound command',
      script('a', '# shellcheck disable=SC2086', 'if b; then', '  c $d', 'fi', 'e'),
      /^\nif/,
      /fi$/,
    ],
    [
      'a loop in a condition',
      script('a', '# shellcheck disable=SC2086', 'if b; then', '  for x in $y; do c; done', 'fi', 'e'),
      /^\nif/,
      /fi$/,
    ],
    ['a group', script('a', '# shellcheck disable=SC2086', '{ b; c $d; }', 'e'), /^\n\{/, /\}$/],
    ['ours: the next command', script('# gantry-ignore x', 'a', 'b'), /^\na\n/, /a\n$/],
    ['ours on the line', script('a', 'b # gantry-ignore x', 'c'), /^b/, /x$/],
    [
      'in a continued RUN: the next command',
      'FROM a\nRUN a \\\n# shellcheck disable=SC2086\n && b $c \\\n && d $e\n',
      /b \$c/,
      /&& $/,
    ],
  ];
  for (const [name, text, first, last] of rows) {
    it(name, () => {
      assert.match(covered(text) ?? '', first);
      assert.match(covered(text) ?? '', last);
    });
  }
  it('in heredocs of COPY are text', () => {
    assert.deepEqual(suppressionsOf(parseDockerfile('FROM a\nCOPY <<EOF /a\n# shellcheck disable=SC2086\nEOF\n')), []);
  });
  it('are read in linear time', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, () => '# shellcheck disable=SC2086\nif a; then { b; }; fi');
    costsInProportion(
      (count) => script(...lines(count)),
      (text) => suppressionsOf(parseDockerfile(text)),
      [1000, 4000],
    );
  });
});
