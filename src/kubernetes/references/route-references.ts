import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { Collect, Part, Via } from './reference.ts';

/** Backends, certificates and class of an Ingress, of the present API and of those before it. */
export function ingressReferences(root: Field, collect: Collect): void {
  const spec = at(root, 'spec');
  collect('ingressClass', 'IngressClass', at(spec, 'ingressClassName'), { namespace: null });
  for (const tls of items(at(spec, 'tls'))) collect('tls', 'Secret', at(tls, 'secretName'));
  ingressBackend(at(spec, 'defaultBackend') ?? at(spec, 'backend'), collect);
  for (const rule of items(at(spec, 'rules'))) {
    for (const path of items(at(rule, 'http', 'paths'))) ingressBackend(at(path, 'backend'), collect);
  }
}

function ingressBackend(backend: Field | undefined, collect: Collect): void {
  if (backend === undefined) return;
  const service = at(backend, 'service');
  if (service) {
    const port = at(service, 'port', 'number') ?? at(service, 'port', 'name');
    collect('backend', 'Service', at(service, 'name'), { part: portPart(port) });
  }
  collect('backend', 'Service', at(backend, 'serviceName'), { part: portPart(at(backend, 'servicePort')) });
}

/** Parents and backends of an HTTPRoute and its like. */
export function routeReferences(root: Field, collect: Collect): void {
  const spec = at(root, 'spec');
  for (const parent of items(at(spec, 'parentRefs'))) {
    const kind = textAt(parent, 'kind') ?? 'Gateway';
    if (kind === 'Gateway') collect('gateway', kind, at(parent, 'name'), namespaceIn(parent));
    if (kind === 'Service') backendReference(parent, 'backend', collect);
  }
  for (const rule of items(at(spec, 'rules'))) {
    mirrors(rule, collect);
    for (const backend of items(at(rule, 'backendRefs'))) {
      backendReference(backend, 'backend', collect);
      mirrors(backend, collect);
    }
  }
}

function mirrors(field: Field, collect: Collect): void {
  for (const filter of items(at(field, 'filters'))) {
    const backend = at(filter, 'requestMirror', 'backendRef');
    if (backend) backendReference(backend, 'backend', collect);
  }
}

function backendReference(backend: Field, via: Via, collect: Collect): void {
  const kind = textAt(backend, 'kind') ?? 'Service';
  const group = textAt(backend, 'group') ?? '';
  // Other groups call their kinds as they like.
  if (kind !== 'Service' || group !== '') return;
  collect(via, kind, at(backend, 'name'), { ...namespaceIn(backend), part: portPart(at(backend, 'port')) });
}

export function gatewayReferences(root: Field, collect: Collect): void {
  const spec = at(root, 'spec');
  collect('gatewayClass', 'GatewayClass', at(spec, 'gatewayClassName'), { namespace: null });
  for (const listener of items(at(spec, 'listeners'))) {
    for (const certificate of items(at(listener, 'tls', 'certificateRefs'))) {
      if ((textAt(certificate, 'kind') ?? 'Secret') === 'Secret')
        collect('tls', 'Secret', at(certificate, 'name'), namespaceIn(certificate));
    }
  }
}

/** Destinations that are Services beyond doubt: short names, and names that end as those of the cluster do. */
export function virtualServiceReferences(root: Field, collect: Collect): void {
  const spec = at(root, 'spec');
  for (const protocol of ['http', 'tcp', 'tls']) {
    for (const route of items(at(spec, protocol))) {
      for (const { destination } of destinationsOf(route)) {
        if (destination) hostReference(at(destination, 'host'), collect, portPart(at(destination, 'port', 'number')));
      }
    }
  }
}

function destinationsOf(route: Field): { readonly destination: Field | undefined }[] {
  const routed = items(at(route, 'route')).map((one) => ({ destination: at(one, 'destination') }));
  const mirrored = items(at(route, 'mirrors')).map((one) => ({ destination: at(one, 'destination') }));
  return [...routed, ...mirrored, { destination: at(route, 'mirror') }];
}

export function destinationRuleReferences(root: Field, collect: Collect): void {
  hostReference(at(root, 'spec', 'host'), collect);
}

function hostReference(host: Field | undefined, collect: Collect, part?: Part): void {
  const text = textAt(host) ?? '';
  const [, name, namespace] = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?)?$/.exec(text) ?? [];
  if (!host || name === undefined) return;
  // Only the name is meant, not what stands behind it; quotes are not part of it.
  const start = host.start + (host.end - host.start - text.length === 2 ? 1 : 0);
  const field: Field = { kind: 'scalar', value: name, start, end: start + name.length };
  collect('host', 'Service', field, { ...(namespace === undefined ? {} : { namespace }), part });
}

function namespaceIn(field: Field): { readonly namespace?: string } {
  const namespace = textAt(field, 'namespace');
  return namespace === undefined ? {} : { namespace };
}

export function portPart(field: Field | undefined): Part | undefined {
  const name = valueAt(field);
  if (!field || (typeof name !== 'string' && typeof name !== 'number')) return undefined;
  return { kind: 'port', name, start: field.start, end: field.end };
}
