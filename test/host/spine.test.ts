import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '../../src/docker/connect.ts';
import { inspectImage, listImages } from '../../src/docker/images.ts';
import { runSuite } from './run-suite.ts';
import { startShopBed } from './shop-bed.ts';

const bed = await startShopBed();
after(bed.stop);

test('the sample goes from source to a running Deployment, and to its second revision', async () => {
  const { shop, settings, env, registry, engine } = bed;
  await runSuite('spine', { folder: shop, settings, env, timeoutSeconds: 400 });
  const docker = connect({ host: engine.dockerHost, source: 'DOCKER_HOST' });
  const images = await listImages(docker);
  const image = images.find(({ tags }) => tags.some((tag) => tag.startsWith(`${registry.host}/team/shop:`)));
  assert.ok(image);
  assert.match((await inspectImage(docker, image.id)).user, /^[1-9]\d*(?::\d+)?$/);
});
