import { identityOf } from '../../kubernetes/pods/service-accounts.ts';
import type { KubernetesCall } from '../../go/project.ts';
import { deploymentOf, NO_TOKEN } from '../examples/example-files.ts';
import { sideIn } from '../fault.ts';
import { KUBERNETES_FILES } from '../examples/kubernetes-examples.ts';
import { asksWithToken, isMade } from '../access/asked-by.ts';
import { boundInOneNamespace } from '../access/bound-in-one.ts';
import { boundTo } from '../access/bound-roles.ts';
import { boundToAnother } from '../access/bound-to-another.ts';
import { byResource, lackingFault, refusal } from '../access/lacking-fault.ts';
import { misspeltSubjects, subjectFault } from '../access/misspelt-subject.ts';
import { mayBeBoundUnseen } from '../access/unseen-bindings.ts';
import { markerAllows, rbacMarkers } from '../access/rbac-markers.ts';
import { allows } from '../access/role-allows.ts';
import type { ContractRule } from '../rule.ts';
import { runsWhatIsKnown } from '../images/run-directly.ts';
import { sourceFilesOf } from '../source-files.ts';

const LIST = 'client.CoreV1().Pods("shop").List(context.Background(), metav1.ListOptions{})';
const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n';
const BINDING =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n';
const ROLE =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: shop\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get]\n';

export const roleAllowsCalls: ContractRule = {
  id: 'role-allows-calls',
  title: 'Allow a service account what its program asks the API server for',
  severity: 'error',
  aliases: [],
  why: 'The API server answers what no Role allows with 403. Said only where the bindings of the service account and their roles stand in the workspace.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'main.go',
      bad: (KUBERNETES_FILES['main.go'] ?? '').replace(LIST, `«${LIST}»`),
      good: (KUBERNETES_FILES['main.go'] ?? '').replace(
        '.List(context.Background(), metav1.ListOptions{})',
        '.Get(context.Background(), "x", metav1.GetOptions{})',
      ),
      files: {
        ...KUBERNETES_FILES,
        'deploy.yaml': deploymentOf('ports: []').replace(NO_TOKEN, '      serviceAccountName: shop\n'),
        'account.yaml': ACCOUNT,
        'binding.yaml': BINDING,
        'role.yaml': ROLE,
      },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { workspace, sourceOf } = contract;
    const { program, facts } = container;
    const calls = (program?.kubernetes?.calls ?? []).filter((call) => isMade(call, container));
    if (!program || calls.length === 0 || !runsWhatIsKnown(container, program)) return;
    const account = identityOf(facts.pod, facts.object.manifest, workspace);
    if (!account || !asksWithToken(container) || workspace.mayBePatched(facts.object, ['serviceAccountName'])) return;
    // Of an operator the roles may be made anew from markers in its source; those of a chart are written by hand.
    const files = workspace.isByDefault ? [] : sourceFilesOf(program, contract.go);
    const markers = files.flatMap((file) => rbacMarkers(file, sourceOf(file) ?? ''));
    const all = mayBeBoundUnseen(account, workspace) ? undefined : boundTo(account, facts.object, workspace);
    if (!all) return;
    const bound = all.roles;
    const roles = bound.map(({ role }) => role);
    yield* boundInOneNamespace(bound, calls);
    const isAllowed = (call: KubernetesCall) =>
      all.isAllowedByCluster(call) ||
      roles.some((role) => allows(role, call)) ||
      markers.some((marker) => markerAllows(marker, call));
    const lacking = calls.filter((call) => !verbChoices(call).some((choice) => choice.every(isAllowed)));
    const slips = misspeltSubjects(account, workspace).filter(({ role }) => lacking.some((call) => allows(role, call)));
    for (const slip of slips) {
      const meant = lacking.filter((call) => allows(slip.role, call));
      yield subjectFault(
        slip,
        account,
        meant.map((call) => sideIn(call, refusal(account, [call]))),
      );
    }
    if (roles.length === 0) {
      if (slips.length === 0) yield* boundToAnother(account, container, calls, contract);
      return;
    }
    const missing = lacking.filter((call) => !slips.some(({ role }) => allows(role, call)));
    const isForAll = calls.some(({ everywhere }) => everywhere);
    for (const same of byResource(missing)) {
      yield lackingFault(same, { account, bound, markers, isForAll, file: facts.object.file.file });
    }
  },
};

/** What of it is enough, each with all its verbs. */
function verbChoices(call: KubernetesCall): readonly (readonly KubernetesCall[])[] {
  return [[call], ...(call.instead ? [call.instead.map((verb) => ({ ...call, verb }))] : [])];
}
