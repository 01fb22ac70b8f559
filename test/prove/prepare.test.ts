import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prepareProof } from '../../src/prove/prepare.ts';
import { filesOf, project, source } from '../containerize/facts.ts';

const image = (golang: string) =>
  `FROM golang:${golang} AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

describe('what is prepared for a proof', () => {
  async function dockerfileOf(texts: Readonly<Record<string, string>>, chosen?: string) {
    const preparation = await prepareProof(project(), filesOf({ ...source, ...texts }), {}, chosen);
    return 'prepared' in preparation ? preparation.prepared.dockerfile : undefined;
  }

  it('is the Dockerfile that is there, with a word on lines of it that do not work', async () => {
    const old = { Dockerfile: image('1.21') };
    for (const chosen of [undefined, 'Dockerfile']) {
      const { path, text, exists, mends } = (await dockerfileOf(old, chosen)) ?? {};
      assert.deepEqual([path, text, exists, mends], ['Dockerfile', old.Dockerfile, true, true]);
    }
    assert.equal((await dockerfileOf({ Dockerfile: image('1.26') }))?.mends, undefined);
  });

  it('is another that is chosen, or the one that would be written', async () => {
    const two = { Dockerfile: image('1.21'), 'other.Dockerfile': image('1.20') };
    assert.deepEqual(await dockerfileOf(two, 'other.Dockerfile'), {
      path: 'other.Dockerfile',
      text: image('1.20'),
      exists: true,
    });
    assert.equal((await dockerfileOf({}))?.exists, false);
  });
});
