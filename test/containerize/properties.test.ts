import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type DocumentOptions, parse, parseAllDocuments, type ParseOptions, type SchemaOptions } from 'yaml';
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

function documents(text: string, options: ParseOptions & DocumentOptions & SchemaOptions): unknown[] {
  return parseAllDocuments(text, options).map((document) => document.toJS() as unknown);
}

/** The Pod's part of every workload that was written. */
async function* podSpecs(): AsyncGenerator<{ seed: number; spec: PodSpec; text: string; kind: string }> {
  for await (const { seed, text } of written(/\/(?:deployment|statefulset|job|cronjob)\.yaml$/)) {
    const { kind, spec } = parse(text) as { kind: string; spec: Template & { jobTemplate?: { spec: Template } } };
    yield { seed, spec: (spec.jobTemplate?.spec ?? spec).template.spec, text, kind };
  }
}

interface Template {
  readonly template: { readonly spec: PodSpec };
}
type PodSpec = Readonly<Record<string, unknown>>;

it('the same input gives the same bytes', async () => {
  for (const shape of shapes) assert.deepEqual(await filesFor(shape), await filesFor(shapeOf(shape.seed)));
});

it('manifests mean the same to YAML 1.1 and 1.2, and hold no alias', async () => {
  for await (const { seed, path, text } of written(/\.yaml$/)) {
    assert.deepEqual(
      documents(text, { version: '1.1', merge: true }),
      documents(text, { version: '1.2' }),
      `${seed} ${path}`,
    );
    assert.doesNotMatch(text, /^\s*(?:\S+: )?[&*]\w/m);
  }
});

it('Pod Security restricted admits every workload', async () => {
  for await (const { seed, spec } of podSpecs()) assert.deepEqual(refusedByRestricted(spec), [], String(seed));
});

it('names of objects, ports and volumes are such that the API server takes them', async () => {
  for await (const { seed, path, text } of written(/\/base\/(?!kustomization).*\.yaml$/)) {
    for (const [, name = ''] of text.matchAll(/^ *(?:- )?(?:name|serviceAccountName): (.*)$/gm)) {
      if (/^net\.ipv4|^[A-Z_][A-Z0-9_]*$|^"/.test(name)) continue;
      assert.match(name, /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, `${seed} ${path}`);
      // The name of a claim is no label: it may have as many letters as a host.
      assert.ok(name.length <= (path.endsWith('persistentvolumeclaim.yaml') ? 253 : 63), `${seed} ${path}`);
    }
    for (const [, name = ''] of text.matchAll(/^ +- name: (.*)\n +containerPort/gm))
      assert.ok(name.length <= 15, `${seed} ${name}`);
  }
});

it('every mount has its volume, and no path is mounted twice', async () => {
  for await (const { seed, text, kind } of podSpecs()) {
    const paths = [...text.matchAll(/mountPath: (.*)/g)].map(([, path]) => path);
    assert.equal(new Set(paths).size, paths.length, String(seed));
    const mounts = [...new Set([...text.matchAll(/- name: (.*)\n +mountPath/g)].map(([, name]) => name))].sort();
    const volumes = [
      ...text.matchAll(/- name: (.*)\n +(?:emptyDir|persistentVolumeClaim|secret)/g),
      ...(kind === 'StatefulSet' ? text.matchAll(/- metadata:\n +name: (.*)/g) : []),
    ];
    assert.deepEqual(mounts, volumes.map(([, name]) => name).sort(), String(seed));
  }
});

it('a Pod has time for its pause and for what the program does at the end', async () => {
  for (const shape of shapes) {
    const [chosen] = shape.project.programs;
    for (const { path, text } of await filesFor(shape)) {
      if (!/\/(?:deployment|statefulset)\.yaml$/.test(path)) continue;
      const pause = Number(/sleep:\n +seconds: (\d+)/.exec(text)?.[1] ?? 0);
      const grace = Number(/terminationGracePeriodSeconds: (\d+)/.exec(text)?.[1]);
      assert.ok(grace >= pause + (chosen?.shutdown.timeoutSeconds ?? 0), String(shape.seed));
    }
  }
});

it('two Pods never use the same volume, and an autoscaler never competes with a number of replicas', async () => {
  for await (const { seed, text } of written(/deployment\.yaml$/)) {
    if (!text.includes('persistentVolumeClaim')) continue;
    assert.match(text, /\n {2}strategy:\n {4}type: Recreate\n/, String(seed));
  }
  for (const shape of shapes) {
    const files = await filesFor(shape);
    if (!files.some(({ path }) => path.endsWith('horizontalpodautoscaler.yaml'))) continue;
    const deployment = files.find(({ path }) => path.endsWith('deployment.yaml'));
    assert.doesNotMatch(deployment?.text ?? '', /replicas/, String(shape.seed));
  }
});

it('Dockerfiles end as a numeric user that is not root, in exec form', async () => {
  for await (const { seed, text } of written(/Dockerfile/)) {
    assert.match(
      text,
      /\nUSER 65532:65532\n(?:EXPOSE [^\n]+\n)*ENTRYPOINT \["[^"]+"\]\n(?:CMD \[[^\n]+\]\n)?$/,
      String(seed),
    );
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
