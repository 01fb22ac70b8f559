import { at } from '../../kubernetes/fields.ts';
import { accountName, accountOf, mountsToken } from '../../kubernetes/pods/service-accounts.ts';
import { replaceValue, setField } from '../../kubernetes/edit.ts';
import { asksWithToken } from '../access/asked-by.ts';
import { deploymentOf, NO_TOKEN } from '../examples/example-files.ts';
import type { Message } from '../../words/message.ts';
import { editIn, repairOf } from '../changes.ts';
import { sideIn } from '../fault.ts';
import { KUBERNETES_FILES } from '../examples/kubernetes-examples.ts';
import { runsWhatIsKnown } from '../images/run-directly.ts';
import type { ContractRule } from '../rule.ts';

const POD = (value: string) =>
  deploymentOf('ports: []').replace(NO_TOKEN, `      automountServiceAccountToken: ${value}\n`);

export const kubernetesTokenMounted: ContractRule = {
  id: 'kubernetes-token-mounted',
  title: 'Mount the token that the program asks the API server with',
  severity: 'error',
  aliases: [],
  why: '`rest.InClusterConfig` reads the token of the service account that Kubernetes mounts into a pod. With `automountServiceAccountToken: false` there is none: the program fails with “unable to load in-cluster configuration”.',
  exampleOf: 'workspace',
  examples: [{ file: 'deploy.yaml', bad: POD('«false»'), good: POD('true'), fixed: true, files: KUBERNETES_FILES }],
  about: 'container',
  initToo: true,
  *check(container, { workspace }) {
    const { program, facts } = container;
    const place = program?.kubernetes?.inCluster;
    if (!program || !place || !asksWithToken(container) || !runsWhatIsKnown(container, program)) return;
    const { pod, object, file } = facts;
    const account = accountOf(pod, object.manifest, workspace);
    if (mountsToken(pod, account?.manifest)) return;
    // A token of another kind may be mounted by hand, or a patch turns it on.
    if (/serviceAccountToken|kubernetes\.io\/serviceaccount/.test(object.file.text)) return;
    if (workspace.mayBePatched(object, ['automountServiceAccountToken'])) return;
    const own = at(pod.spec, 'automountServiceAccountToken');
    const ofAccount = account && !own ? at(account.manifest.root, 'automountServiceAccountToken') : undefined;
    const edit = own
      ? replaceValue(object.file.text, own, true)
      : setField(object.file.text, pod.spec, ['automountServiceAccountToken'], true);
    const { start, end } = own ?? at(pod.spec, 'serviceAccountName') ?? facts.at;
    const message: Message = own
      ? ['`{0}` asks the API server with the token that is not mounted', program.name]
      : [
          '`{0}` asks the API server with the token that ServiceAccount `{1}` does not mount',
          program.name,
          accountName(pod) || 'default',
        ];
    const denying = account && ofAccount && { file: account.file.file, start: ofAccount.start, end: ofAccount.end };
    yield {
      sides: [
        { file, start, end, message },
        ...(denying ? [{ ...denying, message }] : []),
        sideIn(place, ['There is no token to read in {0} `{1}`', facts.workload.kind, facts.workload.name]),
      ],
      repairs: repairOf(['Mount the token'], [editIn(file, edit)]),
    };
  },
};
