import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { imageDigest } from '../../src/docker/image-digest.ts';
import { removeImage, tagImage } from '../../src/docker/images.ts';
import { push } from '../../src/docker/push.ts';
import { Problem } from '../../src/words/problem.ts';
import { type Registry, startRegistry } from '../bed/registry.ts';
import { collect } from '../docker/collect.ts';
import { bedEngine } from './bed-engine.ts';

const { engine, skip } = await bedEngine();
const ANN = { username: 'ann', password: 'canary-password' };

async function problem(asking: Promise<unknown>): Promise<Problem> {
  const error: unknown = await asking.then(
    () => assert.fail('there is a digest'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  assert.doesNotMatch(error.message, /canary/);
  return error;
}

describe('the digest of a tag', { skip }, () => {
  let registry: Registry;
  let image: string;
  let digest: string;
  before(async () => {
    registry = await startRegistry({ users: { ann: ANN.password } });
    image = `${registry.host}/team/base:1.0`;
    await tagImage(engine, 'alpine:3.23', image);
    const done = (await collect(push(engine, image, ANN))).at(-1);
    assert.ok(done?.kind === 'done');
    ({ digest } = done);
  });
  after(() => registry.stop());

  test('is what the registry answered to the push', async () => {
    assert.deepEqual(await imageDigest(engine, image, ANN), { digest, from: 'registry' });
  });

  test('is what the engine has where the registry does not let us in', async () => {
    assert.deepEqual(await imageDigest(engine, image), { digest, from: 'engine' });
  });

  test('is unknown without credentials and without the image', async () => {
    await removeImage(engine, image);
    const { details, message } = await problem(imageDigest(engine, image));
    assert.equal(details.kind, 'credentials');
    assert.match(message, new RegExp(`docker login ${registry.host}`));
    assert.deepEqual(await imageDigest(engine, image, ANN), { digest, from: 'registry' });
  });

  test('is unknown for an image that the registry has not', async () => {
    const { details } = await problem(imageDigest(engine, `${registry.host}/team/gone:1`, ANN));
    assert.equal(details.kind, 'not-found');
  });

  test('is unknown where no registry answers, with the cause', async () => {
    const { details, message } = await problem(imageDigest(engine, 'localhost:1/base:1'));
    assert.equal(details.kind, 'unreachable');
    assert.match(message, /connection refused/);
  });

  test('is not asked for any more when the user cancels', async () => {
    const { details } = await problem(imageDigest(engine, image, ANN, AbortSignal.abort()));
    assert.equal(details.kind, 'cancelled');
  });
});
