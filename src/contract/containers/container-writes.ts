import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import type { Write } from '../../go/project.ts';
import { appendItem } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { similarName } from '../../lint/similar-word.ts';
import type { ContractContainer } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { baseName } from '../images/image-name.ts';
import { mayDo } from '../images/run-directly.ts';
import { readOnlyMount } from './filled-volumes.ts';
import { mountsAround, pathInContainer } from '../images/working-folder.ts';
import { writtenPath } from './written-paths.ts';

interface ContainerWrite {
  readonly write: Write;
  /** From the root of the container; each once. */
  readonly path: string;
  /** What is mounted there, or nearest around it. */
  readonly mount: Field | undefined;
}

/** Where the program of a container writes, as far as source and settings say. */
export function containerWrites(container: ContractContainer): ContainerWrite[] {
  const { program } = container;
  const told = new Set<string>();
  return (program?.writes ?? []).flatMap((write) => {
    const written = program ? writtenPath(write, program, container.given) : undefined;
    if (!mayDo(write, container) || written === undefined || isAnywhere(write.path)) return [];
    const path = pathInContainer(written, container);
    if (path === undefined || told.has(path) || isElsewhere(path, container)) return [];
    told.add(path);
    return [{ write, path, mount: mountsAround(path, container).at(-1) }];
  });
}

/** Where home is, only whoever runs the container knows, and what is somewhere below the root may be on any volume. */
function isAnywhere(path: string): boolean {
  return path.startsWith('~') || path === '/';
}

const SYSTEM = /^\/(?:bin|dev|etc|lib|lib64|proc|sbin|sys|usr)(?:\/|$)/;

/** A volume would hide what the image has there: that the program writes to such a folder is a question of its own. */
export function holdsWhatIsRead(path: string, { program, image, facts }: ContractContainer): boolean {
  if (SYSTEM.test(path)) return true;
  const home = image ? workingFolder(image.dockerfile) : undefined;
  const final = image?.dockerfile.stages.at(-1);
  if (path === home && image && final && baseFacts(baseImage(image.dockerfile, final)).go) return true;
  const reads =
    program?.runtimeFiles.flatMap(
      (read) => pathInContainer(read.path.replace(/[*?[{].*/s, ''), { facts, image }) ?? [],
    ) ?? [];
  return reads.some((read) => read === path || read.startsWith(`${path}/`));
}

/** TMPDIR moves temporary files. */
function isElsewhere(path: string, container: ContractContainer): boolean {
  return path === '/tmp' && container.env('TMPDIR') !== undefined && container.env('TMPDIR') !== '/tmp';
}

/** What lets the program write to a path: the volume that was meant for it, or one of its own. */
export function volumesFor(container: ContractContainer, path: string): Repair[] {
  return [movedMount(container, path), emptyDir(container, path)].filter((one) => one !== undefined);
}

/** A writable volume that is mounted at nearly the same path, where the program neither writes nor reads. */
function movedMount(container: ContractContainer, path: string): Repair | undefined {
  const { container: own, file } = container.facts;
  const writable = items(at(own.field, 'volumeMounts')).filter((mount) => !readOnlyMount(mount, container));
  const places = writable.flatMap((mount) => at(mount, 'mountPath') ?? []);
  const paths = places.flatMap((place) => textAt(place) ?? []);
  // `/data/a` and `/data/b` are two.
  const near = baseName(path).length > 3 ? similarName(path, paths) : undefined;
  const place = places.find((one) => textAt(one) === near);
  if (near === undefined || !place || holdsWhatIsRead(near, container)) return undefined;
  if (containerWrites(container).some(({ mount }) => mount && at(mount, 'mountPath') === place)) return undefined;
  const edits = [{ start: place.start, end: place.end, text: path }];
  return { title: ['Mount at `{0}` what is at `{1}`', path, near], changes: [{ file, edits }] };
}

/** Everybody may write to it. */
function emptyDir({ facts }: ContractContainer, path: string): Repair | undefined {
  const { pod, container, file, object } = facts;
  const { text } = object.file;
  if (path === '/') return undefined;
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
  if (!mount || !add || taken.has(volume)) return undefined;
  return { title: ['Mount an `emptyDir` at `{0}`', path], changes: [{ file, edits: [mount, add] }] };
}
