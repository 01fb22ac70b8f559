import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, listener, place, program, project, source } from '../facts.ts';

const known = { ...place, certainty: 'known' as const };
const reads = (...paths: readonly string[]) => paths.map((path) => ({ ...known, path }));
const writes = (...paths: readonly string[]) =>
  paths.map((path) => ({ ...known, path, folder: path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.' }));

interface Seeded {
  readonly command: string | undefined;
  readonly copies: readonly string[];
  readonly mounts: readonly string[];
  readonly base: string | undefined;
  readonly isKept: boolean;
  readonly told: readonly string[];
}

const repository = { ...source, 'urls.json': '{}', 'data/a.json': '', 'data/sub/b.json': '', 'web/index.html': '' };

async function seeded(change: Partial<Program>, choices: Choices = {}, present: Record<string, string> = {}) {
  const one = program({ listens: [listener(8080)], ...change });
  const { files, decisions } = await plan(
    project({ programs: [one] }),
    filesOf({ ...repository, ...present }),
    choices,
  );
  const text = files.map((file) => file.text).join('\n');
  const [, command] = /initContainers:\n(?:.*\n)+? +command:\n((?: +- .*\n)+)/.exec(text) ?? [];
  const result: Seeded = {
    command: command
      ?.replace(/ *- |"/g, '')
      .trim()
      .replaceAll('\n', ' '),
    copies: [...text.matchAll(/^COPY (\S+ \/app\S*)$/gm)].map(([, copy = '']) => copy),
    mounts: [...text.matchAll(/mountPath: (\S+)/g)].map(([, path = '']) => path),
    base: [...text.matchAll(/^FROM (?!.* AS )(\S+)/gm)].at(-1)?.[1],
    isKept: text.includes('kind: PersistentVolumeClaim'),
    told: decisions.filter(({ what }) => what === 'run-time file').map(({ because }) => because),
  };
  return { ...result, files };
}

describe('a file of the repository that the program reads and writes again', () => {
  it('lies in a volume that begins with it', async () => {
    const { command, copies, mounts, base, isKept, told } = await seeded({
      runtimeFiles: reads('urls.json'),
      writes: writes('urls.json'),
    });
    assert.equal(command, 'cp -rn /app/urls.json /seed/');
    assert.deepEqual(copies, ['urls.json /app/urls.json']);
    assert.deepEqual(mounts, ['/seed', '/app']);
    assert.match(base ?? '', /^alpine:/);
    assert.equal(isKept, true);
    assert.match(told[0] ?? '', /an init container copies it/);
  });

  it('is led there by a link, where it lies among other files', async () => {
    const { command, copies, mounts } = await seeded({
      runtimeFiles: reads('urls.json', 'web'),
      writes: writes('urls.json'),
    });
    assert.equal(command, 'cp -rn /app/data/urls.json /seed/');
    assert.deepEqual(copies, ['urls.json /app/data/urls.json', 'web /app/web/']);
    assert.deepEqual(mounts, ['/seed', '/app/data']);
  });

  it('is one of several, some of them in folders', async () => {
    const both = ['data/a.json', 'data/sub/b.json'];
    const { command } = await seeded({ runtimeFiles: reads(...both), writes: writes(...both) });
    assert.equal(command, 'cp -rn /app/data/a.json /app/data/sub /seed/');
  });

  it('stays so when the files are planned again', async () => {
    const change = { runtimeFiles: reads('urls.json', 'web'), writes: writes('urls.json') };
    const { files } = await seeded(change);
    const again = await seeded(change, {}, Object.fromEntries(files.map(({ path, text }) => [path, text])));
    assert.deepEqual(
      again.files.map(({ text }) => text),
      files.map(({ text }) => text),
    );
  });

  const unseeded: readonly (readonly [string, Partial<Program>, Choices, Record<string, string>])[] = [
    ['a base without `cp`', {}, { runtime: 'distroless' }, {}],
    [
      'a Dockerfile of others that may have none',
      {},
      {},
      {
        Dockerfile:
          'FROM golang:1.26 AS b\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /s ./cmd/shop\nFROM scratch\nWORKDIR /app\nCOPY urls.json .\nCOPY --from=b /s /s\nENTRYPOINT ["/s"]\n',
      },
    ],
  ];
  for (const [what, change, choices, present] of unseeded) {
    it(`loses what is written, which is said: ${what}`, async () => {
      const changed = { runtimeFiles: reads('urls.json'), writes: writes('urls.json'), ...change };
      const { command, told } = await seeded(changed, choices, present);
      assert.equal(command, undefined);
      assert.match(told.join(), /what is written is lost/);
    });
  }

  it('is no seed where it is only read, or is made where it is missing, or the program is a tool', async () => {
    const others: readonly Partial<Program>[] = [
      { runtimeFiles: reads('urls.json'), writes: writes('other.json') },
      {
        runtimeFiles: reads('urls.json').map((one) => ({ ...one, isTried: true as const })),
        writes: writes('urls.json'),
      },
      { kind: 'cli', listens: [], runtimeFiles: reads('urls.json'), writes: writes('urls.json') },
    ];
    for (const change of others) {
      const { command, base } = await seeded(change);
      assert.equal(command, undefined);
      assert.match(base ?? '', /distroless/);
    }
  });
});
