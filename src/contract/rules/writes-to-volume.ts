import { at, valueAt } from '../../kubernetes/fields.ts';
import type { Program } from '../../go/project.ts';
import type { Field } from '../../kubernetes/model.ts';
import { type ContainerWrite, containerWrites, holdsWhatIsRead } from '../containers/container-writes.ts';
import { volumesFor } from '../containers/volume-repairs.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Fault, type Side, sideIn } from '../fault.ts';
import { copiesRoot } from '../images/image-content.ts';
import { readOnlyMount } from '../containers/filled-volumes.ts';
import type { ContractRule } from '../rule.ts';

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
    for (const found of containerWrites(container)) {
      const { write, path, mount } = found;
      if (mount) yield* mountedReadOnly(container, mount, path, write);
      if (mount || !setting || valueAt(setting) !== true) continue;
      if ((path === '/' && mayLinkFromRoot(container)) || holdsWhatIsRead(path, container)) continue;
      yield unmounted(container, setting, found);
    }
  },
};

/** What an image copies to its root as a whole may be links, which lead what is written there into a volume. */
function mayLinkFromRoot({ image }: ContractContainer): boolean {
  const final = image?.dockerfile.stages.at(-1);
  return image !== null && final !== undefined && copiesRoot(image.dockerfile, final);
}

function unmounted(
  container: ContractContainer,
  { start, end }: { readonly start: number; readonly end: number },
  found: ContainerWrite,
): Fault {
  const { file, name } = container.facts;
  const { write, path } = found;
  // No volume is mounted over the root.
  const { misled, repairs } = path === '/' ? { misled: undefined, repairs: [] } : volumesFor(container, found);
  const who = container.program?.name ?? name;
  const secure: Side = { file, start, end, message: ['`{0}` writes to `{1}`, where no volume is mounted', who, path] };
  const source = sideIn(write, [
    '`{0}` makes the root file system read-only, and mounts no volume at `{1}`',
    file,
    path,
  ]);
  return {
    sides: misled
      ? [
          { ...misled, message: ['With this `{0}` writes to `{1}`, where no volume is mounted', who, path] },
          secure,
          source,
        ]
      : [secure, source],
    // Temporary files are often those of large requests only.
    ...(path === '/tmp' ? { severity: 'warning' } : {}),
    repairs,
  };
}

/** A mount that nobody can write to: it says so, or what it mounts is never writable. */
function* mountedReadOnly(
  { facts, program }: ContractContainer,
  mount: Field,
  path: string,
  write: Program['writes'][number],
): Iterable<Fault> {
  const { file, name } = facts;
  const readOnly = readOnlyMount(mount, { facts });
  if (!readOnly) return;
  const { flag, isByKind } = readOnly;
  const place = flag ?? at(mount, 'mountPath');
  // The program may take its own copy of a single file.
  if (!place || (isByKind && at(mount, 'subPath'))) return;
  const edit = flag && !isByKind ? { start: flag.start, end: flag.end, text: 'false' } : undefined;
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
