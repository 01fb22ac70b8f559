import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellCheckInputs, shellCheckPage } from '../../src/dockerfile/commands/shellcheck.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { LintSettings } from '../../src/lint/settings.ts';
import { readShellCheck, type ShellCheckAnswers } from '../../src/shell/shellcheck.ts';
import { say } from '../../src/words/message.ts';
import { markedRanges } from '../lint/marked.ts';

interface Said {
  readonly code: number;
  readonly level?: string;
  readonly at: readonly [line: number, column: number, endColumn: number];
  readonly message?: string;
  readonly replacements?: readonly (readonly [line: number, column: number, endColumn: number, text: string])[];
}

/** Answers in the words of the real one: its output of the format `json1`. */
function saying(...said: Said[]): ShellCheckAnswers {
  const comments = said.map(({ code, level = 'warning', at, message = 'm.', replacements }) => ({
    ...{ file: '-', line: at[0], endLine: at[0], column: at[1], endColumn: at[2], level, code, message },
    fix: replacements
      ? {
          replacements: replacements.map(([line, column, endColumn, replacement]) => ({
            ...{ line, endLine: line, column, endColumn, replacement, precedence: 1, insertionPoint: 'afterEnd' },
          })),
        }
      : null,
  }));
  const read = readShellCheck(JSON.stringify({ comments }));
  return () => read;
}

function findings(text: string, shellCheck: ShellCheckAnswers, settings: LintSettings = {}) {
  const dockerfile = parseDockerfile(text);
  return lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile', shellCheck }, settings).filter(
    ({ rule }) => rule === 'shellcheck',
  );
}

const UNUSED = { code: 2034, at: [1, 1, 4], message: 'foo appears unused. Verify use (or export it).' } as const;
const RUN = 'FROM alpine:3.23\nRUN foo=1\nUSER 65532\n';

describe('what ShellCheck says of a RUN', () => {
  it('is a finding under its own code, at its place, in its words', () => {
    const [finding, ...others] = findings(RUN, saying(UNUSED));
    assert.ok(finding);
    assert.deepEqual(others, []);
    assert.equal(RUN.slice(finding.start, finding.end), 'foo');
    assert.deepEqual(finding.aliases, ['shellcheck:SC2034']);
    assert.equal(say(finding.message), 'ShellCheck’s SC2034: foo appears unused. Verify use (or export it)');
    assert.equal(shellCheckPage(finding), 'https://www.shellcheck.net/wiki/SC2034');
    assert.equal(shellCheckPage({ ...finding, rule: 'quote-variables' }), undefined);
  });
  for (const [level, severity] of [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['style', 'hint'],
  ]) {
    it(`is ${severity} where it says ${level}`, () => {
      assert.deepEqual(
        findings(RUN, saying({ ...UNUSED, level: level ?? '' })).map((finding) => finding.severity),
        [severity],
      );
    });
  }
  const placed: [name: string, marked: string, at: Said['at']][] = [
    ['behind continuations', 'FROM a\nRUN true && \\\n    # why\n    «foo»=1', [1, 13, 16]],
    ['behind variables from outside', 'FROM a\nENV X=1\nRUN echo "$X"; «foo»=1', [2, 12, 15]],
    ['in a heredoc', 'FROM a\nARG X\nRUN <<EOF\n#!/bin/bash\necho "$X"\n\t«foo»=1\nEOF\n', [4, 2, 5]],
    ['with CRLF', 'FROM a\r\nRUN <<EOF\r\necho a\r\n«foo»=1\r\nEOF\r\n', [2, 1, 4]],
    ['behind letters of two units', 'FROM a\nRUN echo 😀; «foo»=1', [1, 9, 12]],
    ['in ONBUILD', 'FROM a\nONBUILD RUN «foo»=1', [1, 1, 4]],
  ];
  for (const [name, marked, at] of placed) {
    it(`is exactly where it is meant, ${name}`, () => {
      const { text, ranges } = markedRanges(marked);
      assert.deepEqual(
        findings(text, saying({ ...UNUSED, at })).map(({ start, end }) => ({ start, end })),
        ranges,
      );
    });
  }
  it('may bring its own fix, which is taken one by one', () => {
    const text = 'FROM alpine:3.23\nRUN true && \\\n  [ "x$A" = xfoo ]\nUSER 1\n';
    const replacements = [
      [1, 14, 15, ''],
      [1, 21, 22, ''],
    ] as const;
    const [finding] = findings(text, saying({ code: 2268, level: 'style', at: [1, 13, 18], replacements }));
    const [fix] = finding?.fixes ?? [];
    assert.ok(fix);
    assert.equal(fix.safe, false);
    assert.equal(applyEdits(text, fix.edits), text.replace('"x$A" = xfoo', '"$A" = foo'));
  });
  it('is left out where a rule of ours speaks of it, and where it means files of the image', () => {
    for (const code of [2086, 2046, 2006, 1073, 1072, 1090, 1091, 2187, 2154, 3010]) {
      assert.deepEqual(findings(RUN, saying({ ...UNUSED, code })), [], `SC${code}`);
    }
  });
  it('waits for the answer', () => {
    assert.deepEqual(
      findings(RUN, () => undefined),
      [],
    );
  });
});

