import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { GoProject } from '../../src/go/project.ts';
import { createProject } from '../../src/project/project.ts';
import { analyzeTexts } from '../go/go-project.ts';

const MAIN = `package main

import "net/http"

func main() { http.ListenAndServe(":8080", nil) }
`;
const WRITES = `package main

import (
	"net/http"
	"os"
)

func main() {
	os.WriteFile("/var/lib/shop/state", nil, 0o600)
	http.ListenAndServe(":8080", nil)
}
`;
const DOCKERFILE = `FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/shop .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/shop /shop
USER 65532:65532
ENTRYPOINT ["/shop"]
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1
`;

let quiet: GoProject;
let writing: GoProject;
before(async () => {
  const analyze = async (main: string) =>
    await analyzeTexts({ 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': main });
  quiet = await analyze(MAIN);
  writing = await analyze(WRITES);
});

/** The settings that *fix all* gives the container. */
function hardened(go: GoProject | null, files: Readonly<Record<string, string>> = {}): string[] {
  const project = createProject();
  for (const [file, text] of Object.entries({ Dockerfile: DOCKERFILE, 'deploy.yaml': DEPLOYMENT, ...files })) {
    project.set(file, text);
  }
  project.setGo(go);
  project.complete();
  const fixed = project.fixAll('deploy.yaml') ?? '';
  return ['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'drop: ["ALL"]'].filter((one) => fixed.includes(one));
}

describe('a fix that may stop a program is part of fix all where the files show that it does not', () => {
  const [USER, FILES, CAPABILITIES] = ['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'drop: ["ALL"]'];
  const cases: readonly [
    what: string,
    go: () => GoProject | null,
    files: Record<string, string>,
    expected: string[],
  ][] = [
    ['a server that writes nothing, in an image with a numeric user', () => quiet, {}, [USER, FILES, CAPABILITIES]],
    ['nothing is known of the program', () => null, {}, []],
    ['it writes', () => writing, {}, [USER, CAPABILITIES]],
    ['a user with a name', () => quiet, { Dockerfile: DOCKERFILE.replace('65532:65532', 'nonroot') }, [FILES]],
    ['root', () => quiet, { Dockerfile: DOCKERFILE.replace('65532:65532', '0') }, [FILES]],
    [
      'a file with capabilities',
      () => quiet,
      { Dockerfile: DOCKERFILE.replace('/out/shop .', '/out/shop . && setcap cap_net_bind_service=+ep /out/shop') },
      [USER, FILES],
    ],
    ['another image', () => quiet, { 'deploy.yaml': DEPLOYMENT.replace('/shop:1', '/other:1') }, []],
    ['another command', () => quiet, { 'deploy.yaml': `${DEPLOYMENT}          command: ["/shop"]\n` }, []],
    ['two Dockerfiles for one program', () => quiet, { 'b.Dockerfile': DOCKERFILE }, []],
  ];
  for (const [what, go, files, expected] of cases) {
    it(what, () => {
      assert.deepEqual(hardened(go(), files), expected);
    });
  }
});

describe('a port of SSH is reported unless the program itself listens there', () => {
  const manifests = (port: number, targetPort: number | string, containerPort: number) => ({
    'deploy.yaml': `${DEPLOYMENT}          ports: [{ name: ssh, containerPort: ${containerPort} }]\n`,
    'service.yaml': `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: ${port}\n      targetPort: ${targetPort}\n`,
  });
  const cases: readonly [what: string, listens: number | null, Record<string, string>, expected: string[]][] = [
    ['it does', 2222, manifests(2222, 2222, 2222), []],
    ['it does, and the Service says so by name', 2222, manifests(22, 'ssh', 2222), []],
    ['it does, on the port below 1024', 22, manifests(22, 'ssh', 22), []],
    ['it listens elsewhere', 8080, manifests(22, 'ssh', 22), ['deploy.yaml', 'service.yaml']],
    ['nothing is known of the program', null, manifests(2222, 2222, 2222), ['service.yaml']],
  ];
  for (const [what, listens, files, expected] of cases) {
    it(what, async () => {
      const project = createProject();
      for (const [file, text] of Object.entries({ Dockerfile: DOCKERFILE, ...files })) project.set(file, text);
      const main = `package main\n\nimport "net"\n\nfunc main() { l, _ := net.Listen("tcp", ":${listens}"); l.Accept() }\n`;
      const texts = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': main };
      project.setGo(listens === null ? null : await analyzeTexts(texts));
      project.complete();
      const reported = Object.keys(files).filter((file) =>
        project.findings(file).some(({ rule }) => rule === 'no-ssh'),
      );
      assert.deepEqual(reported, expected);
    });
  }
});
