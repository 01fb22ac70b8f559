import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parse } from 'yaml';
import { plan } from '../../src/containerize/plan.ts';
import type { PlannedFile } from '../../src/containerize/plan-types.ts';
import { filesOf } from './facts.ts';
import { refusedByRestricted } from './pod-security.ts';
import { type Shape, shapeOf } from './shapes.ts';

const shapes = Array.from({ length: 300 }, (_, seed) => shapeOf(seed));

async function filesFor({ project, texts, choices }: Shape): Promise<readonly PlannedFile[]> {
  const { files, questions } = await plan(project, filesOf(texts), choices);
  assert.deepEqual(questions, []);
  return files;
}

/** Every file of every shape that `path` matches; at least one, so that no property holds for want of files. */
async function* written(path: RegExp): AsyncGenerator<{ seed: number; path: string; text: string }> {
  let count = 0;
  for (const shape of shapes) {
    for (const file of await filesFor(shape)) {
      if (!path.test(file.path)) continue;
      count++;
      yield { seed: shape.seed, path: file.path, text: file.text };
    }
  }
  assert.ok(count >= 100, `${count} files match ${String(path)}`);
}

it('the same input gives the same bytes', async () => {
  for (const shape of shapes) assert.deepEqual(await filesFor(shape), await filesFor(shapeOf(shape.seed)));
});

it('manifests mean the same to YAML 1.1 and 1.2, and hold no alias', async () => {
  for await (const { seed, path, text } of written(/\.yaml$/)) {
    assert.deepEqual(parse(text, { version: '1.1', merge: true }), parse(text, { version: '1.2' }), `${seed} ${path}`);
    assert.doesNotMatch(text, /^\s*(?:\S+: )?[&*]\w/m);
  }
});

it('Pod Security restricted admits every workload', async () => {
  for await (const { seed, text } of written(/\/(?:deployment|job)\.yaml$/)) {
    const workload = parse(text) as { spec: { template: { spec: Readonly<Record<string, unknown>> } } };
    assert.deepEqual(refusedByRestricted(workload.spec.template.spec), [], String(seed));
  }
});

it('names of objects, ports and volumes are such that the API server takes them', async () => {
  for await (const { seed, path, text } of written(/\/base\/(?!kustomization).*\.yaml$/)) {
    for (const [, name = ''] of text.matchAll(/^ *(?:- )?(?:name|serviceAccountName): (.*)$/gm)) {
      if (/^net\.ipv4|^[A-Z_][A-Z0-9_]*$|^"/.test(name)) continue;
      assert.match(name, /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, `${seed} ${path}`);
    }
    for (const [, name = ''] of text.matchAll(/^ +- name: (.*)\n +containerPort/gm))
      assert.ok(name.length <= 15, `${seed} ${name}`);
  }
});

it('every mount has its volume, and no path is mounted twice', async () => {
  for await (const { seed, text } of written(/deployment\.yaml$/)) {
    const paths = [...text.matchAll(/mountPath: (.*)/g)].map(([, path]) => path);
    assert.equal(new Set(paths).size, paths.length, String(seed));
    const mounts = [...text.matchAll(/- name: (.*)\n +mountPath/g)].map(([, name]) => name);
    const volumes = [...text.matchAll(/- name: (.*)\n +emptyDir/g)].map(([, name]) => name);
    assert.deepEqual(mounts, volumes, String(seed));
  }
});

it('Dockerfiles end as a numeric user that is not root, in exec form', async () => {
  for await (const { seed, text } of written(/Dockerfile/)) {
    assert.match(text, /\nUSER 65532:65532\n(?:EXPOSE [^\n]+\n)*ENTRYPOINT \["[^"]+"\]\n$/, String(seed));
  }
});

it('secrets never reach a file', async () => {
  for (const shape of shapes) {
    const secrets = shape.project.programs.flatMap(({ env }) => env.filter(({ secret }) => secret));
    const canaries = secrets.map((variable, index) => ({ ...variable, default: `canary-${index}-value` }));
    const programs = shape.project.programs.map((program) => ({
      ...program,
      env: program.env.map((variable) => canaries.find(({ name }) => name === variable.name) ?? variable),
    }));
    const { files } = await plan({ ...shape.project, programs }, filesOf(shape.texts), shape.choices);
    for (const { path, text } of files) assert.ok(!text.includes('canary-'), `${shape.seed} ${path}`);
  }
});
