import { Problem } from '../words/problem.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import type { Kubeconfig } from './kubeconfig.ts';

/** A cluster seen through one context. */
export interface Cluster {
  readonly context: string;
  readonly server: string;
  readonly user: string;
  /** The context's namespace, `default` where it names none. */
  readonly namespace: string;
  /** Only for this folder. */
  readonly credentials: Credentials;
}

/** Chooses a context; nothing is sent yet. The client library is loaded on first use (it takes 100 ms). */
export async function connect(kubeconfig: Kubeconfig, contextName: string): Promise<Cluster> {
  const context = kubeconfig.contexts.find(({ name }) => name === contextName);
  if (!context) {
    throw new Problem({
      kind: 'no-cluster',
      what: ['There is no context `{0}`', contextName],
      why: ['The kubeconfig names {0}', kubeconfig.contexts.map(({ name }) => `\`${name}\``).join(', ') || '–'],
      next: ['Choose another context'],
    });
  }
  const cluster = kubeconfig.clusters.find(({ name }) => name === context.cluster);
  if (!cluster) {
    throw new Problem({
      kind: 'no-cluster',
      what: [
        'The context `{0}` names the cluster `{1}`, which the kubeconfig does not have',
        contextName,
        context.cluster,
      ],
      next: ['Choose another context'],
    });
  }
  return {
    context: contextName,
    server: cluster.server,
    user: context.user,
    namespace: context.namespace ?? 'default',
    credentials: await credentialsOf(kubeconfig, contextName),
  };
}
