import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const image = (lines: string, base = 'scratch') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\nCOPY --from=build /shop /shop\n${lines}ENTRYPOINT ["/shop"]\n`;
const USER = 'securityContext: { runAsUser: 65532 }';
const files = (path: string, dockerfile: string, container = USER): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport "os"\n\nfunc main() {\n\t_ = os.WriteFile("${path}", nil, 0o600)\n}\n`,
  Dockerfile: dockerfile,
  'd.yaml': deploymentOf(container),
});
const found = finder(/^writes-as-user$/, (file) => !file.endsWith('.go'));
const BY_MANIFEST = 'd.yaml: writes-as-user: 65532: Mount an `emptyDir` at ';

describe('writes-as-user', () => {
  const speaks: Readonly<Record<string, readonly [texts: Texts, expected: string]>> = {
    'of the user of the manifest': [files('/data/x.db', image('')), `${BY_MANIFEST}\`/data\``],
    'of the user of the image': [
      files('/data/x.db', image('USER 65532:65532\n'), 'ports: []'),
      'Dockerfile: writes-as-user: 65532:65532: Mount an `emptyDir` at `/data`',
    ],
    'of the user of the base image': [
      files('/data/x.db', image('', 'gcr.io/distroless/static-debian13:nonroot'), 'ports: []'),
      'Dockerfile: writes-as-user: FROM gcr.io/distroless/static-debian13:nonroot: Mount an `emptyDir` at `/data`',
    ],
    'of a folder that WORKDIR makes for root': [
      files('data/x.db', image('WORKDIR /app\n')),
      `${BY_MANIFEST}\`/app/data\``,
    ],
    'of a folder of what is copied for root': [
      files('/app/data/x.db', image('COPY assets /app\n')),
      `${BY_MANIFEST}\`/app/data\``,
    ],
  };
  for (const [what, [texts, expected]] of Object.entries(speaks)) {
    it(`speaks ${what}`, async () => assert.deepEqual(await found(texts), [expected]));
  }
  const silent: Readonly<Record<string, Texts>> = {
    'root in the manifest': files('/data/x.db', image('USER 65532\n'), 'securityContext: { runAsUser: 0 }'),
    'root in the image': files('/data/x.db', image(''), 'ports: []'),
    'a user by name': files('/data/x.db', image('USER shop\n'), 'ports: []'),
    'a volume': files('/data/x.db', image(''), `${USER}\nvolumeMounts: [{ name: d, mountPath: /data }]`),
    'a read-only file system': files('/data/x.db', image(''), USER.replace(' }', ', readOnlyRootFilesystem: true }')),
    'a folder for temporary files': files('/tmp/x/y', image('')),
    'a folder that is copied with an owner': files('/data/x.db', image('COPY --chown=65532 data /data\n')),
    'a file that is copied with an owner': files('/data/x.db', image('COPY --chown=65532 a.json /data/a.json\n')),
    'a folder of another stage': files('/data/x.db', image('COPY --from=build /data /data\n')),
    'folders of another stage': files('/data/x.db', image('COPY --from=build /root/ /\n')),
    'a command that may make it': files('/data/x.db', image('RUN install -d -o 65532 /data\n', 'alpine:3.23')),
    'a folder that WORKDIR makes for the user': files('x.db', image('USER 65532\nWORKDIR /data\n')),
    'a base that nobody knows': files('/data/x.db', image('', 'example.com/base:1')),
    'a home folder': files('/home/nonroot/x', image('', 'gcr.io/distroless/static:nonroot')),
  };
  for (const [what, texts] of Object.entries(silent)) {
    it(`is silent of ${what}`, async () => assert.deepEqual(await found(texts), []));
  }
});
