import { check, silent } from './instruction-cases.ts';

const COPY = 'COPY --from';

check('names and words of stages', [
  {
    rule: 'stage-name-casing',
    text: 'FROM a:1 AS «BuildEnv»\nFROM b:1\nCOPY --from=BUILDENV /a /a\nRUN --mount=type=bind,source=/x,from=buildenv,target=/y ls\n',
    fixed:
      'FROM a:1 AS buildenv\nFROM b:1\nCOPY --from=buildenv /a /a\nRUN --mount=type=bind,source=/x,from=buildenv,target=/y ls\n',
  },
  {
    rule: 'stage-name-casing',
    text: 'FROM a:1 AS «A»\nFROM b:1 AS «B»',
    aliases: [['buildkit:StageNameCasing'], ['buildkit:StageNameCasing']],
  },
  ...silent('stage-name-casing', ['FROM a:1 AS a-1_b.c', 'FROM A:1', 'FROM a:1 AS', 'FROM a:1 AS B C', 'FROM a:1 B']),
  { rule: 'as-casing', text: 'FROM a:1 «As» x', fixed: 'FROM a:1 AS x' },
  {
    rule: 'as-casing',
    text: 'from --platform=$BUILDPLATFORM a:1 «AS» x',
    fixed: 'from --platform=$BUILDPLATFORM a:1 as x',
  },
  { rule: 'as-casing', text: 'FROM a:1 \\\n  «as» x', fixed: 'FROM a:1 \\\n  AS x' },
  ...silent('as-casing', ['FROM a:1 AS x', 'from a:1 as x', 'From a:1 as x', 'FROM a:1', 'FROM as', 'FROM a:1 as']),
  {
    rule: 'unique-stage-name',
    text: 'FROM a:1 AS «x»\nFROM b:1 AS «x»\nCOPY a /a\nFROM c:1\nCOPY --from=x a /a',
    aliases: [
      ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME', 'trivy:DS-0012'],
      ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME', 'buildkit:DuplicateStageName', 'hadolint:DL3024'],
    ],
    fixed: 'FROM a:1 AS x\nFROM b:1 AS x-2\nCOPY a /a\nFROM c:1\nCOPY --from=x-2 a /a',
  },
  {
    rule: 'unique-stage-name',
    text: 'FROM a:1 as «x»\nFROM a:1 as «x»',
    aliases: [
      ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME'],
      [
        'dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME',
        'buildkit:DuplicateStageName',
        'hadolint:DL3024',
        'checkov:CKV_DOCKER_11',
      ],
    ],
  },
  {
    rule: 'unique-stage-name',
    text: 'FROM a:1 AS «x»\nFROM b:1 AS «X»',
    aliases: [
      ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME', 'trivy:DS-0012'],
      ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME', 'buildkit:DuplicateStageName'],
    ],
  },
  {
    rule: 'unique-stage-name',
    text: 'FROM a:1 AS «x»\nFROM b:1 AS «x»\nFROM c:1 AS «x»\nFROM d:1 AS x-2',
    fixed: 'FROM a:1 AS x\nFROM b:1 AS x-3\nFROM c:1 AS x-3\nFROM d:1 AS x-2',
  },
  ...silent('unique-stage-name', ['FROM a:1 AS x\nFROM b:1 AS y', 'FROM a:1\nFROM a:1', 'FROM a:1 AS x\nFROM x']),
  {
    rule: 'reserved-stage-name',
    text: 'FROM a:1 AS «scratch»\nFROM b:1 AS «context»\nFROM c:1 AS «SCRATCH»',
    aliases: [
      ['buildkit:ReservedStageName', 'hadolint:DL3063'],
      ['buildkit:ReservedStageName', 'hadolint:DL3063'],
      ['buildkit:ReservedStageName'],
    ],
    fixed: 'FROM a:1 AS scratch-stage\nFROM b:1 AS context-stage-2\nFROM c:1 AS scratch-stage-3',
  },
  ...silent('reserved-stage-name', [
    'FROM scratch',
    'FROM scratch AS base',
    'FROM a:1 AS scratch-base',
    'FROM a:1 AS contexts',
  ]),
]);