describe('ShellCheck’s findings and those who do not want them', () => {
  const silenced: [name: string, text: string][] = [
    ['hadolint', 'FROM alpine:3.23\n# hadolint ignore=SC2034\nRUN foo=1\nUSER 1'],
    ['ShellCheck', 'FROM alpine:3.23\n# shellcheck disable=SC2034\nRUN foo=1\nUSER 1'],
    ['ShellCheck, a range', 'FROM alpine:3.23\n# shellcheck disable=SC2000-SC2100\nRUN foo=1\nUSER 1'],
    ['ours, by its code', 'FROM alpine:3.23\n# gantry-ignore SC2034\nRUN foo=1\nUSER 1'],
    ['ours, all of it', 'FROM alpine:3.23\n# gantry-ignore shellcheck\nRUN foo=1\nUSER 1'],
    ['in a heredoc', 'FROM alpine:3.23\nRUN <<EOF\n# shellcheck disable=SC2034\nfoo=1\nEOF\nUSER 1'],
  ];
  for (const [name, text] of silenced) {
    it(`are silenced by an ignore: ${name}`, () => {
      const at = text.includes('EOF') ? ([2, 1, 4] as const) : UNUSED.at;
      assert.deepEqual(findings(text, saying({ ...UNUSED, at })), []);
      assert.equal(findings(text.replace(/# .*\n/, ''), saying(UNUSED)).length, 1);
    });
    // What a range covers is known only when ShellCheck has answered.
    if (text.includes('-SC')) continue;
    it(`an ignore is not called unused while ShellCheck is being asked: ${name}`, () => {
      const dockerfile = parseDockerfile(text);
      const found = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile', shellCheck: () => undefined });
      assert.deepEqual(
        found.filter(({ rule }) => rule === 'unused-ignore'),
        [],
      );
    });
  }
  it('are set as those of any rule, by id and by code', () => {
    const severity = (settings: LintSettings) =>
      findings(RUN, saying(UNUSED), settings).map((finding) => finding.severity);
    assert.deepEqual(severity({ rules: { shellcheck: { severity: 'off' } } }), []);
    assert.deepEqual(severity({ rules: { shellcheck: { severity: 'error' } } }), ['error']);
    assert.deepEqual(severity({ rules: { shellcheck: { aliases: new Map([['shellcheck:SC2034', 'off']]) } } }), []);
    assert.deepEqual(severity({ rules: { shellcheck: { aliases: new Map([['shellcheck:SC2035', 'off']]) } } }), [
      'warning',
    ]);
  });
});

describe('scripts that ShellCheck is asked about', () => {
  const cases: [name: string, text: string, expected: string[]][] = [
    ['every RUN', 'FROM a\nRUN one\nRUN two', ['sh one', 'sh two']],
    ['none but RUN', 'FROM a\nCMD one\nENTRYPOINT two\nHEALTHCHECK CMD three', []],
    ['with the shell of the stage', 'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN one', ['bash one']],
    ['with the shell of a shebang', 'FROM a\nRUN <<EOF\n#!/bin/dash\none\nEOF', ['dash #!/bin/dash\none\n']],
    ['no zsh, PowerShell or Python', 'FROM a\nSHELL ["zsh", "-c"]\nRUN a\nSHELL ["pwsh", "-c"]\nRUN b', []],
    ['no other interpreter', 'FROM a\nRUN <<EOF\n#!/usr/bin/python3\nprint(1)\nEOF', []],
    ['none that no shell can read', 'FROM a\nRUN if true; then', []],
    ['none without end', `FROM a\nRUN echo ${'x'.repeat(200_001)}`, []],
    ['with what ARG and ENV set before', 'FROM a\nARG X\nRUN echo $X\nENV Y=1', ['sh export X=1\necho $X']],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      const inputs = shellCheckInputs(parseDockerfile(text));
      assert.deepEqual(
        inputs.map((input) => `${input.dialect} ${input.text}`),
        expected,
      );
    });
  }
});
