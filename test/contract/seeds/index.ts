import type { Seed } from '../seed.ts';
import { accessSeeds } from './access.ts';
import { composeSeeds } from './compose.ts';
import { environmentSeeds } from './environment.ts';
import { imageSeeds } from './image.ts';
import { lifeSeeds } from './life.ts';
import { madeByOverlays } from './made-by-overlays.ts';
import { overlaySeeds } from './overlays.ts';
import { portSeeds } from './ports.ts';
import { toolSeeds } from './tools.ts';
import { waySeeds } from './ways.ts';
import { writeSeeds } from './writes.ts';

/** Every kind of broken edge, put into the samples. */
export const seeds: readonly Seed[] = [
  ...accessSeeds,
  ...composeSeeds,
  ...environmentSeeds,
  ...imageSeeds,
  ...lifeSeeds,
  ...madeByOverlays,
  ...overlaySeeds,
  ...portSeeds,
  ...toolSeeds,
  ...waySeeds,
  ...writeSeeds,
];
