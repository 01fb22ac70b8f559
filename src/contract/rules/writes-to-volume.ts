import { baseFacts } from '../../dockerfile/base-images.ts';
import { baseImage } from '../../dockerfile/final.ts';
import { appendItem } from '../../kubernetes/edit.ts';
import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Program } from '../../go/project.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../example-files.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import type { ContractRule } from '../rule.ts';
import { mayDo } from '../run-directly.ts';
import { workingFolder } from '../../dockerfile/working-folder.ts';
import { mountsAround, pathInContainer } from '../working-folder.ts';
import { writtenPath } from '../written-paths.ts';

const SECURE = 'securityContext:\n  readOnlyRootFilesystem: ';

export const writesToVolume: ContractRule = {
  id: 'writes-to-volume',
  title: 'Mount a volume where a program on a read-only root file system writes',
  severity: 'error',
  aliases: [],
  why: 'With `readOnlyRootFilesystem: true` every write outside of a volume fails with “read-only file system”. An `emptyDir` is enough for what may be lost when the pod ends; what must stay belongs into a PersistentVolumeClaim.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf(`${SECURE}«true»`),
      good: `${deploymentOf(`${SECURE}true\nvolumeMounts:\n  - name: var-cache-shop\n    mountPath: /var/cache/shop`)}      volumes:\n        - name: var-cache-shop\n          emptyDir: {}\n`,
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport "os"\n\nfunc main() {\n\t_ = os.WriteFile("/var/cache/shop/prices.json", []byte("{}"), 0o600)\n}\n',
      },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, { workspace }) {
    const { facts, program } = container;
    const setting = at(facts.container.field, 'securityContext', 'readOnlyRootFilesystem');
    if (!program) return;
    const words = ['readOnlyRootFilesystem', 'volumeMounts', 'volumes', 'workingDir'];
    if (workspace.mayBePatched(facts.object, words)) return;
    const told = new Set<string>();
    for (const write of program.writes) {
      const written = writtenPath(write, program, container.given);
      if (!mayDo(write, container) || written === undefined || isAnywhere(write.path)) continue;
      const path = pathInContainer(written, container);
      if (path === undefined || told.has(path) || isElsewhere(path, container)) continue;
      told.add(path);
      const mount = mountsAround(path, container).at(-1);
      if (mount) yield* mountedReadOnly(container, mount, path, write);
      if (mount || !setting || valueAt(setting) !== true) continue;
      if (holdsWhatIsRead(path, container)) continue;
      yield unmounted(container, setting, path, write);
    }
  },
};

function unmounted(
  container: ContractContainer,
  { start, end }: { readonly start: number; readonly end: number },
  path: string,
  write: Program['writes'][number],
): Fault {
  const { file, object, name } = container.facts;
  const repair = emptyDir(container, object.file.text, path);
  return {
    sides: [
      {
        ...{ file, start, end },
        message: ['`{0}` writes to `{1}`, where no volume is mounted', container.program?.name ?? name, path],
      },
      sideIn(write, ['`{0}` makes the root file system read-only, and mounts no volume at `{1}`', file, path]),
    ],
    // Temporary files are often those of large requests only.
    ...(path === '/tmp' ? { severity: 'warning' } : {}),
    ...(repair ? { repairs: [repair] } : {}),
  };
}

/** Where home is, only whoever runs the container knows, and what is somewhere below the root may be on any volume. */
function isAnywhere(path: string): boolean {
  return path.startsWith('~') || path === '/';
}

/** A mount that nobody can write to: it says so, or what it mounts is never writable. */
function* mountedReadOnly(
  { facts, program }: ContractContainer,
  mount: Field,
  path: string,
  write: Program['writes'][number],
): Iterable<Fault> {
  const { file, pod, name } = facts;
  const flag = at(mount, 'readOnly');
  const volume = items(at(pod.spec, 'volumes')).find((one) => textAt(one, 'name') === textAt(mount, 'name'));
  const source = ['configMap', 'secret', 'projected', 'downwardAPI'].find((kind) => at(volume, kind));
  const place = flag && valueAt(flag) === true ? flag : source ? at(mount, 'mountPath') : undefined;
  // The program may take its own copy of a single file.
  if (!place || (source && at(mount, 'subPath'))) return;
  const edit = place === flag ? { start: flag.start, end: flag.end, text: 'false' } : undefined;
  yield {
    sides: [
      {
        ...{ file, start: place.start, end: place.end },
        message: ['`{0}` writes to `{1}`, which is mounted read-only', program?.name ?? name, path],
      },
      sideIn(write, ['`{0}` mounts `{1}` read-only', file, path]),
    ],
    ...(edit ? { repairs: [{ title: ['Mount it writable'], changes: [{ file, edits: [edit] }] }] } : {}),
  };
}

const SYSTEM = /^\/(?:bin|dev|etc|lib|lib64|proc|sbin|sys|usr)(?:\/|$)/;

/** A volume would hide what the image has there: that the program writes to such a folder is a question of its own. */
function holdsWhatIsRead(path: string, { program, image, facts }: ContractContainer): boolean {
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

function emptyDir({ facts }: ContractContainer, text: string, path: string): Repair | undefined {
  const { pod, container, file } = facts;
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
