import type { Program } from '../go/project.ts';
import { USER } from './dockerfile.ts';
import type { Environment } from './environment.ts';
import type { ContainerPort } from './ports.ts';
import type { ProbeHandler, Probes } from './probes.ts';
import type { Storage } from './storage.ts';
import type { Value } from './yaml.ts';

export interface ManifestInput {
  readonly name: string;
  readonly image: string;
  readonly program: Program;
  readonly ports: readonly ContainerPort[];
  readonly args: readonly string[];
  readonly probes: Probes;
  readonly environment: Environment;
  readonly storage: Storage;
  readonly resources: Resources;
  readonly mountsToken: boolean;
}

export interface Resources {
  readonly cpuRequest: string;
  readonly memoryRequest: string;
  readonly memoryLimit: string;
  /** About 90 % of the limit: the collector works harder before the kernel kills. */
  readonly goMemoryLimit: string;
}

/** Time in which Service and load balancers stop sending, before SIGTERM. */
export const PRE_STOP_SECONDS = 5;
export const GRACE_SECONDS = 30;
export const REPLICAS = 2;

export function deployment(input: ManifestInput): Value {
  const labels = labelsOf(input.name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: input.name, labels },
    spec: {
      replicas: REPLICAS,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...podSpec(input),
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels },
            },
          ],
          terminationGracePeriodSeconds: GRACE_SECONDS,
        },
      },
    },
  };
}

/** For programs that end: a Job is run once, and removed an hour later. */
export function job(input: ManifestInput): Value {
  const labels = labelsOf(input.name);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: input.name, labels },
    spec: {
      backoffLimit: 3,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels },
        spec: { ...podSpec(input), restartPolicy: 'OnFailure' },
      },
    },
  };
}

export function service({ name, ports }: ManifestInput): Value {
  const served = ports.filter(({ metricsOnly }) => !metricsOnly);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      selector: labelsOf(name),
      ports: served.map((port, index) => ({
        name: port.name,
        port: index === 0 ? usualNumber(port, served) : port.number,
        targetPort: port.name,
        ...(port.transport === 'UDP' && { protocol: 'UDP' }),
      })),
    },
  };
}

export function configMap({ name, environment }: ManifestInput): Value {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMapName(name), labels: labelsOf(name) },
    data: Object.fromEntries(environment.config),
  };
}

export function serviceAccount({ name, mountsToken }: ManifestInput): Value {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, labels: labelsOf(name) },
    automountServiceAccountToken: mountsToken,
  };
}

export function secretName(name: string): string {
  return `${name}-secrets`;
}

/** What clients expect of the scheme, unless another port of the Service has that number already. */
function usualNumber(port: ContainerPort, all: readonly ContainerPort[]): number {
  const usual = WELL_KNOWN[port.scheme] ?? port.number;
  const isTaken = all.some((other) => other !== port && other.number === usual && other.transport === port.transport);
  return isTaken ? port.number : usual;
}

const WELL_KNOWN: Partial<Record<ContainerPort['scheme'], number>> = { http: 80, https: 443 };

function podSpec(input: ManifestInput): Record<string, Value> {
  const { name, ports, storage, mountsToken } = input;
  const privileged = ports.some(({ number }) => number < 1024);
  return {
    serviceAccountName: name,
    automountServiceAccountToken: mountsToken,
    // Otherwise every Service adds variables such as SHOP_PORT=tcp://… that programs read by accident.
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      ...(storage.mounts.length > 0 && { fsGroup: USER }),
      seccompProfile: { type: 'RuntimeDefault' },
      ...(privileged && { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }),
    },
    containers: [container(input)],
    ...(storage.mounts.length > 0 && { volumes: storage.mounts.map((mount) => ({ name: mount.name, emptyDir: {} })) }),
  };
}

function container(input: ManifestInput): Value {
  const { name, image, args, ports, storage, resources, environment, probes } = input;
  return {
    name,
    image,
    ...(args.length > 0 && { args }),
    ...(ports.length > 0 && {
      ports: ports.map((port) => ({
        name: port.name,
        containerPort: port.number,
        ...(port.transport === 'UDP' && { protocol: 'UDP' }),
      })),
    }),
    ...(environment.config.size > 0 && { envFrom: [{ configMapRef: { name: configMapName(name) } }] }),
    env: [
      { name: 'GOMEMLIMIT', value: resources.goMemoryLimit },
      ...environment.secrets.map((secret) => ({
        name: secret.name,
        valueFrom: {
          secretKeyRef: { name: secretName(name), key: secret.name, ...(secret.optional && { optional: true }) },
        },
      })),
    ],
    resources: {
      requests: { cpu: resources.cpuRequest, memory: resources.memoryRequest },
      limits: { memory: resources.memoryLimit },
    },
    ...(probes.liveness && { livenessProbe: probe(probes.liveness, 20) }),
    ...(probes.readiness && { readinessProbe: probe(probes.readiness, 5) }),
    ...(isServed(ports) && { lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } } }),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ...(storage.mounts.length > 0 && {
      volumeMounts: storage.mounts.map((mount) => ({ name: mount.name, mountPath: mount.path })),
    }),
  };
}

function probe(handler: ProbeHandler, periodSeconds: number): Value {
  return { ...handler, periodSeconds, timeoutSeconds: 3 };
}

/** Whether a Service sends to the program. */
export function isServed(ports: readonly ContainerPort[]): boolean {
  return ports.length > 0;
}

export function configMapName(name: string): string {
  return `${name}-config`;
}

function labelsOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}
