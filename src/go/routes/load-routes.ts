import { callersOf } from '../code/callers.ts';
import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { FoundRoute } from './routes.ts';

const DEEPEST = 4;

/** What a program serves that listens nowhere: not what packages register for whichever program loads them. */
export function withoutRoutesOfLoading(routes: readonly FoundRoute[], code: LinkedCode): FoundRoute[] {
  return routes.filter(({ context }) => !runsAsLoaded(context.site, code, 0));
}

/** Code in `init` of a package other than main, or in what only such code calls. */
function runsAsLoaded({ fn, ...place }: Site, code: LinkedCode, depth: number): boolean {
  if (!fn || depth > DEEPEST) return false;
  if (fn.name === 'init' && !fn.receiver) return place.pkg !== code.packages[0];
  const callers = callersOf(code, { ...place, fn });
  return callers.length > 0 && callers.every(({ site }) => runsAsLoaded(site, code, depth + 1));
}
