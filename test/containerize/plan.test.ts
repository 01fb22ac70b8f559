import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { toContainerizeJson } from '../../src/containerize/containerize-json.ts';
import { plan } from '../../src/containerize/plan.ts';
import type { Choices } from '../../src/containerize/plan-types.ts';
import type { Program } from '../../src/go/project.ts';
import { say } from '../../src/words/message.ts';
import { Problem } from '../../src/words/problem.ts';
import { filesOf, health, listener, module, place, program, project, source, variable } from './facts.ts';

async function planned(
  change: Partial<Program> = {},
  choices: Choices = {},
  texts: Readonly<Record<string, string>> = source,
) {
  return plan(project({ programs: [program(change)] }), filesOf(texts), choices);
}

/** The value at `path` of a written manifest, `spec.containers.0.image`; undefined where there is none. */
async function manifest(
  file: string,
  path: string,
  change: Partial<Program> = {},
  choices: Choices = {},
): Promise<unknown> {
  const { files } = await planned(change, choices);
  const text = files.find((written) => written.path === file)?.text;
  let value: unknown = text === undefined ? undefined : parse(text);
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return value;
}

const SERVICE = 'deploy/base/service.yaml';
const DEPLOYMENT = 'deploy/base/deployment.yaml';

const BUILDS = 'FROM golang:1.26\nCOPY . .\nRUN go build -o /shop ./cmd/shop\n';

describe('the plan', () => {
  it('stops at a go.mod that names no module, and says what is wrong with it', async () => {
    const errors = [
      { file: 'main.go', message: ['line {0}: this is no Go', 2] as const },
      { file: 'go.mod', message: ['the file names no module'] as const },
    ];
    const nameless = project({ programs: [program()], modules: [module({ module: '' })], errors });
    await assert.rejects(plan(nameless, filesOf(source)), (error) => {
      return error instanceof Problem && /the file names no module/.test(say(error.details.detail ?? ['']));
    });
  });

  it('writes the files of the contract', async () => {
    const { files, questions } = await planned({ env: [variable('LOG_LEVEL', { default: 'info' })] });
    assert.deepEqual(questions, []);
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        'Dockerfile',
        '.dockerignore',
        'deploy/base/kustomization.yaml',
        DEPLOYMENT,
        'deploy/base/service.yaml',
        'deploy/base/configmap.yaml',
        'deploy/base/serviceaccount.yaml',
        'deploy/overlays/dev/kustomization.yaml',
        'deploy/overlays/prod/kustomization.yaml',
      ],
    );
  });

  it('flags what is there already and nothing else', async () => {
    const { files } = await planned({}, {}, { ...source, Dockerfile: BUILDS, 'deploy/base/service.yaml': '' });
    assert.deepEqual(
      files.filter(({ exists }) => exists).map(({ path }) => path),
      ['Dockerfile', 'deploy/base/service.yaml'],
    );
  });

  it('says which files of the program it did not understand', async () => {
    const error = (file: string) => ({ file, message: ['line {0}: this is no Go', 10] as const, line: 10 });
    const goMod = (file: string) => ({
      file,
      message: ['line {0}: `require` needs a module and its version', 5] as const,
    });
    const errors = [error('cmd/shop/main.go'), error('other/x.go'), goMod('go.mod'), goMod('tools/go.mod')];
    const shop = program({ packageFiles: ['cmd/shop/main.go'] });
    const { decisions } = await plan(project({ programs: [shop], errors }), filesOf(source), {});
    const unread = decisions.filter(({ what }) => what === 'not understood');
    assert.deepEqual(
      unread.map(({ evidence }) => evidence),
      [
        { file: 'cmd/shop/main.go', line: 10 },
        { file: 'go.mod', line: 5 },
      ],
    );
  });

  it('says that several programs lie in one folder, which does not compile', async () => {
    const other = { file: 'cmd/shop/load.go', start: 40, end: 44, line: 7 };
    const { decisions } = await planned({ otherMains: [other] });
    const said = decisions.filter(({ what }) => what === 'does not compile');
    assert.deepEqual(
      said.map(({ chosen, evidence }) => [chosen, evidence]),
      [['cmd/shop/load.go', { file: 'cmd/shop/load.go', line: 7 }]],
    );
  });

  it('waits with the files until the program is chosen', async () => {
    const programs = [program({ package: './cmd/api', name: 'api' }), program({ package: './cmd/web', name: 'web' })];
    const open = await plan(project({ programs }), filesOf(source), {});
    assert.deepEqual([open.questions.map(({ id }) => id), open.files], [['program'], []]);
    const answered = await plan(project({ programs }), filesOf(source), { program: './cmd/web' });
    assert.match(answered.files[0]?.text ?? '', /\.\/cmd\/web/);
  });

  it('waits with the files until an unknown port is answered', async () => {
    const open = await planned({ listens: [listener(null)] });
    assert.deepEqual([open.questions.map(({ id, proposal }) => [id, proposal]), open.files], [[['port', null]], []]);
    const { files } = await planned({ listens: [listener(null)] }, { port: 7000 });
    assert.match(files[0]?.text ?? '', /EXPOSE 7000/);
  });

  const habits: readonly [what: string, texts: Readonly<Record<string, string>>, path: string][] = [
    ['beside Dockerfile.web', { 'Dockerfile.web': '' }, 'Dockerfile.shop'],
    ['like build/web/Dockerfile', { 'build/web/Dockerfile': '' }, 'build/shop/Dockerfile'],
    ['build/ may be something else', { 'build/out.txt': '' }, 'Dockerfile'],
  ];
  for (const [what, texts, path] of habits) {
    it(`keeps the project’s habit: ${what}`, async () => {
      const { files } = await planned({}, {}, { ...source, ...texts });
      assert.equal(files[0]?.path, path);
    });
  }

  it('names the Pods of a StatefulSet without ports by a Service, too', async () => {
    const { files } = await planned({ listens: [] }, { workload: 'StatefulSet', port: null });
    const textOf = (name: string) => files.find(({ path }) => path.endsWith(name))?.text ?? '';
    const [, name] = /serviceName: (.+)/.exec(textOf('/statefulset.yaml')) ?? [];
    assert.match(textOf('/service.yaml'), new RegExp(`name: ${name ?? '-'}\n`));
    assert.doesNotMatch(textOf('/service.yaml'), /ports/);
  });

  it('prints the contract’s shape and the line that decided, without what only the editor needs', async () => {
    const json = toContainerizeJson(await planned({ health: [health('/healthz', 'health')] }));
    for (const { evidence: _line, ...decision } of json.decisions)
      assert.deepEqual(Object.keys(decision), ['what', 'chosen', 'because', 'alternatives']);
    assert.deepEqual(json.decisions.find(({ what }) => what === 'program')?.evidence, {
      file: 'cmd/shop/main.go',
      line: 9,
    });
    for (const file of json.files) assert.deepEqual(Object.keys(file), ['path', 'text', 'exists']);
  });

  it('names a module that the build context cannot reach', async () => {
    const { decisions } = await planned({}, {}, { ...source, 'go.mod': 'module m\nreplace x => ../x\n' });
    assert.deepEqual(decisions.find(({ what }) => what === 'build context')?.chosen, '../x');
  });
});

