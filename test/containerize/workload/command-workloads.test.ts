import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices, PlannedFile } from '../../../src/containerize/plan-types.ts';
import { Problem } from '../../../src/words/problem.ts';
import type { Program, Write } from '../../../src/go/project.ts';
import { filesOf, health, listener, place, program, project, source, variable } from '../facts.ts';

/** A command of the shop. */
function command(words: string, change: Partial<Program> = {}): Program {
  return program({ listens: [], ...change, command: { ...place, args: words.split(' '), certainty: 'known' } });
}

const api = command('api', {
  listens: [listener(8080)],
  health: [health('/healthz', 'health')],
  env: [variable('LOG_LEVEL', { default: 'info' }), variable('DATABASE_URL', { required: true, secret: true })],
});
const worker = command('worker', {
  env: [variable('POLL_EVERY', { default: '5s' }), variable('SMTP_PASSWORD', { required: true, secret: true })],
});
const admin = command('admin', { listens: [listener(9000, { protocol: 'grpc' })] });
const migrate = command('migrate', { kind: 'job' });
const data: Write = { ...place, path: 'data/shop.db', folder: 'data', certainty: 'known' };
const all = command('all', { listens: [listener(8081)], includes: [['api'], ['worker']] });

function shop(main: Program, ...commands: readonly Program[]) {
  return project({ programs: [{ ...main, commands: [...commands] }] });
}

async function planned(
  go: ReturnType<typeof project>,
  choices: Choices = {},
  texts: Readonly<Record<string, string>> = {},
) {
  const { files, decisions } = await plan(go, filesOf({ ...source, ...texts }), choices);
  return { files, decisions };
}

function named(files: readonly PlannedFile[], path: string): string {
  return files.find((file) => file.path.endsWith(path))?.text ?? '';
}

/** The names of all workloads, and the words that each is called with. */
function workloadsOf(files: readonly PlannedFile[]): string[] {
  return files
    .filter(({ path }) => /(?:deployment|statefulset|job)\.yaml$/.test(path))
    .map(({ text }) => {
      const args = /args:\n((?: +- .*\n)+)/.exec(text)?.[1] ?? '';
      return `${/^ {2}name: (.*)$/m.exec(text)?.[1] ?? ''}: ${[...args.matchAll(/- (.*)/g)].map(([, word]) => word).join(' ')}`;
    });
}

