import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices, Plan } from '../../../src/containerize/plan-types.ts';
import { filesOf, module, program, project, source } from '../facts.ts';

type Texts = Readonly<Record<string, string>>;

const planOf = (texts: Texts, choices: Choices = {}): Promise<Plan> =>
  plan(
    project({ programs: [program()], modules: [module({ go: '1.26.0' })] }),
    filesOf({ ...source, ...texts }),
    choices,
  );

const image = (golang: string, copy = 'COPY . .') =>
  `FROM golang:${golang} AS build\nWORKDIR /src\n${copy}\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n`;

/** What is decided of the Dockerfile, with the lines that are given as reasons, and what is planned in its place. */
function told({ decisions, files }: Plan) {
  const said = decisions.find(({ what }) => what === 'Dockerfile');
  const reasons = decisions.filter(({ what }) => /^(?:stops|missing)/.test(what));
  const file = files.find(({ path }) => /^(?:Dockerfile|.*\/Dockerfile)/.test(path));
  return {
    path: file?.path,
    text: file?.text,
    mends: file?.mends ?? false,
    because: said?.because,
    ways: said?.options?.map(({ set }) => set?.dockerfile ?? 'replace') ?? [],
    reasons: reasons.map(({ what, chosen, evidence }) => `${what}: ${chosen} (${evidence?.file}:${evidence?.line})`),
  };
}

describe('a Dockerfile that is there', () => {
  it('and works is spoken of as before', async () => {
    const { because, ways, reasons, mends } = told(await planOf({ Dockerfile: image('1.26') }));
    assert.match(because ?? '', /stays until you replace it/);
    assert.deepEqual([ways, reasons, mends], [[], [], false]);
  });

  it('and is wrong in a line that can be mended is proposed with that line changed alone', async () => {
    const { path, text, mends, ways, reasons } = told(await planOf({ Dockerfile: image('1.21') }));
    assert.deepEqual([path, text, mends], ['Dockerfile', image('1.26'), true]);
    assert.deepEqual(ways, ['beside', 'keep', 'replace']);
    assert.deepEqual(reasons, ['stops the build: FROM golang:1.21 AS build (Dockerfile:1)']);
  });

  it('and cannot be mended by lines stays, with another beside it', async () => {
    const Dockerfile = image('1.26', 'COPY go.mod server.go ./');
    const { path, text, mends, ways, reasons } = told(await planOf({ Dockerfile }));
    assert.deepEqual([path, mends], ['Dockerfile.shop', false]);
    assert.match(text ?? '', /go mod download/);
    assert.deepEqual(ways, ['keep', 'replace']);
    assert.deepEqual(reasons[0], 'stops the build: COPY go.mod server.go ./ (Dockerfile:3)');
  });

  it('and is built without the C that one of several databases needs is none that fails', async () => {
    const cgo = { needed: true, because: 'github.com/mattn/go-sqlite3 needs C', certainty: 'known' } as const;
    const of = async (libraries: readonly string[]) => {
      const facts = project({ programs: [program({ cgo, libraries })] });
      const Dockerfile = image('1.26', 'COPY . .\nCOPY site /site');
      return told(await plan(facts, filesOf({ ...source, Dockerfile })));
    };
    const sqlite = 'github.com/mattn/go-sqlite3';
    assert.equal((await of([sqlite])).path, 'Dockerfile.shop');
    const { path, reasons } = await of([sqlite, 'github.com/lib/pq']);
    assert.deepEqual(
      [path, reasons.map((reason) => reason.replace(/:.*/, ''))],
      ['Dockerfile', ['stops the build', 'missing in the image']],
    );
  });

  it('stays where the user wants it to, and is never mended without a change', async () => {
    const kept = told(await planOf({ Dockerfile: image('1.21') }, { dockerfile: 'keep' }));
    assert.deepEqual([kept.path, kept.text, kept.mends], ['Dockerfile', image('1.21'), false]);
    assert.deepEqual(kept.ways, ['repair', 'beside', 'replace']);
    const well = told(await planOf({ Dockerfile: image('1.26') }, { dockerfile: 'repair' }));
    assert.deepEqual([well.text, well.mends], [image('1.26'), false]);
    await assert.rejects(
      planOf({ Dockerfile: image('1.26', 'COPY go.mod server.go ./') }, { dockerfile: 'repair' }),
      /cannot be mended/,
    );
  });

  it('gets another beside it where the user wants that, and the next run finds it', async () => {
    const first = told(await planOf({ Dockerfile: image('1.21') }, { dockerfile: 'beside' }));
    assert.equal(first.path, 'Dockerfile.shop');
    const again = told(await planOf({ Dockerfile: image('1.21'), 'Dockerfile.shop': first.text ?? '' }));
    assert.deepEqual([again.path, again.reasons], ['Dockerfile.shop', []]);
  });

  it('says with what it runs the program, also where it does not stay', async () => {
    const Dockerfile = image('1.26', 'COPY go.mod server.go ./').replace('["/shop"]', '["/shop", "serve"]');
    const { decisions, files } = await planOf({ Dockerfile });
    const command = decisions.find(({ what }) => what === 'command');
    assert.deepEqual([command?.chosen, command?.evidence?.file], ['serve', 'Dockerfile']);
    assert.match(files[0]?.text ?? '', /^CMD \["serve"\]$/m);
  });

  it('makes room where the user says so', async () => {
    const { path, text, reasons } = told(await planOf({ Dockerfile: image('1.21') }, { replace: true }));
    assert.deepEqual([path, reasons], ['Dockerfile', []]);
    assert.match(text ?? '', /go mod download/);
  });
});

