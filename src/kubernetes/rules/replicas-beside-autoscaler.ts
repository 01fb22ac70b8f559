import { removeField } from '../edit.ts';
import { documents } from '../examples.ts';
import { at, entry, textAt, valueAt } from '../fields.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';

const ALIAS = 'kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured';
const deployment = (replicas: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n${replicas}  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n`;
const hpa =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 5\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n';

export const replicasBesideAutoscaler = workspaceRule({
  id: 'replicas-beside-autoscaler',
  kinds: ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout'],
  title: 'Leave the number of replicas to the autoscaler',
  severity: 'warning',
  aliases: [ALIAS],
  why: 'Every apply sets the written number of replicas again, whatever the autoscaler has found to be needed: under load, pods end.',
  examples: [
    { bad: documents(deployment('  replicas: «3»\n'), hpa), good: documents(deployment(''), hpa), fixed: true },
  ],
  *check(subject) {
    const { manifest, workspace, file } = subject;
    const spec = entry(manifest.root, 'spec')?.value;
    const replicas = at(spec, 'replicas');
    if (!replicas || valueAt(replicas) === null || manifest.name === '') return;
    const scaler = workspace
      .referrers(subject)
      .find(
        ({ reference, object }) => reference.via === 'scaleTarget' && object.manifest.kind !== 'VerticalPodAutoscaler',
      );
    if (!scaler) return;
    const { kind, name } = scaler.object.manifest;
    const edit = removeField(file.text, manifest.root, ['spec', 'replicas']);
    yield {
      start: replicas.start,
      end: replicas.end,
      message: ['`replicas: {0}` is set again by every apply, against {1} `{2}`', textAt(replicas) ?? '', kind, name],
      related: [relatedTo(scaler.object, ['The autoscaler'])],
      aliases: manifest.kind === 'Deployment' && kind === 'HorizontalPodAutoscaler' ? [ALIAS] : [],
      fixes: edit
        ? [
            {
              title: ['Remove `replicas` (the running number must be taken over first, or one pod is left)'],
              safe: false,
              edits: [edit],
            },
          ]
        : [],
    };
  },
});
