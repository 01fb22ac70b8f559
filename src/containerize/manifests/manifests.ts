import { configMapName, isData, type ManifestInput, servedPorts, settingsName, volumeName } from './manifest-input.ts';
import { labelsOf, podTemplate } from './pod.ts';
import type { Update } from '../workload/choose-workload.ts';
import type { ContainerPort } from '../workload/ports.ts';
import { fileName, type SettingsFile } from '../settings/settings-file.ts';
import type { Value } from './yaml.ts';

const STRATEGIES: Readonly<Record<Update, Readonly<Record<string, Value>>>> = {
  rolling: {},
  'without-surge': { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  recreate: { strategy: { type: 'Recreate' } },
};

export function deployment(input: ManifestInput): Value {
  const { name, workload } = input;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      ...(workload.replicas !== null && { replicas: workload.replicas }),
      ...STRATEGIES[workload.update],
      selector: { matchLabels: labelsOf(name) },
      template: podTemplate(input, { ...spread(input), terminationGracePeriodSeconds: input.ending.graceSeconds }),
    },
  };
}

/** Pods with names and volumes of their own. */
export function statefulSet(input: ManifestInput): Value {
  const { name, workload, storage } = input;
  const claims = storage.mounts.filter((mount) => isData(input, mount));
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      serviceName: headlessName(name),
      ...(workload.replicas !== null && { replicas: workload.replicas }),
      selector: { matchLabels: labelsOf(name) },
      template: podTemplate(input, { ...spread(input), terminationGracePeriodSeconds: input.ending.graceSeconds }),
      ...(claims.length > 0 && {
        volumeClaimTemplates: claims.map((mount) => ({ metadata: { name: mount.name }, spec: CLAIM })),
      }),
    },
  };
}

/** For programs that end: a Job is run once, and removed an hour later. */
export function job(input: ManifestInput): Value {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: input.name, labels: labelsOf(input.name) },
    spec: jobSpec(input, { ttlSecondsAfterFinished: 3600 }),
  };
}

export function cronJob(input: ManifestInput): Value {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: input.name, labels: labelsOf(input.name) },
    spec: {
      schedule: input.workload.schedule,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      jobTemplate: { spec: jobSpec(input, {}) },
    },
  };
}

export function service(input: ManifestInput): Value {
  const { name } = input;
  const ports = servedPorts(input);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      selector: labelsOf(name),
      ports: ports.map((port) => servicePort(port, usualNumber(port, ports))),
    },
  };
}

/** What gives the Pods of a StatefulSet their names, ports or none. */
export function headlessService(input: ManifestInput): Value {
  const { name } = input;
  const ports = servedPorts(input);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: headlessName(name), labels: labelsOf(name) },
    spec: {
      clusterIP: 'None',
      selector: labelsOf(name),
      ...(ports.length > 0 && { ports: ports.map((port) => servicePort(port, port.number)) }),
    },
  };
}

export function claims(input: ManifestInput): Value[] {
  const { name, storage } = input;
  return storage.mounts
    .filter((mount) => isData(input, mount))
    .map((mount) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: volumeName(name, mount.name), labels: labelsOf(name) },
      spec: CLAIM,
    }));
}

export function configMap({ name, environment }: ManifestInput): Value {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMapName(name), labels: labelsOf(name) },
    data: Object.fromEntries(environment.config),
  };
}

export function settingsMap({ name }: ManifestInput, settings: SettingsFile): Value {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: settingsName(name), labels: labelsOf(name) },
    data: { [fileName(settings)]: settings.text },
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

const CLAIM: Value = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

export function headlessName(name: string): string {
  return `${name}-pods`;
}

function jobSpec(input: ManifestInput, more: Readonly<Record<string, Value>>): Value {
  return { backoffLimit: 3, ...more, template: podTemplate(input, { restartPolicy: 'OnFailure' }) };
}

function spread({ name, workload }: ManifestInput): Record<string, Value> {
  if (workload.replicas === 1) return {};
  return {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labelsOf(name) },
      },
    ],
  };
}

function servicePort({ name, scheme, transport }: ContainerPort, port: number): Value {
  return {
    name,
    port,
    targetPort: name,
    ...(transport === 'UDP' && { protocol: 'UDP' }),
    // Meshes and gateways balance requests, not connections, of what they know to be gRPC.
    ...(scheme === 'grpc' && { appProtocol: 'grpc' }),
  };
}

/**
 * Where clients look for a port: the main one where its scheme is usual, others where the source has them, even if only root
 * may listen there; unless another port of the Service has that number already.
 */
export function usualNumber(port: ContainerPort, all: readonly ContainerPort[]): number {
  const { scheme, number, sourceNumber } = port;
  const isMoved = sourceNumber !== null && sourceNumber > 0 && sourceNumber < 1024;
  const own = isMoved ? sourceNumber : number;
  const usual = (port === all[0] && WELL_KNOWN[scheme]) || own;
  const isTaken = all.some((other) => other !== port && other.number === usual && other.transport === port.transport);
  return isTaken ? port.number : usual;
}

const WELL_KNOWN: Partial<Record<ContainerPort['scheme'], number>> = { http: 80, https: 443 };
