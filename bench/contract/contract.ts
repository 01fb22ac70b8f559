import { createMemory } from '../../src/go/analysis-memory.ts';
import { analyze } from '../../src/go/analyze.ts';
import { rememberFiles } from '../../src/go/modules/remembered-files.ts';
import { createProject, type Project } from '../../src/project/project.ts';
import { filesOf } from '../../test/containerize/facts.ts';
import { type Figure, figure } from '../figure.ts';
import { chartOf, overlaysOf, serviceProject } from './generated.ts';

const PROGRAMS = 100;
const EDITS = 60;
const CHARTS = 20;
const RESOURCES = '          resources:\n';
const PROBE = '          livenessProbe: { httpGet: { path: /health } }\n';

/**
 * An edit in a project of 100 programs and 1,000 manifests with three overlays for each program, until the findings of the files that show it are there: rules
 * of the language and across files. Every edit is a new text, in another service each time.
 */
export async function contract(): Promise<Figure[]> {
  const texts = serviceProject(PROGRAMS);
  for (let index = 0; index < PROGRAMS; index++) for (const [file, text] of overlaysOf(index)) texts.set(file, text);
  for (let index = 0; index < CHARTS; index++) for (const [file, text] of chartOf(index)) texts.set(file, text);
  const files = rememberFiles(filesOf(Object.fromEntries(texts)));
  const shown = rememberFiles({
    read: (file) => Promise.resolve(texts.get(file) ?? null),
    list: (folder) => files.list(folder),
  });
  const memory = createMemory();
  const project = createProject();
  for (const [file, text] of texts) {
    project.know(file);
    if (!file.endsWith('.go')) project.set(file, text);
  }
  project.complete();
  project.setGo(await analyze(shown, { memory }));
  const healthy = [...texts.keys()]
    .filter((file) => !file.endsWith('.go'))
    .map((file) => project.findings(file).length);
  const edges = project.graph().edges.length;
  if (edges < PROGRAMS * 5) throw new Error(`the graph has ${edges} edges only`);
  console.error(`${texts.size} files, ${edges} edges, ${healthy.reduce((sum, one) => sum + one, 0)} findings before`);

  const manifests: number[] = [];
  const patches: number[] = [];
  const dockerfiles: number[] = [];
  const sources: number[] = [];
  const templates: number[] = [];
  const values: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const name = `service-${(edit * 7) % PROGRAMS}`;
    const deployment = `deploy/${name}/deployment.yaml`;
    const patch = `deploy/${name}/overlays/prod/deployment.yaml`;
    const dockerfile = `build/${name}/Dockerfile`;
    const source = `cmd/${name}/main.go`;
    manifests.push(
      timed(() => {
        change(project, texts, deployment, 'containerPort: ', `containerPort: 1`);
        expectFinding(project, deployment);
      }),
    );
    undo(project, texts, deployment, 'containerPort: 1', 'containerPort: ');
    patches.push(
      timed(() => {
        change(project, texts, patch, RESOURCES, `${PROBE}${RESOURCES}`);
        expectFinding(project, patch);
      }),
    );
    undo(project, texts, patch, PROBE, '');
    dockerfiles.push(
      timed(() => {
        change(project, texts, dockerfile, 'EXPOSE ', 'EXPOSE 1');
        expectFinding(project, dockerfile);
        project.findings(deployment);
      }),
    );
    undo(project, texts, dockerfile, 'EXPOSE 1', 'EXPOSE ');
    const chart = `charts/service-${edit % CHARTS}`;
    templates.push(
      timed(() => {
        change(project, texts, `${chart}/templates/deployment.yaml`, '{{ .Values.port }}', '1{{ .Values.port }}');
        expectFinding(project, `${chart}/templates/deployment.yaml`);
      }),
    );
    undo(project, texts, `${chart}/templates/deployment.yaml`, '1{{ .Values.port }}', '{{ .Values.port }}');
    values.push(
      timed(() => {
        change(project, texts, `${chart}/values.yaml`, '/healthz', '/health');
        expectFinding(project, `${chart}/values.yaml`);
      }),
    );
    undo(project, texts, `${chart}/values.yaml`, '/health', '/healthz');
    const started = performance.now();
    edited(texts, source, '/healthz', `/health${edit}`);
    shown.forget(source);
    project.setGo(await analyze(shown, { memory }));
    project.set(source, texts.get(source) ?? '');
    expectFinding(project, source);
    expectFinding(project, deployment);
    sources.push(performance.now() - started);
    edited(texts, source, `/health${edit}`, '/healthz');
    shown.forget(source);
    project.setGo(await analyze(shown, { memory }));
    project.remove(source);
    project.findings(deployment);
  }
  return [
    figure('contract/after-manifest-edit', 'ms', manifests, { percentile: 95, atMost: 30 }),
    figure('contract/after-patch-edit', 'ms', patches, { percentile: 95, atMost: 30 }),
    figure('contract/after-dockerfile-edit', 'ms', dockerfiles, { percentile: 95, atMost: 30 }),
    figure('contract/after-template-edit', 'ms', templates, { percentile: 95, atMost: 30 }),
    figure('contract/after-values-edit', 'ms', values, { percentile: 95, atMost: 30 }),
    figure('contract/after-go-edit', 'ms', sources, { percentile: 95, atMost: 30 }),
  ];
}

function timed(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function change(project: Project, texts: Map<string, string>, file: string, from: string, to: string): void {
  project.set(file, edited(texts, file, from, to));
}

/** The next edit is timed alone: an editor has asked about what was undone by then. */
function undo(project: Project, texts: Map<string, string>, file: string, from: string, to: string): void {
  change(project, texts, file, from, to);
  project.findings(file);
}

function edited(texts: Map<string, string>, file: string, from: string, to: string): string {
  const before = texts.get(file) ?? '';
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing changes in ${file}`);
  texts.set(file, after);
  return after;
}

/** An edit that breaks an edge and is not seen would be fast for the wrong reason. */
function expectFinding(project: Project, file: string): void {
  const found = project.findings(file).some(({ rule }) => /listened|probe-path/.test(rule));
  if (!found) throw new Error(`nothing is found in ${file}`);
}
