import assert from 'node:assert/strict';
import { appendFile, cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { folder, gantry } from './gantry.ts';

const sample = path.join(import.meta.dirname, '..', '..', 'samples', 'shop');

interface Planned {
  decisions: { what: string; chosen: string; because: string; alternatives: string[] }[];
  files: { path: string; text: string; exists: boolean }[];
}

describe('gantry analyze', () => {
  it('prints the facts of the sample in the shape others rely on', async () => {
    const { status, stdout } = await gantry(['analyze', sample, '--format', 'json']);
    assert.equal(status, 0);
    const { modules, programs, errors } = JSON.parse(stdout) as {
      modules: { dir: string; module: string; go: string; vendor: boolean }[];
      programs: {
        kind: string;
        listens: { port: number; configuredBy: string[]; certainty: string; file: string; line: number }[];
        health: { path: string }[];
        metrics: { path: string } | null;
        env: { name: string; secret: boolean }[];
      }[];
      errors: unknown[];
    };
    assert.deepEqual(errors, []);
    assert.equal(modules[0]?.module, 'example.com/shop');
    const [program] = programs;
    assert.equal(programs.length, 1);
    assert.equal(program?.kind, 'server');
    const [listener] = program.listens;
    assert.deepEqual([listener?.port, listener?.configuredBy, listener?.certainty], [8080, ['env:PORT'], 'default']);
    assert.ok(program.health.some(({ path: route }) => route === '/healthz'));
    assert.equal(program.metrics?.path, '/metrics');
    assert.ok(program.env.length >= 12);
    assert.ok(program.env.some(({ secret }) => secret));
  });

  it('says of every fact how certain it is and where it was read', async () => {
    const { stdout } = await gantry(['analyze', sample, '--format', 'json']);
    const { modules, programs } = JSON.parse(stdout) as Record<string, Record<string, object | object[]>[]>;
    const [program] = programs ?? [];
    for (const key of ['listens', 'routes', 'health', 'env', 'runtimeFiles', 'writes', 'metrics', 'shutdown']) {
      for (const fact of [program?.[key] ?? []].flat() as Record<string, unknown>[]) {
        assert.match(String(fact['certainty']), /^(?:known|default|unknown)$/, key);
        assert.match(String(fact['file']), /\.go$/, key);
        assert.ok(Number(fact['line']) > 0, key);
      }
    }
    assert.match(JSON.stringify(program?.['cgo']), /"certainty":"(?:known|default)"/);
    assert.match(JSON.stringify(modules), /"certainty":"known","file":"go.mod"/);
  });

  it('says in a line each what commands do by themselves', async () => {
    const api = 'http.HandleFunc("/healthz", nil)\n\t\thttp.ListenAndServe(":8080", nil)';
    const main = `package main\n\nimport ("net/http"; "os")\n\nfunc main() {\n\tswitch os.Args[1] {\n\tcase "api":\n\t\t${api}\n\tcase "migrate":\n\t\tos.ReadFile("a.sql")\n\t}\n}\n`;
    const app = await folder({ 'go.mod': 'module example.com/app\n\ngo 1.26\n', 'main.go': main });
    const { stdout } = await gantry(['analyze', '.'], { cwd: app.root });
    assert.match(stdout, /\n {2}command +api: server, listens on 8080, health \/healthz\n {2}command +migrate: job\n/);
    await app.dispose();
  });

  it('says that there is no Go', async () => {
    const empty = await folder({ 'a.txt': '' });
    const { status, stderr } = await gantry(['analyze', '.', '--format', 'json'], { cwd: empty.root });
    assert.equal(status, 2);
    assert.match(stderr, /go\.mod|Go/);
    await empty.dispose();
  });
});

describe('gantry containerize', () => {
  let place: Awaited<ReturnType<typeof folder>>;
  before(async () => {
    place = await folder({});
    await cp(sample, path.join(place.root, 'shop'), { recursive: true });
  });
  after(() => place.dispose());
  const containerize = (...args: string[]) => gantry(['containerize', 'shop', ...args], { cwd: place.root });

  it('says what is wrong with a go.mod that it plans with all the same', async () => {
    const broken = await folder({
      'go.mod': 'module example.com/a\n\nrequire (\n',
      'main.go': 'package main\n\nfunc main() { println("a") }\n',
    });
    const { status, stderr } = await gantry(['containerize', broken.root]);
    await broken.dispose();
    assert.equal(status, 0);
    assert.match(stderr, /^gantry: go\.mod: .*not closed$/m);
  });

  it('says that a module is part of a workspace which brings what it requires', async () => {
    const work = await folder({
      'go.work': 'go 1.26\n\nuse (\n\t./orders\n\t./shared\n)\n',
      'shared/go.mod': 'module example.com/shared\n\ngo 1.26\n',
      'orders/go.mod': 'module example.com/orders\n\ngo 1.26\n\nrequire example.com/shared v0.0.0\n',
      'orders/main.go': 'package main\n\nimport "example.com/shared"\n\nfunc main() { shared.Run() }\n',
    });
    const said = /takes others from go\.work: name the folder \. instead, with a --program in \.\/orders$/m;
    assert.match((await gantry(['containerize', 'orders'], { cwd: work.root })).stderr, said);
    assert.doesNotMatch((await gantry(['containerize', '.'], { cwd: work.root })).stderr, said);
    await work.dispose();
  });

  it('says of a file that was never committed that its differences may be changes of its owner', async () => {
    const main = 'package main\n\nfunc main() { println("a") }\n';
    const plain = await folder({ 'go.mod': 'module example.com/a\n\ngo 1.26\n', 'main.go': main });
    await gantry(['containerize', '--write'], { cwd: plain.root });
    const unchanged = await gantry(['containerize', '--diff'], { cwd: plain.root });
    assert.deepEqual([unchanged.stdout, unchanged.stderr], ['', '']);
    await appendFile(path.join(plain.root, 'Dockerfile'), '# mine\n');
    const { stdout, stderr } = await gantry(['containerize', '--diff'], { cwd: plain.root });
    await plain.dispose();
    assert.match(stdout, /^-# mine$/m);
    assert.match(stderr, /^gantry: Dockerfile: it was never committed, so changes of yours look like/m);
  });

  it('plans, writes nothing without --write, and gives the same bytes again', async () => {
    const first = await containerize('--format', 'json');
    assert.equal(first.status, 0);
    assert.equal(first.stdout, (await containerize('--format', 'json')).stdout);
    const { files, decisions } = JSON.parse(first.stdout) as Planned;
    assert.deepEqual(
      files.map((file) => file.path).sort(),
      [
        '.dockerignore',
        'Dockerfile',
        'deploy/base/configmap.yaml',
        'deploy/base/deployment.yaml',
        'deploy/base/kustomization.yaml',
        'deploy/base/service.yaml',
        'deploy/base/serviceaccount.yaml',
        'deploy/overlays/dev/kustomization.yaml',
        'deploy/overlays/prod/kustomization.yaml',
      ].sort(),
    );
    assert.ok(files.every(({ exists }) => !exists));
    for (const { what, chosen, because } of decisions) assert.ok(what && chosen && because);
    await assert.rejects(readFile(path.join(place.root, 'shop/Dockerfile')));
  });

  it('writes files that lint clean, and keeps what is there unless forced', async () => {
    assert.equal((await containerize('--write')).status, 0);
    const lint = await gantry(['lint', 'shop', '--format', 'json', '--fail-on', 'hint'], { cwd: place.root });
    assert.equal(lint.status, 0, lint.stdout);
    const again = await containerize('--write', '--registry', 'registry.example.com/team');
    assert.match(again.stderr, /kept Dockerfile/);
    const deployment = path.join(place.root, 'shop/deploy/base/deployment.yaml');
    assert.ok(!(await readFile(deployment, 'utf8')).includes('registry.example.com'));
    await containerize('--write', '--force', '--registry', 'registry.example.com/team');
    assert.match(await readFile(deployment, 'utf8'), /image: registry\.example\.com\/team\/[\w-]+:dev/);
    await rm(path.join(place.root, 'shop/deploy'), { recursive: true });
  });

  it('draws the contract', async () => {
    await containerize('--write', '--force');
    const { stdout } = await gantry(['graph', 'shop', '--format', 'json'], { cwd: place.root });
    const { nodes, edges } = JSON.parse(stdout) as { nodes: unknown[]; edges: { state: string }[] };
    assert.ok(nodes.length > 5 && edges.length > 4);
    assert.deepEqual(
      edges.filter(({ state }) => state === 'broken'),
      [],
    );
    assert.match(
      (await gantry(['graph', 'shop', '--format', 'mermaid'], { cwd: place.root })).stdout,
      /^(?:graph|flowchart) /,
    );
    assert.match((await gantry(['graph', 'shop', '--format', 'dot'], { cwd: place.root })).stdout, /^digraph /);
  });

  it('refuses wrong choices', async () => {
    for (const args of [['--strategy', 'x'], ['--existing', 'x'], ['--runtime', 'x'], ['--force'], ['--port', '0']]) {
      assert.equal((await containerize(...args)).status, 2, args.join(' '));
    }
  });
});

describe('gantry containerize where a Dockerfile is there that does not work', () => {
  const broken =
    'FROM golang:1.21 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532\nENTRYPOINT ["/app"]\n';
  const main = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n';
  const app = () => folder({ 'go.mod': 'module example.com/app\n\ngo 1.26.0\n', 'main.go': main, Dockerfile: broken });

  it('changes nothing of it unless it is told to, and says how', async () => {
    const place = await app();
    const run = (...args: string[]) => gantry(['containerize', place.root, '--layout', 'none', ...args]);
    const dockerfile = () => readFile(path.join(place.root, 'Dockerfile'), 'utf8');
    try {
      const plain = await run('--write');
      assert.match(plain.stdout, /stops the build: FROM golang:1\.21 AS build/);
      assert.match(plain.stderr, /kept Dockerfile, which does not work as it is \(--existing repair/);
      assert.equal(await dockerfile(), broken);
      assert.match((await run('--diff')).stdout, /^-FROM golang:1\.21 AS build\n\+FROM golang:1\.26 AS build$/m);
      assert.match((await run('--write', '--existing', 'repair')).stderr, /mended Dockerfile/);
      assert.equal(await dockerfile(), broken.replace('1.21', '1.26'));
      assert.doesNotMatch((await run()).stdout, /stops the build/);
    } finally {
      await place.dispose();
    }
  });

  it('writes another beside it where that is wanted', async () => {
    const place = await app();
    try {
      const args = ['containerize', place.root, '--layout', 'none', '--write', '--existing', 'beside'];
      assert.match((await gantry(args)).stderr, /wrote Dockerfile\.app\n/);
      assert.equal(await readFile(path.join(place.root, 'Dockerfile'), 'utf8'), broken);
    } finally {
      await place.dispose();
    }
  });
});
