import type { FoundListener } from './listeners.ts';

/** What a library answers on listeners of its own. */
export function servedByLibrary(all: readonly FoundListener[], kind: FoundListener['serves'], path: string) {
  return all
    .filter(({ serves, off }) => serves === kind && !off)
    .map(({ listener: { port, certainty, file, start, end, line } }) => {
      return { path, port, certainty, file, start, end, line };
    });
}
