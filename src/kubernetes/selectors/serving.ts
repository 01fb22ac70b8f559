import { at, items, textAt, valueAt } from '../fields.ts';
import type { Located } from '../model.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Workspace } from '../workspace.ts';

const SCALERS = new Set(['HorizontalPodAutoscaler', 'ScaledObject']);

/** Whether a Service sends requests to the pods of the object, as far as the files show. */
export function isServed({ workspace, manifest, file }: ManifestSubject): boolean {
  return (
    workspace.complete &&
    workspace.selecting('Service', { file, manifest }).objects.some((service) => !onlyNames(service))
  );
}

/** Whether a Service only names pods: a headless one without ports does, and whoever scrapes metrics asks each pod. */
function onlyNames({ manifest }: Located): boolean {
  const ports = items(at(manifest.root, 'spec', 'ports'));
  if (ports.length === 0) return textAt(manifest.root, 'spec', 'clusterIP') === 'None';
  return ports.every((port) => /\bmetrics\b/.test(textAt(port, 'name') ?? ''));
}

/** Whether an autoscaler sets how many pods the object has. */
export function isScaled({ workspace, manifest, file }: ManifestSubject): boolean {
  if (!workspace.complete) return false;
  return workspace
    .referrers({ file, manifest })
    .some(({ object, reference }) => reference.via === 'scaleTarget' && SCALERS.has(object.manifest.kind));
}

/** The fewest pods that an autoscaler leaves an object; undefined: none scales it; `unknown`: it says something else than a number. */
export function minimumByScaler(workspace: Workspace, object: Located): number | 'unknown' | undefined {
  const scaler = workspace
    .referrers(object)
    .find(
      ({ object: { manifest }, reference }) => reference.via === 'scaleTarget' && SCALERS.has(manifest.kind),
    )?.object;
  if (!scaler) return undefined;
  const isKeda = scaler.manifest.kind === 'ScaledObject';
  const value = valueAt(scaler.manifest.root, 'spec', isKeda ? 'minReplicaCount' : 'minReplicas');
  if (value === undefined || value === null) return 1;
  return typeof value === 'number' ? Math.max(value, 1) : 'unknown';
}
