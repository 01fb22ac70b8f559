import type { KubernetesCall } from '../go/project.ts';
import { at } from '../kubernetes/fields.ts';
import type { Reference } from '../kubernetes/reference.ts';
import { bindingOf, roleOf, subjectsOf } from '../kubernetes/rbac/bindings.ts';
import { type Account, accountName, mountsToken } from '../kubernetes/service-accounts.ts';
import type { Contract, ContractContainer } from './contract.ts';
import type { Fault } from './fault.ts';
import { rangeOf } from '../lint/range.ts';
import { allows } from './role-allows.ts';

/** The account of a pod that no binding names, where the only binding to a role that allows all its calls names one that no pod has a token of. */
export function* boundToAnother(
  account: Account,
  { facts, program }: ContractContainer,
  calls: readonly KubernetesCall[],
  { workspace, containers, sourceOf }: Contract,
): Iterable<Fault> {
  const { name, namespace } = account;
  const { start, end } = at(facts.pod.spec, 'serviceAccountName') ?? facts.at;
  if (!program) return;
  if (calls.some(({ file }) => sourceOf(file)?.includes('+kubebuilder:rbac'))) return;
  const isNamed = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace: null });
  // Kustomizations move accounts and what names them to one namespace.
  const isFixed = namespace !== '' && workspace.count('Kustomization') === 0;
  const isOther = ({ target }: Reference) =>
    isFixed && target.namespace !== null && target.namespace !== '' && target.namespace !== namespace;
  if (isNamed.some(({ reference }) => reference.via === 'subject' && !isOther(reference))) return;
  if (!mountsToken(facts.pod, account.object?.manifest)) return;
  const bindings = [
    ...workspace.inNamespace('RoleBinding', namespace),
    ...workspace.inNamespace('ClusterRoleBinding', ''),
  ];
  // A group may hold the account.
  if (bindings.some(({ manifest }) => subjectsOf(manifest).some(({ kind }) => kind !== 'ServiceAccount'))) return;
  const [binding, another] = bindings.filter((one) => {
    const role = bindingOf(one.manifest);
    const found = role && roleOf(role, workspace);
    return !found || calls.some((call) => allows(found, call));
  });
  const held = binding && bindingOf(binding.manifest);
  const role = held && roleOf(held, workspace);
  const [subject, second] = held?.subjects ?? [];
  if (!binding || another || !role || !subject || second) return;
  const isSameName = subject.name === name;
  if (isSameName && (subject.namespace === undefined || workspace.find('ServiceAccount', subject.namespace, name)))
    return;
  if (workspace.mayBePatched(binding, ['subjects', 'roleRef']) || !calls.every((call) => allows(role, call))) return;
  const isOwn = (one: ContractContainer) => isSameName && one.facts.workload.namespace !== subject.namespace;
  const mayAsk = ({ facts: { pod, workload } }: ContractContainer) =>
    mountsToken(pod, workspace.find('ServiceAccount', workload.namespace, accountName(pod) || 'default')?.manifest);
  const isSubject = (one: ContractContainer) => (accountName(one.facts.pod) || 'default') === subject.name;
  if (containers.some((one) => isSubject(one) && !isOwn(one) && mayAsk(one))) return;
  const [bound, meant] = isSameName
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
          ...[program.name, kind, title, bound, meant],
        ],
      },
    ],
    related: [
      { file: binding.file.file, ...rangeOf(binding.manifest), message: ['{0} `{1}` names `{2}`', kind, title, bound] },
    ],
  };
}
