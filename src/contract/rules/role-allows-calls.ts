import { appendItem } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { bindingOf, roleOf } from '../../kubernetes/rbac/bindings.ts';
import { type Account, identityOf } from '../../kubernetes/service-accounts.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { KubernetesCall } from '../../go/project.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { deploymentOf, NO_TOKEN } from '../example-files.ts';
import { type Fault, type Side, sideIn } from '../fault.ts';
import { KUBERNETES_FILES } from '../kubernetes-examples.ts';
import { boundToAnother } from '../bound-to-another.ts';
import { allows } from '../role-allows.ts';
import type { ContractRule } from '../rule.ts';
import { runsWhatIsKnown } from '../run-directly.ts';

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
    const calls = program?.kubernetes?.calls ?? [];
    if (!program || calls.length === 0 || workspace.hasTemplates() || !runsWhatIsKnown(container, program)) return;
    const account = identityOf(facts.pod, facts.object.manifest, workspace);
    if (!account || workspace.mayBePatched(facts.object, ['serviceAccountName'])) return;
    // Of an operator the roles are made from markers in its source.
    if (program.libraries.some((path) => path.startsWith('sigs.k8s.io/controller-runtime'))) return;
    const roles = rolesOfAll(account, workspace);
    if (!roles) {
      yield* boundToAnother(account, container, calls, contract);
      return;
    }
    for (const call of calls) {
      if (sourceOf(call.file)?.includes('+kubebuilder:rbac')) return;
      if (roles.some((role) => allows(role, call))) continue;
      const what = call.group === '' ? call.resource : `${call.resource}.${call.group}`;
      const message: Message = ['No role of ServiceAccount `{0}` allows to {1} `{2}`', account.name, call.verb, what];
      const [source, granting] = [sideIn(call, message), inRole(roles, call, message)];
      yield {
        sides: granting ? [granting, source] : [source],
        ...repaired(roles, call, what),
        related: roles.map(({ file, manifest: { start, end, kind, name } }): Related => ({
          file: file.file,
          start,
          end,
          message: ['{0} `{1}` is bound to it', kind, name],
        })),
      };
    }
  },
};

/** Undefined: not all that is bound to the account is seen here, or nothing is. */
function rolesOfAll({ name, namespace, object: own }: Account, workspace: Workspace): Located[] | undefined {
  const roles: Located[] = [];
  // Kustomizations put accounts and what names them into one namespace.
  const referrers = own
    ? workspace.referrers(own)
    : workspace.referencesTo({ kind: 'ServiceAccount', name, namespace });
  for (const { object, reference } of referrers) {
    if (reference.via !== 'subject') continue;
    const binding = bindingOf(object.manifest);
    const role = binding && roleOf(binding, workspace);
    if (!role || role.manifest.broken || at(role.manifest.root, 'aggregationRule')) return undefined;
    if (workspace.mayBePatched(role, ['rules']) || role.file.text.includes('kubebuilder')) return undefined;
    roles.push(role);
  }
  return roles.length > 0 ? roles : undefined;
}

/** What a rule about the resource lacks; of a single role without one, the role. */
function inRole(roles: readonly Located[], { resource, verb }: KubernetesCall, message: Message): Side | undefined {
  const near = roles.flatMap(({ file, manifest }) =>
    items(at(manifest.root, 'rules')).flatMap((rule) => {
      const has = (key: string, wanted: string) => items(at(rule, key)).some((item) => textAt(item) === wanted);
      const part = has('resources', resource) ? at(rule, has('verbs', verb) ? 'apiGroups' : 'verbs') : undefined;
      return part ? [{ file, part }] : [];
    }),
  );
  const [only, second] = roles;
  const name = only && !second ? at(only.manifest.root, 'metadata', 'name') : undefined;
  const [first] = near.length > 0 || !only || !name ? near : [{ file: only.file, part: name }];
  return first && { file: first.file.file, start: first.part.start, end: first.part.end, message };
}

/** The verb where a rule is about the resource alone, else a rule of its own. */
function repaired(roles: readonly Located[], call: KubernetesCall, what: string): Pick<Fault, 'repairs'> {
  const own = roles.flatMap((role) => {
    const [rule] = items(at(role.manifest.root, 'rules')).filter((one) => isAbout(one, call));
    return rule ? [{ role, rule }] : [];
  })[0];
  const role = own?.role ?? roles.find(({ manifest }) => manifest.kind === 'Role') ?? roles[0];
  if (!role) return {};
  const { file, manifest } = role;
  const { verb, group, resource } = call;
  const edit =
    own?.rule.kind === 'map'
      ? appendItem(file.text, own.rule, ['verbs'], verb)
      : appendItem(file.text, manifest.root, ['rules'], { apiGroups: [group], resources: [resource], verbs: [verb] });
  if (!edit) return {};
  const { kind, name } = manifest;
  return {
    repairs: [
      {
        title: ['Allow to {0} `{1}` in {2} `{3}`', verb, what, kind, name],
        changes: [{ file: file.file, edits: [edit] }],
      },
    ],
  };
}

/** Whether a rule allows something of this resource, and of nothing else. */
function isAbout(rule: Field, { group, resource }: KubernetesCall): boolean {
  const texts = (key: string) => items(at(rule, key)).map((item) => textAt(item) ?? '');
  const isOnly = (key: string, wanted: string) => {
    const [first, second] = texts(key);
    return first === wanted && second === undefined;
  };
  return isOnly('resources', resource) && isOnly('apiGroups', group) && !at(rule, 'resourceNames');
}