check('copies between stages', [
  {
    rule: 'copy-from-known-stage',
    text: `FROM a:1 AS build\nFROM b:1\n${COPY}=«biuld» a /b`,
    fixed: `FROM a:1 AS build\nFROM b:1\n${COPY}=build a /b`,
  },
  {
    rule: 'copy-from-known-stage',
    text: `FROM a:1\n${COPY}=later a /b\n${COPY}=«dep» --chown=1 a /b\nFROM b:1 AS later`,
  },
  { rule: 'copy-from-known-stage', text: `FROM a:1 AS golang-build\nFROM b:1\n${COPY}=«golang-biuld» a /b` },
  ...silent('copy-from-known-stage', [
    `FROM a:1 AS x\nFROM b:1\n${COPY}=x a /b`,
    `FROM a:1 AS x\nFROM b:1\n${COPY}=X a /b`,
    `FROM a:1\nFROM b:1\n${COPY}=0 a /b`,
    `FROM a:1\n${COPY}=nginx a /b`,
    `FROM a:1\n${COPY}=ghcr.io/x/y a /b`,
    `FROM a:1\n${COPY}=x/y a /b`,
    `FROM a:1\n${COPY}=x:1 a /b`,
    `FROM a:1\n${COPY}=x@sha256:${'0'.repeat(64)} a /b`,
    `FROM a:1\n${COPY}=$X a /b`,
    `FROM a:1 AS x\n${COPY}=x a /b`,
    `FROM a:1\nONBUILD ${COPY}=x a /b`,
    'FROM a:1\nCOPY a /b',
  ]),
  { rule: 'no-whole-root-copy', text: `FROM a:1 AS b\nFROM c:1\n${COPY}=b /x «/» /`, aliases: [['hadolint:DL3067']] },
  { rule: 'no-whole-root-copy', text: `FROM scratch\n${COPY}=nginx:1 --chown=1 «"/"» "/"` },
  ...silent('no-whole-root-copy', [
    `FROM a:1 AS b\nFROM c:1\n${COPY}=b / /x`,
    `FROM a:1 AS b\nFROM c:1\n${COPY}=b /* /`,
    `FROM a:1 AS b\nFROM c:1\n${COPY}=b . /`,
    'FROM a:1\nCOPY / /',
    'FROM a:1\nADD / /',
  ]),
  {
    rule: 'copy-into-folder',
    text: 'FROM a:1\nCOPY a b «/c»\nADD a b «"/c"»\nCOPY ["a", "b", "«/c»"]\nCOPY a b «.»\nCOPY a b «..»\nCOPY a b «$X/c»',
    fixed: 'FROM a:1\nCOPY a b /c/\nADD a b "/c/"\nCOPY ["a", "b", "/c/"]\nCOPY a b ./\nCOPY a b ../\nCOPY a b $X/c/',
  },
  {
    rule: 'copy-into-folder',
    text: 'FROM a:1\nCOPY a b «/c»\nADD a b «/c»\nONBUILD COPY a b «/c»\nCOPY <<A <<B «/c»\nA\nB\n',
    aliases: [
      ['dockerfile-utils:INVALID_DESTINATION', 'hadolint:DL3021', 'trivy:DS-0011'],
      ['dockerfile-utils:INVALID_DESTINATION'],
      ['dockerfile-utils:INVALID_DESTINATION'],
      ['hadolint:DL3021', 'trivy:DS-0011'],
    ],
  },
  ...silent('copy-into-folder', [
    'FROM a:1\nCOPY a /c',
    'FROM a:1\nCOPY a* /c',
    'FROM a:1\nCOPY a b /c/',
    'FROM a:1\nCOPY a b "/c/"',
    'FROM a:1\nCOPY ["a", "b", "/c/"]',
    'FROM a:1\nCOPY a b $C',
    'FROM a:1\nCOPY a b /x/${C}',
    '# escape=`\nFROM a:1\nCOPY a b c:\\d\\',
  ]),
  {
    rule: 'copy-needs-workdir',
    text: 'FROM a:1\nCOPY a «b»\nCOPY a «./»\nCOPY ["a", «"b"»]\nCOPY a «~/b»\nWORKDIR /x\nCOPY a b',
  },
  { rule: 'copy-needs-workdir', text: 'FROM a:1 AS x\nCOPY a «b»\nWORKDIR /x\nFROM b:1\nCOPY a «b»\nFROM x\nCOPY a b' },
  { rule: 'copy-needs-workdir', text: 'FROM scratch\nCOPY --from=x:1 a «.»\nCOPY <<EOF «b»\nx\nEOF\n' },
  ...silent('copy-needs-workdir', [
    'FROM a:1\nCOPY a /b',
    'FROM a:1\nCOPY a "/b"',
    'FROM a:1\nCOPY a $B',
    'FROM a:1\nCOPY a ${B}/c',
    'FROM a:1\nCOPY a c:/x',
    'FROM a:1\nCOPY a C:\\x',
    'FROM a:1\nADD a b',
    'FROM a:1\nONBUILD COPY a b',
    'FROM a:1\nWORKDIR x\nCOPY a b',
    'FROM a:1 AS x\nWORKDIR /x\nFROM x AS y\nFROM y\nCOPY a b',
  ]),
]);

const ignored = (ignoreFile: string, text: string) => ({ rule: 'copy-ignored-file', ignoreFile, text });

