import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { plan } from '../../src/containerize/plan.ts';
import type { Choices } from '../../src/containerize/plan-types.ts';
import type { Program } from '../../src/go/project.ts';
import { splitRendered } from '../../src/kubernetes/helm/rendered.ts';
import { renderStatically } from '../../src/kubernetes/helm/static-render.ts';
import { KUBE_VERSION } from '../../src/kubernetes/helm/template-comparisons.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { say } from '../../src/words/message.ts';
import { helm } from '../bed/helm.ts';
import { filesOf, health, listener, place, program, project, source, variable } from '../containerize/facts.ts';

/** Charts of differently shaped programs, held against a real Helm. */
const SHAPES: readonly [what: string, change: Partial<Program>, choices: Choices][] = [
  [
    'a server with everything',
    {
      health: [health('/healthz', 'health')],
      metrics: { ...place, path: '/metrics', port: 8080, certainty: 'known' },
      env: [
        variable('GREETING', { default: 'hello {{ .Name }}: "you"' }),
        variable('LEVEL', { default: 'yes' }),
        variable('TOKEN', { secret: true, required: true }),
      ],
      libraries: ['k8s.io/client-go/kubernetes'],
    },
    {
      extras: ['hpa', 'pdb', 'networkpolicy', 'httproute', 'ingress', 'servicemonitor', 'role'],
      gateway: 'edge/public',
      host: 'shop.example.com',
    },
  ],
  ['a server with nothing', {}, {}],
  ['a worker', { listens: [] }, { extras: ['networkpolicy'] }],
  ['a job', { kind: 'job', listens: [] }, {}],
  ['a scheduled job', { kind: 'job', listens: [] }, { schedule: '*/5 * * * *', workload: 'CronJob' }],
  [
    'one that keeps data',
    {
      libraries: ['modernc.org/sqlite'],
      writes: [{ ...place, path: '/data/shop.db', certainty: 'known' }],
      listens: [listener(8080), listener(9000, { protocol: 'grpc' }), listener(53, { protocol: 'udp' })],
    },
    {},
  ],
  [
    'a StatefulSet',
    { writes: [{ ...place, path: '/data/shop.db', certainty: 'known' }] },
    { workload: 'StatefulSet', extras: ['pdb'], replicas: 3 },
  ],
];

describe('a chart that is written', () => {
  let folder: string;
  let binary: string;
  before(async () => {
    binary = await helm();
    folder = await mkdtemp(path.join(tmpdir(), 'gantry-chart-'));
  });
  after(() => rm(folder, { recursive: true }));
  const run = (...args: string[]) => promisify(execFile)(binary, args, { maxBuffer: 16e6 });

  /** What is rendered without Helm is what Helm renders for a release that is called after the chart. */
  async function agree(chart: string, files: readonly { readonly path: string; readonly text: string }[]) {
    const root = 'deploy/charts/shop/';
    const own = new Map(
      files.flatMap(({ path: file, text }) => (file.startsWith(root) ? [[file.slice(root.length), text]] : [])),
    );
    const rendered = renderStatically({
      folder: '',
      chart: own.get('Chart.yaml') ?? '',
      values: own.get('values.yaml') ?? '',
      templates: new Map([...own].filter(([file]) => file.startsWith('templates/'))),
    });
    const { stdout } = await run('template', 'shop', chart, '--kube-version', KUBE_VERSION);
    const theirs = new Map(splitRendered(stdout).map(({ template, text }) => [template, text]));
    assert.deepEqual([...rendered.keys()].sort(), [...theirs.keys()].sort());
    for (const [file, printed] of rendered) {
      assert.deepEqual(objectsOf(printed?.text ?? ''), objectsOf(theirs.get(file) ?? ''), file);
    }
  }

  for (const [index, [what, change, choices]] of SHAPES.entries()) {
    it(`${what}: Helm lints and renders it, without a finding of ours`, async () => {
      const chart = path.join(folder, String(index), 'deploy', 'charts', 'shop');
      const { files } = await plan(project({ programs: [program(change)] }), filesOf(source), {
        ...choices,
        layout: 'helm',
      });
      for (const { path: file, text } of files) {
        const target = path.join(folder, String(index), file);
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, text);
      }
      await run('lint', '--strict', chart, '--kube-version', '1.36.0');
      const { stdout } = await run('template', 'spring', chart, '--kube-version', '1.36.0');
      const workspace = createWorkspace();
      workspace.set('chart.yaml', parseManifests(stdout, 'chart.yaml'));
      workspace.setComplete(true);
      const findings = [...workspace.files()].flatMap((file) => [...lintManifests(file, workspace, {})]);
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${say(message)}`),
        [],
      );
      const objects = parseAllDocuments(stdout).map((document) => document.toJS() as { metadata: { name: string } });
      for (const { metadata } of objects) assert.match(metadata.name, /^spring-shop(?:-|$)|^shop-secrets$/);
      if (index === 0) assert.ok(stdout.includes('hello {{ .Name }}'));
      await agree(chart, files);
    });
  }
});

/** Sums of what is rendered are not worked out without Helm. */
function objectsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text.replace(/^( *checksum\/config:).*$/gm, '$1 sum'));
  const objects = documents.map((document) => document.toJS() as unknown);
  return objects.filter((object) => object !== null);
}
