import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProject } from '../../src/project/project.ts';

const FILES = {
  'base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          ports: [{ name: http, containerPort: 8080 }]
`,
  'base/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n',
  'base/kustomization.yaml': 'resources: [web.yaml, service.yaml]\n',
};

const overlay = (operation: string) => ({
  ...FILES,
  'prod/kustomization.yaml': `resources: [../base]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - ${operation}\n`,
});

/** What is found in the overlay of a folder without Go. */
function found(files: Readonly<Record<string, string>>): string[] {
  const project = createProject();
  for (const [file, text] of Object.entries(files)) {
    project.know(file);
    project.set(file, text);
  }
  project.complete();
  const name = 'prod/kustomization.yaml';
  const text = files[name] ?? '';
  return project.findings(name).map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`);
}

describe('an overlay of a folder without Go', () => {
  it('is told what its patch breaks among the manifests', () => {
    const renamed = '{ op: replace, path: /spec/template/spec/containers/0/ports/0/name, value: web }';
    assert.deepEqual(found(overlay(renamed)), ['service-port-exists: web']);
  });

  it('is told nothing of a patch that breaks nothing', () => {
    const renamed = '{ op: replace, path: /spec/template/spec/containers/0/ports/0/containerPort, value: 9090 }';
    assert.deepEqual(found(overlay(renamed)), []);
  });
});
