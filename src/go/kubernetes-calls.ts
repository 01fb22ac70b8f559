import { callsOf } from './file-calls.ts';
import { asksByHand } from './kubernetes-clients.ts';
import type { LinkedCode } from './linked-code.ts';
import type { KubernetesCall, Place, Program } from './project.ts';
import { placeOf } from './source-file.ts';
import type { Expression } from './syntax.ts';

/** Calls that read the token of the pod, and nothing else. */
const IN_CLUSTER: ReadonlySet<string> = new Set(['k8s.io/client-go/rest.InClusterConfig']);

/** What the methods of typed clients ask the API server for. */
const VERBS: ReadonlyMap<string, string> = new Map([
  ['Get', 'get'],
  ['List', 'list'],
  ['Watch', 'watch'],
  ['Create', 'create'],
  ['Update', 'update'],
  ['Patch', 'patch'],
  ['Delete', 'delete'],
  ['DeleteCollection', 'deletecollection'],
]);

const GROUPS: Readonly<Record<string, string>> = {
  Core: '',
  Apps: 'apps',
  Batch: 'batch',
  Autoscaling: 'autoscaling',
  Policy: 'policy',
  Networking: 'networking.k8s.io',
  Coordination: 'coordination.k8s.io',
  Rbac: 'rbac.authorization.k8s.io',
  Storage: 'storage.k8s.io',
  Discovery: 'discovery.k8s.io',
};

/** What the program asks the API server for by typed clients of client-go, where the whole chain stands in one expression. */
export function findKubernetes(code: LinkedCode): Program['kubernetes'] {
  if (
    ![...code.externals].some((path) => /^(?:k8s\.io\/client-go|sigs\.k8s\.io\/controller-runtime)(?:\/|$)/.test(path))
  )
    return asksByHand(code) ? { inCluster: null, calls: [] } : null;
  let inCluster: Place | null = null;
  for (const { call, site } of callsOf(code, IN_CLUSTER)) inCluster ??= placeOf(site.file, call);
  const calls: KubernetesCall[] = [];
  for (const [method, verb] of VERBS) {
    for (const { expression, site } of code.calls(method)) {
      const asked = askedBy(expression.callee);
      if (asked) calls.push({ verb, ...asked, ...placeOf(site.file, expression) });
    }
  }
  return { inCluster, calls };
}

/** `clientset.CoreV1().Pods(namespace).List` */
function askedBy(callee: Expression): { readonly group: string; readonly resource: string } | null {
  const resource = callee.kind === 'select' ? receiverOf(callee.operand) : null;
  const client = resource && receiverOf(resource.on);
  const [, name = ''] = /^([A-Z][a-z]+)V\d+(?:(?:alpha|beta)\d+)?$/.exec(client?.name ?? '') ?? [];
  const group = Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
  if (!resource || group === undefined || !/^[A-Z]\w+$/.test(resource.name)) return null;
  return { group, resource: resource.name.toLowerCase() };
}

/** Of `x.Pods(ns)` the name and `x`. */
function receiverOf(expression: Expression): { readonly name: string; readonly on: Expression } | null {
  if (expression.kind !== 'call' || expression.callee.kind !== 'select') return null;
  return { name: expression.callee.name, on: expression.callee.operand };
}
