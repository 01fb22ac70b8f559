import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { lacksCommand } from '../../../src/contract/images/command-presence.ts';

const BUILD = 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/shop ./cmd/shop\n';
const SEVERAL = 'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /out/ ./cmd/api ./cmd/job\n';

/** Whether an image whose last stage has these lines certainly lacks what a command line starts with. */
function lacks(word: string, lines: string, build = BUILD): boolean {
  const built = { binaries: new Map(), choices: [], chosenByCall: false, areAllKnown: false, calls: [] };
  return lacksCommand(word, { dockerfile: parseDockerfile(`${build}${lines}\n`), built }) !== undefined;
}

describe('an image certainly lacks', () => {
  const table: readonly [name: string, word: string, lines: string, build?: string][] = [
    [
      'what is none of the packages that a build into a folder names',
      '/bin/jobs',
      'FROM scratch\nCOPY --from=build /out/api /out/job /bin/',
      SEVERAL,
    ],
    ['a tool, in scratch', 'wget', 'FROM scratch\nCOPY --from=build /out/shop /shop'],
    ['a shell, in distroless', '/bin/sh', 'FROM gcr.io/distroless/static-debian13\nCOPY --from=build /out/shop /shop'],
    ['a program of another name', '/server', 'FROM scratch\nCOPY --from=build /out/shop /shop'],
    ['a program in another folder', '/app/shop', 'FROM scratch\nCOPY --from=build /out/shop /shop'],
    ['what would be below a file', '/app/shop', 'FROM scratch\nCOPY --from=build /out/shop /app'],
    ['another name in a folder', '/app/server', 'FROM scratch\nCOPY --from=build /out/shop /app/'],
  ];
  for (const [name, word, lines, build] of table) it(name, () => assert.equal(lacks(word, lines, build), true));
});

describe('an image has, or may have', () => {
  const table: readonly [name: string, word: string, lines: string, build?: string][] = [
    ['what is copied', '/shop', 'FROM scratch\nCOPY --from=build /out/shop /shop'],
    ['what is copied into a folder', '/app/shop', 'FROM scratch\nCOPY --from=build /out/shop /app/'],
    ['what is copied to the root', '/shop', 'FROM scratch\nCOPY --from=build /out/shop /'],
    ['what is copied to the working folder', '/app/shop', 'FROM scratch\nWORKDIR /app\nCOPY --from=build /out/shop .'],
    [
      'what is copied to a folder that WORKDIR made',
      '/app/shop',
      'FROM scratch\nWORKDIR /app\nCOPY --from=build /out/shop /app',
    ],
    [
      'what is copied to a folder above one that WORKDIR made',
      '/app/shop',
      'FROM scratch\nWORKDIR /app/data\nCOPY --from=build /out/shop /app',
    ],
    [
      'what is copied to a folder that a copy made',
      '/app/shop',
      'FROM scratch\nCOPY --from=build /src/web /app/\nCOPY --from=build /out/shop /app',
    ],
    [
      'what is copied to a folder of every image',
      '/usr/local/bin/shop',
      'FROM gcr.io/distroless/static-debian13\nCOPY --from=build /out/shop /usr/local/bin',
    ],
    ['what a folder holds', '/app/shop', 'FROM scratch\nCOPY --from=build /out /app'],
    ['what a folder with a slash holds', '/app/shop', 'FROM scratch\nCOPY --from=build /out/ /app/'],
    [
      'what is one of the packages that a build into a folder names',
      '/bin/job',
      'FROM scratch\nCOPY --from=build /out/api /out/job /bin/',
      SEVERAL,
    ],
    [
      'what a build of all packages writes',
      '/app/shop',
      'FROM scratch\nCOPY --from=build /out /app',
      'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /out ./...\n',
    ],
    [
      'what a build into a folder writes',
      '/app/shop',
      'FROM scratch\nCOPY --from=build /out/ /app/',
      'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /out/ ./cmd/shop\n',
    ],
    [
      'what a build into a folder that was made writes',
      '/app/shop',
      'FROM scratch\nCOPY --from=build /out /app',
      'FROM golang:1.26 AS build\nCOPY . .\nRUN mkdir /out && go build -o /out ./cmd/shop\n',
    ],
    ['what the context may hold', '/app/shop', 'FROM scratch\nCOPY bin /app'],
    ['what another image may hold', '/bin/tini', 'FROM scratch\nCOPY --from=registry.example.com/tini / /'],
    ['what a pattern may match', '/shop', 'FROM scratch\nCOPY --from=build /out/* /'],
    ['what a variable says', '$BIN', 'FROM scratch\nCOPY --from=build /out/shop /shop'],
    [
      'where a copy goes that a variable says',
      '/shop',
      'ARG DIR=/\nFROM scratch\nARG DIR\nCOPY --from=build /out/shop $DIR',
    ],
    [
      'what an image brings that nobody sees',
      '/bin/sh',
      'FROM registry.example.com/base\nCOPY --from=build /out/shop /shop',
    ],
    ['what a stage before brings', '/shop', 'FROM scratch AS base\nCOPY --from=build /out/shop /shop\nFROM base'],
  ];
  for (const [name, word, lines, build] of table) it(name, () => assert.equal(lacks(word, lines, build), false));
});
