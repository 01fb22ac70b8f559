import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, listener, module, place, program, project, source } from '../facts.ts';
import { BUILDS, paths, planned, type Texts } from './planned.ts';

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
