import { documents } from '../examples.ts';
import { at, valueAt } from '../fields.ts';
import { labelSelector } from '../selectors/label-selector.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';

const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n';
const hpa =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  minReplicas: 2\n  maxReplicas: 5\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n';
const budget = (least: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: ${least}\n  selector: { matchLabels: { app: web } }\n`;

export const budgetAboveAutoscaler = workspaceRule({
  id: 'budget-above-autoscaler',
  kinds: ['PodDisruptionBudget'],
  title: 'Ask for no more available pods than the autoscaler keeps',
  severity: 'warning',
  aliases: ['polaris:pdbMinAvailableGreaterThanHPAMinReplicas'],
  why: 'When the autoscaler has scaled down to its minimum, a budget that wants more pods than that forbids every eviction: nodes cannot be drained.',
  examples: [{ bad: documents(deployment, hpa, budget('«3»')), good: documents(deployment, hpa, budget('1')) }],
  *check(subject) {
    const { manifest, workspace } = subject;
    const field = at(manifest.root, 'spec', 'minAvailable');
    const selector = labelSelector(at(manifest.root, 'spec', 'selector'));
    if (!field || !selector || !at(manifest.root, 'spec', 'selector')) return;
    const pods = workspace.podsOf(selector, subject);
    if (pods.state !== 'found') return;
    for (const workload of pods.objects.slice(0, 10)) {
      const scaler = workspace
        .referrers(workload)
        .find(
          ({ reference, object }) =>
            reference.via === 'scaleTarget' && object.manifest.kind === 'HorizontalPodAutoscaler',
        );
      if (!scaler) continue;
      const fewest = valueAt(scaler.object.manifest.root, 'spec', 'minReplicas');
      const least = atLeast(valueAt(field), valueAt(workload.manifest.root, 'spec', 'replicas'));
      if (typeof fewest !== 'number' || least === undefined || least <= fewest) continue;
      yield {
        start: field.start,
        end: field.end,
        message: [
          '{0} pods must stay, but `{1}` goes down to {2}',
          String(least),
          scaler.object.manifest.name,
          String(fewest),
        ],
        related: [relatedTo(scaler.object, ['The autoscaler']), relatedTo(workload, ['The workload'])],
      };
      return;
    }
  },
});

/** A share is one of the replicas that are written; rounded up, as the cluster does. */
function atLeast(value: unknown, replicas: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const [, share] = /^(\d+)%$/.exec(String(value)) ?? [];
  return share === undefined || typeof replicas !== 'number' ? undefined : Math.ceil((Number(share) * replicas) / 100);
}
