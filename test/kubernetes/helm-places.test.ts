import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeInChart } from '../../src/kubernetes/helm/map-back.ts';
import { splitRendered } from '../../src/kubernetes/helm/rendered.ts';

const OUTPUT = `---
# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
---
# Source: shop/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
---
# Source: shop/charts/db/templates/a.yaml
kind: ConfigMap
---
# Source: shop/templates/deployment.yaml
kind: Second
---
# Source: shop/templates/empty.yaml

`;

describe('what Helm prints', () => {
  it('is taken apart by template', () => {
    assert.deepEqual(splitRendered(OUTPUT), [
      { template: 'templates/service.yaml', text: 'apiVersion: v1\nkind: Service\n' },
      {
        template: 'templates/deployment.yaml',
        text: 'apiVersion: apps/v1\nkind: Deployment\n---\nkind: Second\n',
      },
      { template: 'charts/db/templates/a.yaml', text: 'kind: ConfigMap\n' },
    ]);
  });
  it('is nothing where nothing is named', () => assert.deepEqual(splitRendered('kind: A\n'), []));
});

const TEMPLATE = `# {{ include "x" . }}
apiVersion: apps/v1
kind: Deployment
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      hostNetwork: true
      containers:
        - name: a
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default "x" }}"
          tty: true
        - name: b
          tty: true
          {{- toYaml .Values.extra | nindent 10 }}
      nodeSelector:
        {{- with .Values.nodeSelector }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`;
const VALUES = `# counts
replicas: 1
image:
  repository: nginx
  tag: "latest"
extra:
  stdin: true
`;
const RENDERED = `apiVersion: apps/v1
kind: Deployment
spec:
  replicas: 1
  template:
    spec:
        hostNetwork: true
        containers:
          - name: a
            image: "nginx:latest"
            tty: true
          - name: b
            tty: true
            stdin: true
`;

describe('a range of what was rendered, in the chart', () => {
  const rows: readonly (readonly [name: string, needle: string, file: string, text: string, certainty: string])[] = [
    ['a line that is written once', 'hostNetwork: true', 'template', 'hostNetwork: true', 'line'],
    ['a part of it', 'true\n        containers', 'template', 'true', 'line'],
    ['a value', '1\n  template', 'values.yaml', '1', 'value'],
    ['the first value that is there', '"nginx:latest"', 'values.yaml', 'nginx', 'value'],
    ['a line that is written twice', 'tty: true\n          - name', 'template', '# {{ include "x" . }}', 'file'],
    ['what a function made', 'stdin: true', 'template', '# {{ include "x" . }}', 'file'],
  ];
  for (const [name, needle, file, text, certainty] of rows) {
    it(name, () => {
      const start = RENDERED.indexOf(needle);
      const end = start + needle.split('\n', 1).join().length;
      const place = placeInChart(RENDERED, { start, end }, { template: 'template', text: TEMPLATE, values: VALUES });
      assert.equal(place.file, file);
      assert.equal((file === 'template' ? TEMPLATE : VALUES).slice(place.start, place.end), text);
      assert.equal(place.certainty, certainty);
    });
  }

  it('never leaves the file, whatever was rendered', () => {
    for (let start = 0; start <= RENDERED.length; start++) {
      const place = placeInChart(
        RENDERED,
        { start, end: RENDERED.length },
        { template: 't', text: TEMPLATE, values: '' },
      );
      assert.ok(place.start >= 0 && place.end <= TEMPLATE.length && place.start <= place.end);
    }
  });
});
