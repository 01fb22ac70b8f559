import { parseImage } from '../../dockerfile/stages/image.ts';
import { isForeign } from '../../contract/images/foreign-image.ts';
import { imageFullName } from '../../contract/images/image-name.ts';
import type { GoModule, Program } from '../../go/project.ts';
import { commandNamesOf, mainOf, wordsOf } from '../workload/choose-commands.ts';
import type { SecretStore } from '../manifests/manifest-input.ts';
import { besideName, objectName } from '../names.ts';
import { list, object, type PresentManifests, type PresentObject } from './manifests.ts';
import type { Choices, Extra, Layout, Workload } from '../plan-types.ts';

export const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** What runs the program already. */
export interface PresentWorkload {
  readonly object: PresentObject;
  /** Image of the program’s container, where it is a word. */
  readonly image: string | null;
  readonly ports: readonly number[];
  /** Folders and files that it mounts into the program’s container. */
  readonly mounts: readonly string[];
  readonly args: readonly string[];
}

/** The program that a workload is looked for. */
export interface Deployed {
  readonly program: Program;
  readonly module: GoModule;
  /** The project has no other that anybody would deploy. */
  readonly isAlone: boolean;
}

/**
 * The workload of a program among present objects: by its name, or by the name of its image; of the only program, the one
 * with an image of the module's owner.
 */
export function findWorkload(
  { objects, renamed }: PresentManifests,
  { program, module, isAlone }: Deployed,
): PresentWorkload | null {
  const names = new Set([program.name, objectName(program.name)]);
  if (program.name === 'server' || program.name === 'main' || program.package === '.')
    names.add(lastWord(module.module));
  const candidates = objects.filter(({ kind }) => WORKLOADS.includes(kind)).map(workloadOf);
  const imagesOf = ({ image }: PresentWorkload): readonly string[] =>
    image === null ? [] : [image, ...(renamed.get(imageFullName(image)) ?? [])];
  const [own, another] = isAlone
    ? candidates.filter((one) => imagesOf(one).some((image) => isOfOwner(image, module)))
    : [];
  return (
    candidates.find(({ object: { name } }) => names.has(name) || names.has(name.replace(KIND, ''))) ??
    candidates.find((one) => imagesOf(one).some((image) => names.has(lastWord(parseImage(image)?.repository ?? '')))) ??
    (another ? null : own) ??
    null
  );
}

/** What people add to the name of a program for that of its workload. */
const KIND = /-(?:deployment|deploy|statefulset|sts|daemonset|ds|job|cronjob)$/;

/** Whether an image lies under the name that the module's repository does, and is none that everybody knows. */
function isOfOwner(image: string, module: GoModule): boolean {
  const [host = '', owner = ''] = module.module.split('/');
  if (!host.includes('.') || owner === '' || isForeign(image, module)) return false;
  return (parseImage(image)?.repository.split('/').slice(0, -1) ?? []).includes(owner.toLowerCase());
}

function workloadOf(found: PresentObject): PresentWorkload {
  const spec = object(found.json['spec']);
  const inner = found.kind === 'CronJob' ? object(object(spec['jobTemplate'])['spec']) : spec;
  const containers = list(object(object(inner['template'])['spec'])['containers']).map(object);
  const main = containers.find(({ name }) => name === found.name) ?? containers[0] ?? {};
  const image = main['image'];
  const ports = list(main['ports']).flatMap((port) => {
    const number = object(port)['containerPort'];
    return typeof number === 'number' ? [number] : [];
  });
  const mounts = list(main['volumeMounts']).flatMap((mount) => {
    const path = object(mount)['mountPath'];
    return typeof path === 'string' ? [path] : [];
  });
  const args = list(main['args']).filter((arg) => typeof arg === 'string');
  return { object: found, image: typeof image === 'string' ? image : null, ports, mounts, args };
}

/** Where an earlier run of ours put the workload, and the kustomization that it joined; null where others wrote it. */
export function formerLayout(
  { object: { file, name } }: PresentWorkload,
  { charts, kustomizations, objects }: PresentManifests,
) {
  const [, folder = '', base = ''] = /^(.*?)\/(base\/)?(?:deployment|statefulset|job|cronjob)\.yaml$/.exec(file) ?? [];
  if (folder === 'deploy' || folder === `deploy/${name}`) {
    const layout: Layout = base === '' ? 'plain' : 'kustomize';
    return { folder, layout, joins: null, hasChart: charts.includes(`${folder}/charts/${name}`) };
  }
  // Beside the manifests of others, in a folder of its own with an account.
  const account = `${folder}/serviceaccount.yaml`;
  if (base !== '' || !folder.endsWith(`/${name}`)) return null;
  if (!objects.some((one) => one.file === account && one.kind === 'ServiceAccount' && one.name === name)) return null;
  const above = folder.slice(0, -name.length - 1);
  const joins = kustomizations.includes(folder) && kustomizations.includes(above) ? above : null;
  return { folder, layout: 'plain' as const, joins, hasChart: false };
}

