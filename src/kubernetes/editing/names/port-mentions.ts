import { at, items, textAt, textMap } from '../../fields.ts';
import { labelSelector } from '../../selectors/label-selector.ts';
import type { Field, Located } from '../../model.ts';
import { selectedPods } from '../../selectors/selected-pods.ts';
import { podSpec } from '../../pods/workloads.ts';
import type { Workspace } from '../../workspace.ts';
import type { Note } from './mention.ts';
import { idOf } from './object-mentions.ts';

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/** Ports of containers and Services by name and number, and where probes, Services, policies and monitors mean them. */
export function portMentions(located: Located, workspace: Workspace, note: Note): void {
  const { manifest } = located;
  const { root, kind } = manifest;
  const pod = podSpec(manifest);
  const id = idOf(manifest);
  for (const { field } of pod?.containers ?? []) {
    for (const port of items(at(field, 'ports'))) {
      for (const key of ['name', 'containerPort']) notePort('definition', [id], at(port, key), note);
    }
    for (const port of probePorts(field)) notePort('use', [id], port, note);
  }
  if (kind === 'Service') {
    const targets = selectedPods(workspace, located).map((one) => idOf(one.manifest));
    for (const port of items(at(root, 'spec', 'ports'))) {
      for (const key of ['name', 'port']) {
        const field = at(port, key);
        note('servicePort', 'definition', `servicePort ${id} ${textAt(field) ?? ''}`, field, 'Service');
      }
      if (targets.length > 0) notePort('use', targets, at(port, 'targetPort'), note);
    }
  }
  if (kind === 'NetworkPolicy') {
    const targets = selectedPods(workspace, located).map((one) => idOf(one.manifest));
    for (const rule of items(at(root, 'spec', 'ingress'))) {
      for (const port of items(at(rule, 'ports')))
        if (targets.length > 0) notePort('use', targets, at(port, 'port'), note);
    }
  }
  if (kind === 'ServiceMonitor') monitorPorts(located, workspace, note);
  if (kind === 'PodMonitor') {
    const selector = labelSelector(at(root, 'spec', 'selector'));
    const found = selector && workspace.podsOf(selector, located);
    const targets = found?.state === 'found' ? found.objects.map((one) => idOf(one.manifest)) : [];
    for (const endpoint of items(at(root, 'spec', 'podMetricsEndpoints')))
      if (targets.length > 0) notePort('use', targets, at(endpoint, 'port'), note);
  }
}

function notePort(role: 'definition' | 'use', owners: readonly string[], field: Field | undefined, note: Note): void {
  const name = textAt(field);
  if (name !== undefined)
    note(
      'port',
      role,
      owners.map((owner) => `port ${owner} ${name}`),
      field,
    );
}

/** Where probes and hooks of a container mean a port. */
export function* probePorts(container: Field): Generator<Field | undefined> {
  const handlers = [
    ...PROBES.map((probe) => at(container, probe)),
    ...HOOKS.map((hook) => at(container, 'lifecycle', hook)),
  ];
  for (const handler of handlers) for (const kind of HANDLERS) yield at(handler, kind, 'port');
}

/** A ServiceMonitor names ports of the Services that it selects. */
function monitorPorts({ manifest }: Located, workspace: Workspace, note: Note): void {
  const wanted = textMap(at(manifest.root, 'spec', 'selector', 'matchLabels'));
  if (wanted.size === 0) return;
  const services = workspace
    .inNamespace('Service', manifest.namespace)
    .filter((service) => matches(service.manifest.labels, wanted))
    .map((service) => idOf(service.manifest));
  if (services.length === 0) return;
  for (const endpoint of items(at(manifest.root, 'spec', 'endpoints'))) {
    const port = at(endpoint, 'port');
    const ids = services.map((service) => `servicePort ${service} ${textAt(port) ?? ''}`);
    note('servicePort', 'use', ids, port, 'Service');
  }
}

function matches(labels: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}
