import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { broken, contractFindings, healthy, mended, samples, shown } from './seed.ts';
import { chartSeeds, soundCharts } from './seeds/charts.ts';
import { projectOf, type Texts } from './workspace.ts';

async function seen(texts: Texts) {
  const found = await contractFindings(texts);
  return { found, lines: found.map((one) => shown(texts, one)).sort() };
}

describe('the chart that is written for a sample', () => {
  for (const sample of samples) {
    it(`${sample} is healthy`, async () => {
      assert.deepEqual((await seen(await healthy(sample, { layout: 'helm' }))).lines, []);
    });
  }
});

describe('a broken edge in a chart', () => {
  const texts = healthy('shop', { layout: 'helm' });
  for (const seed of chartSeeds) {
    it(seed.what, async () => {
      const changed = broken(await texts, seed);
      const { found, lines } = await seen(changed);
      assert.deepEqual(lines, [...seed.found].sort());
      const first = found.find((one) => shown(changed, one) === seed.found[0]);
      assert.ok(first);
      if (seed.leadsTo !== undefined) {
        const related = (first.finding.related ?? []).map(({ file }) => file);
        assert.ok(related.includes(seed.leadsTo), `leads to ${related.join(', ')}`);
      }
      const [fix] = first.finding.fixes ?? [];
      assert.equal(fix !== undefined, seed.mends === true);
      if (fix) assert.deepEqual((await seen(mended(changed, first.file, fix))).lines, []);
    });
  }
});

describe('what looks like a broken edge in a chart and is none', () => {
  const texts = healthy('shop', { layout: 'helm' });
  for (const [what, change] of soundCharts) {
    it(what, async () => {
      const changed = broken(await texts, { what, sample: 'shop', change, found: [] });
      assert.deepEqual((await seen(changed)).lines, []);
    });
  }

  it('an ignore comment of a template counts where it stands', async () => {
    const file = 'deploy/charts/shop/templates/deployment.yaml';
    const to = '# gantry-ignore probe-path-exists\n              path: /ready';
    const change = [{ file, from: 'path: /readyz', to }];
    const changed = broken(await texts, { what: 'ignored', sample: 'shop', change, found: [] });
    assert.deepEqual((await seen(changed)).lines, ['internal/server/server.go: probe-path-exists: "GET /readyz"']);
  });
});

describe('ports that the objects of a chart name in each other', () => {
  const SERVICE = 'deploy/charts/shop/templates/service.yaml';
  const said = async (change: (text: string) => string) => {
    const texts = await healthy('shop', { layout: 'helm' });
    const text = change(texts[SERVICE] ?? '');
    const project = await projectOf({ ...texts, [SERVICE]: text });
    return project
      .findings(SERVICE)
      .filter(({ rule }) => rule === 'service-port-exists')
      .map(({ start, end }) => text.slice(start, end));
  };

  it('none that no container has', async () => {
    assert.deepEqual(await said((text) => text), []);
    assert.deepEqual(await said((text) => text.replace(/targetPort: \S+/, 'targetPort: web')), ['web']);
  });

  const beside = (lines: string) => (text: string) =>
    `${text.replace(/targetPort: \S+/, 'targetPort: web')}---\napiVersion: v1\nkind: Pod\nmetadata: { name: more }\nspec:\n  containers:\n    - name: more\n      image: more:1\n${lines}`;
  const table: readonly [what: string, lines: string, expected: readonly string[]][] = [
    ['others may bring more', '      ports:\n        {{- toYaml .Values.more | nindent 8 }}\n', []],
    ['others may bring more fields', '      {{- toYaml .Values.more | nindent 6 }}\n', []],
    ['others may bring more containers', '    {{- if .Values.more }}\n    - name: other\n    {{- end }}\n', []],
    [
      'others may bring other fields',
      '      {{- with .Values.mounts }}\n      volumeMounts:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n',
      ['web'],
    ],
    [
      'others may bring more of a field',
      '      envFrom:\n        - configMapRef: { name: more }\n        {{- if .Values.more }}\n        - secretRef: { name: more }\n        {{- end }}\n',
      ['web'],
    ],
  ];
  for (const [what, lines, expected] of table) {
    it(what, async () => assert.deepEqual(await said(beside(lines)), expected));
  }
});

describe('what an object of a chart is about', () => {
  const FOLDER = 'deploy/charts/shop/templates';
  const OBJECT = `${FOLDER}/more.yaml`;
  const scaler = (name: string) =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: shop }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }\n  maxReplicas: 3\n`;
  const budget = (name: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: shop }\nspec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }\n`;
  const policy = (name: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: shop }\nspec:\n  podSelector: { matchLabels: { app.kubernetes.io/name: ${name} } }\n  ingress: [{ from: [{ podSelector: { matchLabels: { app: other } } }] }]\n`;
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: more }\nspec:\n  selector: { app.kubernetes.io/name: ${name} }\n  ports: [{ port: 80 }]\n`;
  const off = (kind: string) =>
    `{{- if .Values.more }}\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: more\n{{- end }}\n`;
  const table: readonly [what: string, text: string, beside: string, expected: readonly string[]][] = [
    ['a Deployment that is there', scaler('shop'), '', []],
    ['a Deployment that is not', scaler('shopp'), '', ['scale-target-exists']],
    ['labels that no pod has', budget('shopp'), '', ['budget-selects-something']],
    ['labels of a Service that no pod has', service('shopp'), '', ['service-selects-something']],
    ['labels of a policy that no pod has', policy('shopp'), '', ['network-policy-selects-something']],
    ['whom a policy lets in', policy('shop'), '', []],
    [
      'an object beside it that is off and selects nothing',
      budget('shopp'),
      off('Ingress'),
      ['budget-selects-something'],
    ],
    ['a Secret beside it that is off', budget('shopp'), off('Secret'), ['budget-selects-something']],
    ['a workload beside it that is off', budget('shopp'), off('DaemonSet'), []],
    ['a chart within', budget('shopp'), '{{- range .Values.all }}\n{{ tpl . $ }}\n{{- end }}\n', []],
  ];
  for (const [what, text, beside, expected] of table) {
    it(what, async () => {
      const project = await projectOf({
        ...(await healthy('shop', { layout: 'helm' })),
        [OBJECT]: text,
        [`${FOLDER}/beside.yaml`]: beside,
      });
      const about = /^(?:scale-target-exists|(?:budget|service|network-policy)-selects-something)/;
      assert.deepEqual(
        project.findings(OBJECT).flatMap(({ rule }) => (about.test(rule) ? [rule] : [])),
        expected,
      );
    });
  }
});

it('an argument that a chart gives moves a program from loopback', async () => {
  const texts: Texts = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': `package main

import (
	"flag"
	"net/http"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "")
	flag.Parse()
	_ = http.ListenAndServe(*addr, nil)
}
`,
    Dockerfile:
      'FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
    'chart/values.yaml': 'addr: ":8080"\n',
    'chart/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: shop:1
      args: [--addr={{ .Values.addr }}]
`,
  };
  const about = async (changed: Texts) => (await seen(changed)).lines.some((line) => line.includes('exposes-loopback'));
  assert.equal(await about(texts), false);
  assert.equal(await about({ ...texts, 'chart/templates/pod.yaml': '' }), true);
});
