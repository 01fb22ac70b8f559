import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LintReport } from '../../src/cli/report.ts';
import { folder, gantry } from './gantry.ts';

const MAIN = `package main

import "net/http"

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe(":8080", nil)
}
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
      automountServiceAccountToken: false
      containers:
        - name: shop
          image: "{{ .Values.image }}"
          ports:
            - containerPort: {{ .Values.port }}
          {{- include "shop.probe" . | nindent 10 }}
`;

let place: Awaited<ReturnType<typeof folder>>;
before(async () => {
  place = await folder({
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': MAIN,
    Dockerfile:
      'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
    'chart/values.yaml': 'image: shop:1.0.0\nport: 9000\n',
    'chart/templates/deployment.yaml': DEPLOYMENT,
    'chart/templates/_helpers.tpl':
      '{{- define "shop.probe" -}}\nlivenessProbe:\n  httpGet:\n    path: /health\n    port: 8080\n{{- end -}}\n',
    'other.yaml': 'shop: false\n',
  });
});
after(() => place.dispose());

it('gantry lint reports what a chart does wrong where it is written: in its values and helpers, too', async () => {
  const { stdout } = await gantry(['lint', '.', '--format', 'json'], { cwd: place.root });
  const { findings } = JSON.parse(stdout) as LintReport;
  const found = findings.filter(({ file }) => file.startsWith('chart/')).map(({ file, rule }) => `${file}: ${rule}`);
  assert.deepEqual(found.sort(), [
    'chart/templates/_helpers.tpl: probe-path-exists',
    // The container declares another port than the probe asks.
    'chart/templates/_helpers.tpl: probe-port',
    'chart/values.yaml: container-port-listened',
  ]);
});
