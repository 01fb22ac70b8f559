import { appendItem, replaceValue } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located, MapField } from '../../kubernetes/model.ts';
import { bindingOf, roleOf } from '../../kubernetes/rbac/bindings.ts';
import { type Account, identityOf } from '../../kubernetes/pods/service-accounts.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { KubernetesCall } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { deploymentOf, NO_TOKEN } from '../examples/example-files.ts';
import { editIn, repairOf } from '../changes.ts';
import { type Fault, type Repair, type Side, sideIn } from '../fault.ts';
import { KUBERNETES_FILES } from '../examples/kubernetes-examples.ts';
import { boundInOneNamespace, type BoundRole } from '../access/bound-in-one.ts';
import { boundToAnother } from '../access/bound-to-another.ts';
import { misspeltSubjects, subjectFault } from '../access/misspelt-subject.ts';
import { markerAllows, rbacMarkers } from '../access/rbac-markers.ts';
import { allows, misspeltResource } from '../access/role-allows.ts';
import type { ContractContainer } from '../contract.ts';
import type { ContractRule } from '../rule.ts';
import { runsWhatIsKnown } from '../images/run-directly.ts';

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
    if (!program || calls.length === 0 || workspace.hasTemplates() || !runsWhatIsKnown(container, program)) return;
    const account = identityOf(facts.pod, facts.object.manifest, workspace);
    if (!account || workspace.mayBePatched(facts.object, ['serviceAccountName'])) return;
    // Of an operator the roles may be made anew from markers in its source.
    const markers = [...new Set(calls.map(({ file }) => file))].flatMap((file) => rbacMarkers(sourceOf(file) ?? ''));
    const bound = boundTo(account, workspace);
    if (!bound) return;
    const roles = bound.map(({ role }) => role);
    yield* boundInOneNamespace(bound, calls);
    const isAllowed = (call: KubernetesCall) =>
      roles.some((role) => allows(role, call)) || markers.some((marker) => markerAllows(marker, call));
    const lacking = calls.filter((call) => !verbChoices(call).some((choice) => choice.every(isAllowed)));
    const slips = misspeltSubjects(account, workspace).filter(({ role }) => lacking.some((call) => allows(role, call)));
    for (const slip of slips) {
      const meant = lacking.filter((call) => allows(slip.role, call));
      yield subjectFault(
        slip,
        account,
        meant.map((call) => sideIn(call, refusal(account, call))),
      );
    }
    if (roles.length === 0) {
      if (slips.length === 0) yield* boundToAnother(account, container, calls, contract);
      return;
    }
    const missing = lacking.filter((call) => !slips.some(({ role }) => allows(role, call)));
    for (const call of missing) {
      const message = refusal(account, call);
      const slip = roles.flatMap((role) => slipIn(role, call, message) ?? [])[0];
      const [source, granting] = [sideIn(call, message), slip?.side ?? inRole(roles, call, message)];
      yield {
        sides: granting ? [granting, source] : [source],
        ...(slip ? { repairs: slip.repairs } : repaired(roles, call, missing)),
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

/** Whether the container makes the program ask it: unknown is no. */
function isMade({ when }: KubernetesCall, { given }: ContractContainer): boolean {
  if (!when) return true;
  const value = given(when.by);
  return value === undefined ? when.isOn : value === 'true';
}

/** What of it is enough, each with all its verbs. */
function verbChoices(call: KubernetesCall): readonly (readonly KubernetesCall[])[] {
  return [[call], ...(call.instead ? [call.instead.map((verb) => ({ ...call, verb }))] : [])];
}

function refusal({ name }: Account, call: KubernetesCall): Message {
  return ['No role of ServiceAccount `{0}` allows to {1} `{2}`', name, call.verb, shownResource(call)];
}

function shownResource({ group, resource }: KubernetesCall): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** Undefined: not all that is bound to the account is seen here. */
function boundTo({ name, namespace, object: own }: Account, workspace: Workspace): BoundRole[] | undefined {
  const bound: BoundRole[] = [];
  // Kustomizations put accounts and what names them into one namespace, subjects of ClusterRoleBindings as they are written.
  const written = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace });
  const seen = new Set<Located>();
  for (const { object, reference } of [...(own ? workspace.referrers(own) : []), ...written]) {
    if (reference.via !== 'subject' || seen.has(object)) continue;
    seen.add(object);
    const binding = bindingOf(object.manifest);
    const role = binding && roleOf(binding, workspace);
    if (!role || role.manifest.broken || at(role.manifest.root, 'aggregationRule')) return undefined;
    if (workspace.mayBePatched(role, ['rules']) || role.file.text.includes('kubebuilder')) return undefined;
    bound.push({ role, binding: object });
  }
  return bound;
}

/** A resource that is misspelt, and what is meant. */
function slipIn(role: Located, call: KubernetesCall, message: Message): { side: Side; repairs: Repair[] } | undefined {
  const item = misspeltResource(role, call);
  if (!item) return undefined;
  const { file } = role;
  const { start, end } = item;
  const edit = replaceValue(file.text, item, call.resource);
  return {
    side: { file: file.file, start, end, message },
    repairs: repairOf(['Change to `{0}`', call.resource], [editIn(file.file, edit)]),
  };
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

/** All verbs that lack of the resource: where a rule is about it alone, else in a rule of their own. */
function repaired(
  roles: readonly Located[],
  call: KubernetesCall,
  missing: readonly KubernetesCall[],
): Pick<Fault, 'repairs'> {
  const own = roles.flatMap((role) => {
    const [rule] = items(at(role.manifest.root, 'rules')).filter((one) => isAbout(one, call));
    return rule ? [{ role, rule }] : [];
  })[0];
  const role = own?.role ?? roles.find(({ manifest }) => manifest.kind === 'Role') ?? roles[0];
  if (!role) return {};
  const { file, manifest } = role;
  const { group, resource } = call;
  const isSame = (one: KubernetesCall) => one.group === group && one.resource === resource;
  const wanted = missing.filter(isSame).flatMap(({ verb, instead = [] }) => [verb, ...instead]);
  const verbs = [...new Set(wanted)].filter((verb) => !allows(role, { ...call, verb }));
  const edit =
    own?.rule.kind === 'map'
      ? appendVerbs(file.text, own.rule, verbs)
      : appendItem(file.text, manifest.root, ['rules'], { apiGroups: [group], resources: [resource], verbs });
  if (!edit) return {};
  const { kind, name } = manifest;
  return {
    repairs: [
      {
        title: ['Allow to {0} `{1}` in {2} `{3}`', verbs.join(', '), shownResource(call), kind, name],
        changes: [{ file: file.file, edits: [edit] }],
      },
    ],
  };
}

/** All of them stand behind the last one that is there. */
function appendVerbs(text: string, rule: MapField, verbs: readonly string[]): TextEdit | undefined {
  const edits = verbs.flatMap((verb) => appendItem(text, rule, ['verbs'], verb) ?? []);
  const [first] = edits;
  return first && { ...first, text: edits.map((edit) => edit.text).join('') };
}

/** Whether a rule allows something of this resource, and of nothing else. */
function isAbout(rule: Field, { group, resource }: KubernetesCall): boolean {
  const texts = (key: string) => items(at(rule, key)).map((item) => textAt(item) ?? '');
  const isOnly = (key: string, wanted: string) => {
    const [first, second] = texts(key);
    return first === wanted && second === undefined;
  };
  return (
    isOnly('resources', resource) &&
    isOnly('apiGroups', group) &&
    texts('verbs').length > 0 &&
    !at(rule, 'resourceNames')
  );
}
