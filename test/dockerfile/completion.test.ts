import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeDockerfile } from '../../src/dockerfile/editing/completion.ts';
import { contextFolderAt } from '../../src/dockerfile/editing/complete-path.ts';
import { KNOWN_IMAGES } from '../../src/dockerfile/editing/known-images.ts';
import type { Surroundings } from '../../src/dockerfile/editing/surroundings.ts';
import { releaseLines } from '../../src/dockerfile/stages/end-of-life.ts';
import { parseImage } from '../../src/dockerfile/stages/image.ts';
import { atCaret } from './caret.ts';

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '': ['cmd/', 'web/', 'go.mod', 'main.go', 'with blank.txt'],
  cmd: ['api/'],
  'cmd/api': ['main.go'],
};
const surroundings: Surroundings = {
  list: (folder) =>
    (FOLDERS[folder] ?? []).map((name) => ({ name: name.replace('/', ''), folder: name.endsWith('/') })),
  ports: [
    { port: 9000, where: 'main.go:7' },
    { port: 9100, where: 'metrics.go:3' },
  ],
  environment: [
    { name: 'DATABASE_HOST', default: null, secret: false, where: 'main.go:9' },
    { name: 'LOG_LEVEL', default: 'in${fo}', secret: false, where: 'main.go:10' },
    { name: 'API_TOKEN', default: null, secret: true, where: 'main.go:11' },
  ],
};

function complete(marked: string, around = surroundings) {
  const { dockerfile, offset, text } = atCaret(marked);
  return completeDockerfile(dockerfile, offset, around).map((item) => ({
    ...item,
    result: text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end),
  }));
}

const GO = 'FROM golang:1.26 AS build\nWORKDIR /src\nRUN go build -o /out/shop ./cmd/shop\nFROM scratch\n';

