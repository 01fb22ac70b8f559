import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { json } from './request.ts';

/** What manifests can be held against: the version of a cluster, and the kinds that it defines beside Kubernetes' own. */
export interface ClusterFacts {
  /** `v1.36.3` */
  readonly version: string;
  /** CustomResourceDefinitions as JSON texts; none where the user may not list them. */
  readonly definitions: readonly string[];
}

const PAGE = 100;

export async function clusterFacts(cluster: Cluster, signal: AbortSignal): Promise<ClusterFacts> {
  const { gitVersion } = await json<{ readonly gitVersion: string }>(cluster, { path: '/version', signal });
  return { version: gitVersion, definitions: await definitions(cluster, signal) };
}

async function definitions(cluster: Cluster, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  let next: string | undefined;
  try {
    do {
      const page: DefinitionList = await json(cluster, {
        path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        query: { limit: PAGE, continue: next },
        purpose: 'list customresourcedefinitions',
        signal,
      });
      for (const { metadata, spec } of page.items) {
        const { name } = metadata;
        const kind = 'CustomResourceDefinition';
        texts.push(JSON.stringify({ apiVersion: 'apiextensions.k8s.io/v1', kind, metadata: { name }, spec }));
      }
      next = page.metadata.continue === '' ? undefined : page.metadata.continue;
    } while (next !== undefined);
  } catch (error) {
    if (!(error instanceof Problem) || error.details.kind !== 'forbidden') throw error;
  }
  return texts;
}

interface DefinitionList {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly spec: unknown }[];
}
