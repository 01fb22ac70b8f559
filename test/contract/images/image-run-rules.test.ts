import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { findingsOf, type Texts } from '../workspace.ts';
import { say } from '../../../src/words/message.ts';

const MOD = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n' };
const program = (imports: string, body: string): Texts => ({
  ...MOD,
  'main.go': `package main\n\nimport (\n\t${imports.split(' ').join('\n\t')}\n)\n\nfunc main() {\n\t${body}\n}\n`,
});

/** `file: marked text` of all that a rule says. */
async function said(rule: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings
      .filter((one) => one.rule === rule)
      .map(({ start, end }) => `${file}: ${texts[file]?.slice(start, end) ?? ''}`),
  );
}

describe('writes-to-volume', () => {
  const writes = (path: string) => program('"os"', `_ = os.WriteFile("${path}", nil, 0o600)`);
  const SECURE = 'securityContext:\n  readOnlyRootFilesystem: true';
  const mount = (path: string) => `${SECURE}\nvolumeMounts:\n  - name: data\n    mountPath: ${path}`;
  const IMAGE = (lines: string) => `FROM scratch\n${lines}COPY shop /shop\nENTRYPOINT ["/shop"]\n`;
  const BY_DEFAULT = program('"cmp" "os"', '_ = os.WriteFile(cmp.Or(os.Getenv("FILE"), "/var/x/y"), nil, 0o600)');
  const speaks: readonly [name: string, texts: Texts][] = [
    ['a path by default that nothing sets', { ...BY_DEFAULT, 'd.yaml': deploymentOf(SECURE), Dockerfile: IMAGE('') }],
    ['an absolute path', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(SECURE) }],
    ['a volume elsewhere', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(mount('/var/lib/shops')) }],
    ['a volume below', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(mount('/var/lib/shop/x')) }],
    ['from WORKDIR', { ...writes('data/x.db'), 'd.yaml': deploymentOf(SECURE), Dockerfile: IMAGE('WORKDIR /app\n') }],
    ['in the root', { ...writes('x.db'), 'd.yaml': deploymentOf(SECURE), Dockerfile: IMAGE('') }],
    ['from workingDir', { ...writes('data/x.db'), 'd.yaml': deploymentOf(`workingDir: /srv\n${SECURE}`) }],
    ['temporary files', { ...program('"os"', '_, _ = os.CreateTemp("", "x")'), 'd.yaml': deploymentOf(SECURE) }],
  ];
  for (const [name, texts] of speaks) {
    it(`speaks: ${name}`, async () => {
      const found = await said('writes-to-volume', texts);
      assert.deepEqual(found[1] ?? found[0], 'd.yaml: true');
      assert.equal(found.length, 2);
    });
  }
  it('speaks at the variable that moves a path to where no volume is, too', async () => {
    const texts = {
      ...BY_DEFAULT,
      'd.yaml': deploymentOf(`${mount('/var/x')}\nenv: [{ name: FILE, value: /logs/y }]`),
      Dockerfile: IMAGE(''),
    };
    const found = await said('writes-to-volume', texts);
    assert.equal(found.length, 3);
    for (const side of ['d.yaml: /logs/y', 'd.yaml: true']) assert.ok(found.includes(side), side);
  });
  it('moves the volume that was meant', async () => {
    const texts = { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(mount('/var/lib/shpo')) };
    const fixes = ((await findingsOf(texts)).get('d.yaml') ?? []).flatMap(({ fixes: all = [] }) => all);
    const titles = fixes.map(({ title }) => say(title)).filter((title) => title.startsWith('Mount'));
    assert.deepEqual(titles, [
      'Mount at `/var/lib/shop` what is at `/var/lib/shpo`',
      'Mount an `emptyDir` at `/var/lib/shop`',
    ]);
  });

  const silent: readonly [name: string, texts: Texts][] = [
    [
      'a path that a variable moves to a volume',
      {
        ...BY_DEFAULT,
        'd.yaml': deploymentOf(`${mount('/logs')}\nenv: [{ name: FILE, value: /logs/y }]`),
        Dockerfile: IMAGE(''),
      },
    ],
    ['the root can be written', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf('ports: []') }],
    ['it says false', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(SECURE.replace('true', 'false')) }],
    ['a volume at the path', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(mount('/var/lib/shop')) }],
    ['a volume above', { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(mount('/var/lib/')) }],
    ['a working folder that nobody knows', { ...writes('data/x.db'), 'd.yaml': deploymentOf(SECURE) }],
    [
      'of another base',
      {
        ...writes('data/x.db'),
        'd.yaml': deploymentOf(SECURE),
        Dockerfile: IMAGE('').replace('scratch', 'example.com/base:1'),
      },
    ],
    [
      'a path of a variable',
      { ...program('"os"', '_ = os.WriteFile(os.Getenv("FILE"), nil, 0o600)'), 'd.yaml': deploymentOf(SECURE) },
    ],
    ['a path by default, of an image that nobody sees', { ...BY_DEFAULT, 'd.yaml': deploymentOf(SECURE) }],
    [
      'a path that a Secret says',
      {
        ...BY_DEFAULT,
        'd.yaml': deploymentOf(
          `${SECURE}\nenv:\n  - name: FILE\n    valueFrom: { secretKeyRef: { name: files, key: prices } }`,
        ),
        Dockerfile: IMAGE(''),
      },
    ],
    [
      'temporary files elsewhere',
      {
        ...program('"os"', '_, _ = os.CreateTemp("", "x")'),
        'd.yaml': deploymentOf(`${SECURE}\nenv:\n  - name: TMPDIR\n    value: /scratch`),
      },
    ],
    [
      'another program',
      { ...writes('/var/lib/shop/x.db'), 'd.yaml': deploymentOf(SECURE).replace('shop:1.2.3', 'nginx:1.29') },
    ],
  ];
  for (const [name, texts] of silent) {
    it(`is silent: ${name}`, async () => assert.deepEqual(await said('writes-to-volume', texts), []));
  }
});

