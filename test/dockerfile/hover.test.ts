import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverDockerfile } from '../../src/dockerfile/editing/hover.ts';
import { MOUNT_TYPES } from '../../src/dockerfile/editing/mount-options.ts';
import { INSTRUCTIONS } from '../../src/dockerfile/syntax/instructions.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { sayProse } from '../../src/server/prose.ts';
import { atCaret } from './caret.ts';

function hover(marked: string) {
  const { dockerfile, offset, text } = atCaret(marked);
  const found = hoverDockerfile(dockerfile, offset);
  if (found) assert.ok(found.start <= offset && offset <= found.end, 'the range holds the pointer');
  return found && { text: sayProse(found.markdown, {}), word: text.slice(found.start, found.end) };
}

type Case = readonly [name: string, text: string, shown: RegExp, word?: string];
const cases: Readonly<Record<string, readonly Case[]>> = {
  instructions: [
    ['the keyword', 'FROM a\nEX|POSE 80', /^\*\*EXPOSE\*\*\n\nTells which port/, 'EXPOSE'],
    ['in lower case', 'from a\nexp|ose 80', /^\*\*EXPOSE\*\*/, 'expose'],
    ['inside ONBUILD', 'FROM a\nONBUILD WORK|DIR /x', /^\*\*WORKDIR\*\*/],
    ['inside HEALTHCHECK', 'FROM a\nHEALTHCHECK CM|D x', /^\*\*CMD\*\*/],
    ['a flag', 'FROM a\nCOPY --fr|om=b c d', /^\*\*--from\*\*\n\nA stage/, '--from=b'],
    ['a directive', '# syn|tax=docker/dockerfile:1\nFROM a', /frontend that reads this file/],
    [
      'the type of a mount',
      'FROM a\nRUN --mount=type=ca|che,target=/x y',
      /^\*\*type=cache\*\*\n\nA folder that is kept/,
      'type=cache',
    ],
    [
      'an option of a mount',
      'FROM a\nRUN --mount=type=cache,target=/x,sha|ring=locked y',
      /^\*\*sharing\*\* \(cache\)/,
      'sharing=locked',
    ],
    ['an option by its short name', 'FROM a\nRUN --mount=type=secret,id=a,ds|t=/x y', /^\*\*target\*\* \(secret\)/],
    ['an option of the default type', 'FROM a\nRUN --mount=target=/x,r|w y', /^\*\*readwrite\*\* \(bind\)/],
  ],
  variables: [
    ['an ARG', 'FROM a\nARG P=80\nEXPOSE $|P', /^\*\*P\*\*: build argument, line 2\n\nValue: `80`$/, '$P'],
    [
      'the default of a global ARG',
      'ARG V=1\nFROM a\nARG V\nWORKDIR /${|V}',
      /default of line 1\n\nValue: `1`/,
      '${V}',
    ],
    ['one that the call decides', 'ARG V\nFROM a:$|V', /Only the call of the build decides its value/],
    [
      'in shell code, in quotes',
      'FROM a\nENV V=1\nRUN echo "it is $|V"',
      /^\*\*V\*\*: environment variable, set in line 2/,
    ],
    ['over a continuation', 'FROM a\nENV V=1\nRUN a \\\n  # c\n  $|V', /^\*\*V\*\*/],
    ['a value with backticks', 'FROM a\nENV V=`x`\nWORKDIR $|V', /`` `x` ``$/],
    [
      'where it is set',
      'FROM a\nENV V=1\nENV |V=2',
      /^\*\*V\*\*: environment variable, set in line 3\n\nValue: `2`\n\nSet before in line 2$/,
      'V',
    ],
    ['set again later', 'FROM a\nENV V=1\nRUN echo $|V\nENV V=3', /Value: `1`\n\nSet again in line 4$/],
    ['in a heredoc', 'FROM a\nENV V=1\nRUN <<EOF\necho $|V\nEOF', /set in line 2/],
    ['with a fallback', 'FROM a\nENV V=1\nWORKDIR ${V:-/|x}', /^\*\*V\*\*/, '${V:-/x}'],
    ['of a base stage', 'FROM a AS b\nENV V=1\nFROM b\nWORKDIR $|V', /set in line 2/],
    [
      'a platform ARG',
      'FROM a\nARG TARGETARCH\nRUN GOARCH=$TARGET|ARCH go build',
      /Architecture of the image that is built/,
    ],
    ['a platform in FROM', 'FROM --platform=$BUILD|PLATFORM a', /Platform of the machine that builds/],
    ['a proxy', 'FROM a\nRUN curl -x $HTTP_|PROXY x', /Proxy of the build/],
    ['in CMD', 'FROM a\nENV V=1\nCMD run $|V', /Value: `1`/],
  ],
  stages: [
    [
      'its name',
      'FROM golang AS bu|ild\nCOPY a /b\nFROM scratch\nCOPY --from=build /x /',
      /^\*\*build\*\*: stage on the image `golang`, line 1\n\n- copies `a` to `\/b`$/,
      'build',
    ],
    [
      'where it is copied from',
      'FROM golang AS build\nFROM scratch\nCOPY --from=bu|ild /x /',
      /^\*\*build\*\*: stage on the image/,
    ],
    [
      'where it is mounted',
      'FROM a AS deps\nFROM b\nRUN --mount=type=bind,from=de|ps,target=/d x',
      /^\*\*deps\*\*/,
      'deps',
    ],
    ['as a base', 'FROM a AS base\nFROM ba|se', /^\*\*base\*\*: stage on the image `a`/],
    [
      'on a stage',
      'FROM a AS base\nFROM base AS te|st\nFROM base',
      /stage on the stage `base`, line 2\n\nNo other stage uses it/,
    ],
    [
      'the last one',
      'FROM a AS b\nFROM b AS fin|al\nCOPY --from=b /x /y',
      /- copies `\/x` of `b` to `\/y`\n\nThe last stage/,
    ],
    ['by its number', 'FROM golang\nFROM b\nCOPY --from=|0 /x /', /^\*\*0\*\*: stage on the image `golang`/],
  ],
  images: [
    ['scratch', 'FROM scr|atch', /Nothing at all/],
    [
      'golang',
      'FROM golang:1.2|6',
      /toolchain of Go 1\.26\n- has a C compiler\n- runs as root[^]*\n- Go 1\.26: security fixes until 2027/,
    ],
    [
      'one that has ended',
      'FROM node:1|6-bullseye',
      /Node\.js 16: no security fixes since 2023-09-11[^]*Debian 11: no security fixes since/,
    ],
    ['golang on Alpine', 'FROM golang:1.26-al|pine', /musl.*\n- has the toolchain.*\n- has no C compiler/],
    ['distroless', 'FROM gcr.io/distroless/static-debian13:non|root', /no C library.*\n- runs as a non-root user/],
    ['behind a variable', 'ARG V=3.23\nFROM alpine:$V|', /^\*\*V\*\*|musl/],
    ['a digest', `FROM alpine@sha256:${'a'.repeat(64)}|`, /held to one digest/],
  ],
  commands: [
    ['a program', 'FROM a\nRUN apt-|get update', /^\*\*apt-get\*\*\n\nPackage manager of Debian/, 'apt-get'],
    ['its command', 'FROM a\nRUN apt-get inst|all x', /^\*\*apt-get install\*\*/, 'install'],
    ['behind options', 'FROM a\nRUN apt-get -y -o A=b inst|all x', /^\*\*apt-get install\*\*/],
    ['an option of the command', 'FROM a\nRUN apt-get install --no-install-|recommends x', /what is needed only/],
    [
      'a cluster of options',
      'FROM a\nRUN curl -fs|SL x',
      /Fail on an answer of 400[^]*Draw no progress[^]*Follow redirections/,
    ],
    ['go build', 'FROM a\nRUN CGO_ENABLED=0 go bui|ld ./x', /CGO_ENABLED=0/],
    ['-trimpath', 'FROM a\nRUN go build -trim|path ./x', /paths of this machine/],
    [
      '-ldflags with its value',
      'FROM a\nRUN go build -ldfl|ags="-s -w" ./x',
      /^\*\*go\*\* `-ldflags`\n\nFlags of the linker/,
    ],
    ['a command of two words', 'FROM a\nRUN go mod down|load', /^\*\*go mod download\*\*/, 'mod download'],
    ['through a wrapper', 'FROM a\nRUN sudo -E apk ad|d x', /^\*\*apk add\*\*/],
    ['in a heredoc', 'FROM a\nRUN <<EOF\npip inst|all x\nEOF', /^\*\*pip install\*\*/],
    ['behind a continuation', 'FROM a\nRUN npm \\\n  c|i', /^\*\*npm ci\*\*/],
    ['an option of dnf', 'FROM a\nRUN dnf install --setopt=install_weak|_deps=False x', /^\*\*dnf\*\* `--setopt`/],
    ['in the JSON form', 'FROM a\nRUN ["apk", "ad|d", "x"]', /^\*\*apk add\*\*/],
    ['in ONBUILD', 'FROM a\nONBUILD RUN yarn inst|all', /^\*\*yarn install\*\*/],
  ],
};
for (const [about, rows] of Object.entries(cases)) {
  describe(`hover on ${about}`, () => {
    for (const [name, text, shown, word] of rows) {
      it(name, () => {
        const found = hover(text);
        assert.match(found?.text ?? '', shown);
        if (word !== undefined) assert.equal(found?.word, word);
      });
    }
  });
}

