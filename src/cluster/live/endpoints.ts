import type { LiveService } from '../../contract/live/live-cluster.ts';
import { Problem } from '../../words/problem.ts';
import type { Cluster } from '../connect.ts';
import { json } from '../request.ts';

/** Slices that are looked at, a hundred addresses each: whether any is ready shows in the first. */
const MOST_SLICES = 10;

/** How many addresses behind a Service take traffic; null where that may not be asked. */
export async function readEndpoints(
  cluster: Cluster,
  namespace: string,
  service: string,
  signal: AbortSignal,
): Promise<LiveService['endpoints']> {
  try {
    const { items, metadata } = await json<SliceList>(cluster, {
      path: `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`,
      query: { labelSelector: `kubernetes.io/service-name=${service}`, limit: MOST_SLICES },
      purpose: 'list endpointslices',
      signal,
    });
    const all = items.flatMap(({ endpoints }) => endpoints ?? []);
    // What is not said is ready.
    const ready = all.filter(({ conditions }) => conditions?.ready !== false).length;
    const isPartial = (metadata.continue ?? '') !== '';
    return isPartial && ready === 0 ? null : ready;
  } catch (error) {
    if (error instanceof Problem && ['forbidden', 'not-found'].includes(error.details.kind)) return null;
    throw error;
  }
}

interface SliceList {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly {
    readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
  }[];
}
