import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { lines } from './request.ts';

const LONGEST = 300;
/** The kubelet says so in place of a log that is gone. */
const NO_LOG = /^unable to retrieve container logs for /;

/** The last line that a crashed container wrote; empty where that cannot be had. */
export async function lastWords(
  cluster: Cluster,
  namespace: string | null,
  { pod, name }: { readonly pod: string; readonly name: string },
  signal: AbortSignal,
): Promise<string> {
  for (const previous of [false, true]) {
    try {
      const log = lines(cluster, {
        path: `${pathOf(KINDS.Pod, namespace, pod)}/log`,
        query: { container: name, previous, tailLines: 20 },
        accept: '*/*',
        timeoutMilliseconds: 5000,
        signal,
      });
      let last = '';
      for await (const line of log) last = line.trim() === '' ? last : line.trim();
      if (last !== '' && !NO_LOG.test(last)) return last.slice(0, LONGEST);
    } catch {
      // There was no former run, or its log is gone: what is known without it is told.
    }
  }
  return '';
}