describe('hover says nothing', () => {
  const silent: readonly (readonly [name: string, text: string])[] = [
    ['on plain words', 'FROM a\nRUN ec|ho'],
    ['on unknown variables', 'FROM a\nRUN $|X'],
    ['between instructions', 'FROM a\n|\nRUN x'],
    ['in comments', 'FROM a\nRUN x \\\n  # apk a|dd\n  y'],
    ['on unknown flags', 'FROM a\nCOPY --no|pe=1 a b'],
    ['on packages', 'FROM a\nRUN apk add cu|rl'],
    ['on unknown options', 'FROM a\nRUN apk add --fr|ob curl'],
    ['on unknown images', 'FROM acme/ba|se:1'],
    ['on keys of labels', 'FROM a\nENV x=1\nLABEL |x=1'],
    ['behind the last line', 'FROM a\nCOPY a b\n|'],
  ];
  for (const [name, text] of silent) it(name, () => assert.equal(hover(text), undefined));
});

it('every instruction, flag, mount type and option has a text', () => {
  for (const [keyword, { flags }] of Object.entries(INSTRUCTIONS)) {
    const arguments_ = keyword === 'ONBUILD' ? 'RUN x' : 'a b';
    for (const text of [
      `${keyword} ${arguments_}`,
      ...Object.keys(flags).map((flag) => `${keyword} --${flag}=1 a b`),
    ]) {
      const offset = text.includes('--') ? text.indexOf('--') + 2 : 1;
      assert.ok(hoverDockerfile(parseDockerfile(text), offset), text);
    }
  }
  for (const [type, { options }] of Object.entries(MOUNT_TYPES)) {
    for (const option of Object.keys(options)) {
      const text = `FROM a\nRUN --mount=type=${type},${option}=1 x`;
      assert.ok(hoverDockerfile(parseDockerfile(text), text.indexOf(`,${option}`) + 1), text);
    }
  }
});
