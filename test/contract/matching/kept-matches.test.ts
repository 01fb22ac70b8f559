import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../src/go/analyze.ts';
import type { Project } from '../../../src/project/project.ts';
import { filesOf } from '../../containerize/facts.ts';
import { projectOf, type Texts } from '../workspace.ts';

const SERVES = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';
const ENDS = 'package main\n\nfunc main() {}\n';
const dockerfile = (program: string, more = '') =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /bin/${program} ./cmd/${program}\nFROM scratch\nCOPY --from=build /bin/${program} /${program}\n${more}ENTRYPOINT ["/${program}"]\n`;
const workload = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: ${image}
`;

const compose = (image: string) => `services:\n  front:\n    image: registry.example.com/acme/${image}\n    build: .\n`;

const FILES: Texts = {
  'go.mod': 'module example.com/acme/shop\n\ngo 1.26\n',
  'cmd/api/main.go': SERVES,
  'cmd/worker/main.go': ENDS,
  Dockerfile: dockerfile('api'),
  'web.yaml': workload('registry.example.com/acme/front:1'),
  'kustomization.yaml': 'resources: [web.yaml]\n',
  'compose.yaml': compose('front'),
};

/** `program <- Dockerfile` of the container, in the contract. */
function matched(project: Project): string {
  const [container] = project.contract()?.containers ?? [];
  return `${container?.program?.package ?? 'none'} <- ${container?.image?.file ?? 'none'}`;
}

const WAS = './cmd/api <- Dockerfile';

describe('what a container is found to run', () => {
  const edits: readonly [what: string, file: string, text: string, now: string][] = [
    ['a port that the image exposes', 'Dockerfile', dockerfile('api', 'EXPOSE 8080\n'), WAS],
    ['what the source does', 'cmd/api/main.go', SERVES.replace('8080', '9090'), WAS],
    ['what the image holds', 'Dockerfile', dockerfile('worker'), './cmd/worker <- Dockerfile'],
    ['its image', 'web.yaml', workload('registry.example.com/acme/worker:1'), './cmd/worker <- none'],
    ['the image that a build is for', 'compose.yaml', compose('back'), 'none <- none'],
    ['the module', 'go.mod', 'module example.com/other/api\n\ngo 1.26\n', WAS],
    ['the program that is no more', 'cmd/api/main.go', ENDS.replace('main', 'api'), 'none <- Dockerfile'],
  ];
  for (const [what, file, text, now] of edits) {
    it(`is after an edit of ${what} what it would be at first sight, and before it again`, async () => {
      const project = await projectOf(FILES);
      assert.equal(matched(project), WAS);
      const texts = { ...FILES, [file]: text };
      project.set(file, text);
      project.setGo(await analyze(filesOf(texts)));
      assert.equal(matched(project), now);
      assert.equal(matched(await projectOf(texts)), now);
      project.set(file, FILES[file] ?? '');
      project.setGo(await analyze(filesOf(FILES)));
      assert.equal(matched(project), WAS);
    });
  }
});
