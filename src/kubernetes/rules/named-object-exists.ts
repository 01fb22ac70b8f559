import { dangling } from '../references/dangling.ts';
import { documents } from '../examples.ts';
import type { Via } from '../references/reference.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { WORKLOAD_KINDS } from '../pods/workloads.ts';

const VIAS: ReadonlySet<Via> = new Set<Via>([
  'persistentVolumeClaim',
  'persistentVolume',
  'storageClass',
  'priorityClass',
  'runtimeClass',
  'ingressClass',
  'gateway',
  'gatewayClass',
  'issuer',
  'authentication',
]);
const pod = (claim: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: db\nspec:\n  containers: []\n  volumes:\n    - name: data\n      persistentVolumeClaim: { claimName: ${claim} }\n`;
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec: {}\n';

export const namedObjectExists = workspaceRule({
  id: 'named-object-exists',
  kinds: [
    ...WORKLOAD_KINDS,
    'PersistentVolumeClaim',
    'PersistentVolume',
    'Ingress',
    'Gateway',
    'HTTPRoute',
    'GRPCRoute',
    'TCPRoute',
    'TLSRoute',
    'UDPRoute',
    'Certificate',
    'ScaledObject',
  ],
  title: 'Name volumes, classes, gateways and issuers that exist',
  severity: 'warning',
  aliases: [],
  why: 'A pod waits forever for a claim that is not there, a claim for a class that is not there, and the API server refuses pods of an unknown priority. Classes, gateways and issuers are often the cluster’s own: one that is missing is reported only where the workspace has others of its kind.',
  examples: [
    { bad: documents(pod('«dta»'), claim), good: documents(pod('data'), claim), fixed: true },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  priorityClassName: «hihg»\n  containers: []\n---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: high\nvalue: 1000\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  priorityClassName: high\n  containers: []\n---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: high\nvalue: 1000\n',
      fixed: true,
    },
  ],
  *check(subject) {
    for (const reference of subject.workspace.referencesOf(subject.manifest, subject.pod)) {
      const report = VIAS.has(reference.via) ? dangling(subject, reference) : undefined;
      if (report) yield report;
    }
  },
});
