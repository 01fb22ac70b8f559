import { at, entries } from '../fields.ts';
import { fieldPlace } from '../field-place.ts';
import { claimsMountedOnce, isNeverAttached } from '../pods/mounted-once.ts';
import { relatedTo } from '../object-place.ts';
import { mayBeScaledByBuild, replicasOf } from '../pods/replicas.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { minimumByScaler } from '../selectors/serving.ts';
import type { ManifestSubject } from '../subject.ts';

const CLAIM =
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n';
const deployment = (replicas: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: ${replicas}\n  selector: { matchLabels: { app: shop } }\n  template:\n    metadata: { labels: { app: shop } }\n    spec:\n      containers: []\n      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]\n`;

export const claimMountedOnce = workspaceRule({
  id: 'claim-mounted-once',
  kinds: ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'],
  title: 'Run one pod where its volume can be mounted on one node only',
  severity: 'warning',
  aliases: [],
  why: 'A claim with `ReadWriteOnce` is attached to one node: pods that the scheduler puts on another wait there for ever. One pod, a StatefulSet with a claim for each pod, or a volume with `ReadWriteMany` is what it takes. (Where the pods are bound to one node or to each other, nothing is said.)',
  examples: [
    { bad: `${deployment('«2»')}---\n${CLAIM}`, good: `${deployment('1')}---\n${CLAIM}` },
    {
      bad: `${deployment('«3»')}---\n${CLAIM}`,
      good: `${deployment('3')}---\n${CLAIM.replace('ReadWriteOnce', 'ReadWriteMany')}`,
    },
  ],
  *check(subject) {
    const { manifest, file, workspace } = subject;
    const pods = podsAtLeast(subject);
    if (pods < 2 || isBoundToNode(subject)) return;
    const object = { file, manifest };
    const claim = claimsMountedOnce(subject).find(
      (one) =>
        !isNeverAttached(one, workspace) &&
        !workspace.mayBePatched(one, ['accessModes', 'storageClassName']) &&
        !mayBeScaledByBuild(workspace, object, one),
    );
    if (!claim) return;
    yield {
      ...fieldPlace(at(manifest.root, 'spec', 'replicas'), manifest),
      message: [
        '`{0}` runs {1} pods, and its claim `{2}` can be mounted on one node only',
        manifest.name,
        String(pods),
        claim.manifest.name,
      ],
      related: [relatedTo(claim, ['The claim'])],
    };
  },
});

function podsAtLeast({ manifest, file, workspace }: ManifestSubject): number {
  const byScaler = minimumByScaler(workspace, { file, manifest });
  if (byScaler !== undefined) return byScaler === 'unknown' ? 1 : byScaler;
  const replicas = replicasOf(manifest);
  return typeof replicas === 'number' ? replicas : 1;
}

/** Any node has these. */
const OF_ALL_NODES = /^(?:beta\.)?kubernetes\.io\/(?:os|arch)$/;

/** Something keeps the pods on one node, or where others of them are, or may do so. */
function isBoundToNode({ pod }: ManifestSubject): boolean {
  const spec = pod?.spec;
  return (
    at(spec, 'nodeName') !== undefined ||
    at(spec, 'affinity', 'podAffinity') !== undefined ||
    at(spec, 'affinity', 'nodeAffinity') !== undefined ||
    entries(at(spec, 'nodeSelector')).some(({ key }) => !OF_ALL_NODES.test(key))
  );
}
