import type { Program } from '../../go/project.ts';
import type { WorkloadPlan } from '../workload/choose-workload.ts';
import type { Ending } from '../workload/ending.ts';
import type { Environment } from '../settings/environment.ts';
import type { GoRuntime } from '../workload/go-runtime.ts';
import type { Extra } from '../plan-types.ts';
import type { ContainerPort } from '../workload/ports.ts';
import type { Probes } from '../workload/probes.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Storage } from '../storage/storage.ts';

/** Everything that the manifests say, decided. */
export interface ManifestInput {
  /** Of the objects; what belongs to one of them is named after it. */
  readonly name: string;
  /** The command that it runs, where that is not the one of the image; null: it is, or there are none. */
  readonly command: string | null;
  readonly image: string;
  readonly program: Program;
  readonly workload: WorkloadPlan;
  readonly ports: readonly ContainerPort[];
  readonly args: readonly string[];
  readonly probes: Probes;
  readonly environment: Environment;
  readonly storage: Storage;
  /** A configuration file that a ConfigMap brings, at its absolute place; null: the image has what is needed. */
  readonly settings: SettingsFile | null;
  /** Names of the mounts whose data outlives the Pod. */
  readonly data: ReadonlySet<string>;
  /** The database in the program; null: none. */
  readonly engine: string | null;
  readonly runtime: GoRuntime;
  readonly resources: Resources;
  readonly ending: Ending;
  readonly mountsToken: boolean;
  /** What was asked for and can be had. */
  readonly extras: ReadonlySet<Extra>;
  /** Where metrics are served; null where that is not known. */
  readonly metrics: { readonly path: string; readonly port: ContainerPort } | null;
  /** `[NAMESPACE/]NAME` of the Gateway, and the host name that clients use; null = all. */
  readonly gateway: string | null;
  readonly host: string | null;
  /** Ports of what the program is known to talk to. */
  readonly egress: readonly number[];
  /** Where all workloads of the image have their secrets; its keys are with the one of the command that the image runs. */
  readonly secret: { readonly name: string; readonly keys: readonly string[] };
  /** Where values of secrets come from; null: from a Secret that is created by hand. */
  readonly secretStore: SecretStore | null;
}

/** A store of the External Secrets Operator that the repository uses already. */
export interface SecretStore {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
}

export interface Resources {
  readonly cpuRequest: string;
  readonly memoryRequest: string;
  readonly memoryLimit: string;
  /** About 90 % of the limit: the collector works harder before the kernel kills. */
  readonly goMemoryLimit: string;
}

export function configMapName(name: string): string {
  return `${name}-config`;
}

export function secretName(name: string): string {
  return `${name}-secrets`;
}

/** The ConfigMap of the file that the program reads its settings from. */
export function settingsName(name: string): string {
  return `${name}-settings`;
}

/** The Secret of the files that the program demands. */
export function filesSecretName(name: string): string {
  return `${name}-files`;
}

/** The claim behind a mount. Its name may have 253 letters; cut shorter, two of a long name would be one. */
export function volumeName(name: string, mount: string): string {
  return `${name}-${mount}`;
}

export function isData({ data }: ManifestInput, { name }: { readonly name: string }): boolean {
  return data.has(name);
}

/** Ports that a Service sends to: all but those of metrics alone, unless a monitor asks the Service for them. */
export function servedPorts({ ports, extras }: ManifestInput): readonly ContainerPort[] {
  return ports.filter(({ metricsOnly }) => !metricsOnly || extras.has('servicemonitor'));
}
