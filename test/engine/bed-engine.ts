import { after } from 'node:test';
import { connect, type Engine } from '../../src/docker/connect.ts';
import { ensureBaseImages } from '../bed/base-images.ts';
import { startEngine } from '../bed/engine.ts';
import { Unavailable } from '../bed/unavailable.ts';

export interface BedEngine {
  readonly engine: Engine;
  readonly dockerHost: string;
  /** Why there is none; false = there is one. */
  readonly skip: string | false;
}

/** A real engine with the base images, for one test file; ended after it. With CI=true a missing one throws. */
export async function bedEngine(): Promise<BedEngine> {
  try {
    const bed = await startEngine();
    after(() => bed.stop(), { timeout: 60_000 });
    await ensureBaseImages(bed);
    const { dockerHost } = bed;
    return { engine: connect({ host: dockerHost, source: 'DOCKER_HOST' }), dockerHost, skip: false };
  } catch (error) {
    if (!(error instanceof Unavailable) || process.env['CI'] === 'true') throw error;
    return { engine: connect({ host: 'unix:///nowhere', source: 'default' }), dockerHost: '', skip: error.message };
  }
}
