import { appendItem } from '../../kubernetes/edit.ts';
import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { similarName } from '../../lint/similar-word.ts';
import { editIn, repairOf } from '../changes.ts';
import type { ContractContainer } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { baseName } from '../images/image-name.ts';
import { isWithin } from '../images/working-folder.ts';
import { type ContainerWrite, containerWrites, holdsWhatIsRead } from './container-writes.ts';
import { readOnlyMount } from './filled-volumes.ts';
import { type SettingPlace, settingPlace } from './setting-place.ts';
import { writtenPath } from './written-paths.ts';

/** How a program comes to write where a volume is. */
export interface VolumeRepairs {
  /** What leads the program away from a volume that is mounted where the source writes by default. */
  readonly misled?: SettingPlace;
  /** The best first. An `emptyDir` is not among them where a volume that outlives pods may be meant for what is written: it would be lost. */
  readonly repairs: readonly Repair[];
}

/** What lets the program write to a path: the setting that leads away from a volume, the volume that was meant for it, or one of its own. */
export function volumesFor(container: ContractContainer, found: ContainerWrite): VolumeRepairs {
  const misled = ledAway(container, found);
  if (misled) return { misled: misled.place, repairs: misled.repairs };
  const near = nearMount(container, found.path);
  const kept = isPassing(found.path) ? [] : unusedStores(container);
  const own = kept.length > 0 ? [] : emptyDir(container, found.path);
  if (near) return { repairs: [...near, ...own] };
  const meant = isOnlyOne(container, found) ? kept.flatMap((store) => mountAt(found.path, store, container)) : [];
  return { repairs: [...meant, ...own] };
}

/** The setting whose default is below a volume that may be written to. */
function ledAway(container: ContractContainer, { write, path }: ContainerWrite) {
  const place = settingPlace(write.configuredBy ?? [], container);
  const fallback = place?.fallback;
  const meant = write.folder ?? write.path;
  if (!place || fallback === undefined || path === meant) return undefined;
  const isThere = writableMounts(container).some((mount) => isWithin(meant, folderOf(mount)));
  const repairs = isThere ? place.setTo(fallback) : [];
  return repairs.length > 0 ? { place, repairs } : undefined;
}

/** What is written there may be lost when the pod ends. */
function isPassing(path: string): boolean {
  return /(?:^|\/)\.?(?:cache|tmp|temp|scratch|run)(?:\/|$)/i.test(path);
}

/** Whether all that the program writes is known, and nothing else of it that must stay lacks a volume. */
function isOnlyOne(container: ContractContainer, { path }: ContainerWrite): boolean {
  const { program, given } = container;
  if (!program || program.writes.some((write) => writtenPath(write, program, given) === undefined)) return false;
  return containerWrites(container).every((one) => one.path === path || one.mount || isPassing(one.path));
}

function folderOf(mount: Field): string {
  return textAt(mount, 'mountPath')?.replace(/(?<=.)\/+$/, '') ?? '';
}

function writableMounts(container: ContractContainer): Field[] {
  const mounts = items(at(container.facts.container.field, 'volumeMounts'));
  return mounts.filter((mount) => folderOf(mount).startsWith('/') && !readOnlyMount(mount, container));
}

/** Where the program neither writes nor reads. */
function freeMounts(container: ContractContainer): Field[] {
  const used = new Set(containerWrites(container).map(({ mount }) => mount));
  return writableMounts(container).filter((mount) => !used.has(mount) && !holdsWhatIsRead(folderOf(mount), container));
}

/** A writable volume that is mounted at nearly the same path. */
function nearMount(container: ContractContainer, path: string): Repair[] | undefined {
  const free = freeMounts(container);
  // `/data/a` and `/data/b` are two.
  const near = baseName(path).length > 3 ? similarName(path, free.map(folderOf)) : undefined;
  const mount = near === undefined ? undefined : free.find((one) => folderOf(one) === near);
  const repairs = mount ? moved(container, mount, path) : [];
  return repairs.length > 0 ? repairs : undefined;
}

/** A volume that outlives its pods and keeps nothing of the program so far. */
interface Store {
  readonly name: string;
  /** Where it is mounted; absent: nowhere. */
  readonly mount?: Field;
}

function unusedStores(container: ContractContainer): Store[] {
  const { facts } = container;
  const templates = items(at(facts.object.manifest.root, 'spec', 'volumeClaimTemplates')).flatMap(
    (one) => textAt(one, 'metadata', 'name') ?? [],
  );
  const volumes = items(at(facts.pod.spec, 'volumes')).filter(outlivesPods);
  const names = new Set([...templates, ...volumes.flatMap((one) => textAt(one, 'name') ?? [])]);
  const mounted = facts.pod.containers.flatMap(({ field }) => items(at(field, 'volumeMounts')));
  const taken = new Set(mounted.map((one) => textAt(one, 'name')));
  const free = freeMounts(container).flatMap((mount): Store[] => {
    const name = textAt(mount, 'name') ?? '';
    return names.has(name) ? [{ name, mount }] : [];
  });
  return [...free, ...[...names].filter((name) => !taken.has(name)).map((name): Store => ({ name }))];
}

/** Not those of the node: what is mounted of it is there for something else. */
const OUTLIVING = [
  ...['persistentVolumeClaim', 'nfs', 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc'],
  ...['gcePersistentDisk', 'glusterfs', 'iscsi', 'portworxVolume', 'rbd', 'vsphereVolume'],
];

function outlivesPods(volume: Field): boolean {
  const source = OUTLIVING.map((kind) => at(volume, kind)).find((one) => one !== undefined);
  return source !== undefined && valueAt(at(source, 'readOnly')) !== true;
}

function mountAt(path: string, { name, mount }: Store, container: ContractContainer): Repair[] {
  if (mount) return moved(container, mount, path);
  const { facts } = container;
  const { file, text } = facts.object.file;
  const edit = appendItem(text, facts.container.field, ['volumeMounts'], { name, mountPath: path });
  return repairOf(['Mount the volume `{0}` at `{1}`', name, path], [editIn(file, edit)]);
}

function moved({ facts }: ContractContainer, mount: Field, path: string): Repair[] {
  const place = at(mount, 'mountPath');
  if (!place) return [];
  const edit = { start: place.start, end: place.end, text: path };
  const title = ['Mount at `{0}` what is at `{1}`', path, folderOf(mount)] as const;
  return repairOf(title, [editIn(facts.file, edit)]);
}

/** Everybody may write to it. */
function emptyDir({ facts }: ContractContainer, path: string): Repair[] {
  const { pod, container, file, object } = facts;
  const { text } = object.file;
  if (path === '/') return [];
  const taken = new Set(items(at(pod.spec, 'volumes')).map((volume) => textAt(volume, 'name')));
  const plain =
    path
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'data';
  const volume = taken.has(plain) ? `${plain}-1` : plain;
  const mount = appendItem(text, container.field, ['volumeMounts'], { name: volume, mountPath: path });
  const add = appendItem(text, pod.spec, ['volumes'], { name: volume, emptyDir: {} });
  if (!mount || !add || taken.has(volume)) return [];
  return [{ title: ['Mount an `emptyDir` at `{0}`', path], changes: [{ file, edits: [mount, add] }] }];
}