check('.dockerignore and copies', [
  ignored(
    'node_modules',
    'FROM a:1\nCOPY «node_modules» /x\nCOPY «./node_modules/a/b» /x\nADD «"node_modules/"» /x\nCOPY node_modules2 /x',
  ),
  ignored('*.md', 'FROM a:1\nCOPY «README.md» /x/\nCOPY docs/README.md /x/\nCOPY «*.md» /x/'),
  ignored('**/*.md', 'FROM a:1\nCOPY «docs/README.md» /x/'),
  ignored('*/tmp/*', 'FROM scratch\nCOPY «./a/tmp/x.txt» /x\nCOPY tmp/x.txt /x'),
  ignored('*', 'FROM a:1\nCOPY «.» /x\nCOPY «a» /x'),
  ignored('**', 'FROM a:1\nCOPY «./» /x'),
  ignored('a\n# b\n', 'FROM a:1\nARG S=a\nCOPY «$S» b /x/'),
  { ...ignored('a', 'FROM a:1\nCOPY «/a» /x\nCOPY «a» /x'), aliases: [[], ['buildkit:CopyIgnoredFile']] },
  ignored('a\n!a/b', 'FROM a:1\nCOPY a /x'),
  ignored('a', 'FROM a:1\nCOPY --from=b:1 a /x\nCOPY $S /x\nADD https://example.com/a /x\nCOPY . /x\nCOPY <<a /x\na\n'),
  ignored('', 'FROM a:1\nCOPY a /x'),
]);

const EARLIER = 'copy-from-earlier-stage';

check('stages that are not there yet', [
  {
    rule: EARLIER,
    text: `FROM a:1 AS x\nCOPY «--from=x» a /b\nCOPY «--from=X» a /b\nCOPY «--from=0» a /b\nRUN «--mount=from=x,target=/y» z`,
    aliases: [
      ['buildkit:parse', 'hadolint:DL3023', 'trivy:DS-0006'],
      ['buildkit:parse', 'hadolint:DL3022', 'trivy:DS-0006'],
      ['buildkit:parse'],
      ['buildkit:parse'],
    ],
  },
  {
    rule: EARLIER,
    text: 'FROM a:1\nCOPY «--from=later» a /b\nCOPY «--from=9» a /b\nFROM b:1 AS later',
    aliases: [
      ['buildkit:parse', 'hadolint:DL3022'],
      ['buildkit:parse', 'hadolint:DL3022'],
    ],
  },
  ...silent(EARLIER, [
    'FROM a:1 AS x\nFROM b:1\nCOPY --from=x a /b\nCOPY --from=0 a /b',
    'FROM a:1\nCOPY --from=b a /b',
  ]),
  {
    rule: 'from-first',
    text: 'ARG A\n«ENV» A=1\n«RUN» x\nFROM a:1\nENV B=1',
    aliases: [
      ['buildkit:parse', 'hadolint:DL3061', 'dockerfile-utils:NO_SOURCE_IMAGE'],
      ['buildkit:parse', 'hadolint:DL3061'],
    ],
  },
  {
    rule: 'from-first',
    text: 'ARG A\n«RUN» x',
    aliases: [['buildkit:parse', 'hadolint:DL3061', 'dockerfile-utils:NO_SOURCE_IMAGE']],
  },
  { rule: 'from-first', text: '«»ARG A', aliases: [['buildkit:parse', 'dockerfile-utils:NO_SOURCE_IMAGE']] },
  {
    rule: 'onbuild-trigger',
    text: 'FROM a:1\nONBUILD «FROM» x\nonbuild «Maintainer» x\nONBUILD «ONBUILD» RUN x',
    aliases: [
      ['buildkit:parse', 'hadolint:DL3043', 'dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED'],
      ['buildkit:parse', 'hadolint:DL3043', 'dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED'],
      ['buildkit:parse', 'hadolint:DL3043', 'dockerfile-utils:ONBUILD_CHAINING_DISALLOWED'],
    ],
  },
  ...silent('onbuild-trigger', ['FROM a:1\nONBUILD RUN x', 'FROM a:1\nONBUILD HEALTHCHECK CMD x']),
  {
    rule: 'valid-port',
    text: 'FROM a:1\nEXPOSE 80 «65536» «70000/tcp» «80-90000» «abc» 65535 0 $P',
    aliases: [
      ['buildkit:parse', 'hadolint:DL3011', 'trivy:DS-0008'],
      ['buildkit:parse', 'hadolint:DL3011', 'trivy:DS-0008'],
      ['buildkit:parse', 'hadolint:DL3011'],
      ['buildkit:parse', 'dockerfile-utils:INVALID_PORT'],
    ],
  },
]);
