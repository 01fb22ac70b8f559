import { type ManifestInput, servedPorts } from './manifest-input.ts';
import { usualNumber } from './manifests.ts';
import { labelsOf } from './pod.ts';
import type { ContainerPort } from '../workload/ports.ts';
import type { Value } from './yaml.ts';

/** Scales on CPU: what it counts is a share of the request. */
export function autoscaler({ name }: ManifestInput): Value {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
    },
  };
}

/** One Pod at a time; one that is not ready never holds up a node that is drained. */
export function disruptionBudget({ name }: ManifestInput): Value {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels: labelsOf(name) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(name) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
}

/** In: its own ports. Out: names, and the ports of what the source is known to talk to. */
export function networkPolicy({ name, ports, egress }: ManifestInput): Value {
  const dns = { ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })) };
  const known = { ports: egress.map((port) => ({ protocol: 'TCP', port })) };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      podSelector: { matchLabels: labelsOf(name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress:
        ports.length > 0 ? [{ ports: ports.map((port) => ({ protocol: port.transport, port: port.name })) }] : [],
      egress: [dns, ...(egress.length > 0 ? [known] : [])],
    },
  };
}

/** HTTPRoute, or GRPCRoute where the program speaks nothing else. */
export function gatewayRoute(input: ManifestInput): Value {
  const { name, gateway, host } = input;
  const { port, number } = mainPort(input);
  const [parent = '', namespace] = (gateway ?? '').split('/').reverse();
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: port.scheme === 'grpc' ? 'GRPCRoute' : 'HTTPRoute',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      parentRefs: [{ name: parent, ...(namespace !== undefined && { namespace }) }],
      ...(host !== null && { hostnames: [host] }),
      rules: [{ backendRefs: [{ name, port: number }] }],
    },
  };
}

export function ingress(input: ManifestInput): Value {
  const { name, host } = input;
  const { port } = mainPort(input);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      tls: [{ hosts: [host ?? ''], secretName: `${name}-tls` }],
      rules: [
        {
          host: host ?? '',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: port.name } } } }],
          },
        },
      ],
    },
  };
}

export function serviceMonitor({ name, metrics }: ManifestInput): Value {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      selector: { matchLabels: labelsOf(name) },
      endpoints: [
        {
          port: metrics?.port.name ?? 'http',
          path: metrics?.path ?? '/metrics',
          interval: '30s',
          ...(metrics?.port.scheme === 'https' && { scheme: 'https' }),
        },
      ],
    },
  };
}

/** Rights that nobody but the author knows: none yet. */
export function role({ name }: ManifestInput): Value {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name, labels: labelsOf(name) },
    rules: [],
  };
}

export function roleBinding({ name }: ManifestInput): Value {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, labels: labelsOf(name) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name }],
  };
}

/** The Secret by way of the operator that the repository uses. */
export function externalSecret({ name, secret, secretStore }: ManifestInput): Value {
  return {
    apiVersion: secretStore?.apiVersion ?? 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, labels: labelsOf(name) },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: secretStore?.kind ?? 'SecretStore', name: secretStore?.name ?? '' },
      target: { name: secret.name },
      data: secret.keys.map((key) => ({
        secretKey: key,
        remoteRef: { key: name, property: key },
      })),
    },
  };
}

/** The port that clients from outside mean, with its number in the Service. */
function mainPort(input: ManifestInput): { readonly port: ContainerPort; readonly number: number } {
  const served = servedPorts(input);
  const port =
    served.find(({ scheme }) => scheme === 'http') ?? served.find(({ scheme }) => scheme === 'grpc') ?? served[0];
  if (!port) throw new Error('a route needs a port');
  return { port, number: usualNumber(port, served) };
}
