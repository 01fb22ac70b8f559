import { Problem } from '../../words/problem.ts';
import { openEngine } from '../engine.ts';

/** Whether the engine has an image of this name. */
export async function hasImage(reference: string, signal: AbortSignal): Promise<boolean> {
  const { inspectImage } = await import('../../docker/images.ts');
  try {
    await inspectImage(await openEngine(), reference, signal);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.details.kind === 'not-found') return false;
    throw error;
  }
}
