import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, listener, module, place, program, project, source, variable } from '../facts.ts';

type Texts = Readonly<Record<string, string>>;

async function planned(texts: Texts, choices: Choices = {}, change: Partial<Program> = {}) {
  return plan(project({ programs: [program(change)] }), filesOf({ ...source, ...texts }), choices);
}

async function paths(texts: Texts, choices: Choices = {}, change: Partial<Program> = {}): Promise<string[]> {
  return (await planned(texts, choices, change)).files.map(({ path }) => path);
}

const deployment = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: app, image: ${image}, ports: [{ containerPort: 7070 }] }\n`;
const BUILDS =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE 7070\nUSER 10001\n';

describe('manifests that are there already', () => {
  it('a workload of the program stays the only one', async () => {
    for (const text of [deployment('shop', 'x/y:1'), deployment('web', 'ghcr.io/team/shop:1')]) {
      assert.deepEqual(await paths({ 'k8s/app.yaml': text }), ['Dockerfile', '.dockerignore']);
    }
    const { decisions } = await planned({ 'k8s/app.yaml': deployment('shop', 'x') });
    const found = decisions.find(({ what }) => what === 'manifests');
    assert.deepEqual([found?.chosen, found?.evidence?.file], ['k8s/app.yaml', 'k8s/app.yaml']);
    assert.ok((await paths({ 'k8s/app.yaml': deployment('shop', 'x') }, { layout: 'kustomize' })).length > 4);
  });

  it('so does a chart', async () => {
    const chart = { 'charts/shop/Chart.yaml': 'name: shop', 'charts/shop/templates/a.yaml': 'kind: {{ x }}' };
    assert.deepEqual(await paths(chart), ['Dockerfile', '.dockerignore']);
  });

  it('a kustomization gets a resource more, and keeps its comments', async () => {
    const texts = {
      'k8s/kustomization.yaml': '# Everything of the team.\nresources:\n  - db.yaml # the database\n',
      'k8s/db.yaml': deployment('db', 'postgres:18'),
    };
    const { files } = await planned(texts);
    assert.ok(files.some(({ path }) => path === 'k8s/shop/deployment.yaml'));
    const own = files.find(({ path }) => path === 'k8s/shop/kustomization.yaml')?.text ?? '';
    assert.match(own, /- deployment\.yaml\n/);
    const joined = files.find(({ path }) => path === 'k8s/kustomization.yaml');
    assert.equal(joined?.text, '# Everything of the team.\nresources:\n  - db.yaml # the database\n  - shop\n');
    assert.equal(joined.exists, true);
  });

  it('a folder of manifests is where new ones go', async () => {
    const all = await paths({ 'kubernetes/db.yaml': deployment('db', 'postgres:18') });
    assert.ok(all.includes('kubernetes/shop/deployment.yaml'), all.join());
  });

  it('where only resources are defined for the cluster it does not go', async () => {
    const definition =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.example.com }\n';
    for (const more of [{}, { 'config/crd/kustomization.yaml': 'resources: [a.yaml]\n' }]) {
      const all = await paths({ 'config/crd/a.yaml': definition, ...more });
      assert.ok(all.includes('deploy/base/deployment.yaml'), all.join());
    }
  });

  it('what an earlier run wrote beside manifests of others is planned again', async () => {
    const database = { 'k8s/db.yaml': deployment('db', 'postgres:18') };
    for (const texts of [database, { ...database, 'k8s/kustomization.yaml': 'resources:\n  - db.yaml\n' }]) {
      const first = await planned(texts);
      const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
      const again = await planned({ ...texts, ...written });
      assert.ok(first.files.some(({ path }) => path === 'k8s/shop/deployment.yaml'));
      assert.deepEqual(Object.fromEntries(again.files.map(({ path, text }) => [path, text])), written);
    }
  });

  it('what an earlier run wrote is planned again, with the choices that it shows', async () => {
    const choices: Choices = { registry: 'ghcr.io/team', extras: ['hpa', 'pdb'], host: 'shop.example.com' };
    for (const more of [
      {},
      { layout: 'plain' as const },
      { extras: ['ingress', 'httproute'] as const, gateway: 'a/b' },
    ]) {
      const first = await planned({}, { ...choices, ...more });
      const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
      const again = await planned(written);
      assert.deepEqual(
        again.files.map(({ path, text }) => [path, text]),
        first.files.map(({ path, text }) => [path, text]),
      );
      assert.ok(again.files.every(({ exists }) => exists));
    }
  });

  it('a second program gets a folder of its own', async () => {
    const first = await planned({});
    const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
    const all = await paths(written, {}, { name: 'jobs', package: './cmd/jobs' });
    assert.ok(all.includes('deploy/jobs/base/deployment.yaml'), all.join());
  });

  it('manifests that no parser reads are nobody’s', async () => {
    const broken = {
      'k8s/a.yaml': 'kind: [\n',
      'k8s/b.yaml': 'kind: X\n&a [*a]\n',
      'k8s/c.yaml': 'kind: A\napiVersion: v1\n',
    };
    assert.ok((await paths(broken)).includes('deploy/base/deployment.yaml'));
  });
});

describe('a Dockerfile that is there already', () => {
  it('stays where it builds, and is explained', async () => {
    const { files, decisions } = await planned({ Dockerfile: BUILDS });
    assert.equal(files.find(({ path }) => path === 'Dockerfile')?.exists, true);
    assert.match(decisions.find(({ what }) => what === 'Dockerfile')?.because ?? '', /user 10001, ports 7070/);
  });

  it('stays where its Go is too old for the module, which is said', async () => {
    const Dockerfile = BUILDS.replace(/golang:[\d.]+/, 'golang:1.16');
    // Before 1.21 Go tried all the same.
    const older = project({ programs: [program()], modules: [module({ go: '1.18' })] });
    const { decisions } = await plan(older, filesOf({ ...source, Dockerfile }));
    assert.match(decisions.find(({ what }) => what === 'Dockerfile')?.because ?? '', /`golang:1\.16`, which is older/);
  });

  it('gets one beside it where it copies what was built outside', async () => {
    const texts = { Dockerfile: 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n' };
    assert.equal((await paths(texts))[0], 'Dockerfile.shop');
  });

  it('gets one of another name where the usual one copies what was built outside, too', async () => {
    const copies = 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n';
    assert.equal((await paths({ Dockerfile: copies, 'Dockerfile.shop': copies }))[0], 'shop.Dockerfile');
    const both = { 'Dockerfile.shop': copies, 'shop.Dockerfile': copies };
    assert.equal((await paths({ Dockerfile: copies, ...both }))[0], 'build/shop/Dockerfile');
  });

  describe('of another program stays, too, and one comes beside it', () => {
    const programs = [
      program({ package: '.', moduleDir: 'orders', name: 'orders' }),
      program({ package: '.', moduleDir: 'stock', name: 'stock' }),
    ];
    const modules = ['orders', 'stock'].map((dir) =>
      module({ dir, module: `example.com/${dir}`, workspace: 'go.work' }),
    );
    const workspace = {
      'go.work': 'go 1.26\nuse ./orders\nuse ./stock\n',
      'orders/go.mod': 'module example.com/orders\ngo 1.26\n',
      'stock/go.mod': 'module example.com/stock\ngo 1.26\n',
    };
    const ofOrders =
      'FROM golang:1.26 AS build\nWORKDIR /src/orders\nCOPY orders/go.mod ./\nCOPY stock/go.mod /src/stock/\nCOPY . /src\nRUN CGO_ENABLED=0 go build -o /out/orders .\nFROM scratch\nCOPY --from=build /out/orders /orders\nEXPOSE 7070\n';
    const ofBoth = ofOrders
      .replace('WORKDIR /src/orders', 'WORKDIR /src')
      .replace('go build -o /out/orders .', 'go build -o /out/ ./orders ./stock');
    const inBin = (base: string) =>
      ofBoth
        .replace('FROM scratch', `FROM ${base}`)
        .replace('/out/orders /orders', '/out/stock /bin\nCOPY --from=build /out/orders /bin');
    const ofAny = 'FROM golang:1.26\nARG PROGRAM\nWORKDIR /src\nCOPY . .\nRUN go build -o /app ./$PROGRAM\n';
    const cases: readonly (readonly [name: string, texts: Texts, path: string, said: RegExp])[] = [
      ['where its folder is the working one', { Dockerfile: ofOrders }, 'Dockerfile.stock', /builds another program/],
      ['where it builds both and keeps one', { Dockerfile: ofBoth }, 'Dockerfile.stock', /builds another program/],
      [
        'unless its own is there already',
        { Dockerfile: ofOrders, 'Dockerfile.stock': ofOrders.replaceAll('orders', 'stock') },
        'Dockerfile.stock',
        /It is there and builds the program/,
      ],
      ['unless both go into a folder of the base', { Dockerfile: inBin('alpine') }, 'Dockerfile', /It is there/],
      ['where nothing has that folder', { Dockerfile: inBin('scratch') }, 'Dockerfile.stock', /builds another program/],
      ['unless an argument chooses', { Dockerfile: ofAny }, 'Dockerfile', /It is there and builds the program/],
    ];
    for (const [name, texts, path, said] of cases) {
      it(name, async () => {
        const files = filesOf({ ...workspace, ...texts });
        const { files: written, decisions } = await plan(project({ modules, programs }), files, { program: 'stock' });
        assert.equal(written[0]?.path, path);
        assert.match(decisions.find(({ what }) => what === 'Dockerfile')?.because ?? '', said);
      });
    }
  });

  const made =
    'FROM golang:1.26 AS build\nCOPY . .\nRUN make\nFROM alpine\nCOPY --from=build /go/shop /usr/local/bin/\n';
  const ofBin = program({ name: 'bin', package: './bin', kind: 'tool' });
  for (const [what, end, path] of [
    ['which it starts by its name', 'ENTRYPOINT ["shop"]\n', 'Dockerfile'],
    ['though a tool has the name of the folder that it is put into', '', 'Dockerfile'],
    ['unless it starts another by its name', 'ENTRYPOINT ["bin"]\n', 'Dockerfile.shop'],
    ['unless a script starts another', 'ENTRYPOINT ["/entrypoint.sh", "/usr/local/bin/bin"]\n', 'Dockerfile.shop'],
    ['which a script starts', 'ENTRYPOINT ["tini", "--", "/usr/local/bin/shop"]\n', 'Dockerfile'],
    ['unless a shell is told what to start', 'ENTRYPOINT ["sh", "-c", "/usr/local/bin/bin"]\n', 'Dockerfile'],
  ] as const) {
    it(`is one in which make builds the program, ${what}`, async () => {
      const all = project({ programs: [program({ package: '.' }), ofBin] });
      const { files } = await plan(all, filesOf({ ...source, Dockerfile: made + end }), { program: '.' });
      assert.equal(files[0]?.path, path);
    });
  }

  const text = BUILDS.replace('FROM scratch\nCOPY --from=build /shop /shop\n', '');
  const kept: readonly (readonly [what: string, paths: readonly string[], path: string])[] = [
    ['in a folder for them', ['docker/Dockerfile'], 'docker/Dockerfile'],
    ['in a folder of one', ['build/package/Dockerfile'], 'build/package/Dockerfile'],
    ['beside its program', ['cmd/shop/Dockerfile'], 'cmd/shop/Dockerfile'],
    ['that is the plain one', ['docker/Dockerfile', 'docker/Dockerfile.debug'], 'docker/Dockerfile'],
    ['unless there are two', ['docker/Dockerfile', 'deploy/Dockerfile'], 'Dockerfile'],
    ['unless it is for something else', ['.devcontainer/Dockerfile', 'test/Dockerfile'], 'Dockerfile'],
    ['unless there is one in the root', ['docker/Dockerfile', 'Dockerfile'], 'Dockerfile'],
  ];
  for (const [what, all, path] of kept) {
    it(`is one ${what}`, async () => {
      const { files } = await planned(Object.fromEntries(all.map((one) => [one, text])));
      assert.equal(files[0]?.path, path);
    });
  }

  it('says the port that the source leaves open', async () => {
    const { questions, files } = await planned({ Dockerfile: BUILDS }, {}, { listens: [listener(null)] });
    assert.deepEqual(questions, []);
    assert.match(files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '', /containerPort: 7070/);
  });

  it('says it by the first of the ports that it exposes', async () => {
    const texts = { Dockerfile: BUILDS.replace('EXPOSE 7070', 'EXPOSE 7071 7070/udp 7070') };
    const { files } = await planned(texts, {}, { listens: [listener(null)] });
    assert.match(files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '', /containerPort: 7071/);
  });
});

describe('what a workload that stays gives the image', () => {
  const texts = {
    Dockerfile: 'FROM alpine\nCOPY bin/shop .\nCMD ["./shop", "--cert", "/etc/tls/tls.crt"]\n',
    'k8s/shop.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [{name: shop, image: shop:1, volumeMounts: [{name: tls, mountPath: /etc/tls}]}]}}}\n',
  };
  const change = { listens: [listener(443, { protocol: 'https', configuredBy: ['flag:port'] })] };
  const written = async (choices: Choices = {}, mounted = texts['k8s/shop.yaml']) => {
    const { files } = await planned({ ...texts, 'k8s/shop.yaml': mounted }, choices, change);
    return files.find(({ path }) => path === 'Dockerfile.shop')?.text ?? '';
  };

  it('leaves the port where its manifests expect it', async () => {
    assert.match(await written(), /EXPOSE 443\n/);
    assert.match(await written({ layout: 'kustomize' }), /EXPOSE 8443\n/);
  });

  it('brings the files that the arguments of the image name', async () => {
    assert.match(await written(), /CMD \["--cert", "\/etc\/tls\/tls.crt"\]/);
    assert.doesNotMatch(await written({}, texts['k8s/shop.yaml'].replace('/etc/tls', '/etc/other')), /CMD/);
  });
});

describe('a port that the source leaves to a setting', () => {
  const change = {
    listens: [listener(null, { configuredBy: ['env:WS_PORT'], certainty: 'unknown' })],
    env: [variable('WS_PORT', { required: true })],
  };
  const table: Readonly<Record<string, { texts: Readonly<Record<string, string>>; port: string }>> = {
    'is the one that the image exposes': {
      texts: { Dockerfile: BUILDS, '.env.example': 'WS_PORT=8883\n' },
      port: '7070',
    },
    'is the one of the example': { texts: { '.env.example': 'WS_PORT=8883\n' }, port: '8883' },
    'is the one of an address in the example': { texts: { '.env.example': 'WS_PORT=:8883\n' }, port: '8883' },
    'is the usual one where the example names one for root': {
      texts: { '.env.example': 'WS_PORT=443\n' },
      port: '8080',
    },
    'is the usual one where nothing names it': { texts: {}, port: '8080' },
  };
  for (const [name, { texts, port }] of Object.entries(table)) {
    it(name, async () => {
      const { files } = await planned(texts, {}, change);
      const text = (end: string) => files.find(({ path }) => path.endsWith(end))?.text ?? '';
      assert.match(text('deployment.yaml'), new RegExp(`containerPort: ${port}`));
      assert.match(text('configmap.yaml'), new RegExp(`WS_PORT: "${port}"`));
    });
  }
});

describe('what a Dockerfile that is there runs the program with', () => {
  const cases: Readonly<Record<string, { end: string; command: string | null }>> = {
    'of CMD alone': { end: 'CMD ["/shop", "--backend", "mem"]', command: 'CMD ["--backend", "mem"]' },
    'of both': { end: 'ENTRYPOINT ["/shop", "run"]\nCMD ["--server"]', command: 'CMD ["run", "--server"]' },
    nothing: { end: 'ENTRYPOINT ["/shop"]', command: null },
    'not a file that only its image has': { end: 'CMD ["/shop", "serve", "/etc/shop/config.yml"]', command: null },
    'not what a script is given': {
      end: 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["relay"]',
      command: null,
    },
    'not the words of a shell': { end: 'CMD /shop --backend $BACKEND', command: null },
  };
  for (const [name, { end, command }] of Object.entries(cases)) {
    it(name, async () => {
      const { files, decisions } = await planned({ Dockerfile: `${BUILDS}${end}\n` });
      const text = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
      assert.equal(/^CMD .*$/m.exec(text)?.[0] ?? null, command);
      assert.equal(
        decisions.some(({ what }) => what === 'command'),
        command !== null,
      );
    });
  }

  it('so does one that copies what was built elsewhere, where there is only one program', async () => {
    const texts = { Dockerfile: 'FROM scratch\nADD build/main /\nCMD ["/main", "-backend", "mem"]\n' };
    const { files } = await planned(texts);
    assert.match(files.find(({ path }) => path === 'Dockerfile.shop')?.text ?? '', /^CMD \["-backend", "mem"\]$/m);
    const programs = [program(), program({ package: './cmd/other', name: 'other' })];
    const two = await plan(project({ programs }), filesOf({ ...source, ...texts }), { program: './cmd/shop' });
    assert.doesNotMatch(two.files.find(({ path }) => path === 'Dockerfile.shop')?.text ?? '', /^CMD/m);
  });

  it('of several the one by whose name it starts what was built elsewhere', async () => {
    const texts = { Dockerfile: 'FROM scratch\nADD build/ /bin/\nCMD ["/bin/shop", "-backend", "mem"]\n' };
    const example = { package: './examples/hook', name: 'hook', kind: 'example', role: 'server' } as const;
    for (const other of [example, { package: './cmd/other', name: 'other' }]) {
      const programs = [program(), program(other)];
      for (const one of programs) {
        const { files } = await plan(project({ programs }), filesOf({ ...source, ...texts }), { program: one.package });
        const text = files.find(({ path }) => path === `Dockerfile.${one.name}`)?.text ?? '';
        assert.equal(/^CMD/m.test(text), one.name === 'shop', one.name);
      }
    }
  });

  it('arguments of the manifests, which replace it, hold it, too', async () => {
    const listens = [listener(8080, { bind: 'loopback', configuredBy: ['flag:listen'] })];
    const { files } = await planned({ Dockerfile: `${BUILDS}CMD ["/shop", "run"]\n` }, {}, { listens });
    const text = files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '';
    assert.match(text, /args:\n +- run\n +- "--listen=:8080"\n/);
  });

  it('what an image says to who runs it without arguments serves nobody', async () => {
    for (const word of ['--help', 'version']) {
      const { files } = await planned({ Dockerfile: `${BUILDS}CMD ["/shop", "${word}"]\n` });
      assert.doesNotMatch(files.find(({ path }) => path === 'Dockerfile')?.text ?? '', /^CMD/m);
    }
  });

  it('they say where it listens', async () => {
    const listens = [listener(null, { bind: 'loopback', configuredBy: ['flag:host', 'env:HOST', 'flag:port'] })];
    for (const args of ['"--host", "0.0.0.0", "--port", "7171"', '"--port=7171", "--host=0.0.0.0"']) {
      const texts = { Dockerfile: `${BUILDS.replace('EXPOSE 7070\n', '')}CMD ["/shop", ${args}]\n` };
      const { files } = await planned(texts, {}, { listens });
      const text = files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '';
      assert.match(text, /containerPort: 7171/);
      assert.doesNotMatch(text, /args:/);
    }
  });

  it('what the source says goes first', async () => {
    const command = { ...place, args: ['serve'], certainty: 'default' } as const;
    const { files } = await planned({ Dockerfile: `${BUILDS}CMD ["/shop", "run"]\n` }, {}, { command });
    assert.match(files.find(({ path }) => path === 'Dockerfile')?.text ?? '', /^CMD \["serve"\]$/m);
  });
});

describe('tools that are there already', () => {
  const tools: readonly (readonly [file: string, name: string])[] = [
    ['.ko.yaml', 'ko'],
    ['.goreleaser.yml', 'GoReleaser'],
    ['MODULE.bazel', 'Bazel'],
    ['skaffold.yaml', 'Skaffold'],
    ['docker-compose.yml', 'Compose'],
    ['Tiltfile', 'Tilt'],
  ];
  for (const [file, name] of tools) {
    it(`${name} is named with what it means`, async () => {
      const { decisions } = await planned({ [file]: '' });
      assert.equal(decisions.find(({ what }) => what === 'already here')?.chosen, `${file} (${name})`);
    });
  }

  const env = [variable('TOKEN', { secret: true, required: true })];
  const secret = (texts: Texts) => planned(texts, {}, { env });

  const external =
    'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: db }\nspec: { secretStoreRef: { kind: ClusterSecretStore, name: vault } }\n';
  for (const [folder, isUsed] of [
    ['k8s', true],
    ['platform/secrets', true],
    ['platform/examples', false],
  ] as const) {
    it(`External Secrets of ${folder} ${isUsed ? 'fill' : 'do not fill'} the Secret from their store`, async () => {
      const { files } = await secret({ [`${folder}/s.yaml`]: external });
      const text = files.find(({ path }) => path.endsWith('externalsecret.yaml'))?.text ?? '';
      assert.equal(/kind: ClusterSecretStore\n +name: vault/.test(text) && /secretKey: TOKEN/.test(text), isUsed);
    });
  }

  it('SealedSecrets are sealed by hand', async () => {
    const { decisions, files } = await secret({
      'k8s/s.yaml': 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: db }\n',
    });
    assert.ok(decisions.some(({ because }) => because.includes('kubeseal')));
    assert.ok(!files.some(({ text }) => /kind: (?:Sealed)?Secret\n/.test(text)));
  });

  it('the Gateway of the repository takes the route', async () => {
    const { files, questions } = await planned(
      {
        'k8s/g.yaml':
          'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: edge }\n',
      },
      { extras: ['httproute'] },
    );
    assert.deepEqual(questions, []);
    assert.match(files.find(({ path }) => path.endsWith('route.yaml'))?.text ?? '', /name: public\n +namespace: edge/);
  });

  it('without one the Gateway is asked for, not invented', async () => {
    const { files, questions } = await planned({}, { extras: ['httproute'] });
    assert.deepEqual([questions.map(({ id }) => id), files], [['gateway'], []]);
  });

  it('data in files keeps to one Pod', async () => {
    const { files } = await planned({}, {}, { writes: [{ ...place, path: '/data/shop.db', certainty: 'known' }] });
    const text = files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '';
    assert.match(text, /replicas: 1\n {2}strategy:\n {4}type: Recreate\n/);
    assert.match(text, /claimName: shop-data/);
  });
});