describe('what a Dockerfile copies', () => {
  const reasonsOf = async (Dockerfile: string, more: Texts = {}) => told(await planOf({ Dockerfile, ...more })).reasons;
  const fromStage = (path: string, run = 'RUN true') =>
    image('1.26')
      .replace('FROM scratch', `${run}\nFROM alpine:3.23`)
      .replace('USER', `COPY --from=build ${path} /x\nUSER`);

  it('and is not there is told, unless something may make it', async () => {
    assert.deepEqual(await reasonsOf(image('1.26', 'COPY . .\nCOPY site /site')), [
      'stops the build: COPY site /site (Dockerfile:4)',
    ]);
    assert.deepEqual(await reasonsOf(image('1.26', 'COPY . .\nCOPY site /site'), { 'site/a.css': '' }), []);
    assert.deepEqual(await reasonsOf(image('1.26', 'COPY . .\nCOPY .git .git\nCOPY go.mod go.sum .')), []);
    assert.deepEqual(await reasonsOf(image('1.26', 'COPY . .\nCOPY site /site'), { '.gitignore': '/site\n' }), []);
  });

  it('and is only likely to be missing leaves the Dockerfile in charge', async () => {
    const { path, mends } = told(await planOf({ Dockerfile: image('1.26', 'COPY . .\nCOPY site /site') }));
    assert.deepEqual([path, mends], ['Dockerfile', false]);
  });

  const stages: readonly [name: string, path: string, run: string, more: Texts, told: boolean][] = [
    ['of a stage that only has the folder, where it is not', '/src/shop.db', 'RUN true', {}, true],
    ['of a stage that has it of the folder', '/src/shop.db', 'RUN true', { 'shop.db': '' }, false],
    ['of a stage whose commands name it', '/src/shop.db', 'RUN touch shop.db', {}, false],
    ['of a stage whose commands make anything', '/src/shop.db', 'RUN ./seed', {}, false],
    ['of a stage that builds it', '/src/tool', 'RUN CGO_ENABLED=0 go build -o tool ./cmd/shop', {}, false],
    ['of what the base has', '/etc/ssl/certs/ca-certificates.crt', 'RUN true', {}, false],
    ['of a folder above what is copied', '/src', 'RUN true', {}, false],
  ];
  for (const [name, path, run, more, isTold] of stages)
    it(name, async () => assert.equal((await reasonsOf(fromStage(path, run), more)).length > 0, isTold));
});
