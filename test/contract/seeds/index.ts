import type { Seed } from '../seed.ts';
import { portSeeds } from './ports.ts';

/** Every kind of broken edge, put into the samples. */
export const seeds: readonly Seed[] = [...portSeeds];
