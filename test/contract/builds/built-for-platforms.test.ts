import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFiles } from '../../../src/contract/examples/example-files.ts';
import { findingsOf } from '../workspace.ts';

const FILE = '.github/workflows/image.yaml';

/** What is said of a workflow that builds for these platforms what a stage of this Dockerfile builds. */
async function said(stage: string, platforms: string): Promise<string | undefined> {
  const findings = await findingsOf({
    ...serverFiles(':8080'),
    Dockerfile: `${stage}\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`,
    [FILE]: `on: push
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
      - uses: docker/build-push-action@v6
        with:
          platforms: '${platforms}'
          tags: ghcr.io/acme/shop:1
`,
  });
  const finding = findings.get(FILE)?.find(({ rule }) => rule === 'built-for-platforms');
  return finding && finding.message.slice(1).join(' ');
}

const BOTH = 'linux/amd64,linux/arm64';
const FROM = 'FROM golang:1.26 AS build\nCOPY . .';

describe('built-for-platforms', () => {
  const table: readonly [what: string, stage: string, platforms: string, expected: string | undefined][] = [
    [
      'GOARCH of the command',
      `${FROM}\nRUN GOARCH=amd64 go build -o /out/shop .`,
      BOTH,
      'Dockerfile amd64 linux/arm64',
    ],
    [
      'GOARCH of the stage, with the system',
      `FROM golang:1.26 AS build\nENV GOOS=linux GOARCH=amd64\nCOPY . .\nRUN go build -o /out/shop .`,
      BOTH,
      'Dockerfile amd64 linux/arm64',
    ],
    [
      'another architecture alone',
      `${FROM}\nRUN GOARCH=amd64 go build -o /out/shop .`,
      'linux/arm64',
      'Dockerfile amd64 linux/arm64',
    ],
    ['the one that it fixes', `${FROM}\nRUN GOARCH=arm64 go build -o /out/shop .`, 'linux/arm64/v8', undefined],
    ['it under another name', `${FROM}\nRUN GOARCH=amd64 go build -o /out/shop .`, 'linux/x86_64', undefined],
    [
      'an older one that the processor runs',
      `${FROM}\nRUN GOARCH=386 go build -o /out/shop .`,
      'linux/amd64',
      undefined,
    ],
    [
      'what BuildKit says',
      `FROM golang:1.26 AS build\nARG TARGETARCH\nCOPY . .\nRUN GOARCH=$TARGETARCH go build -o /out/shop .`,
      BOTH,
      undefined,
    ],
    [
      'a default that arguments replace',
      `FROM golang:1.26 AS build\nARG GOARCH=amd64\nCOPY . .\nRUN go build -o /out/shop .`,
      BOTH,
      undefined,
    ],
    ['nothing fixed', `${FROM}\nRUN go build -o /out/shop .`, BOTH, undefined],
    ['a variable', `${FROM}\nRUN GOARCH=amd64 go build -o /out/shop .`, '${{ matrix.platform }}', undefined],
  ];
  for (const [what, stage, platforms, expected] of table) {
    it(what, async () => assert.equal(await said(stage, platforms), expected));
  }
});
