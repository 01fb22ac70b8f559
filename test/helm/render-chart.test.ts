import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { renderChart } from '../../src/helm/render-chart.ts';
import { lintChartRequest, type LintChartResult } from '../../src/server/protocol.ts';
import { Problem } from '../../src/words/problem.ts';
import { helm } from '../bed/helm.ts';
import { type Editor, startEditor } from '../server/harness.ts';

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'image:\n  repository: nginx\n  tag: latest\n',
  'chart/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-shop
spec:
  hostNetwork: true
  containers:
    - name: app
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
`,
  'broken/Chart.yaml': 'apiVersion: v2\nname: broken\nversion: 1.0.0\n',
  'broken/templates/a.yaml': '{{ .Values.x | nosuchfunction }}\n',
};

// Without Go or a way to its modules Helm cannot be had; CI has both.
const program = await helm().catch((error: unknown) => {
  if (process.env['CI']) throw error;
  return undefined;
});

describe('a rendered chart', { skip: program === undefined && 'Helm could not be built' }, () => {
  let editor: Editor;
  const { signal } = new AbortController();
  const render = (name: string, abort = signal) =>
    renderChart({ folder: path.join(editor.root, name), program: program ?? '' }, abort);
  before(async () => {
    editor = await startEditor({ files: CHART });
    await editor.open('chart/Chart.yaml', CHART['chart/Chart.yaml']);
  });
  after(() => editor.stop());

  it('is linted, and findings stand in template and values', async () => {
    const params = { chart: editor.uri('chart'), rendered: await render('chart') };
    const { files } = (await editor.request(lintChartRequest, params)) as LintChartResult;
    const at = (file: string) =>
      (files.find(({ uri }) => uri === editor.uri(file))?.findings ?? []).map(
        ({ rule, range }) => `${rule} ${range.start.line}`,
      );
    assert.ok(
      at('chart/values.yaml').some((one) => /image/.test(one) && one.endsWith(' 1')),
      at('chart/values.yaml').join(),
    );
    assert.ok(
      at('chart/templates/pod.yaml').some((one) => one.endsWith(' 5')),
      at('chart/templates/pod.yaml').join(),
    );
  });

  it('says what Helm says', async () => {
    await assert.rejects(render('broken'), (error) => error instanceof Problem && /nosuchfunction/.test(error.message));
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(
      render('chart', AbortSignal.abort()),
      (error) => error instanceof Problem && error.details.kind === 'cancelled',
    );
  });
});

it('says where Helm is missing', async () => {
  const { signal } = new AbortController();
  await assert.rejects(
    renderChart({ folder: '.', program: '/nowhere/helm' }, signal),
    (error) => error instanceof Problem && /Helm could not be started/.test(error.message),
  );
});
