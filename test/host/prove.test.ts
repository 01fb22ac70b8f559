import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ensureBaseImages } from '../bed/base-images.ts';
import { startEngine } from '../bed/engine.ts';
import { runSuite } from './run-suite.ts';

const engine = await startEngine();
after(engine.stop);
await ensureBaseImages(engine);
const folder = await mkdtemp(path.join(tmpdir(), 'gantry-prove-host-'));
after(() => rm(folder, { recursive: true, force: true }));

test('a program is proved from the lens above it: a checklist, and findings at the responsible lines', async () => {
  await cp(path.join(import.meta.dirname, 'fixtures/prove'), folder, { recursive: true });
  await runSuite('prove', { folder, env: { DOCKER_HOST: engine.dockerHost }, timeoutSeconds: 400 });
});
