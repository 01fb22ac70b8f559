import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ensureBaseImages } from '../bed/base-images.ts';
import { startControlPlane } from '../bed/control-plane.ts';
import { startEngine } from '../bed/engine.ts';
import { runSuite } from './run-suite.ts';

const engine = await startEngine();
after(engine.stop);
await ensureBaseImages(engine);
const cluster = await startControlPlane();
after(cluster.stop);
const folder = await mkdtemp(path.join(tmpdir(), 'gantry-failures-'));
after(() => rm(folder, { recursive: true, force: true }));

test('a failed build, a cancelled build, a missing Secret and a rejected apply are said where they happen', async () => {
  await cp(path.join(import.meta.dirname, 'fixtures/failures'), folder, { recursive: true });
  await runSuite('failures', {
    folder,
    env: { DOCKER_HOST: engine.dockerHost, KUBECONFIG: cluster.kubeconfig },
  });
});
