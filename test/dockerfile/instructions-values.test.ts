import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintText } from './examples.ts';
import { check, silent } from './instruction-cases.ts';

const F = 'FROM alpine:3.23\n';
const U = 'undefined-variable';

check('variables that are not set', [
  { rule: U, text: `${F}ENV A=«$x» B=«\${y}»/«$z»` },
  { rule: U, text: `${F}LABEL «$k»=v l=«$HOME»\nENV P=$PATH` },
  { rule: U, text: `${F}COPY --chown=«$o» --chmod=«$m» «$s» /d/«\${t}»\nADD --checksum=«$c» https://example.com/x /x` },
  { rule: U, text: `${F}COPY ["«$s»", "/d"]\nVOLUME ["/«$v»"]\nVOLUME /«$w»` },
  { rule: U, text: `${F}WORKDIR /a/«$w»\nUSER «$u»\nSTOPSIGNAL «$s»` },
  { rule: U, text: `${F}ARG A=«$x» B=$A C=\${A:-1}` },
  { rule: U, text: `${F}RUN --mount=type=cache,target=«$x» true` },
  { rule: U, text: `${F}COPY <<EOF /x\na «$x» '«\${y}»' \\$z\nEOF\n` },
  { rule: U, text: `${F}ENV A="«$1».00" B=«$$» C=$` },
  { rule: U, text: `${F}ENV A=«\${x:-1}» B=«\${y#z}»` },
  { rule: U, text: `${F}ENV A=«$TARGETARCH»\nARG TARGETARCH\nENV B=$TARGETARCH` },
  { rule: U, text: `ARG X=1\n${F}ENV A=«$X»\nARG X\nENV B=$X` },
  { rule: U, text: `${F}ENV A=1 B=«$A»\nENV C=$A` },
  { rule: U, text: 'FROM alpine:3 AS a\nENV X=1\nARG Y\nFROM a\nENV A=$X$Y\nFROM alpine:3\nENV A=«$X»' },
  { rule: U, text: `${F}ENV A=«$x»«$x»`.replace('«$x»«$x»', '«$x»$x') },
  { rule: U, text: `${F}ENV A=«$HTTP_PROXY»` },
  { rule: U, text: 'FROM golang:1.26\nENV A=$GOPATH B=«$GOROOT»' },
  { rule: U, text: 'FROM scratch\nENV A=«$B»' },
  // Stages of one base do not see each other's variables, in whatever order they stand.
  {
    rule: U,
    text: 'FROM alpine:3 AS a\nENV A=1\nFROM a AS b\nRUN x\nFROM b AS c\nENV C=$A\nFROM a AS d\nENV D=«$C»\nFROM b AS e\nENV E=«$D» F=«$C»\nFROM d\nENV G=$D$A',
  },
  // On an image that nobody knows, what none sets.
  { rule: U, text: 'ARG G=1\nFROM example.com/x:1\nENV A=«$G» B=«$TARGETOS» C=«$A» D=$OTHER E="«$1»"' },
  {
    rule: U,
    text: 'FROM example.com/x:1\nARG SOURCE\nCOPY «$SUORCE» /x',
    fixed: 'FROM example.com/x:1\nARG SOURCE\nCOPY $SOURCE /x',
  },
  { rule: U, text: `${F}ENV A=«$PAHT»`, fixed: `${F}ENV A=$PATH` },
  { rule: U, text: `ARG X=1\n${F}  ENV A=«$X»`, fixed: `ARG X=1\n${F}  ARG X\n  ENV A=$X` },
  {
    rule: U,
    text: 'FROM alpine:3\r\nENV A=«$TARGETARCH»\r\n',
    fixed: 'FROM alpine:3\r\nARG TARGETARCH\r\nENV A=$TARGETARCH\r\n',
  },
  { rule: U, text: `${F}LABEL p="«$5»"`, fixed: `${F}LABEL p="\\$5"` },
  ...silent(U, [
    `${F}RUN echo $x`,
    `${F}CMD echo $x`,
    `${F}ENTRYPOINT ["$x"]`,
    `${F}HEALTHCHECK CMD $x`,
    `${F}ONBUILD ENV A=$x`,
    `${F}EXPOSE $x`,
    `${F}MAINTAINER $x`,
    `${F}COPY --exclude=$x a /b`,
    `${F}ENV A=\\$x B='$y'`,
    `${F}COPY <<"EOF" /x\n$x\nEOF\n`,
    `${F}RUN <<EOF\n$x\nEOF\n`,
    `${F}ENV A=$BUILDKIT_SBOM_SCAN_STAGE`,
    `${F}ARG x\nUSER $x`,
    'FROM example.com/x:1\nENV A=$x\nUSER $APP_USER',
    'ARG B\nFROM $B\nENV A=$x',
    'FROM python:3.14\nARG V=$PYTHON_VERSION',
    'ENV A=$x',
  ]),
]);

const FROM = 'undefined-arg-in-from';

