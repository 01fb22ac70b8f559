import { USER } from '../image/dockerfile.ts';
import type { ManifestInput } from './manifest-input.ts';
import { configMapName, filesSecretName, isData, settingsName, volumeName } from './manifest-input.ts';
import type { ContainerPort } from '../workload/ports.ts';
import type { ProbeHandler } from '../workload/probes.ts';
import { fileName } from '../settings/settings-file.ts';
import { SEED_FOLDER } from '../storage/seed-files.ts';
import type { Value } from './yaml.ts';

/** Labels and annotations, and everything of a Pod that does not depend on what runs it. */
export function podTemplate(input: ManifestInput, more: Readonly<Record<string, Value>>): Value {
  const annotations = scrapeAnnotations(input);
  return {
    metadata: { labels: labelsOf(input.name), ...(annotations && { annotations }) },
    spec: { ...podSpec(input), ...more },
  };
}

export function labelsOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

function podSpec(input: ManifestInput): Record<string, Value> {
  const { name, ports, storage, mountsToken } = input;
  const privileged = ports.some(({ number }) => number < 1024);
  const volumes = volumesOf(input);
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
    ...(storage.seeded.size > 0 && { initContainers: seedContainers(input) }),
    containers: [container(input)],
    ...(volumes.length > 0 && { volumes }),
  };
}

const FILES = 'demanded-files';
const SETTINGS = 'settings';

/** A StatefulSet makes the claims itself. */
function volumesOf(input: ManifestInput): Value[] {
  const { name, storage, workload, settings } = input;
  const folders = storage.mounts.flatMap((mount): Value[] => {
    if (!isData(input, mount)) return [{ name: mount.name, emptyDir: {} }];
    if (workload.kind === 'StatefulSet') return [];
    return [{ name: mount.name, persistentVolumeClaim: { claimName: volumeName(name, mount.name) } }];
  });
  const files: Value[] =
    storage.demanded.length > 0 ? [{ name: FILES, secret: { secretName: filesSecretName(name) } }] : [];
  const configured: Value[] = settings ? [{ name: SETTINGS, configMap: { name: settingsName(name) } }] : [];
  return [...folders, ...files, ...configured];
}

function mountsOf({ storage, settings }: ManifestInput): Value[] {
  return [
    ...storage.mounts.map((mount) => ({ name: mount.name, mountPath: mount.path })),
    ...storage.demanded.map(({ path, key }) => ({ name: FILES, mountPath: path, subPath: key, readOnly: true })),
    ...(settings ? [{ name: SETTINGS, mountPath: settings.path, subPath: fileName(settings), readOnly: true }] : []),
  ];
}

/** Fill volumes that are new with what the image has in their place; what is there stays. */
function seedContainers(input: ManifestInput): Value[] {
  const { storage, image } = input;
  return [...storage.seeded].map(([name, seeds]) => ({
    name: `seed-${name}`,
    image,
    command: ['cp', '-rn', ...seeds, `${SEED_FOLDER}/`],
    resources: resourcesOf(input),
    securityContext: UNPRIVILEGED,
    volumeMounts: [{ name, mountPath: SEED_FOLDER }],
  }));
}

const UNPRIVILEGED: Value = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

function resourcesOf({ resources }: ManifestInput): Value {
  return {
    requests: { cpu: resources.cpuRequest, memory: resources.memoryRequest },
    limits: { memory: resources.memoryLimit },
  };
}

function container(input: ManifestInput): Value {
  const { name, image, args, ports, environment, secret: from, probes, runtime, ending } = input;
  const mounts = mountsOf(input);
  const env = [
    ...runtime.env,
    ...environment.secrets.map((secret) => ({
      name: secret.name,
      valueFrom: {
        secretKeyRef: { name: from.name, key: secret.name, ...(secret.optional && { optional: true }) },
      },
    })),
  ];
  return {
    name,
    image,
    ...(args.length > 0 && { args }),
    ...(ports.length > 0 && { ports: ports.map(containerPort) }),
    ...(environment.config.size > 0 && { envFrom: [{ configMapRef: { name: configMapName(name) } }] }),
    ...(env.length > 0 && { env }),
    resources: resourcesOf(input),
    ...probesOf(input, probes.liveness, probes.readiness),
    ...(ending.preStopSeconds !== null && isKept(input) && ports.length > 0
      ? { lifecycle: { preStop: { sleep: { seconds: ending.preStopSeconds } } } }
      : {}),
    securityContext: UNPRIVILEGED,
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
}

function containerPort({ name, number, transport }: ContainerPort): Value {
  return { name, containerPort: number, ...(transport === 'UDP' && { protocol: 'UDP' }) };
}

/** A Job ends by itself: nothing sends to it, and a probe could only end it early. */
function isKept({ workload }: ManifestInput): boolean {
  return workload.kind === 'Deployment' || workload.kind === 'StatefulSet';
}

function probesOf(
  input: ManifestInput,
  liveness: ProbeHandler | null,
  readiness: ProbeHandler | null,
): Record<string, Value> {
  if (!isKept(input)) return {};
  const startSeconds = input.probes.startupSeconds;
  return {
    ...(liveness &&
      startSeconds !== null && { startupProbe: probe(liveness, 5, Math.max(1, Math.ceil(startSeconds / 5))) }),
    ...(liveness && { livenessProbe: probe(liveness, 20) }),
    ...(readiness && { readinessProbe: probe(readiness, 5) }),
  };
}

function probe(handler: ProbeHandler, periodSeconds: number, failureThreshold?: number): Value {
  return {
    ...handler,
    periodSeconds,
    timeoutSeconds: 3,
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
}

/** What a Prometheus without an operator looks for, by convention. */
function scrapeAnnotations({ extras, metrics }: ManifestInput): Record<string, string> | null {
  if (!extras.has('scrape') || metrics === null) return null;
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(metrics.port.number),
    'prometheus.io/path': metrics.path,
  };
}
