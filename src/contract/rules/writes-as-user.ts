import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { baseImage, finalStage } from '../../dockerfile/stages/final.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { at, valueAt } from '../../kubernetes/fields.ts';
import { ownSetting, sharedSetting } from '../../kubernetes/pods/security-context.ts';
import { containerWrites, holdsWhatIsRead } from '../containers/container-writes.ts';
import { volumesFor } from '../containers/volume-repairs.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type FilePlace, sideIn } from '../fault.ts';
import { copiesRoot } from '../images/image-content.ts';
import { baseName } from '../images/image-name.ts';
import type { ContractRule } from '../rule.ts';
import { isWithin } from '../images/working-folder.ts';

const SECURE = 'securityContext:\n  runAsUser: ';

export const writesAsUser: ContractRule = {
  id: 'writes-as-user',
  title: 'Give a program that is not root a folder that it can write to',
  severity: 'warning',
  aliases: [],
  why: 'What COPY and WORKDIR make in an image belongs to root, and so does `/`. A program that runs as another user gets “permission denied” when it writes there. `COPY --chown` gives it a folder of its own; a volume is writable where it is an `emptyDir` or `fsGroup` is set.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf(`${SECURE}«65532»`),
      good: `${deploymentOf(`${SECURE}65532\nvolumeMounts:\n  - name: var-cache-shop\n    mountPath: /var/cache/shop`)}      volumes:\n        - name: var-cache-shop\n          emptyDir: {}\n`,
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport "os"\n\nfunc main() {\n\t_ = os.WriteFile("/var/cache/shop/prices.json", []byte("{}"), 0o600)\n}\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, { workspace }) {
    const { facts, program, image } = container;
    const readOnly = at(facts.container.field, 'securityContext', 'readOnlyRootFilesystem');
    const user = program && image ? plainUser(container, image) : undefined;
    // On a read-only root file system nobody writes, which has a rule of its own.
    if (!program || !image || !user || (readOnly && valueAt(readOnly) !== false)) return;
    if (workspace.mayBePatched(facts.object, ['securityContext', 'volumeMounts', 'volumes', 'workingDir'])) return;
    for (const found of containerWrites(container)) {
      const { write, path, mount } = found;
      if (mount || mayBeWritable(path, image) || holdsWhatIsRead(path, container)) continue;
      yield {
        sides: [
          {
            ...user,
            message: [
              '`{0}` writes to `{1}`, where only root can: neither image nor volume gives it',
              program.name,
              path,
            ],
          },
          sideIn(write, [
            '`{0}` does not run as root in `{1}`, and only root can write to `{2}`',
            program.name,
            facts.file,
            path,
          ]),
        ],
        repairs: volumesFor(container, found).repairs,
      };
    }
  },
};

/** Where it is said that a container runs as somebody who is not root; undefined: it does not, or nobody knows. */
function plainUser({ facts }: ContractContainer, { file, dockerfile, run }: ContractImage): FilePlace | undefined {
  const setting = ownSetting(facts.container, 'runAsUser') ?? sharedSetting(facts.pod, 'runAsUser');
  if (setting) {
    const user = valueAt(setting);
    return typeof user === 'number' && user > 0
      ? { file: facts.file, start: setting.start, end: setting.end }
      : undefined;
  }
  const { user, stage } = finalStage(dockerfile) ?? {};
  if (user)
    return /^[1-9]\d*(?::\d+)?$/.test(user.value ?? '')
      ? { file, start: user.range.start, end: user.range.end }
      : undefined;
  const isPlain = stage && baseFacts(baseImage(dockerfile, stage)).user === 'non-root';
  return isPlain ? { file, start: run.from.start, end: run.from.end } : undefined;
}

/** Folders that everybody may write to, and home folders, whose owner only the base image knows. */
const OPEN = /^\/(?:tmp|dev|proc|run|var\/tmp|home)(?:\/|$)/;

/** Whether an image may have given somebody a folder: it is only certain where no command ran in it, and nothing was copied there. */
function mayBeWritable(path: string, { dockerfile }: ContractImage): boolean {
  const final = dockerfile.stages.at(-1);
  if (OPEN.test(path) || !final || !baseFacts(baseImage(dockerfile, final)).plain) return true;
  if (copiesRoot(dockerfile, final)) return true;
  let isPlainUser = false;
  return inFolders(dockerfile, final).some(({ instruction, folder }) => {
    const { keyword } = instruction;
    if (/^(?:RUN|ADD|VOLUME|ONBUILD)$/.test(keyword)) return true;
    if (keyword === 'USER') isPlainUser = true;
    // A folder that WORKDIR makes belongs to the user so far.
    if (keyword === 'WORKDIR') return folder === undefined || (isPlainUser && isWithin(path, folder));
    const copy = copyOf(instruction);
    if (!copy) return false;
    const destination = resolvePath(copy.destination, folder);
    if (destination === undefined || instruction.heredocs.length > 0) return true;
    // A single file at the root gives nobody a folder.
    if (destination === '/') return copy.sources.some((source) => isWithin(path, `/${baseName(source)}`));
    const isInside = isWithin(path, destination);
    const isOwned = instruction.flags.some(({ name }) => name === 'chown' || name === 'chmod');
    // What another stage made has the rights that it got there.
    return (isInside && (isOwned || copy.from !== undefined)) || (isOwned && isWithin(destination, path));
  });
}
