import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { inputsOf } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: manager
spec:
  template:
    spec:
      containers:
        - name: manager
          image: memory-operator
          command: [/manager]
`;

/** The main package that the container starts, by what its Dockerfile copies and builds. */
async function started(copies: string, build: string): Promise<string> {
  const { containers } = joinContract(
    await inputsOf({
      'go.mod': 'module example.com/acme/memory-operator\n\ngo 1.26\n',
      'main.go': MAIN,
      'cmd/main.go': MAIN,
      'cmd/other/main.go': MAIN,
      'gen/version.go': 'package main\n',
      Dockerfile: `FROM golang:1.26 AS builder
WORKDIR /workspace
COPY go.mod go.sum ./
${copies}
RUN CGO_ENABLED=0 ${build}
FROM scratch
WORKDIR /
COPY --from=builder /workspace/manager .
ENTRYPOINT ["/manager"]
`,
      'd.yaml': DEPLOYMENT,
    }),
  );
  return containers[0]?.program?.package ?? 'none';
}

describe('a build makes the program of what was copied', () => {
  const table: readonly [what: string, copies: string, build: string, expected: string][] = [
    ['a file to the same place', 'COPY main.go main.go', 'go build -o manager main.go', '.'],
    ['a file into the working folder', 'COPY main.go .', 'go build -o manager .', '.'],
    ['the files of a folder', 'COPY *.go ./', 'go build -o manager .', '.'],
    ['a file in a folder', 'COPY cmd/main.go cmd/main.go', 'go build -o manager cmd/main.go', './cmd'],
    ['a file to another folder', 'COPY cmd/other/main.go ./', 'go build -o manager .', './cmd/other'],
    ['folders beside a file', 'COPY main.go ./\nCOPY cmd/ cmd/', 'go build -o manager ./cmd/other', './cmd/other'],
    ['a file over a copied folder', 'COPY . .\nCOPY gen/version.go ./', 'go build -o manager .', '.'],
    ['a file that is not of the package', 'COPY main.go ./', 'go build -o manager ./cmd/other', 'none'],
  ];
  for (const [what, copies, build, expected] of table) {
    it(what, async () => assert.equal(await started(copies, build), expected));
  }
});
