import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectSettings } from '../../src/config/settings.ts';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { fixAll } from '../../src/lint/fix-all.ts';
import { unusedIgnore } from '../../src/lint/unused-ignore.ts';
import { allRules } from '../../src/project/all-rules.ts';
import { say } from '../../src/words/message.ts';
import { checkExample } from './examples.ts';

/** Findings about ignores, as in a workspace with this `.gantry.yaml`. */
function idle(text: string, gantry = '', today?: string) {
  return found(text, gantry, today).filter(({ rule }) => rule === 'unused-ignore');
}

function found(text: string, gantry = '', today?: string) {
  const files = { gantry: [{ file: '.gantry.yaml', text: gantry }] };
  const settings = projectSettings(files, allRules, today === undefined ? {} : { today }).lintFor('Dockerfile');
  return lintDockerfile({ dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' }, settings);
}

const add = (comment: string) => `FROM alpine:3.23\n${comment}\nADD a /a\nUSER 1\n`;
const copy = (comment: string) => `FROM alpine:3.23\n${comment}\nCOPY a /a\nUSER 1\n`;

describe('unused ignores', () => {
  for (const [index, example] of unusedIgnore.examples.entries()) {
    it(`example ${index + 1}`, () => checkExample(unusedIgnore, example));
  }

  const said: [name: string, text: string, sentences: string[]][] = [
    ['ours', copy('# gantry-ignore add-local-files'), ['Nothing here is ignored by `add-local-files`']],
    ['hadolint', copy('# hadolint ignore=DL3020'), ['Nothing here is ignored by `DL3020`']],
    ['of two, one', add('# hadolint ignore=DL3020,DL3007'), ['Nothing here is ignored by `DL3007`']],
    ['checkov', copy('# checkov:skip=CKV_DOCKER_4'), ['Nothing here is ignored by `CKV_DOCKER_4`']],
    ['trivy', copy('# trivy:ignore:DS-0005'), ['Nothing here is ignored by `DS-0005`']],
    [
      'a directive',
      '# check=skip=JSONArgsRecommended\nFROM alpine:3.23\nUSER 1\n',
      ['Nothing here is ignored by `JSONArgsRecommended`'],
    ],
    [
      'at the end of the file',
      'FROM alpine:3.23\nUSER 1\n# hadolint ignore=DL3020\n',
      ['Nothing here is ignored by `DL3020`'],
    ],
    [
      'above an empty line',
      'FROM alpine:3.23\n# hadolint ignore=DL3020\n\nADD a /a\nUSER 1\n',
      ['Nothing here is ignored by `DL3020`'],
    ],
    ['a slip', add('# hadolint ignore=DL3O20'), ['There is no rule `DL3O20`; did you mean `DL3020`?']],
    [
      'a slip in ours',
      add('# gantry-ignore add-local-file'),
      ['There is no rule `add-local-file`; did you mean `add-local-files`?'],
    ],
    [
      'a slip in capitals',
      '# check=skip=JsonArgsRecommended\nFROM alpine:3.23\nCMD a\nUSER 1\n',
      ['There is no rule `JsonArgsRecommended`; did you mean `JSONArgsRecommended`?'],
    ],
    ['what never was', add('# hadolint ignore=everything'), ['There is no rule `everything`']],
  ];
  for (const [name, text, sentences] of said) {
    it(`says: ${name}`, () =>
      assert.deepEqual(
        idle(text).map(({ message }) => say(message)),
        sentences,
      ));
  }

  const silent: [name: string, text: string, gantry?: string][] = [
    ['what is needed', add('# hadolint ignore=DL3020')],
    ['what two say', add('# hadolint ignore=DL3020\n# gantry-ignore add-local-files')],
    ['a rule that is off', copy('# gantry-ignore add-local-files'), 'rules: { add-local-files: off }'],
    ["a peer's id that is off", copy('# hadolint ignore=DL3020'), 'rules: { DL3020: off }'],
    [
      'ids of a peer that we have no rule for',
      copy('# hadolint ignore=DL3099999\n# shellcheck disable=SC1234').replace('DL3099999', 'SC1111'),
    ],
    ['a check of another framework', copy('# checkov:skip=CKV_AWS_20')],
    [
      'what a peer may need where we are silent on purpose',
      'FROM alpine:3.23 AS build\n# hadolint ignore=DL3002\nUSER root\nFROM scratch\nUSER 1\n',
    ],
    ['everything of a peer', copy('# dockerfile-utils: ignore')],
    ['rules of other files', copy('# gantry-ignore readiness-probe')],
    ['this very rule', copy('# gantry-ignore-file unused-ignore\n# hadolint ignore=DL3020')],
    ['when it is off', copy('# hadolint ignore=DL3020'), 'rules: { unused-ignore: off }'],
    ['when it is to be quiet', copy('# hadolint ignore=DL3020'), 'profile: quiet'],
  ];
  for (const [name, text, gantry] of silent)
    it(`says nothing: ${name}`, () => assert.deepEqual(idle(text, gantry), []));

  it('is a hint, a slip a warning, and set as the user sets it', () => {
    assert.equal(idle(copy('# hadolint ignore=DL3020'))[0]?.severity, 'hint');
    assert.equal(idle(add('# hadolint ignore=DL3O20'))[0]?.severity, 'warning');
    assert.equal(idle(copy('# hadolint ignore=DL3020'), 'rules: { unused-ignore: error }')[0]?.severity, 'error');
  });
  it('ends on its day', () => {
    const text = add('# trivy:ignore:DS-0005:exp:2026-01-31');
    assert.deepEqual(
      found(text, '', '2026-01-30').map(({ rule }) => rule),
      [],
    );
    assert.deepEqual(
      found(text, '', '2026-01-31').map(({ rule, message }) => [rule, say(message)]),
      [
        ['unused-ignore', 'The ignore of `DS-0005` has ended on 2026-01-31'],
        ['add-local-files', 'ADD copies `a` as COPY would; ADD is for archives and URLs'],
      ].map(([rule, message]) => [
        rule,
        rule === 'unused-ignore' ? message : say(found(add('# x'))[0]?.message ?? ['']),
      ]),
    );
  });

  const removed: [name: string, before: string, after: string][] = [
    ['the line', copy('# hadolint ignore=DL3020 # why'), 'FROM alpine:3.23\nCOPY a /a\nUSER 1\n'],
    [
      'the indented line, CRLF',
      'FROM alpine:3.23\r\n\t# hadolint ignore=DL3020\r\nUSER 1\r\n',
      'FROM alpine:3.23\r\nUSER 1\r\n',
    ],
    ['the first of two ids', add('# hadolint ignore=DL3007,DL3020 # why'), add('# hadolint ignore=DL3020 # why')],
    ['the last of two ids', add('# hadolint ignore=DL3020, DL3007 # why'), add('# hadolint ignore=DL3020 # why')],
    [
      'the one in the middle',
      add('# gantry-ignore DL3020, DL3007, add-local-files'),
      add('# gantry-ignore DL3020, add-local-files'),
    ],
    ['all of several', copy('# hadolint ignore=DL3007,DL3020,DL3004'), 'FROM alpine:3.23\nCOPY a /a\nUSER 1\n'],
    ['a directive', '# check=skip=JSONArgsRecommended\nFROM alpine:3.23\nUSER 1\n', 'FROM alpine:3.23\nUSER 1\n'],
    [
      'behind a BOM',
      '\uFEFF# hadolint global ignore=DL3020\nFROM alpine:3.23\nUSER 1\n',
      '\uFEFFFROM alpine:3.23\nUSER 1\n',
    ],
    ['the last line', 'FROM alpine:3.23\nUSER 1\n# hadolint ignore=DL3020', 'FROM alpine:3.23\nUSER 1\n'],
    [
      'inside an instruction',
      'FROM alpine:3.23\nENV A=1 \\\n  # hadolint ignore=DL3020\n  B=2\nUSER 1\n',
      'FROM alpine:3.23\nENV A=1 \\\n  B=2\nUSER 1\n',
    ],
    [
      'not a directive that asks for more',
      '# check=skip=JSONArgsRecommended;error=true\nFROM alpine:3.23\nUSER 1\n',
      '# check=skip=JSONArgsRecommended;error=true\nFROM alpine:3.23\nUSER 1\n',
    ],
    [
      'not what keeps a comment from being a directive',
      '# hadolint global ignore=DL3020\n# escape=`\nFROM alpine:3.23\nUSER 1\n',
      '# hadolint global ignore=DL3020\n# escape=`\nFROM alpine:3.23\nUSER 1\n',
    ],
    ['not a slip that may be meant', copy('# hadolint ignore=DL3O20'), copy('# hadolint ignore=DL3O20')],
  ];
  for (const [name, before, after] of removed) {
    it(`fix all removes ${name}`, () =>
      assert.equal(
        fixAll(before, (text) => idle(text)),
        after,
      ));
  }
  it('offers the id that was meant, then to remove it', () => {
    const text = add('# hadolint ignore=DL3O20');
    const fixes = idle(text)[0]?.fixes ?? [];
    assert.deepEqual(
      fixes.map((fix) => [say(fix.title), applyEdits(text, fix.edits)]),
      [
        ['Write `DL3020`', add('# hadolint ignore=DL3020')],
        ['Remove the ignore of `DL3O20`', 'FROM alpine:3.23\nADD a /a\nUSER 1\n'],
      ],
    );
  });
});

describe('options of BuildKit’s check directive', () => {
  const levels = (text: string, gantry = '') => found(text, gantry).map(({ rule, severity }) => `${rule} ${severity}`);
  it('raise its findings to errors, not those of others', () => {
    const text = '# check=error=true\nFROM alpine\nCMD a\nUSER 1\n';
    assert.deepEqual(levels(text).sort(), ['exec-form error', 'pinned-base-image warning']);
    assert.deepEqual(levels(text.replace('true', 'false')).sort(), ['exec-form warning', 'pinned-base-image warning']);
  });
  it('turn its experimental checks on', () => {
    const text = '# a comment of no use\nFROM alpine:3.23 AS base\nUSER 1\n';
    const said = (directive: string, gantry = '') =>
      levels(`${directive}${text}`, gantry).filter((one) => one.startsWith('definition-description')).length;
    assert.equal(said('# check=experimental=all\n'), 1);
    assert.equal(said('# check=skip=FromAsCasing;experimental=InvalidDefinitionDescription\n'), 1);
    assert.equal(said('# check=experimental=Another\n'), 0);
    assert.equal(said(''), 0);
    assert.equal(said('# check=experimental=all\n', 'rules: { definition-description: off }'), 0);
  });
  it('leave off what the workspace turns off', () => {
    assert.deepEqual(levels('# check=error=true\nFROM alpine:3.23\nCMD a\nUSER 1\n', 'rules: { exec-form: off }'), []);
  });
});