check('variables of FROM', [
  { rule: FROM, text: 'FROM «$foo»', aliases: [['buildkit:UndefinedArgInFrom', 'dockerfile-utils:BASE_NAME_EMPTY']] },
  { rule: FROM, text: 'FROM a:«${foo}»', aliases: [['buildkit:UndefinedArgInFrom']], fixed: 'ARG foo\nFROM a:${foo}' },
  { rule: FROM, text: 'ARG VERSION=1\nFROM a:«$VERSOIN»', fixed: 'ARG VERSION=1\nFROM a:$VERSION' },
  { rule: FROM, text: 'FROM «${A:-alpine}»', aliases: [['buildkit:UndefinedArgInFrom']] },
  { rule: FROM, text: 'FROM a:1\nARG B=1\nFROM a:«$B»' },
  { rule: FROM, text: 'FROM --platform=«$P» a:1' },
  ...silent(FROM, [
    'ARG A\nFROM $A',
    'FROM a:$TARGETARCH',
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM --platform=${TARGETOS}/${TARGETARCH} a:1',
    'ARG A=1 B\nFROM a:${A}-${B}',
  ]),
  { rule: 'valid-default-image', text: 'ARG T\nFROM «a:$T»\nFROM «$T»\nFROM «${T}»' },
  { rule: 'valid-default-image', text: 'ARG T=\nFROM «a:$T»' },
  { rule: 'valid-default-image', text: 'ARG A=B\nFROM «$A»' },
  { rule: 'valid-default-image', text: 'FROM «a:$nothing»' },
  ...silent('valid-default-image', [
    'ARG T\nFROM a$T',
    'ARG T=1\nFROM a:$T',
    'ARG A\nFROM ${A:-alpine}',
    'FROM alpine:1 AS x\nARG T\nFROM x',
    'FROM a:$TARGETARCH',
    'ARG V=1\nARG T=x$V\nFROM a:$T',
    'FROM X:1',
  ]),
]);

check('platforms', [
  {
    rule: 'redundant-platform',
    text: 'FROM «--platform=$TARGETPLATFORM» a:1\nFROM «--platform=${TARGETPLATFORM}» b:1 AS c\nFROM «--platform="$TARGETPLATFORM"» d:1',
    aliases: [
      ['hadolint:DL3065', 'buildkit:RedundantTargetPlatform'],
      ['hadolint:DL3065', 'buildkit:RedundantTargetPlatform'],
      ['buildkit:RedundantTargetPlatform'],
    ],
    fixed: 'FROM a:1\nFROM b:1 AS c\nFROM d:1',
  },
  { rule: 'redundant-platform', text: 'ARG TARGETPLATFORM\nFROM «--platform=$TARGETPLATFORM» a:1' },
  ...silent('redundant-platform', [
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM --platform=$TARGETOS/$TARGETARCH a:1',
    'FROM --platform=$TARGETPLATFORM/v8 a:1',
    'FROM --platform=${TARGETPLATFORM:+linux/amd64} a:1',
    'ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM a:1',
  ]),
  {
    rule: 'constant-platform',
    text: 'FROM «--platform=linux/amd64» a:1\nFROM «--platform="linux/arm64/v8"» a:1 AS build\nFROM «--platform=amd64» a:1\nFROM «--platform=bogus» a:1',
    aliases: [
      ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed'],
      ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed'],
      ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed'],
      ['hadolint:DL3029'],
    ],
  },
  ...silent('constant-platform', [
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM --platform=linux/$ARCH a:1',
    'FROM --platform=linux/amd64 a:1 AS build-amd64',
    'FROM --platform=linux/amd64 a:1 AS linux-x',
    'FROM --platform=x86_64 a:1 AS AMD64',
    'FROM --platform=arm64 a:1 AS linux',
    'FROM a:1',
  ]),
]);

