import type { GoModule, Program } from '../../go/project.ts';
import { chooseExtras } from './choose-extras.ts';
import { chooseWorkload } from './choose-workload.ts';
import { planEnding } from './ending.ts';
import { arrangeEnvironment, type Environment } from '../settings/environment.ts';
import type { ExampleVariables } from '../settings/example-variables.ts';
import { fitRuntime } from './go-runtime.ts';
import { type ManifestInput, secretName, type SecretStore } from '../manifests/manifest-input.ts';
import { imageName, objectName } from '../names.ts';
import type { Choices, Decision, Layout, Question } from '../plan-types.ts';
import type { Ports } from './ports.ts';
import { chooseProbes } from './probes.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Storage } from '../storage/storage.ts';
import { withDemandedPlaces } from '../settings/demanded-places.ts';
import { findStores } from '../storage/stores.ts';
import { workloadDecisions } from './workload-decisions.ts';

const RESOURCES = { cpuRequest: '50m', memoryRequest: '64Mi', memoryLimit: '256Mi', goMemoryLimit: '230MiB' };

export interface WorkloadFacts {
  readonly program: Program;
  readonly module: GoModule;
  readonly ports: Ports;
  readonly storage: Storage;
  readonly choices: Choices;
  /** Of a command that the image does not run by itself: what its workload is called after, and the Secret that it shares. */
  readonly beside?: { readonly name: string; readonly command: string; readonly secret: string };
  /** Of the command that the image runs: variables that only others take from its Secret. */
  readonly moreSecrets?: readonly string[];
  /** What the image runs the program with, unless the manifests give arguments of their own. */
  readonly imageArgs: readonly string[];
  /** What the repository has already. */
  readonly knownGateway: string | null;
  readonly secretStore: SecretStore | null;
  /** A file that shows that the repository encrypts its secrets; null: none does. */
  readonly sealedSecret: string | null;
  readonly settings: SettingsFile | null;
  readonly examples: ExampleVariables | null;
}

export interface PlannedWorkload {
  readonly input: ManifestInput;
  readonly layout: Layout;
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
}

/** Everything about how the program runs on Kubernetes. */
export function planWorkload(facts: WorkloadFacts): PlannedWorkload {
  const { program, module, ports, storage, choices, imageArgs, knownGateway, secretStore, sealedSecret } = facts;
  const imageOf = objectName(program.name);
  const name = facts.beside?.name ?? imageOf;
  const probes = chooseProbes(program, ports.ports, choices);
  const given = [...imageArgs, ...ports.configuration.args];
  const environment = arrangeEnvironment(program, ports.configuration.env, given, facts.examples);
  const flags = [...ports.configuration.args, ...environment.args];
  const stores = findStores(withDemandedPlaces(program, given), storage, choices.volumes);
  const workload = chooseWorkload(program, ports.ports, stores, choices);
  const mountsToken = program.libraries.some((path) => KUBERNETES_CLIENT.test(path));
  const extras = chooseExtras(
    { program, workload, ports: ports.ports, environment, mountsToken, knownGateway },
    choices,
  );
  const input: ManifestInput = {
    name,
    command: facts.beside?.command ?? null,
    image: imageName(imageOf, choices.registry),
    program,
    workload,
    ports: ports.ports,
    args: program.command || flags.length > 0 ? withFlags(program, imageArgs, flags) : [],
    probes,
    environment,
    storage,
    settings: facts.settings,
    data: stores.mounts,
    engine: stores.engine,
    runtime: fitRuntime(program, module, RESOURCES),
    resources: RESOURCES,
    ending: planEnding(program, ports.ports.length > 0 || program.openCommands !== undefined),
    mountsToken,
    extras: extras.extras,
    metrics: extras.metrics,
    gateway: extras.gateway,
    host: extras.host,
    egress: extras.egress,
    secret: facts.beside
      ? { name: facts.beside.secret, keys: [] }
      : { name: secretName(name), keys: keysOf(environment, facts.moreSecrets) },
    secretStore,
  };
  const layout = choices.layout ?? 'kustomize';
  const isKept = workload.kind === 'Deployment' || workload.kind === 'StatefulSet';
  const isNone = workload.kind === 'none';
  const kept = new Set(storage.mounts.filter((mount) => stores.mounts.has(mount.name)).map((mount) => mount.path));
  return {
    input,
    layout,
    questions: extras.questions,
    decisions: [
      ...(isKept ? probes.decisions : []),
      ...(isNone ? [] : environment.decisions),
      ...storage.decisions.filter(({ what, chosen }) => what !== 'writable folder' || !kept.has(chosen)),
      ...workloadDecisions(input, layout, choices, sealedSecret),
      ...(isNone ? [] : extras.decisions),
    ],
  };
}

function keysOf({ secrets }: Environment, more: readonly string[] = []): readonly string[] {
  return [...new Set([...secrets.map(({ name }) => name), ...more])].sort();
}

function withFlags({ command }: Program, args: readonly string[], flags: readonly string[]): readonly string[] {
  return command?.afterFlags ? [...flags, ...args] : [...args, ...flags];
}

/** Clients of the Kubernetes API need the token of their ServiceAccount. */
const KUBERNETES_CLIENT =
  /^(?:k8s\.io\/client-go\/(?:kubernetes|rest|dynamic|discovery|metadata)|sigs\.k8s\.io\/controller-runtime)(?:\/|$)/;
