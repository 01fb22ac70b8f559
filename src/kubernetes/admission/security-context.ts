import { at, entry, items } from '../fields.ts';
import type { Entry, Field, ManifestFile } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import {
  excludes,
  fault,
  type Faults,
  isMissing,
  isTwice,
  keyPlace,
  oneOf,
  onlyWith,
  within,
  withoutKey,
} from './faults.ts';
import { isDnsSubdomain, relativePath } from './formats.ts';
import { filled, isTrue, textIn } from './reading.ts';

const LARGEST = 2 ** 31 - 1;

/** Security settings of the pod and its containers that contradict each other, or mean nothing. */
export function* securityFaults({ spec, containers }: PodSpecView, file: ManifestFile): Faults {
  const pod = at(spec, 'securityContext');
  const system = textIn(at(spec, 'os'), 'name')?.value;
  yield* commonFaults(pod, system);
  yield* within(pod, 'fsGroup', 0, LARGEST);
  yield* oneOf(pod, 'fsGroupChangePolicy', ['OnRootMismatch', 'Always']);
  yield* oneOf(pod, 'supplementalGroupsPolicy', ['Merge', 'Strict']);
  yield* oneOf(pod, 'seLinuxChangePolicy', ['Recursive', 'MountOption']);
  for (const group of items(at(pod, 'supplementalGroups')))
    if (group.kind === 'scalar' && typeof group.value === 'number' && (group.value < 0 || group.value > LARGEST))
      yield fault(group, ['`{0}` must be between {1} and {2}', 'supplementalGroups', 0, LARGEST]);
  yield* sysctlFaults(pod, spec);
  const shared = filled(spec, 'shareProcessNamespace');
  if (shared && isTrue(spec, 'shareProcessNamespace') && isTrue(spec, 'hostPID'))
    yield fault(keyPlace(shared), excludes('shareProcessNamespace', 'hostPID'));
  const hasHostUsers = !isFalse(spec, 'hostUsers');
  if (!hasHostUsers) yield* hostUserFaults(spec);
  for (const { field, kind } of containers) {
    if (kind === 'ephemeral') continue;
    const own = at(field, 'securityContext');
    yield* commonFaults(own, system);
    yield* oneOf(own, 'procMount', ['Default', 'Unmasked']);
    const proc = textIn(own, 'procMount');
    if (proc?.value === 'Unmasked' && hasHostUsers)
      yield fault(proc, onlyWith('procMount: Unmasked', 'hostUsers: false'));
    yield* escalationFaults(own, file);
  }
  if (system === 'windows') yield* windowsFaults(spec, containers);
  yield* hostProcessFaults(spec, containers);
}

function isFalse(field: Field | undefined, key: string): boolean {
  const found = at(field, key);
  return found?.kind === 'scalar' && found.value === false;
}

/** What pods and containers have alike. */
function* commonFaults(context: Field | undefined, system: string | undefined): Faults {
  if (context?.kind !== 'map') return;
  yield* within(context, 'runAsUser', 0, LARGEST);
  yield* within(context, 'runAsGroup', 0, LARGEST);
  yield* profileFaults(filled(context, 'seccompProfile'), relativePath);
  yield* profileFaults(filled(context, 'appArmorProfile'), (value) =>
    value.trim() === value ? undefined : ['`{0}` has blanks at its ends', 'localhostProfile'],
  );
  const windows = filled(context, 'windowsOptions');
  if (!windows) return;
  if (system === 'linux')
    yield fault(keyPlace(windows), ['`{0}` means nothing to a pod of `os.name: {1}`', windows.key, system]);
  const user = textIn(windows.value, 'runAsUserName');
  if (user && !isWindowsUser(user.value)) yield fault(user, ['`{0}` is no name of a Windows user', user.value]);
  const spec = textIn(windows.value, 'gmsaCredentialSpecName');
  if (spec && !isDnsSubdomain(spec.value)) yield fault(spec, ['`{0}` is no valid name of a resource', spec.value]);
}

function* profileFaults(profile: Entry | undefined, check: typeof relativePath): Faults {
  if (profile?.value.kind !== 'map') return;
  yield* oneOf(profile.value, 'type', ['Localhost', 'RuntimeDefault', 'Unconfined']);
  const type = textIn(profile.value, 'type');
  if (type?.value === '') yield fault(type, ['`{0}` is empty', 'type']);
  const local = filled(profile.value, 'localhostProfile');
  if (type?.value === 'Localhost' && !local && !entry(profile.value, 'localhostProfile'))
    yield fault(type, isMissing('localhostProfile'));
  if (local && type && type.value !== 'Localhost')
    yield fault(keyPlace(local), onlyWith('localhostProfile', 'type: Localhost'));
  const path = textIn(profile.value, 'localhostProfile');
  const message = path && type?.value === 'Localhost' ? check(path.value) : undefined;
  if (path && message) yield fault(path, message);
}