type Offer = readonly [name: string, text: string, label: string, result?: string];
const offers: Readonly<Record<string, readonly Offer[]>> = {
  keywords: [
    ['an instruction in an empty file', '|', 'FROM', 'FROM ${1:image}:${2:tag} AS ${3:name}'],
    ['one half typed', 'FROM a\nCOP|', 'COPY'],
    ['in lower case where that is typed', 'FROM a\ncop|', 'copy'],
    ['in lower case where the file is', 'from a\nrun x\n|', 'copy'],
    ['in upper case where the file is mixed', 'from a\nRUN x\n|', 'COPY'],
    ['inside ONBUILD', 'FROM a\nONBUILD CO|', 'COPY'],
    ['behind ONBUILD', 'FROM a\nONBUILD |', 'COPY'],
    ['before arguments, only the keyword', 'FROM a\nCOP| x y', 'COPY', 'FROM a\nCOPY x y'],
    ['after a byte order mark', '\uFEFF|', 'FROM'],
  ],
  flags: [
    ['a flag', 'FROM a\nCOPY --fr|', '--from', 'FROM a\nCOPY --from='],
    ['a flag without value', 'FROM a\nCOPY --li|', '--link', 'FROM a\nCOPY --link'],
    ['a second flag', 'FROM a\nRUN --mount=type=ssh --ne| x', '--network', 'FROM a\nRUN --mount=type=ssh --network= x'],
    ['a mount again', 'FROM a\nRUN --mount=type=ssh --|', '--mount'],
    ['over a continuation', 'FROM a\nRUN --network=none \\\n  --|', '--mount'],
    ['a network', 'FROM a\nRUN --network=|', 'none'],
    ['a security mode', 'FROM a\nRUN --security=i|', 'insecure'],
    ['a platform', 'FROM --platform=l| a', 'linux/arm64', 'FROM --platform=linux/arm64 a'],
    ['the platform of the build', 'FROM --platform=| a', '$BUILDPLATFORM'],
    ['a mode', 'FROM a\nCOPY --chmod=| a b', '0755'],
    ['an owner of the image', 'FROM node:24\nCOPY --chown=| a b', 'node', 'FROM node:24\nCOPY --chown=node a b'],
    ['a duration', 'FROM a\nHEALTHCHECK --interval=|', '30s'],
    ['retries', 'FROM a\nHEALTHCHECK --interval=30s --retries=|', '3'],
    ['a digest', 'FROM a\nADD --checksum=| https://x /x', 'sha256:'],
    ['what only ADD has', 'FROM a\nADD --u|', '--unpack'],
    ['what is new in COPY', 'FROM a\nCOPY --|', '--parents'],
    ['flags inside ONBUILD', 'FROM a\nONBUILD COPY --|', '--chown'],
  ],
  mounts: [
    ['types', 'FROM a\nRUN --mount=|', 'type=cache', 'FROM a\nRUN --mount=type=cache,target=${1:/root/.cache}'],
    ['types behind `type=`', 'FROM a\nRUN --mount=type=se|', 'secret', 'FROM a\nRUN --mount=type=secret,id=${1:token}'],
    ['options of a cache', 'FROM a\nRUN --mount=type=cache,|', 'sharing', 'FROM a\nRUN --mount=type=cache,sharing='],
    [
      'options of a secret',
      'FROM a\nRUN --mount=type=secret,id=x,e|',
      'env',
      'FROM a\nRUN --mount=type=secret,id=x,env=',
    ],
    [
      'an option without value',
      'FROM a\nRUN --mount=type=secret,id=x,|',
      'required',
      'FROM a\nRUN --mount=type=secret,id=x,required',
    ],
    ['options of bind where no type is named', 'FROM a\nRUN --mount=target=/x,|', 'readwrite'],
    ['ways to share', 'FROM a\nRUN --mount=type=cache,target=/x,sharing=|', 'locked'],
    ['folders of caches', 'FROM a\nRUN --mount=type=cache,target=|', '/go/pkg/mod'],
    ['folders of caches by another name', 'FROM a\nRUN --mount=type=cache,dst=|', '/root/.cache/go-build'],
    ['a stage', 'FROM a AS build\nFROM b\nRUN --mount=type=bind,from=| x', 'build'],
    [
      'files to bind',
      'FROM a\nRUN --mount=type=bind,source=go|',
      'go.mod',
      'FROM a\nRUN --mount=type=bind,source=go.mod',
    ],
    ['yes and no', 'FROM a\nRUN --mount=type=ssh,required=|', 'true'],
  ],
  stages: [
    ['after --from', 'FROM a AS build\nFROM b\nCOPY --from=|', 'build', 'FROM a AS build\nFROM b\nCOPY --from=build'],
    ['after FROM', 'FROM a AS build\nFROM |', 'build'],
    ['AS behind an image', 'FROM a |', 'AS', 'FROM a AS ${1:build}'],
    ['as in lower case', 'from a |', 'as'],
  ],
  variables: [
    ['one in scope', 'FROM a\nARG PORT=80\nEXPOSE $|', 'PORT', 'FROM a\nARG PORT=80\nEXPOSE ${PORT}'],
    ['in braces', 'FROM a\nARG PORT=80\nEXPOSE ${PO|}', 'PORT', 'FROM a\nARG PORT=80\nEXPOSE ${PORT}'],
    ['a global one in FROM', 'ARG V=1\nFROM a:$|', 'V', 'ARG V=1\nFROM a:${V}'],
    ['the platform in FROM', 'FROM --platform=$| a', 'BUILDPLATFORM', 'FROM --platform=${BUILDPLATFORM} a'],
    ['one of a base stage', 'FROM a AS b\nENV X=1\nFROM b\nRUN echo $|', 'X'],
    ['a proxy, which no ARG needs to name', 'FROM a\nENV X=1\nRUN curl -x $|', 'HTTPS_PROXY'],
    ['global ARGs to take over', 'ARG V=1\nFROM a\nARG |', 'V', 'ARG V=1\nFROM a\nARG V'],
    ['platform ARGs', 'FROM a\nARG TARGET|', 'TARGETARCH'],
    ['what the Go program reads', 'FROM a\nENV |', 'DATABASE_HOST', 'FROM a\nENV DATABASE_HOST=${1:value}'],
    ['with its default, escaped for a snippet', 'FROM a\nENV |', 'LOG_LEVEL', 'FROM a\nENV LOG_LEVEL=${1:in\\${fo\\}}'],
    ['names that images often set', 'FROM a\nENV GO|', 'GOTOOLCHAIN', 'FROM a\nENV GOTOOLCHAIN='],
    ['a second variable', 'FROM a\nENV A=1 |', 'TZ'],
  ],
  paths: [
    ['a file of the context', 'FROM a\nCOPY |', 'go.mod', 'FROM a\nCOPY go.mod'],
    ['a folder', 'FROM a\nCOPY |', 'cmd/', 'FROM a\nCOPY cmd/'],
    ['below a folder', 'FROM a\nCOPY ./cmd/api/|', 'main.go', 'FROM a\nCOPY ./cmd/api/main.go'],
    ['behind flags', 'FROM a\nCOPY --link ma|', 'main.go', 'FROM a\nCOPY --link main.go'],
    ['in the JSON form', 'FROM a\nCOPY ["ma|", "/x"]', 'main.go', 'FROM a\nCOPY ["main.go", "/x"]'],
    ['the working folder as destination', 'FROM a\nWORKDIR /src\nCOPY go.mod |', '/src/'],
    ['the working folder below another', 'FROM a\nWORKDIR /src\nWORKDIR app\nCOPY go.mod |', '/src/app/'],
    ['a working folder of the base stage', 'FROM a AS x\nWORKDIR /w\nFROM x\nADD a |', '/w/'],
    ['what the other stage builds', `${GO}COPY --from=build |`, '/out/shop'],
    ['the same place as destination', `${GO}COPY --from=build /out/shop |`, '/shop'],
    ['a folder for WORKDIR', 'FROM a\nWORKDIR |', '/src'],
  ],
  'other arguments': [
    ['an image', 'FROM gol|', 'golang:1.27', 'FROM golang:1.27'],
    ['a small base', 'FROM |', 'gcr.io/distroless/static-debian13:nonroot'],
    ['scratch', 'FROM a AS b\nFROM |', 'scratch'],
    ['an image used before', 'FROM acme/base:7\nFROM |', 'acme/base:7'],
    ['ports of the program', 'FROM a\nEXPOSE |', '9000'],
    ['further ports', 'FROM a\nEXPOSE 9000 |', '9100'],
    ['a user that is made', 'FROM a\nRUN useradd -r -u 1234 shop\nUSER |', 'shop'],
    ['the number of a user that is made', 'FROM a\nRUN adduser -D -u 1234 shop\nUSER |', '1234:1234'],
    ['a user made in the base stage', 'FROM a AS b\nRUN useradd shop\nFROM b\nUSER |', 'shop'],
    ['the user of distroless', 'FROM gcr.io/distroless/base-debian13\nUSER |', 'nonroot'],
    ['a signal', 'FROM a\nSTOPSIGNAL |', 'SIGQUIT'],
    ['a shell', 'FROM a\nSHELL |', '["/bin/bash", "-o", "pipefail", "-c"]'],
    ['a shell behind its bracket', 'FROM a\nSHELL [|', '["/bin/sh", "-c"]', 'FROM a\nSHELL ["/bin/sh", "-c"]'],
    ['no health check', 'FROM a\nHEALTHCHECK |', 'NONE'],
    ['a label', 'FROM a\nLABEL org|', 'org.opencontainers.image.source'],
    ['the binary to start', `${GO}COPY --from=build /out/shop /usr/bin/\nENTRYPOINT |`, '["/usr/bin/shop"]'],
  ],
  'shell code': [
    ['a program', 'FROM a\nRUN apt|', 'apt-get', 'FROM a\nRUN apt-get'],
    ['a program behind &&', 'FROM a\nRUN x && ap|', 'apk'],
    ['a command', 'FROM a\nRUN apt-get |', 'install', 'FROM a\nRUN apt-get install'],
    ['a command half typed', 'FROM a\nRUN apt-get update && apt-get inst|', 'install'],
    ['an option of a command', 'FROM a\nRUN apt-get install --no|', '--no-install-recommends'],
    ['an option of the program', 'FROM a\nRUN apt-get install -|', '-y'],
    ['over a continuation', 'FROM a\nRUN apk add \\\n    --|', '--no-cache'],
    ['after a comment in between', 'FROM a\nRUN apk add curl \\\n  # why\n    --|', '--virtual'],
    ['a command of a command', 'FROM a\nRUN go mod |', 'download', 'FROM a\nRUN go mod download'],
    [
      'flags of Go',
      'FROM a\nRUN CGO_ENABLED=0 go build -|',
      '-trimpath',
      'FROM a\nRUN CGO_ENABLED=0 go build -trimpath',
    ],
    ['a flag of Go with a value', 'FROM a\nRUN go build -l|', '-ldflags', 'FROM a\nRUN go build -ldflags='],
    ['in a heredoc', 'FROM a\nRUN <<EOF\napk |\nEOF', 'add'],
    ['through sudo', 'FROM a\nRUN sudo pip install --no|', '--no-cache-dir'],
    ['before what follows', 'FROM a\nRUN npm | && echo x', 'ci'],
  ],
  comments: [
    ['the syntax at the top', '# sy|', 'syntax=', '# syntax='],
    ['its values', '# syntax=|', 'docker/dockerfile:1'],
    ['a second directive', '# syntax=docker/dockerfile:1\n# es|\nFROM a', 'escape='],
    ['checks to skip', '# check=|\nFROM a', 'skip=all'],
    ['ids of checks', '# check=skip=J|\nFROM a', 'JSONArgsRecommended', '# check=skip=JSONArgsRecommended\nFROM a'],
    ['an ignore comment', 'FROM a\n# gan|', 'gantry-ignore', 'FROM a\n# gantry-ignore '],
    ['our ids', 'FROM a\n# gantry-ignore |', 'non-root-user'],
    [
      'a second id',
      'FROM a\n# hadolint ignore=DL3020,|\nADD a b',
      'DL3007',
      'FROM a\n# hadolint ignore=DL3020,DL3007\nADD a b',
    ],
    ['ids of hadolint', 'FROM a\n# hadolint ignore=DL|', 'DL3020'],
    ['inside an instruction', 'FROM a\nRUN x \\\n  # gantry|\n  y', 'gantry-ignore'],
  ],
};

