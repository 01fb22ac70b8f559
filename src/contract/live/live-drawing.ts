import type { Contract } from '../contract.ts';
import type { Drawing } from '../graph/drawing.ts';
import type { LiveMatcher } from './live-match.ts';

/** What is drawn of a cluster needs all of these. */
export interface LiveDrawing {
  readonly drawing: Drawing;
  readonly contract: Contract;
  readonly matcher: LiveMatcher;
}