describe('image-architecture', () => {
  const GO = program('"os"', 'os.Exit(0)');
  const image = (build: string, from = 'FROM scratch') =>
    `FROM golang:1.26 AS build\nRUN ${build}\n${from}\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;
  const ON = (arch: string) => `${deploymentOf('ports: []')}      nodeSelector:\n        kubernetes.io/arch: ${arch}\n`;
  const AFFINITY = (values: string, more = '') =>
    `${deploymentOf('ports: []')}      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: kubernetes.io/arch
                    operator: In
                    values: [${values}]
${more}`;
  const ARM = image('CGO_ENABLED=0 GOARCH=arm64 go build -o /shop .');
  const speaks: readonly [name: string, dockerfile: string, manifest: string, expected: readonly string[]][] = [
    ['GOARCH', ARM, ON('amd64'), ['Dockerfile: GOARCH=arm64', 'd.yaml: amd64']],
    [
      'the platform of the last FROM',
      image('CGO_ENABLED=0 go build -o /shop .', 'FROM --platform=linux/arm64 alpine:3.23'),
      ON('amd64'),
      ['Dockerfile: linux/arm64', 'd.yaml: amd64'],
    ],
    [
      'the former label',
      ARM,
      ON('amd64').replace('kubernetes.io/arch', 'beta.kubernetes.io/arch'),
      ['Dockerfile: GOARCH=arm64', 'd.yaml: amd64'],
    ],
    ['nodes with Windows', image('go build -o /shop .'), ON('windows').replace('/arch', '/os'), ['d.yaml: windows']],
    [
      'nodes with Windows, whatever the tag of an image that is never for them',
      image('go build -o /shop .', 'ARG ARCH\nFROM gcr.io/distroless/static:latest-$ARCH'),
      ON('windows').replace('/arch', '/os'),
      ['d.yaml: windows'],
    ],
    ['an affinity', ARM, AFFINITY('amd64'), ['Dockerfile: GOARCH=arm64', 'd.yaml: amd64']],
    [
      'an affinity against it',
      ARM,
      AFFINITY('arm64').replace(': In', ': NotIn'),
      ['Dockerfile: GOARCH=arm64', 'd.yaml: arm64'],
    ],
    ['an affinity for several', ARM, AFFINITY('amd64, s390x'), ['Dockerfile: GOARCH=arm64', 'd.yaml: amd64, s390x']],
  ];
  for (const [name, Dockerfile, manifest, expected] of speaks) {
    it(`speaks: ${name}`, async () => {
      assert.deepEqual((await said('image-architecture', { ...GO, Dockerfile, 'd.yaml': manifest })).sort(), expected);
    });
  }
  const silent: readonly [name: string, dockerfile: string, manifest: string][] = [
    ['the same', ARM, ON('arm64')],
    ['nodes with Linux', ARM, ON('linux').replace('/arch', '/os')],
    [
      'an image for Windows',
      image('GOOS=windows go build -o /shop .', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022'),
      ON('windows').replace('/arch', '/os'),
    ],
    [
      'an image for whatever is asked',
      image('GOOS=$TARGETOS go build -o /shop .', 'ARG BASE\nFROM $BASE'),
      ON('windows').replace('/arch', '/os'),
    ],
    ['another command of the image', ARM, ON('amd64').replace('ports: []', 'command: [/bin/other]')],
    ['one of several', ARM, AFFINITY('amd64, arm64')],
    ['an affinity against another', ARM, AFFINITY('amd64').replace(': In', ': NotIn')],
    ['several terms', ARM, AFFINITY('amd64', '              - matchExpressions: []\n')],
    ['no selector', ARM, deploymentOf('ports: []')],
    ['the platform of the call', image('CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /shop .'), ON('amd64')],
    [
      'one build of several',
      image('GOARCH=arm64 go build -o /shop . && GOARCH=amd64 go build -o /shop-amd64 .'),
      ON('amd64'),
    ],
    [
      'the platform of the builder only',
      `FROM --platform=linux/arm64 golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`,
      ON('amd64'),
    ],
    ['another image', ARM, ON('amd64').replace('shop:1.2.3', 'nginx:1.29')],
  ];
  for (const [name, Dockerfile, manifest] of silent) {
    it(`is silent: ${name}`, async () => {
      assert.deepEqual(await said('image-architecture', { ...GO, Dockerfile, 'd.yaml': manifest }), []);
    });
  }

  const OVERLAY = (patch: string) =>
    `kind: Kustomization\nresources: [d.yaml]\npatches:\n  - target: { kind: Deployment, name: shop }\n    patch: |-\n${patch.replace(/^/gm, '      ')}\n`;
  const overlays: readonly [what: string, patch: string, expected: readonly string[]][] = [
    [
      'a label by an operation',
      '- op: add\n  path: /spec/template/spec/nodeSelector/kubernetes.io~1arch\n  value: amd64',
      ['Dockerfile: GOARCH=arm64', 'kustomization.yaml: amd64'],
    ],
    [
      'a selector by an operation',
      '- op: add\n  path: /spec/template/spec/nodeSelector\n  value:\n    kubernetes.io/arch: amd64',
      ['Dockerfile: GOARCH=arm64', 'kustomization.yaml: amd64'],
    ],
    [
      'a part of the object',
      'kind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      nodeSelector:\n        kubernetes.io/arch: amd64',
      ['Dockerfile: GOARCH=arm64', 'kustomization.yaml: amd64'],
    ],
    [
      'that of the image',
      '- op: add\n  path: /spec/template/spec/nodeSelector\n  value:\n    kubernetes.io/arch: arm64',
      [],
    ],
    ['an operation that takes it out', '- op: remove\n  path: /spec/template/spec/nodeSelector/disk', []],
  ];
  for (const [what, patch, expected] of overlays) {
    it(`in an overlay: ${what}`, async () => {
      const texts = {
        ...GO,
        Dockerfile: ARM,
        'd.yaml': `${deploymentOf('ports: []')}      nodeSelector: { disk: ssd }\n`,
        'kustomization.yaml': OVERLAY(patch),
      };
      assert.deepEqual((await said('image-architecture', texts)).sort(), expected);
    });
  }

  const bake: readonly [what: string, lines: string, expected: readonly string[]][] = [
    ['platforms without that of the nodes', 'platforms = ["linux/arm64"]', ['d.yaml: amd64']],
    ['platforms in several lines', 'platforms = [\n    "linux/arm64",\n    "linux/s390x",\n  ]', ['d.yaml: amd64']],
    ['that of the nodes, too', 'platforms = ["linux/arm64", "linux/amd64"]', []],
    ['what a variable decides', 'platforms = ["linux/${ARCH}"]', []],
    ['a list that is put together', 'platforms = concat(["linux/arm64"], MORE)', []],
    ['what another target gives, perhaps', 'inherits = ["base"]\n  platforms = ["linux/arm64"]', []],
    ['none', 'context = "."', []],
    [
      'those of a test',
      'platforms = ["linux/arm64"]\n}\ntarget "test" {\n  tags = ["test/shop:dev"]',
      ['d.yaml: amd64'],
    ],
  ];
  for (const [what, lines, expected] of bake) {
    const texts = {
      ...{ ...GO, Dockerfile: image('CGO_ENABLED=0 go build -o /shop .'), 'd.yaml': ON('amd64') },
      'docker-bake.hcl': `target "shop" {\n  tags = ["shop:1.2.3"]\n  ${lines}\n}\n`,
    };
    it(`bake: ${what}`, async () => assert.deepEqual(await said('image-architecture', texts), expected));
    it(`bake, with a command: ${what}`, async () => {
      const started = { ...texts, 'd.yaml': ON('amd64').replace('ports: []', 'command: [/shop, --debug]') };
      assert.deepEqual(await said('image-architecture', started), expected);
    });
  }
});

describe('user-lookup-in-image', () => {
  const LOOKS = program('"os/user"', '_, _ = user.Current()');
  const image = (final: string) =>
    `FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /shop .\n${final}COPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;
  it('speaks on scratch', async () => {
    assert.deepEqual(await said('user-lookup-in-image', { ...LOOKS, Dockerfile: image('FROM scratch\n') }), [
      'Dockerfile: scratch',
    ]);
  });
  const NAMED = program('"os/user"', '_, _ = user.Lookup("worker")');
  const named: readonly [base: string, final: string][] = [
    ['gcr.io/distroless/static-debian13', 'FROM gcr.io/distroless/static-debian13\n'],
    ['alpine:3.23', 'FROM alpine:3.23\nRUN adduser -D works\n'],
    ['debian:13-slim', 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y ca-certificates\n'],
  ];
  for (const [base, final] of named) {
    it(`speaks of a user that ${base} does not have`, async () => {
      const texts = { ...NAMED, Dockerfile: image(final) };
      assert.deepEqual(await said('user-lookup-in-image', texts), [`Dockerfile: ${base}`]);
    });
  }
  const silent: readonly [name: string, texts: Texts][] = [
    ['a user that is added', { ...NAMED, Dockerfile: image('FROM alpine:3.23\nRUN adduser -D -u 10001 worker\n') }],
    ['a user of a package', { ...NAMED, Dockerfile: image('FROM alpine:3.23\nRUN apk add nginx\n') }],
    ['a user of a script', { ...NAMED, Dockerfile: image('FROM debian:13\nRUN ./users.sh\n') }],
    ['a file of users', { ...NAMED, Dockerfile: image('FROM alpine:3.23\nCOPY passwd /etc/passwd\n') }],
    ['an image that nobody knows', { ...NAMED, Dockerfile: image('FROM acme/base:1\n') }],
    [
      'a user that the base has',
      { ...program('"os/user"', '_, _ = user.Lookup("nobody")'), Dockerfile: image('FROM alpine:3.23\n') },
    ],
    ['a copy', { ...LOOKS, Dockerfile: image('FROM scratch\nCOPY --from=build /etc/passwd /etc/passwd\n') }],
    ['a file of its own', { ...LOOKS, Dockerfile: image('FROM scratch\nCOPY docker/passwd /etc/\n') }],
    ['a root file system', { ...LOOKS, Dockerfile: image('FROM scratch\nCOPY --from=build /rootfs/ /\n') }],
    ['variables instead', { ...LOOKS, Dockerfile: image('FROM scratch\nENV HOME=/ USER=shop\n') }],
    ['distroless', { ...LOOKS, Dockerfile: image('FROM gcr.io/distroless/static-debian13\n') }],
    [
      'the home folder is a variable',
      { ...program('"os"', '_, _ = os.UserHomeDir()'), Dockerfile: image('FROM scratch\n') },
    ],
  ];
  for (const [name, texts] of silent) {
    it(`is silent: ${name}`, async () => assert.deepEqual(await said('user-lookup-in-image', texts), []));
  }
});