check('ports', [
  {
    rule: 'expose-protocol-casing',
    text: `${F}EXPOSE 80/«TCP» 90-95/«Udp» 22/tcp 80 81/`,
    fixed: `${F}EXPOSE 80/tcp 90-95/udp 22/tcp 80 81/`,
  },
  { rule: 'expose-protocol-casing', text: `${F}ENV P=80\nEXPOSE $P/«UDP»` },
  { rule: 'expose-protocol-casing', text: `${F}EXPOSE \${P:-80}/«TCP»`, fixed: `${F}EXPOSE \${P:-80}/tcp` },
  ...silent('expose-protocol-casing', [
    `${F}EXPOSE 80/tcp`,
    `${F}EXPOSE $P`,
    `${F}EXPOSE 80/XYZ`,
    `${F}ONBUILD EXPOSE 80/TCP`,
  ]),
  {
    rule: 'expose-port-only',
    text: `${F}EXPOSE «80:8080» «8000-8001:9000-9001/tcp» 80`,
    fixed: `${F}EXPOSE 8080 9000-9001/tcp 80`,
  },
  {
    rule: 'expose-port-only',
    text: `${F}EXPOSE «0.0.0.0:80:80» «[::1]:80:81/udp» «1:2»`,
    aliases: [
      ['buildkit:ExposeInvalidFormat', 'dockerfile-utils:INVALID_PORT'],
      ['buildkit:ExposeInvalidFormat', 'dockerfile-utils:INVALID_PORT'],
      ['buildkit:ExposeInvalidFormat'],
    ],
  },
  {
    rule: 'expose-port-only',
    text: `${F}EXPOSE «:80»`,
    aliases: [['dockerfile-utils:INVALID_PORT']],
    fixed: `${F}EXPOSE 80`,
  },
  {
    rule: 'expose-port-only',
    text: `${F}EXPOSE «1.2.3.4:80» «a:80» «80:81:82» «99999:80» «1.2.3.4::80»`,
    aliases: [
      ['buildkit:ExposeInvalidFormat', 'buildkit:parse', 'dockerfile-utils:INVALID_PORT'],
      ['buildkit:ExposeInvalidFormat', 'buildkit:parse', 'dockerfile-utils:INVALID_PORT'],
      ['buildkit:ExposeInvalidFormat', 'buildkit:parse', 'dockerfile-utils:INVALID_PORT'],
      ['buildkit:ExposeInvalidFormat', 'buildkit:parse'],
      ['buildkit:ExposeInvalidFormat', 'dockerfile-utils:INVALID_PORT'],
    ],
  },
  ...silent('expose-port-only', [`${F}EXPOSE 80`, `${F}EXPOSE $X:80`, `${F}EXPOSE a:b`]),
  {
    rule: 'no-ssh-port',
    text: `${F}EXPOSE 80 «22» «22/tcp» «22/udp»\nARG P=22\nEXPOSE «$P»`,
    aliases: [
      ['trivy:DS-0004', 'checkov:CKV_DOCKER_1'],
      ['trivy:DS-0004', 'checkov:CKV_DOCKER_1'],
      ['trivy:DS-0004'],
      [],
    ],
  },
  ...silent('no-ssh-port', [`${F}EXPOSE 2222`, `${F}EXPOSE 22/sctp`, `${F}EXPOSE 220`, `${F}EXPOSE $P`]),
]);

const W = 'absolute-workdir';
const ALL = ['hadolint:DL3000', 'trivy:DS-0009', 'checkov:CKV_DOCKER_10', 'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE'];

check('relative WORKDIR', [
  {
    rule: W,
    text: `${F}WORKDIR «app»`,
    aliases: [[...ALL, 'buildkit:WorkdirRelativePath']],
    fixed: `${F}WORKDIR /app`,
  },
  {
    rule: W,
    text: `${F}WORKDIR /a\nWORKDIR «b»\nWORKDIR «../c»`,
    aliases: [ALL, ALL],
    fixed: `${F}WORKDIR /a\nWORKDIR /a/b\nWORKDIR /a/c`,
  },
  { rule: W, text: `${F}WORKDIR «a»\nWORKDIR «b»`, aliases: [[...ALL, 'buildkit:WorkdirRelativePath'], ALL] },
  {
    rule: W,
    text: 'FROM a:1 AS x\nWORKDIR /x\nFROM x AS y\nFROM y\nWORKDIR «z»\nFROM a:1\nWORKDIR «z»',
    aliases: [ALL, [...ALL, 'buildkit:WorkdirRelativePath']],
  },
  {
    rule: W,
    text: `${F}WORKDIR «"my app"»\nARG X=y\nWORKDIR $X`.replace('$X', '«$X»'),
    aliases: [[...ALL, 'buildkit:WorkdirRelativePath'], []],
  },
  { rule: W, text: `${F}WORKDIR «'a'»` },
  { rule: W, text: `${F}WORKDIR «./x$Y»` },
  ...silent(W, [
    `${F}WORKDIR /app`,
    `${F}WORKDIR "/app"`,
    `${F}WORKDIR '/app'`,
    `${F}WORKDIR $X`,
    `${F}WORKDIR \${X}/y`,
    `${F}ENV H=/h\nWORKDIR $H`,
    `${F}WORKDIR C:\\app`,
    `${F}WORKDIR c:/app`,
    `${F}ONBUILD WORKDIR x`,
    `${F}WORKDIR`,
  ]),
]);

it('only what cannot change the image is taken by fix all', () => {
  const safe = (rule: string, text: string) =>
    lintText(text, { enableAll: true }).find((finding) => finding.rule === rule)?.fixes?.[0]?.safe;
  assert.equal(safe(W, `${F}WORKDIR app`), false);
  assert.equal(safe(W, `${F}WORKDIR /a\nWORKDIR b`), true);
  assert.equal(safe(U, `ARG X\n${F}ENV A=$X`), false);
  assert.equal(safe(FROM, 'ARG TAG=1\nFROM a:$TGA'), true);
  assert.equal(safe(FROM, 'ARG IMAGE=a\nFROM ${IMAEG:-alpine}'), false);
  assert.equal(safe('constant-platform', 'FROM --platform=linux/amd64 a:1'), false);
  assert.equal(safe('unique-stage-name', 'FROM a:1 AS x\nFROM b:1 AS x'), undefined);
  assert.equal(safe('env-self-reference', `${F}ENV A=1 B=$A`), false);
});