for (const [about, rows] of Object.entries(offers)) {
  describe(`completion of ${about}`, () => {
    for (const [name, text, label, result] of rows) {
      it(`offers ${name}`, () => {
        const items = complete(text);
        const found = items.find((item) => item.label === label);
        assert.ok(found, `${label} among ${items.map((item) => item.label).join(', ')}`);
        if (result !== undefined) assert.equal(found.result, result);
      });
    }
  });
}

it('the offered images still get security fixes', () => {
  for (const { name, tags } of KNOWN_IMAGES) {
    for (const tag of tags) {
      const image = parseImage(`${name}:${tag}`);
      assert.ok(image, `${name}:${tag}`);
      assert.deepEqual(
        releaseLines(image).filter(({ ended }) => ended),
        [],
      );
    }
  }
});

/** How VS Code filters: the typed characters occur in this order. */
function fits(typed: string, compared: string): boolean {
  let at = 0;
  for (const character of typed.toLowerCase()) {
    at = compared.toLowerCase().indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

describe('what is offered stays visible while it is typed', () => {
  for (const [name, text, label] of Object.values(offers).flat()) {
    it(name, () => {
      const item = complete(text).find((one) => one.label === label);
      assert.ok(item);
      const { text: plain } = atCaret(text);
      const typed = plain.slice(item.replace.start, atCaret(text).offset);
      assert.ok(fits(typed, item.filter ?? item.label), `${typed} in ${item.filter ?? item.label}`);
    });
  }
});

describe('completion offers nothing', () => {
  const silent: readonly (readonly [name: string, text: string])[] = [
    ['in an ordinary comment', 'FROM a\n# CO|'],
    ['in a reason', 'FROM a\n# gantry-ignore non-root-user — be|'],
    ['in a heredoc of COPY', 'FROM a\nCOPY <<EOF /x\nCO|\nEOF'],
    ['for the name of a stage', 'FROM a AS b\nFROM c AS |'],
    ['for programs that it does not know', 'FROM a\nRUN ec|'],
    ['for options of programs that it does not know', 'FROM a\nRUN frobnicate --|'],
    ['as a value of an unknown flag', 'FROM a\nCOPY --nope=|'],
    ['where no variable is in scope', 'FROM a AS one\nENV X=1\nFROM b\nWORKDIR $|'],
    ['as a path above the context', 'FROM a\nCOPY ../|'],
    ['as a path of a pattern', 'FROM a\nCOPY *.g|'],
    ['as a second user', 'FROM a\nUSER a |'],
    ['behind the value of a variable', 'FROM a\nENV A=|'],
  ];
  for (const [name, text] of silent) it(name, () => assert.deepEqual(complete(text), []));
});

describe('completion leaves out', () => {
  const labels = (text: string) => complete(text).map(({ label }) => label);
  const missing: readonly (readonly [name: string, text: string, label: string])[] = [
    ['flags that are there', 'FROM a\nCOPY --link --|', '--link'],
    ['options of a mount that are there', 'FROM a\nRUN --mount=type=cache,dst=/x,|', 'target'],
    ['secrets of the program', 'FROM a\nENV |', 'API_TOKEN'],
    ['flags of another instruction', 'FROM a\nCOPY --|', '--mount'],
    ['names with blanks', 'FROM a\nCOPY |', 'with blank.txt'],
    ['FROM behind ONBUILD', 'FROM a\nONBUILD |', 'FROM'],
    ['directives that are there', '# syntax=x\n# |\nFROM a', 'syntax='],
    ['directives below the top', 'FROM a\n# |', 'escape='],
    ['commands of another program', 'FROM a\nRUN apk |', 'install'],
    ['users of other stages', 'FROM a\nRUN useradd shop\nFROM b\nUSER |', 'shop'],
  ];
  for (const [name, text, label] of missing) it(name, () => assert.ok(!labels(text).includes(label)));

  it('later stages and their variables', () => {
    const text = 'FROM a AS one\nENV X=1\nFROM b\nCOPY --from=| x y\nFROM c AS later';
    assert.deepEqual(labels(text), ['one']);
  });
});

describe('the folder to list for a path', () => {
  const cases: readonly (readonly [text: string, folder: string | undefined])[] = [
    ['FROM a\nCOPY |', ''],
    ['FROM a\nCOPY ./cmd/ap|', 'cmd'],
    ['FROM a\nCOPY a /cmd/api/|', 'cmd/api'],
    ['FROM a\nRUN --mount=type=bind,source=cmd/|,target=x y', 'cmd'],
    ['FROM a\nCOPY --from=b /x/|', undefined],
    ['FROM a\nCOPY --chown=|', undefined],
    ['FROM a\nCOPY $X/|', undefined],
    ['FROM a\nADD https://a.example/|', undefined],
    ['FROM a\nRUN cmd/|', undefined],
    ['|', undefined],
  ];
  for (const [text, folder] of cases) {
    it(JSON.stringify(text), () => {
      const { dockerfile, offset } = atCaret(text);
      assert.equal(contextFolderAt(dockerfile, offset), folder);
    });
  }
});