/** The commands that an earlier run gave workloads, the one of `workload` first; undefined where none is told apart. */
export function formerCommands(
  workload: PresentWorkload,
  { objects }: PresentManifests,
  program: Program,
): Pick<Choices, 'commands'> {
  const { file } = workload.object;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const beside = objects.filter((one) => one.file.startsWith(folder) && WORKLOADS.includes(one.kind));
  return besideBy(program, workload.args, (command) => {
    return beside.some(({ name }) => name === besideName(program.name, command));
  });
}

/**
 * The commands of which `isThere` knows a workload by what it is called after, the main one first. `args`: what that one is
 * called with; of `serve` and `serve admin` the longer one is meant.
 */
export function besideBy(
  program: Program,
  args: readonly string[],
  isThere: (command: string) => boolean,
): Pick<Choices, 'commands'> {
  const names = [...commandNamesOf(program)];
  if (names.length === 0) return {};
  const called = args.map((_arg, index) => args.slice(0, args.length - index).join(' '));
  const main = called.find((words) => names.some(([typed]) => typed === words)) ?? wordsOf(mainOf(program));
  const others = names.filter(([words, command]) => words !== main && isThere(command));
  return { commands: [main, ...others.map(([words]) => words)] };
}

/** Choices that an earlier run was given, as its files show them; so that a further run plans the same again. */
export function formerChoices({ object: found, image }: PresentWorkload, { objects }: PresentManifests): Choices {
  const folder = found.file.slice(0, found.file.lastIndexOf('/') + 1);
  const beside = objects.filter(({ file }) => file.startsWith(folder));
  const extras = EXTRA_KINDS.filter(([, kinds]) =>
    beside.some(({ kind, name }) => kinds.includes(kind) && name === found.name),
  );
  const reference = image === null ? undefined : parseImage(image);
  const slash = image?.lastIndexOf('/') ?? -1;
  const schedule = object(found.json['spec'])['schedule'];
  const route = beside.find(({ kind }) => kind === 'HTTPRoute' || kind === 'GRPCRoute');
  const parent = object(list(object(route?.json['spec'])['parentRefs'])[0]);
  const ingress = beside.find(({ kind }) => kind === 'Ingress');
  const host =
    object(list(object(ingress?.json['spec'])['rules'])[0])['host'] ??
    list(object(route?.json['spec'])['hostnames'])[0];
  return {
    ...(reference && slash > 0 && { registry: image?.slice(0, slash) ?? '' }),
    ...(found.kind !== 'DaemonSet' && { workload: found.kind as Workload }),
    ...(typeof schedule === 'string' && { schedule }),
    ...(extras.length > 0 && { extras: extras.map(([extra]) => extra) }),
    ...(typeof parent['name'] === 'string' && {
      gateway: typeof parent['namespace'] === 'string' ? `${parent['namespace']}/${parent['name']}` : parent['name'],
    }),
    ...(typeof host === 'string' && { host }),
  };
}

const EXTRA_KINDS: readonly (readonly [Extra, readonly string[]])[] = [
  ['hpa', ['HorizontalPodAutoscaler']],
  ['pdb', ['PodDisruptionBudget']],
  ['networkpolicy', ['NetworkPolicy']],
  ['httproute', ['HTTPRoute', 'GRPCRoute']],
  ['ingress', ['Ingress']],
  ['servicemonitor', ['ServiceMonitor']],
  ['role', ['Role']],
];

/** `[NAMESPACE/]NAME` of the Gateway that the repository has; null where there is none, or several. */
export function presentGateway({ objects }: PresentManifests): string | null {
  const gateways = objects.filter(
    ({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/'),
  );
  const [only, second] = gateways;
  if (!only || second) return null;
  return only.namespace === null ? only.name : `${only.namespace}/${only.name}`;
}

/** The store that the repository’s ExternalSecrets read from, or the only one that it has. */
export function presentSecretStore({ objects }: PresentManifests): SecretStore | null {
  const user = objects.find(({ kind, apiVersion }) => kind === 'ExternalSecret' && apiVersion.startsWith(OPERATOR));
  const { kind, name } = object(object(user?.json['spec'])['secretStoreRef']);
  if (user && typeof name === 'string') {
    return {
      apiVersion: user.apiVersion,
      kind: typeof kind === 'string' ? kind : 'SecretStore',
      name,
      file: user.file,
    };
  }
  const stores = objects.filter(
    (one) => /^(?:Cluster)?SecretStore$/.test(one.kind) && one.apiVersion.startsWith(OPERATOR),
  );
  const [store, second] = stores;
  if (!store || second) return null;
  return { apiVersion: store.apiVersion, kind: store.kind, name: store.name, file: store.file };
}

/** The file of a SealedSecret: the repository encrypts its secrets for the cluster. */
export function presentSealedSecret({ objects }: PresentManifests): string | null {
  return objects.find(({ kind }) => kind === 'SealedSecret')?.file ?? null;
}

const OPERATOR = 'external-secrets.io/';

function lastWord(path: string): string {
  return (
    path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? path
  );
}