function isWindowsUser(name: string): boolean {
  const parts = name.split('\\');
  const user = parts.at(-1) ?? '';
  const domain = parts.length > 1 ? parts[0] : undefined;
  if (parts.length > 2 || user === '' || user.length > 104 || /^[. ]+$|["/\\:;|=,+*?<>@[\]]|\p{Cc}/u.test(user))
    return false;
  return (
    domain === undefined ||
    (domain.length < 256 &&
      (/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(domain) || isDnsSubdomain(domain.toLowerCase())))
  );
}

/** Who is privileged, or may administer the system, has no privileges left to gain. */
function* escalationFaults(context: Field | undefined, file: ManifestFile): Faults {
  const flag = entry(context, 'allowPrivilegeEscalation');
  if (context?.kind !== 'map' || !flag || !isFalse(context, 'allowPrivilegeEscalation')) return;
  const fixes = withoutKey(file, context, flag.key, true);
  if (isTrue(context, 'privileged'))
    yield fault(flag.value, ['`allowPrivilegeEscalation: false` contradicts `{0}`', 'privileged: true'], fixes);
  const adding = items(at(context, 'capabilities', 'add')).some((one) => textIn(one)?.value === 'CAP_SYS_ADMIN');
  if (adding) yield fault(flag.value, ['`allowPrivilegeEscalation: false` contradicts `{0}`', 'CAP_SYS_ADMIN'], fixes);
}

const SYSCTL = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

function* sysctlFaults(pod: Field | undefined, spec: Field): Faults {
  const names = new Set<string>();
  for (const one of items(at(pod, 'sysctls'))) {
    const name = textIn(one, 'name');
    if (!name) continue;
    const dotted = name.value.replaceAll('/', '.');
    if (name.value.length > 253 || !SYSCTL.test(name.value))
      yield fault(name, ['`{0}` is no name of a sysctl', name.value]);
    else if (names.has(name.value)) yield fault(name, isTwice(name.value));
    else if (isTrue(spec, 'hostNetwork') && dotted.startsWith('net.'))
      yield fault(name, excludes(name.value, 'hostNetwork: true'));
    else if (isTrue(spec, 'hostIPC') && /^(?:kernel\.(?:shm|msg|sem)|fs\.mqueue\.)/.test(dotted))
      yield fault(name, excludes(name.value, 'hostIPC: true'));
    names.add(name.value);
  }
}

function* hostUserFaults(spec: Field): Faults {
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    const found = filled(spec, key);
    if (found && isTrue(spec, key)) yield fault(keyPlace(found), excludes('hostUsers: false', `${key}: true`));
  }
}

const LINUX_OF_POD =
  'appArmorProfile seLinuxOptions seccompProfile fsGroup fsGroupChangePolicy sysctls runAsUser runAsGroup supplementalGroups supplementalGroupsPolicy seLinuxChangePolicy'.split(
    ' ',
  );
const LINUX_OF_CONTAINER =
  'appArmorProfile seLinuxOptions seccompProfile capabilities readOnlyRootFilesystem privileged allowPrivilegeEscalation procMount runAsUser runAsGroup'.split(
    ' ',
  );

function* windowsFaults(spec: Field, containers: PodSpecView['containers']): Faults {
  const refused = (context: Field | undefined, keys: readonly string[]) =>
    keys.flatMap((key) => filled(context, key) ?? []);
  const found = [
    ...refused(spec, ['hostUsers', 'shareProcessNamespace', 'resources']),
    ...['hostPID', 'hostIPC'].flatMap((key) => (isTrue(spec, key) ? refused(spec, [key]) : [])),
    ...refused(at(spec, 'securityContext'), LINUX_OF_POD),
    ...containers.flatMap(({ field }) => refused(at(field, 'securityContext'), LINUX_OF_CONTAINER)),
  ];
  for (const one of found) {
    if (one.key === 'sysctls' && items(one.value).length === 0) continue;
    yield fault(keyPlace(one), ['`{0}` means nothing to a pod of `os.name: {1}`', one.key, 'windows']);
  }
}

function* hostProcessFaults(spec: Field, containers: PodSpecView['containers']): Faults {
  const flagOf = (field: Field | undefined) => filled(at(field, 'securityContext', 'windowsOptions'), 'hostProcess');
  const pod = flagOf(spec);
  const value = (one: Entry | undefined) => (one?.value.kind === 'scalar' ? one.value.value : undefined);
  let count = 0;
  for (const { field } of containers) {
    const own = flagOf(field);
    if (own && pod && value(own) !== value(pod))
      yield fault(own.value, ['`hostProcess` must be the same as the pod’s']);
    if ((own ? value(own) : value(pod)) === true) count++;
  }
  if (count === 0) return;
  const place = pod ?? containers.map(({ field }) => flagOf(field)).find((one) => value(one) === true);
  if (!place) return;
  if (count < containers.length) yield fault(place.value, ['If one container has `hostProcess: true`, all must']);
  if (!isTrue(spec, 'hostNetwork')) yield fault(place.value, onlyWith('hostProcess: true', 'hostNetwork: true'));
}