describe('commands that get a workload', () => {
  const cases: Readonly<
    Record<string, { go: ReturnType<typeof project>; choices?: Choices; expected: readonly string[] }>
  > = {
    'each that serves or works, and none that ends': {
      go: shop(api, api, worker, admin, migrate),
      expected: ['shop: api', 'shop-worker: worker', 'shop-admin: admin'],
    },
    'the first that serves, where none has the usual name': {
      go: shop(program({ listens: [listener(null)] }), worker, admin, migrate),
      expected: ['shop: admin', 'shop-worker: worker'],
    },
    'the program without a command, which serves by itself': {
      go: shop(program(), program(), worker),
      expected: ['shop: ', 'shop-worker: worker'],
    },
    'none that does what others do': {
      go: shop(api, api, worker, all),
      expected: ['shop: api', 'shop-worker: worker'],
    },
    'none whose work the main one does': { go: shop(all, api, worker, all), expected: ['shop: all'] },
    'none that is another mode of the main one': {
      go: shop(api, api, command('mock', { listens: api.listens })),
      expected: ['shop: api'],
    },
    'none of another group': {
      go: shop(api, api, command('debug profile', { listens: [listener(6060)] })),
      expected: ['shop: api'],
    },
    'none that people watch in a terminal, or that only they reach': {
      go: shop(api, api, command('tail'), command('page', { listens: [listener(1, { bind: 'loopback' })] })),
      expected: ['shop: api'],
    },
    'none of a box of tools': {
      go: shop(api, api, ...['a', 'b', 'c', 'd', 'e'].map((name) => command(name))),
      expected: ['shop: api'],
    },
    'none whose port is open': {
      go: shop(api, api, command('proxy', { listens: [listener(null, { configuredBy: [] })] })),
      expected: ['shop: api'],
    },
    'none that keeps its data where the main one does': {
      go: shop({ ...api, writes: [data] }, api, command('worker', { writes: [data] })),
      expected: ['shop: api'],
    },
    'none that keeps its data where one before it does': {
      go: shop(api, api, ...['worker', 'sweeper'].map((name) => command(name, { writes: [data] }))),
      expected: ['shop: api', 'shop-worker: worker'],
    },
    'each under a name of its own, however it is typed': {
      go: shop(api, api, ...['a_b', 'a-b', '管理', '服务'].map((name) => command(name))),
      expected: ['shop: api', 'shop-a-b: a_b', 'shop-a-b-2: a-b', 'shop-app: "管理"', 'shop-app-2: "服务"'],
    },
    'each under a name that is short enough, and its own': {
      go: shop(api, api, ...['one', 'two'].map((end) => command(`serve-the-internal-gateway-${end}`))),
      expected: [
        'shop: api',
        'shop-serve-the-internal-gatew: serve-the-internal-gateway-one',
        'shop-serve-the-internal-gat-2: serve-the-internal-gateway-two',
      ],
    },
    'the one of two that begin alike': {
      go: shop(api, api, command('serve'), command('serve admin', { listens: [listener(9000)] })),
      choices: { commands: ['serve admin'] },
      expected: ['shop: serve admin'],
    },
    'one that ends, by itself': {
      go: shop(api, api, worker, migrate),
      choices: { commands: ['migrate', 'worker'] },
      expected: ['shop: migrate', 'shop-worker: worker'],
    },
    'each once, however often it was chosen': {
      go: shop(api, api, worker),
      choices: { commands: ['api', 'worker', 'api', 'worker'] },
      expected: ['shop: api', 'shop-worker: worker'],
    },
    'those that were chosen, the first in the image': {
      go: shop(api, api, worker, migrate),
      choices: { commands: ['worker', 'migrate'] },
      expected: ['shop: worker', 'shop-migrate: migrate'],
    },
    'none beside a program for people': {
      go: project({ programs: [{ ...api, kind: 'cli', commands: [api, worker] }] }),
      expected: [],
    },
  };
  for (const [name, { go, choices = {}, expected }] of Object.entries(cases)) {
    for (const layout of ['kustomize', 'plain', 'helm'] as const) {
      it(`${name} (${layout})`, async () => {
        const { files } = await planned(go, { ...choices, layout });
        const found = workloadsOf(files).map((one) => one.replace(/\{\{[^}]*\}\}/, 'shop'));
        assert.deepEqual(found, expected);
        const written = Object.fromEntries(files.map(({ path, text }) => [path, text]));
        // Once it is written, it says the same, whatever was chosen.
        const again = await planned(go, {}, written);
        assert.deepEqual(
          again.files.filter(({ path, text }) => written[path] !== text).map(({ path }) => path),
          [],
        );
      });
    }
  }

  it('none in an image of the repository whose entrypoint says more than the program', async () => {
    const dockerfile = (end: string) => `FROM golang:1.26\nCOPY . .\nRUN go build -o /shop ./cmd/shop\n${end}\n`;
    const go = shop(api, api, worker);
    const fixed = await planned(go, {}, { Dockerfile: dockerfile('ENTRYPOINT ["/shop", "api"]') });
    assert.deepEqual(workloadsOf(fixed.files), ['shop: api']);
    const said = fixed.decisions.find(({ command: of }) => of === 'worker');
    assert.match(said?.because ?? '', /`Dockerfile` starts the program with words of its own/);
    const script = await planned(
      go,
      {},
      { Dockerfile: dockerfile('COPY docker-entrypoint /\nENTRYPOINT ["/docker-entrypoint"]\nCMD ["api"]') },
    );
    assert.deepEqual(workloadsOf(script.files), ['shop: api']);
    const plain = await planned(go, {}, { Dockerfile: dockerfile('ENTRYPOINT ["/shop"]\nCMD ["api"]') });
    assert.deepEqual(workloadsOf(plain.files), ['shop: api', 'shop-worker: worker']);
  });
});

describe('commands that are not told apart', () => {
  const openCommands = [['frontend'], ['history', 'start']];
  const go = shop(program({ listens: [listener(8080), listener(8081)], openCommands }));
  it('are to be chosen by somebody: there are no ports until then', async () => {
    const { files, decisions } = await planned(go);
    const found = decisions.find(({ what }) => what === 'command');
    assert.deepEqual(found?.alternatives, ['frontend', 'history start']);
    assert.doesNotMatch(files.map(({ text }) => text).join(''), /containerPort|EXPOSE/);
    assert.ok(decisions.every(({ because }) => !/does not listen|Nobody sends/.test(because)));
  });
  it('are settled by a Dockerfile that runs one', async () => {
    const Dockerfile =
      'FROM golang:1.26\nCOPY . .\nRUN go build -o /shop ./cmd/shop\nENTRYPOINT ["/shop", "frontend"]\n';
    const { decisions } = await planned(go, {}, { Dockerfile });
    assert.ok(decisions.some(({ what, chosen }) => what === 'port' && chosen === '8080'));
  });
});

