import { at, items, textAt, textMap } from '../kubernetes/fields.ts';
import type { Field, Manifest, ManifestFile, MapField } from '../kubernetes/model.ts';
import { parseManifests } from '../kubernetes/parse.ts';
import { parseQuantity } from '../kubernetes/pods/quantity.ts';
import { podSpec } from '../kubernetes/pods/workloads.ts';
import { type MountedFile, mountedFiles } from './mounted-files.ts';
import { fillsOf } from './fills.ts';
import type { Fill, ProofPlace, ProvedPort, ProvedProbe } from './types.ts';

/** A file of a project, by its path in it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** How a workload of the manifests runs its program. */
export interface Workload {
  readonly kind: string;
  readonly ports: readonly ProvedPort[];
  readonly probes: readonly ProvedProbe[];
  readonly args: readonly string[];
  /** With the ConfigMaps that it takes its variables from. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables that come from a Secret that must be there. */
  readonly secrets: readonly string[];
  readonly writable: readonly string[];
  /** What fills some of them with files of the image, before the program starts. */
  readonly fills: readonly Fill[];
  /** Those that ConfigMaps of the files bring. */
  readonly files: readonly MountedFile[];
  readonly user?: string;
  readonly memoryBytes?: number;
  readonly memoryPlace?: ProofPlace;
  readonly volumesPlace?: ProofPlace;
  /** What remains for the program of the grace period, after preStop. */
  readonly graceSeconds?: number;
}

/** The first workload of the files (or that of the name) that runs `image`, whatever its registry and tag, else the only one, or the first where all run one image. */
export function findWorkload(files: readonly TextFile[], image: string, named?: string): Workload | undefined {
  const parsed = files.map(({ path, text }) => parseManifests(text, path));
  const found = parsed.flatMap((file) =>
    file.manifests.flatMap((manifest) => {
      const pod = podSpec(manifest);
      const own = pod?.containers.filter(({ kind }) => kind === 'container') ?? [];
      return pod ? own.map(({ field }) => ({ file, manifest, pod: pod.spec, container: field })) : [];
    }),
  );
  const name = plainImage(image);
  if (named !== undefined) {
    const own = found.find(({ manifest }) => manifest.name === named);
    return own && read(own, parsed);
  }
  const imageOf = ({ container }: Found) => plainImage(textAt(container, 'image') ?? '');
  const one = found.find((each) => imageOf(each) === name);
  const isOneImage = new Set(found.map(imageOf)).size === 1;
  const chosen = one ?? (isOneImage ? found[0] : undefined);
  return chosen && read(chosen, parsed);
}

interface Found {
  readonly file: ManifestFile;
  readonly manifest: Manifest;
  readonly pod: MapField;
  readonly container: MapField;
}

function read({ file, manifest, pod, container }: Found, all: readonly ManifestFile[]): Workload {
  const placeOf = (field: Field): ProofPlace => ({
    file: file.file,
    line: file.text.slice(0, field.start).split('\n').length,
  });
  const memory = at(container, 'resources', 'limits', 'memory');
  const memoryBytes = parseQuantity(textAt(memory) ?? '')?.value;
  const mounts = at(container, 'volumeMounts');
  const user = textAt(container, 'securityContext', 'runAsUser') ?? textAt(pod, 'securityContext', 'runAsUser');
  const group = textAt(container, 'securityContext', 'runAsGroup') ?? textAt(pod, 'securityContext', 'runAsGroup');
  const grace = Number(textAt(pod, 'terminationGracePeriodSeconds') ?? 30);
  const pause = Number(textAt(container, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0);
  const configMap = (name: string | undefined): Field | undefined =>
    all.flatMap(({ manifests }) => manifests).find((one) => one.kind === 'ConfigMap' && one.name === name)?.root;
  const { env, secrets } = environment(container, configMap);
  return {
    kind: manifest.kind,
    ports: items(at(container, 'ports')).map((port) => ({
      number: Number(textAt(port, 'containerPort')),
      transport: textAt(port, 'protocol') === 'UDP' ? ('UDP' as const) : ('TCP' as const),
      place: placeOf(port),
    })),
    probes: probes(container, placeOf),
    args: items(at(container, 'args')).map((arg) => textAt(arg) ?? ''),
    env,
    secrets,
    writable: items(mounts).flatMap((mount) => {
      const isEmpty = items(at(pod, 'volumes')).some(
        (volume) =>
          textAt(volume, 'name') === textAt(mount, 'name') &&
          (at(volume, 'emptyDir') ?? at(volume, 'persistentVolumeClaim')) !== undefined,
      );
      const path = textAt(mount, 'mountPath');
      return isEmpty && path !== undefined && textAt(mount, 'readOnly') !== 'true' ? [path] : [];
    }),
    fills: fillsOf(pod, container),
    files: mountedFiles(pod, container, configMap),
    ...(user !== undefined && { user: group === undefined ? user : `${user}:${group}` }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(memory && { memoryPlace: placeOf(memory) }),
    volumesPlace: placeOf(mounts ?? container),
    graceSeconds: Math.max(1, grace - pause),
  };
}

function probes(container: Field, placeOf: (field: Field) => ProofPlace): ProvedProbe[] {
  const ports = items(at(container, 'ports'));
  const numberOf = (written: string | undefined): number =>
    Number(
      textAt(
        ports.find((port) => textAt(port, 'name') === written),
        'containerPort',
      ) ?? written,
    );
  const found = new Map<string, ProvedProbe>();
  for (const name of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    const probe = at(container, name);
    const http = at(probe, 'httpGet');
    const grpc = at(probe, 'grpc');
    const asked = http ?? grpc;
    if (!asked) continue;
    const one: ProvedProbe = {
      kind: grpc ? 'grpc' : textAt(http, 'scheme') === 'HTTPS' ? 'https' : 'http',
      path: (grpc ? textAt(grpc, 'service') : (textAt(http, 'path') ?? '/')) ?? '',
      port: numberOf(textAt(asked, 'port')),
      place: placeOf(asked),
    };
    const key = `${one.kind} ${one.port} ${one.path}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function environment(container: Field, configMap: (name: string | undefined) => Field | undefined) {
  const env: Record<string, string> = {};
  const secrets: string[] = [];
  for (const source of items(at(container, 'envFrom'))) {
    const prefix = textAt(source, 'prefix') ?? '';
    const data = at(configMap(textAt(source, 'configMapRef', 'name')), 'data');
    for (const [key, value] of textMap(data)) env[prefix + key] = value;
  }
  for (const variable of items(at(container, 'env'))) {
    const name = textAt(variable, 'name');
    const value = textAt(variable, 'value');
    const key = at(variable, 'valueFrom', 'configMapKeyRef');
    const secret = at(variable, 'valueFrom', 'secretKeyRef');
    if (name === undefined) continue;
    if (value !== undefined) env[name] = value;
    else if (key) {
      const found = textAt(configMap(textAt(key, 'name')), 'data', textAt(key, 'key') ?? '');
      if (found !== undefined) env[name] = found;
    } else if (secret && textAt(secret, 'optional') !== 'true') secrets.push(name);
  }
  return { env, secrets };
}

/** The last segment of an image's name, without tag and digest. */
function plainImage(image: string): string {
  const [name = ''] = image.split('@');
  return name.slice(name.lastIndexOf('/') + 1).replace(/:.*$/, '');
}
