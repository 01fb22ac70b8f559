import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { say } from '../../src/words/message.ts';

const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: { app: shop, tier: "web" }
  annotations:
    a: "b"
    c: 'd'
    e: "f"
spec:
  replicas: 2
  paused: false
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      serviceAccountName: shop
      containers:
        - name: shop
          image: registry.example.com/shop:1.4.2
          command: ["/bin/shop", "--port=8080"]
          args:
            - --verbose
            - "--name='x'"
            - |
              set -e
              run
          ports:
            - containerPort: 8080
              name: http
          env:
            - name: A
              value: "1"
            - { name: C, value: 'x' }
            - name: B
              value: 'x: y'
          readinessProbe:
            httpGet: { path: /healthz, port: http }
          securityContext:
            runAsNonRoot: true
      volumes:
        - name: tmp
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: http
`;

function errors(text: string): readonly Finding[] {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.set('a.yaml', file);
  workspace.setComplete(true);
  return lintManifests(file, workspace).filter(({ severity }) => severity === 'error');
}

describe('a line that is typed in the middle of a file', () => {
  for (const [name, lineEnd] of [
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
  ] as const) {
    it(`puts no error on the lines below it (${name})`, () => {
      const lines = TEXT.split('\n');
      let typed = 0;
      for (const [index, line] of lines.entries()) {
        const rest = lines.toSpliced(index, 1);
        // A line whose absence is an error below is not typed last.
        if (line === '' || errors(rest.join(lineEnd)).length > 0) continue;
        typed++;
        for (let length = 0; length <= line.length; length++) {
          const text = rest.toSpliced(index, 0, line.slice(0, length)).join(lineEnd);
          const cursor = [...lines.slice(0, index), line.slice(0, length)].join(lineEnd).length;
          for (const { start, message } of errors(text)) {
            if (start > cursor) assert.fail(`${say(message)} at ${start} behind ${cursor} of\n${text}`);
          }
        }
      }
      assert.ok(typed > 25, String(typed));
    });
  }

  it('leaves the other documents of the file as they are', () => {
    const [first = '', second = ''] = TEXT.split('---\n');
    for (const broken of ['spec: {', 'a: "', "a: '", '\tx', '- ]', 'a: b: c', '? {', '!', 'a: *b', '%', '@']) {
      const { manifests } = parseManifests(`${first}${broken}\n---\n${second}`, 'a.yaml');
      const service = manifests.find(({ kind }) => kind === 'Service');
      assert.deepEqual([service?.name, service?.broken], ['shop', undefined], broken);
    }
  });
});
