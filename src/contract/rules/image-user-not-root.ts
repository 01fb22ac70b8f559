import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Stage } from '../../dockerfile/model.ts';
import { isRootUser, PLAIN_USER, runAsPlainUser } from '../../dockerfile/user-edits.ts';
import { setField } from '../../kubernetes/edit.ts';
import { isMap, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { ownSetting, sharedSetting } from '../../kubernetes/pods/security-context.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { editIn, repairOf } from '../changes.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (user: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${user}ENTRYPOINT ["/shop"]\n`;

export const imageUserNotRoot: ContractRule = {
  id: 'image-user-not-root',
  title: 'Give an image that must not run as root a user with a number',
  severity: 'error',
  aliases: [],
  why: 'With `runAsNonRoot: true` and no `runAsUser` the kubelet looks at the USER of the image. It refuses to start the container where that is root, where there is none, and where it is a name: it cannot tell whether a name is root. The pod then stays in CreateContainerConfigError, as it does where `runAsUser` is 0 beside it.',
  exampleOf: 'workspace',
  fails: 'start',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('securityContext:\n  runAsNonRoot: «true»'),
      good: deploymentOf('securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001'),
      files: { ...serverFiles(':8080'), Dockerfile: IMAGE('') },
    },
    {
      file: 'Dockerfile',
      bad: IMAGE('USER «shop»\n'),
      good: IMAGE('USER 65532:65532\n'),
      fixed: true,
      files: { ...serverFiles(':8080'), 'deploy.yaml': deploymentOf('securityContext:\n  runAsNonRoot: true') },
    },
  ],
  about: 'container',
  initToo: true,
  insteadOf: ['run-as-non-root'],
  *check(container, contract) {
    const { facts, image } = container;
    const { container: view, pod, object } = facts;
    const setting = ownSetting(view, 'runAsNonRoot') ?? sharedSetting(pod, 'runAsNonRoot');
    const user = ownSetting(view, 'runAsUser') ?? sharedSetting(pod, 'runAsUser');
    if (!setting || valueAt(setting) !== true || contract.workspace.mayBePatched(object, ['securityContext'])) return;
    if (image && user && valueAt(user) === 0) yield contradictory(facts, user, setting);
    const refused = image && refusedUser(image);
    if (user || !refused) return;
    const { start, end } = setting;
    yield {
      sides: [
        { file: facts.file, start, end, message: refused.message },
        { file: image.file, ...refused.at, message: ['{0} `{1}` must not run as root', ...workloadOf(container)] },
      ],
      repairs: [...numberInImage(image, refused), ...numberInManifest(container)],
    };
  },
};

/** Root by its number, where root is refused. */
function contradictory({ file }: ContainerFacts, user: Field, setting: Field): Fault {
  const title: Message = ['Set `runAsUser` to {0} (the program must not need root)', PLAIN_USER];
  const edit = { start: user.start, end: user.end, text: String(PLAIN_USER) };
  return {
    sides: [
      {
        ...{ file, start: user.start, end: user.end },
        message: ['User 0 is root, which `runAsNonRoot` forbids: the container is refused'],
      },
    ],
    related: [{ file, start: setting.start, end: setting.end, message: ['forbids root'] }],
    repairs: [{ title, changes: [{ file, edits: [edit] }] }],
  };
}

interface Refused {
  readonly stage: Stage;
  readonly at: Range;
  readonly message: Message;
  /** USER is written there. */
  readonly isWritten: boolean;
}

/** The user of an image that the kubelet does not take for certainly not root; undefined: it does, or nobody knows. */
function refusedUser({ dockerfile }: ContractImage): Refused | undefined {
  const final = finalStage(dockerfile);
  if (!final) return undefined;
  const { user, stage } = final;
  if (user === null) {
    const isRoot = baseFacts(final.baseImage).user === 'root';
    const message: Message = ['The image sets no `USER`, so it runs as root, and the container is refused'];
    return isRoot ? { stage, at: final.from, message, isWritten: false } : undefined;
  }
  const [name = ''] = user.value?.split(':') ?? [];
  if (name === '' || /[$<>]/.test(name) || /^0*[1-9]\d*$/.test(name)) return undefined;
  const message: Message = isRootUser(name)
    ? ['The image runs as root (`USER {0}`), and the container is refused', name]
    : ['The image runs as `{0}`, of whom nobody knows the number, and the container is refused', name];
  return { stage, at: user.range, message, isWritten: true };
}

function workloadOf({ facts: { workload } }: ContractContainer): [string, string] {
  return [workload.kind, workload.name];
}

function numberInImage({ file, dockerfile }: ContractImage, { stage, at, isWritten }: Refused): Repair[] {
  const title: Message = ['Run the image as user {0} (the program must not need root)', PLAIN_USER];
  return [{ title, changes: [{ file, edits: [runAsPlainUser(dockerfile, stage, isWritten ? at : null)] }] }];
}

function numberInManifest({ facts: { container, object } }: ContractContainer): Repair[] {
  const { file } = object;
  if (!isMap(container.field)) return [];
  const edit = setField(file.text, container.field, ['securityContext', 'runAsUser'], PLAIN_USER);
  return repairOf(['Set `runAsUser` to {0} (the program must not need root)', PLAIN_USER], [editIn(file.file, edit)]);
}
