import { at, entry, items, textAt, textMap } from '../fields.ts';
import type { Field, Manifest, MapField } from '../model.ts';

/** The pod that an object runs, whatever its kind. */
export interface PodSpecView {
  readonly spec: MapField;
  /** The metadata of the pod: of the object itself for a Pod, else of the template. */
  readonly metadata: Field | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly containers: readonly ContainerView[];
}

export interface ContainerView {
  readonly kind: 'container' | 'init' | 'sidecar' | 'ephemeral';
  readonly name: string;
  readonly field: MapField;
}

/** Where the pod template stands, by kind; any API group of that kind is meant (an Argo Rollout, an OpenKruise CloneSet). */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Kinds that run pods. */
export const WORKLOAD_KINDS: readonly string[] = Object.keys(TEMPLATES);

/** The one way to the pods of workloads; undefined for objects that run none, or whose pod is not written yet. */
export function podSpec({ kind, root }: Manifest): PodSpecView | undefined {
  if (!isWorkload(kind)) return undefined;
  const template = at(root, ...(TEMPLATES[kind] ?? []));
  const spec = entry(template, 'spec')?.value;
  if (!template || spec?.kind !== 'map') return undefined;
  const metadata = entry(template, 'metadata')?.value;
  return { spec, metadata, labels: textMap(at(metadata, 'labels')), containers: containersOf(spec) };
}

/** The labels of the pods that an object runs; undefined where `podSpec` is. */
export function podLabels({ kind, root }: Manifest): ReadonlyMap<string, string> | undefined {
  if (!isWorkload(kind)) return undefined;
  const template = at(root, ...(TEMPLATES[kind] ?? []));
  return at(template, 'spec')?.kind === 'map' ? textMap(at(template, 'metadata', 'labels')) : undefined;
}

/** Whether a kind is known to run pods. */
export function isWorkload(kind: string): boolean {
  return Object.hasOwn(TEMPLATES, kind);
}

function containersOf(spec: Field): ContainerView[] {
  const of = (key: string, kindOf: (field: Field) => ContainerView['kind']) =>
    items(at(spec, key)).flatMap((field) =>
      field.kind === 'map' ? [{ kind: kindOf(field), name: textAt(field, 'name') ?? '', field }] : [],
    );
  return [
    ...of('initContainers', (field) => (textAt(field, 'restartPolicy') === 'Always' ? 'sidecar' : 'init')),
    ...of('containers', () => 'container'),
    ...of('ephemeralContainers', () => 'ephemeral'),
  ];
}
