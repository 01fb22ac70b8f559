import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { lines, open } from './request.ts';

const LONGEST = 300;

/** The last line that a crashed container wrote; empty where that cannot be had. */
export async function lastWords(
  cluster: Cluster,
  namespace: string | null,
  { pod, name }: { readonly pod: string; readonly name: string },
  signal: AbortSignal,
): Promise<string> {
  for (const previous of [true, false]) {
    try {
      const response = await open(cluster, {
        path: `${pathOf(KINDS.Pod, namespace, pod)}/log`,
        query: { container: name, previous, tailLines: 20 },
        accept: '*/*',
        timeoutMilliseconds: 5000,
        signal,
      });
      let last = '';
      for await (const line of lines(response)) last = line.trim() === '' ? last : line.trim();
      if (last !== '') return last.slice(0, LONGEST);
    } catch {
      // There was no former run, or its log is gone: what is known without it is told.
    }
  }
  return '';
}
