import type { KubernetesCall } from '../../go/project.ts';
import { replaceValue, setField } from '../../kubernetes/edit.ts';
import { at, isMap } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import { bindingOf, roleOf, type Subject, subjectsOf } from '../../kubernetes/rbac/bindings.ts';
import { type Account, accountName, mountsToken } from '../../kubernetes/pods/service-accounts.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Related } from '../../lint/rule.ts';
import { type EditIn, editIn, repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import type { Fault, Repair } from '../fault.ts';
import { allows } from './role-allows.ts';

/** A binding whose role allows some of the calls, and whom it is to. */
interface Bound {
  readonly binding: Located;
  readonly role: Located;
  readonly subject: Subject;
}

/** The account of a pod that no binding names, where the bindings to roles that allow together all its calls name one that no pod has a token of. */
export function* boundToAnother(
  account: Account,
  { facts, program }: ContractContainer,
  calls: readonly KubernetesCall[],
  { workspace, containers }: Contract,
): Iterable<Fault> {
  const { name, namespace } = account;
  const { start, end } = at(facts.pod.spec, 'serviceAccountName') ?? facts.at;
  if (!program) return;
  const isNamed = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace: null });
  // Kustomizations move accounts and what names them to one namespace.
  const isFixed = namespace !== '' && workspace.count('Kustomization') === 0;
  const isOther = ({ target }: Reference) =>
    isFixed && target.namespace !== null && target.namespace !== '' && target.namespace !== namespace;
  if (isNamed.some(({ reference }) => reference.via === 'subject' && !isOther(reference))) return;
  if (!mountsToken(facts.pod, account.object?.manifest)) return;
  const bindings = bindingsIn(namespace, workspace);
  // A group may hold the account.
  if (bindings.some(({ manifest }) => subjectsOf(manifest).some(({ kind }) => kind !== 'ServiceAccount'))) return;
  const bound = boundToOne(bindings, calls, workspace);
  const [first] = bound;
  if (!first || !calls.every((call) => bound.some(({ role }) => allows(role, call)))) return;
  const { binding, subject } = first;
  const isSameName = subject.name === name;
  if (isSameName && (subject.namespace === undefined || workspace.find('ServiceAccount', subject.namespace, name)))
    return;
  if (bound.some((one) => workspace.mayBePatched(one.binding, ['subjects', 'roleRef']))) return;
  const isOwn = (one: ContractContainer) => isSameName && one.facts.workload.namespace !== subject.namespace;
  const mayAsk = ({ facts: { pod, workload } }: ContractContainer) =>
    mountsToken(pod, workspace.find('ServiceAccount', workload.namespace, accountName(pod) || 'default')?.manifest);
  const isSubject = (one: ContractContainer) => (accountName(one.facts.pod) || 'default') === subject.name;
  if (containers.some((one) => isSubject(one) && !isOwn(one) && mayAsk(one))) return;
  const [other, meant] = isSameName
    ? [`${subject.namespace ?? ''}/${name}`, `${namespace}/${name}`]
    : [subject.name, name];
  const { kind, name: title } = binding.manifest;
  yield {
    sides: [
      {
        file: facts.file,
        start,
        end,
        message: [
          '`{0}` asks the API server, but {1} `{2}` binds its role to ServiceAccount `{3}`, not to `{4}`',
          ...[program.name, kind, title, other, meant],
        ],
      },
    ],
    related: bound.map(({ binding: { file, manifest } }): Related => ({
      file: file.file,
      ...rangeOf(manifest),
      message: ['{0} `{1}` names `{2}`', manifest.kind, manifest.name, other],
    })),
    repairs: joining(account, bound, facts),
  };
}

/** The account that the pod has of its own is who is meant; a pod without one takes the one that is bound. */
function joining({ name }: Account, bound: readonly Bound[], { file, object, pod }: ContainerFacts): Repair[] {
  const [{ subject } = { subject: undefined }] = bound;
  if (subject === undefined || subject.name === name) return [];
  if (name !== 'default') {
    return repairOf(
      ['Bind ServiceAccount `{0}`', name],
      bound.map((one) => renamed(one, name)),
    );
  }
  const edit = isMap(pod.spec) ? setField(object.file.text, pod.spec, ['serviceAccountName'], subject.name) : undefined;
  return repairOf(['Run the pod as ServiceAccount `{0}`', subject.name], [editIn(file, edit)]);
}

function renamed({ binding: { file }, subject }: Bound, name: string): EditIn | undefined {
  const place = at(subject.field, 'name');
  return place && editIn(file.file, replaceValue(file.text, place, name));
}

/** The bindings that may give a role to accounts of a namespace. */
export function bindingsIn(namespace: string, workspace: Workspace): readonly Located[] {
  return [...workspace.inNamespace('RoleBinding', namespace), ...workspace.inNamespace('ClusterRoleBinding', '')];
}

/** The bindings to roles that allow some of the calls; none where they may be to several accounts. */
function boundToOne(
  bindings: readonly Located[],
  calls: readonly KubernetesCall[],
  workspace: Workspace,
): readonly Bound[] {
  const found: Bound[] = [];
  for (const binding of bindings) {
    const read = bindingOf(binding.manifest);
    const role = read && roleOf(read, workspace);
    if (role && !calls.some((call) => allows(role, call))) continue;
    const [subject, second] = read?.subjects ?? [];
    if (!role || !subject || second) return [];
    found.push({ binding, role, subject });
  }
  const accounts = new Set(
    found.map(({ binding, subject }) => `${subject.namespace ?? binding.manifest.namespace}/${subject.name}`),
  );
  return accounts.size === 1 ? found : [];
}
