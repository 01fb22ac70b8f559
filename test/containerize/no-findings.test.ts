import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plan } from '../../src/containerize/plan.ts';
import type { PlannedFile } from '../../src/containerize/plan-types.ts';
import { joinContract } from '../../src/contract/join.ts';
import { createContractLint } from '../../src/contract/lint.ts';
import { createManifestFacts } from '../../src/contract/containers/manifest-facts.ts';
import { sourceFilesOf } from '../../src/contract/source-files.ts';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { GoProject } from '../../src/go/project.ts';
import { renderKustomization } from '../../src/kubernetes/kustomize/kustomize.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { say } from '../../src/words/message.ts';
import { EXPLAINED } from './explained.ts';
import { filesOf, program, project, source } from './facts.ts';
import { shapeOf } from './shapes.ts';

const shapes = Array.from({ length: 300 }, (_, seed) => shapeOf(seed));

/** What every rule says about the planned files, as `file: rule: message`, without what is explained. */
function findingsIn(files: readonly PlannedFile[], go: GoProject, enableAll: boolean): string[] {
  const workspace = createWorkspace();
  const dockerfiles = new Map<string, Dockerfile>();
  const ignoreFile = files.find(({ path }) => path === '.dockerignore')?.text ?? null;
  for (const { path, text } of files) {
    if (path.endsWith('.yaml')) workspace.set(path, parseManifests(text, path));
    if (path.includes('Dockerfile')) dockerfiles.set(path, parseDockerfile(text));
  }
  workspace.setComplete(true);
  const settings = { enableAll };
  const contract = createContractLint(joinContract({ go, dockerfiles, workspace, manifests: createManifestFacts() }));
  const named = (file: string, findings: Iterable<Finding>) =>
    [...findings]
      .filter(({ rule }) => !(rule in EXPLAINED))
      .map(({ rule, message }) => `${file}: ${rule}: ${say(message)}`);
  return [
    ...[...dockerfiles].flatMap(([file, dockerfile]) => [
      ...named(file, lintDockerfile({ dockerfile, ignoreFile, file }, settings)),
      ...named(file, contract.findings({ file, dockerfile }, settings)),
    ]),
    ...[...workspace.files()].flatMap((manifests) => [
      ...named(manifests.file, lintManifests(manifests, workspace, settings)),
      ...named(manifests.file, contract.findings({ file: manifests.file, manifests }, settings)),
    ]),
    ...sourceFiles(go).flatMap((file) => named(file, contract.findings({ file, source: '' }, settings))),
  ];
}

function sourceFiles(go: GoProject): string[] {
  return [...new Set(go.programs.flatMap((program) => sourceFilesOf(program, go)))];
}

for (const enableAll of [false, true]) {
  it(`no shape of plan has a finding, ${enableAll ? 'with every rule' : 'with the rules that are on'}`, async () => {
    for (const { seed, project: go, texts, choices } of shapes) {
      const { files } = await plan(go, filesOf(texts), choices);
      assert.deepEqual(findingsIn(files, go, enableAll), [], `seed ${seed}`);
      for (const { text } of files)
        assert.doesNotMatch(text, /gantry-ignore|hadolint ignore|kube-linter\.io|checkov:skip/);
    }
  });
}

it('a worker whose pods have names has no finding: its Service only gives them', async () => {
  const go = project({ programs: [program({ listens: [] })] });
  const { files } = await plan(go, filesOf(source), { workload: 'StatefulSet' });
  assert.match(files.find(({ path }) => path.endsWith('service.yaml'))?.text ?? '', /clusterIP: None/);
  assert.deepEqual(findingsIn(files, go, true), []);
});

it('every kustomization renders without help', async () => {
  for (const { seed, project: go, texts, choices } of shapes) {
    const { files } = await plan(go, filesOf(texts), choices);
    const read = (path: string) => Promise.resolve(files.find((file) => file.path === path)?.text ?? null);
    for (const folder of files
      .filter(({ path }) => path.endsWith('/kustomization.yaml'))
      .map(({ path }) => path.slice(0, -'/kustomization.yaml'.length))) {
      const { documents, unsupported } = await renderKustomization(read, folder);
      assert.deepEqual(unsupported, [], `seed ${seed} ${folder}`);
      const kinds = documents.map(({ object }) => String(object['kind']));
      assert.ok(
        kinds.includes('ServiceAccount') && kinds.some((kind) => /^(?:Deployment|StatefulSet|Job|CronJob)$/.test(kind)),
        `seed ${seed} ${folder}`,
      );
    }
  }
});

it('the overlays set their number of replicas', async () => {
  const { files } = await plan(project(), filesOf(source), {});
  const read = (path: string) => Promise.resolve(files.find((file) => file.path === path)?.text ?? null);
  const replicas = async (folder: string) => {
    const { documents } = await renderKustomization(read, folder);
    return documents.flatMap(({ object }) =>
      object['kind'] === 'Deployment' ? [(object['spec'] as { replicas: number }).replicas] : [],
    );
  };
  assert.deepEqual(
    [await replicas('deploy/base'), await replicas('deploy/overlays/dev'), await replicas('deploy/overlays/prod')],
    [[2], [1], [3]],
  );
});

it('the sample is planned without a question and without a finding', async () => {
  const files = nodeFiles(new URL('../../samples/shop', import.meta.url).pathname);
  const shop = await analyze(files);
  const planned = await plan(shop, files);
  assert.deepEqual(planned.questions, []);
  assert.deepEqual(findingsIn(planned.files, shop, true), []);
  const deployment = planned.files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '';
  for (const part of [
    'containerPort: 8080',
    'path: /healthz',
    'path: /readyz',
    'key: DATABASE_URL',
    'optional: true',
  ]) {
    assert.ok(deployment.includes(part), part);
  }
});
