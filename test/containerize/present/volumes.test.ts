import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices, Plan } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, place, program, project, source } from '../facts.ts';

const planned = (texts: Readonly<Record<string, string>>, change: Partial<Program>, choices: Choices = {}) =>
  plan(project({ programs: [program(change)] }), filesOf({ ...source, ...texts }), choices);

const mountsOf = ({ files }: Plan): string[] =>
  files.flatMap(({ text }) => Array.from(text.matchAll(/mountPath: (.*)/g), ([, path = '']) => path));

const mounts = async (...of: Parameters<typeof planned>) => mountsOf(await planned(...of));

const written = (path: string, folder: string) => ({
  writes: [{ ...place, path, folder, certainty: 'default' as const }],
});

const build = 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/shop ./cmd/shop\n';
const beside = 'FROM alpine:3.23\nWORKDIR /srv\nCOPY --from=build /out/shop .\nCMD ["./shop"]\n';
const apart = 'FROM alpine:3.23\nWORKDIR /srv\nCOPY --from=build /out/shop /bin/shop\nCMD ["shop"]\n';
const bare = 'FROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n';

describe('volumes fit the image of a Dockerfile that stays', () => {
  const cases: readonly (readonly [what: string, end: string, change: Partial<Program>, expected: string[]])[] = [
    ['below its working directory', beside, written('data/a.db', 'data'), ['/srv/data']],
    ['at it', apart, written('a.db', '.'), ['/srv']],
    ['not over the program', beside, written('a.db', '.'), []],
    ['at the root, where none is set', bare, written('data/a.db', 'data'), ['/data']],
    ['not over the root', bare, written('a.db', '.'), []],
  ];
  for (const [what, end, change, expected] of cases) {
    it(what, async () => {
      assert.deepEqual(await mounts({ Dockerfile: build + end }, change), expected);
    });
  }

  it('a VOLUME is where the program writes, unless that is elsewhere', async () => {
    const texts = { Dockerfile: `${build}${bare}VOLUME /depot\n` };
    assert.deepEqual(await mounts(texts, written('depot', 'depot')), ['/depot']);
    assert.deepEqual(await mounts(texts, written('depot', 'depot'), { replace: true }), ['/app/depot']);
  });

  it('says that the planned one has room for it where it has none', async () => {
    const { decisions } = await planned({ Dockerfile: build + beside }, written('a.db', '.'));
    const said = decisions.find(({ chosen }) => chosen === '/srv')?.because ?? '';
    assert.match(said, /or let the planned one replace it/);
  });

  it('of our own with its links', async () => {
    const texts = { 'conf.ini': '' };
    const runtimeFiles = [{ ...place, path: 'conf.ini', certainty: 'known' as const }];
    const change = { ...written('a.db', '.'), runtimeFiles };
    const first = await planned(texts, change);
    assert.deepEqual(mountsOf(first), ['/app/data']);
    const own = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
    assert.deepEqual(await mounts({ ...texts, ...own }, change), ['/app/data']);
  });
});
