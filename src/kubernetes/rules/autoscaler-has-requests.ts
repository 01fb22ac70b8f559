import { documents } from '../examples.ts';
import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { type ContainerView, podSpec, type PodSpecView } from '../pods/workloads.ts';

const hpa =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 5\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics:\n    - type: Resource\n      resource: { name: «cpu», target: { type: Utilization, averageUtilization: 80 } }\n';
const deployment = (resources: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: web:1\n${resources}`;

interface Wanted {
  readonly resource: string;
  readonly place: Field;
  /** The one container that is measured; absent: all of them. */
  readonly container?: string;
}

export const autoscalerHasRequests = workspaceRule({
  id: 'autoscaler-has-requests',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  title: 'Request what the autoscaler measures',
  severity: 'warning',
  aliases: [],
  why: 'Utilization is a share of what the containers request. If one of them requests nothing of it, the autoscaler has nothing to divide by: it reports `FailedGetResourceMetric` and never scales.',
  examples: [
    {
      bad: documents(hpa, deployment('')),
      good: documents(hpa.replace(/[«»]/g, ''), deployment('          resources: { requests: { cpu: 100m } }\n')),
    },
  ],
  *check(subject) {
    const { manifest, workspace, pod } = subject;
    const wanted = manifest.kind === 'ScaledObject' ? [...ofTriggers(manifest)] : [...ofMetrics(manifest)];
    if (wanted.length === 0) return;
    const reference = workspace.referencesOf(manifest, pod).find(({ via }) => via === 'scaleTarget');
    const found = reference && workspace.resolve(reference, subject);
    if (found?.state !== 'found' || workspace.isPatch(found.object.file.file)) return;
    const target = podSpec(found.object.manifest);
    if (!target) return;
    for (const { resource, place, container } of wanted) {
      const without = target.containers.find((one) => isMeasured(one, container) && !requests(target, one, resource));
      if (!without) continue;
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` requests no {1}, so its use has no share to scale by', without.name, resource],
        related: [relatedTo(found.object, ['The target'])],
      };
    }
  },
});

function* ofMetrics({ root }: Manifest): Generator<Wanted> {
  const spec = at(root, 'spec');
  const old = at(spec, 'targetCPUUtilizationPercentage');
  if (old) yield { resource: 'cpu', place: old };
  for (const metric of items(at(spec, 'metrics'))) {
    const source = at(metric, 'resource') ?? at(metric, 'containerResource');
    const isShare = at(source, 'target', 'averageUtilization') ?? at(source, 'targetAverageUtilization') ?? undefined;
    const name = at(source, 'name');
    const container = textAt(source, 'container');
    if (!isShare || !name) continue;
    yield { resource: textAt(name) ?? '', place: name, ...(container === undefined ? {} : { container }) };
  }
}

function* ofTriggers({ root }: Manifest): Generator<Wanted> {
  for (const trigger of items(at(root, 'spec', 'triggers'))) {
    const type = at(trigger, 'type');
    const resource = textAt(type) ?? '';
    const metric = textAt(trigger, 'metricType') ?? textAt(trigger, 'metadata', 'type') ?? 'Utilization';
    const container = textAt(trigger, 'metadata', 'containerName');
    if (type && (resource === 'cpu' || resource === 'memory') && metric === 'Utilization')
      yield { resource, place: type, ...(container === undefined ? {} : { container }) };
  }
}

/** Containers that run beside each other; init containers have ended before anyone measures. */
function isMeasured({ kind, name }: ContainerView, only: string | undefined): boolean {
  return (kind === 'container' || kind === 'sidecar') && (only === undefined || only === name);
}

/** A limit is the request where none is written; one for the whole pod counts for its containers. */
function requests({ spec }: PodSpecView, { field }: ContainerView, resource: string): boolean {
  return [field, spec].some((one) =>
    ['requests', 'limits'].some((list) => (valueAt(one, 'resources', list, resource) ?? null) !== null),
  );
}
