import type { Figure } from '../figure.ts';
import { editor } from './editor.ts';
import { linkedApps } from './linked-apps.ts';
import { realFiles } from './real-files.ts';
import { warm } from './warm.ts';

/** Figures of linting manifests; needs `npm run build` before. */
export async function kubernetes(): Promise<Figure[]> {
  return [...(await warm()), ...(await realFiles()), ...(await linkedApps()), ...(await editor())];
}