const CONTAINER = 'spec.template.spec.containers.0';

describe('the manifests', () => {
  it('join Service, container port and probes by name', async () => {
    const change = { health: [health('/healthz', 'health')] };
    assert.deepEqual(await manifest(DEPLOYMENT, `${CONTAINER}.ports`, change), [{ name: 'http', containerPort: 8080 }]);
    assert.equal(await manifest(DEPLOYMENT, `${CONTAINER}.livenessProbe.httpGet.port`, change), 'http');
    assert.deepEqual(await manifest(SERVICE, 'spec.ports', change), [{ name: 'http', port: 80, targetPort: 'http' }]);
    assert.deepEqual(
      await manifest(SERVICE, 'spec.selector'),
      await manifest(DEPLOYMENT, 'spec.template.metadata.labels'),
    );
  });

  it('reference secrets and never hold one', async () => {
    const env = [variable('TOKEN', { secret: true, required: true, default: 'canary-value' })];
    const { files } = await planned({ env });
    assert.doesNotMatch(files.map(({ text }) => text).join(), /canary-value|kind: Secret/);
    assert.deepEqual(await manifest(DEPLOYMENT, `${CONTAINER}.env.1`, { env }), {
      name: 'TOKEN',
      valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'TOKEN' } },
    });
  });

  it('a worker has neither Service nor ports nor probes', async () => {
    assert.equal(await manifest(SERVICE, 'kind', { listens: [] }), undefined);
    assert.equal(await manifest(DEPLOYMENT, `${CONTAINER}.name`, { listens: [] }), 'shop');
    for (const field of ['ports', 'livenessProbe', 'readinessProbe', 'lifecycle']) {
      assert.equal(await manifest(DEPLOYMENT, `${CONTAINER}.${field}`, { listens: [] }), undefined);
    }
  });

  it('what ends is a Job, and a Job has no replicas', async () => {
    const change = { kind: 'job', listens: [] } as const;
    assert.equal(await manifest('deploy/base/job.yaml', 'spec.template.spec.restartPolicy', change), 'OnFailure');
    assert.equal(await manifest('deploy/overlays/prod/kustomization.yaml', 'patches', change), undefined);
  });

  it('a Lambda handler gets an image and no manifests', async () => {
    const { files } = await planned({ kind: 'lambda', listens: [] });
    assert.deepEqual(
      files.map(({ path }) => path),
      ['Dockerfile', '.dockerignore'],
    );
  });

  it('a metrics port is not part of the Service', async () => {
    const change = {
      listens: [listener(8080), listener(9090)],
      metrics: { ...place, path: '/metrics', port: 9090, certainty: 'known' },
    } as const;
    assert.equal(await manifest(DEPLOYMENT, `${CONTAINER}.ports.1.name`, change), 'metrics');
    assert.equal(await manifest(SERVICE, 'spec.ports.1', change), undefined);
  });

  it('a privileged port that cannot move is allowed by a safe sysctl', async () => {
    assert.deepEqual(
      await manifest(DEPLOYMENT, 'spec.template.spec.securityContext.sysctls', { listens: [listener(80)] }),
      [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    );
  });

  it('a client of Kubernetes keeps its token', async () => {
    const mounts = (libraries: readonly string[]) =>
      manifest(DEPLOYMENT, 'spec.template.spec.automountServiceAccountToken', { libraries });
    assert.equal(await mounts(['k8s.io/client-go/kubernetes']), true);
    assert.equal(await mounts(['k8s.io/client-go/util/homedir']), false);
  });

  it('probes what the command of the program answers, not what another one does', async () => {
    const command = { ...place, args: ['api'], certainty: 'default' } as const;
    const own = { command, listens: [listener(8080)], health: [health('/healthz', 'health')] };
    const commands = [program(own), program({ health: [health('/alive', 'liveness')] })];
    const path = await manifest(DEPLOYMENT, `${CONTAINER}.livenessProbe.httpGet.path`, {
      ...own,
      health: [health('/healthz', 'health'), health('/alive', 'liveness')],
      commands,
    });
    assert.equal(path, '/healthz');
  });
  it('are of one of several commands that listen, where there are such', async () => {
    const calling = (word: string) => ({ ...place, args: [word], certainty: 'default' as const });
    const commandOf = (word: string, listens: Program['listens']) =>
      program({ command: calling(word), listens, kind: 'job' });
    const because = async (others: Program['listens']) => {
      const commands = [commandOf('api', [listener(8080)]), commandOf('worker', others)];
      const one = program({ command: calling('api'), listens: [listener(8080)], commands });
      const { decisions } = await plan(project({ programs: [one] }), filesOf(source));
      return decisions.find(({ what }) => what === 'command')?.because;
    };
    assert.match((await because([listener(9090)])) ?? '', /^Other commands listen, too/);
    assert.match((await because([])) ?? '', /^Only in this command/);
  });

  it('flags that the plan needs are arguments', async () => {
    const listens = [listener(8080, { bind: 'loopback', configuredBy: ['flag:addr'] })];
    assert.deepEqual(await manifest(DEPLOYMENT, `${CONTAINER}.args`, { listens }), ['--addr=:8080']);
    const command = { file: 'serve.go', line: 7, start: 0, end: 9, args: ['serve'], certainty: 'default' } as const;
    assert.deepEqual(await manifest(DEPLOYMENT, `${CONTAINER}.args`, { listens, command }), ['serve', '--addr=:8080']);
    const last = { ...command, afterFlags: true } as const;
    const args = await manifest(DEPLOYMENT, `${CONTAINER}.args`, { listens, command: last });
    assert.deepEqual(args, ['--addr=:8080', 'serve']);
  });
});

it('every sentence of a plan has its Chinese', async () => {
  const translations = Object.assign(
    {},
    ...['containerize', 'manifests'].map(
      (part): unknown =>
        JSON.parse(readFileSync(new URL(`../../l10n/zh-cn/${part}.json`, import.meta.url), 'utf8')) as unknown,
    ),
  ) as Record<string, string>;
  const { decisions } = await planned({
    health: [health('/healthz', 'liveness')],
    env: [variable('A', { default: '1' })],
  });
  for (const { words, what } of decisions) {
    assert.ok(words, what);
    assert.ok(translations[words.what[0]], words.what[0]);
    assert.ok(translations[words.because[0]], words.because[0]);
  }
});
