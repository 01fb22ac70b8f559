import { at, entries, items, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import { claimReferences, podReferences } from './pod-references.ts';
import type { Collect, Reference } from './reference.ts';
import {
  destinationRuleReferences,
  gatewayReferences,
  ingressReferences,
  portPart,
  routeReferences,
  virtualServiceReferences,
} from './route-references.ts';
import { podSpec, type PodSpecView } from '../pods/workloads.ts';

/**
 * Every place where the object names another, in the order of the kinds of places. An object of which several keys are named
 * in one place has a reference for each, with the same `field`.
 */
export function referencesOf(manifest: Manifest, pod: PodSpecView | undefined = podSpec(manifest)): Reference[] {
  const found: Reference[] = [];
  const collect: Collect = (via, kind, field, { namespace = manifest.namespace, part, optional = false } = {}) => {
    const name = textAt(field);
    if (!field || !name) return;
    const { start, end } = field;
    const target = { kind, name, namespace };
    found.push({ start, end, via, target, optional, field, ...(part ? { part } : {}) });
  };
  if (pod) podReferences(pod, collect);
  OF_KIND.get(manifest.kind)?.(manifest.root, collect);
  return found;
}

const OF_KIND = new Map<string, (root: Field, collect: Collect) => void>([
  ['Ingress', ingressReferences],
  ['HTTPRoute', routeReferences],
  ['GRPCRoute', routeReferences],
  ['TCPRoute', routeReferences],
  ['TLSRoute', routeReferences],
  ['UDPRoute', routeReferences],
  ['Gateway', gatewayReferences],
  ['VirtualService', virtualServiceReferences],
  ['DestinationRule', destinationRuleReferences],
  ['StatefulSet', statefulSet],
  ['PersistentVolumeClaim', claim],
  ['PersistentVolume', claim],
  ['ServiceAccount', serviceAccount],
  ['RoleBinding', binding],
  ['ClusterRoleBinding', binding],
  ['HorizontalPodAutoscaler', (root, collect) => scaleTarget(at(root, 'spec', 'scaleTargetRef'), collect)],
  ['VerticalPodAutoscaler', (root, collect) => scaleTarget(at(root, 'spec', 'targetRef'), collect)],
  ['ScaledObject', scaledObject],
  ['ValidatingWebhookConfiguration', webhooks],
  ['MutatingWebhookConfiguration', webhooks],
  ['APIService', (root, collect) => webhookService(at(root, 'spec', 'service'), collect)],
  [
    'CustomResourceDefinition',
    (root, collect) => webhookService(at(root, 'spec', 'conversion', 'webhook', 'clientConfig', 'service'), collect),
  ],
  ['Certificate', certificate],
]);

function statefulSet(root: Field, collect: Collect): void {
  collect('serviceName', 'Service', at(root, 'spec', 'serviceName'));
  for (const template of items(at(root, 'spec', 'volumeClaimTemplates'))) {
    const spec = at(template, 'spec');
    if (spec) claimReferences(spec, collect);
  }
}

function claim(root: Field, collect: Collect): void {
  const spec = at(root, 'spec');
  if (spec) claimReferences(spec, collect);
}

function serviceAccount(root: Field, collect: Collect): void {
  for (const secret of items(at(root, 'imagePullSecrets'))) collect('imagePullSecrets', 'Secret', at(secret, 'name'));
}

function binding(root: Field, collect: Collect): void {
  const role = at(root, 'roleRef');
  const kind = textAt(role, 'kind');
  if (kind === 'ClusterRole') collect('role', kind, at(role, 'name'), { namespace: null });
  if (kind === 'Role') collect('role', kind, at(role, 'name'));
  for (const subject of items(at(root, 'subjects'))) {
    if (textAt(subject, 'kind') !== 'ServiceAccount') continue;
    const namespace = textAt(subject, 'namespace');
    // Of a ClusterRoleBinding it must be said; where it is not, the API server refuses the object.
    collect('subject', 'ServiceAccount', at(subject, 'name'), namespace === undefined ? {} : { namespace });
  }
}

function scaleTarget(target: Field | undefined, collect: Collect, fallback?: string): void {
  const kind = textAt(target, 'kind') ?? fallback;
  if (kind) collect('scaleTarget', kind, at(target, 'name'));
}

function scaledObject(root: Field, collect: Collect): void {
  scaleTarget(at(root, 'spec', 'scaleTargetRef'), collect, 'Deployment');
  for (const trigger of items(at(root, 'spec', 'triggers'))) {
    const authentication = at(trigger, 'authenticationRef');
    const kind = textAt(authentication, 'kind') ?? 'TriggerAuthentication';
    const where = kind.startsWith('Cluster') ? { namespace: null } : {};
    collect('authentication', kind, at(authentication, 'name'), where);
  }
}

function webhooks(root: Field, collect: Collect): void {
  for (const webhook of items(at(root, 'webhooks'))) webhookService(at(webhook, 'clientConfig', 'service'), collect);
}

function webhookService(service: Field | undefined, collect: Collect): void {
  if (entries(service).length === 0) return;
  const namespace = textAt(service, 'namespace') ?? '';
  const part = portPart(at(service, 'port'));
  collect('webhook', 'Service', at(service, 'name'), { namespace, part });
}

function certificate(root: Field, collect: Collect): void {
  const issuer = at(root, 'spec', 'issuerRef');
  if ((textAt(issuer, 'group') ?? 'cert-manager.io') !== 'cert-manager.io') return;
  const kind = textAt(issuer, 'kind') ?? 'Issuer';
  collect('issuer', kind, at(issuer, 'name'), kind === 'ClusterIssuer' ? { namespace: null } : {});
}