describe('the workloads of one image', () => {
  const go = shop(api, api, worker, admin, migrate);

  it('have settings, ports, probes and pods of their own, and one Secret', async () => {
    const { files } = await planned(go);
    assert.match(named(files, '/configmap.yaml'), /LOG_LEVEL: info/);
    assert.match(named(files, '/worker-configmap.yaml'), /^data:\n {2}POLL_EVERY: 5s\n$/m);
    const main = named(files, '/deployment.yaml');
    const own = named(files, '/worker-deployment.yaml');
    assert.match(main, /path: \/healthz/);
    assert.doesNotMatch(own, /Probe:|ports:/);
    assert.match(main, /name: shop-secrets\n +key: DATABASE_URL/);
    assert.match(own, /name: shop-secrets\n +key: SMTP_PASSWORD/);
    assert.match(own, /matchLabels:\n +app\.kubernetes\.io\/name: shop-worker\n/);
    assert.match(named(files, '/admin-service.yaml'), /selector:\n +app\.kubernetes\.io\/name: shop-admin\n/);
    assert.match(named(files, 'Dockerfile'), /EXPOSE 8080\nEXPOSE 9000\n/);
  });

  it('have no port that only another one opens, by a function that both call', async () => {
    const both = { ...api, listens: [...api.listens, listener(9100)] };
    const { files } = await planned(shop(both, api, command('worker', { listens: [listener(9100)] })));
    assert.doesNotMatch(named(files, '/deployment.yaml'), /9100/);
    assert.match(named(files, '/worker-deployment.yaml'), /containerPort: 9100/);
  });

  it('are said with their reasons, what concerns one of them by its command', async () => {
    const { decisions } = await planned(go);
    const commands = decisions.filter(({ what }) => what === 'command');
    assert.deepEqual(
      commands.map(({ chosen, alternatives }) => [chosen, ...alternatives]),
      [
        ['api', 'api alone', 'with migrate as a Job'],
        ['worker', 'leave it out'],
        ['admin', 'leave it out'],
      ],
    );
    const secret = decisions.find(({ what, chosen }) => what === 'secret' && chosen === 'shop-secrets');
    assert.match(secret?.because ?? '', /--keys DATABASE_URL,SMTP_PASSWORD/);
    const ports = decisions.filter(({ what }) => what === 'port').map(({ command: of, chosen }) => [of, chosen]);
    assert.deepEqual(ports, [
      [undefined, '8080'],
      ['worker', 'none'],
      ['admin', '9000'],
    ]);
    assert.ok(decisions.every(({ command: of, options }) => of === undefined || !options));
  });

  it('stay those of an earlier run, also where that left some out', async () => {
    const { files } = await planned(go, { commands: ['api', 'admin'] });
    const again = await planned(go, {}, Object.fromEntries(files.map(({ path, text }) => [path, text])));
    assert.deepEqual(workloadsOf(again.files), ['shop: api', 'shop-admin: admin']);
  });

  it('have names in a chart that a Service may have, however long release and command are', async () => {
    const long = command('serve-the-internal-gateway-one', { listens: [listener(9000)] });
    const { files } = await planned(shop(api, api, long), { layout: 'helm' });
    const service = named(files, '/serve-the-internal-gatew-service.yaml');
    assert.match(
      service,
      /name: \{\{ include "shop\.name" \. \| trunc 33 \| trimSuffix "-" \}\}-serve-the-internal-gatew$/m,
    );
    assert.match(named(files, '_helpers.tpl'), /name: shop-serve-the-internal-gatew$/m);
  });

  it('cannot be of a command that is not there', async () => {
    await assert.rejects(planned(go, { commands: ['apy'] }), /no command `apy`/);
    const next = (error: unknown) => error instanceof Problem && error.details.next === undefined;
    await assert.rejects(planned(shop(program()), { commands: ['apy'] }), next);
  });
});
