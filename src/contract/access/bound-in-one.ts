import type { KubernetesCall } from '../../go/project.ts';
import { appendItem, replaceValue } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import { editIn, repairOf } from '../changes.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import type { Message } from '../../words/message.ts';
import { allows } from './role-allows.ts';

/** A role, and what binds it to an account. */
export interface BoundRole {
  readonly role: Located;
  readonly binding: Located;
}

/** Calls for all namespaces that no binding but one in a single namespace allows. */
export function* boundInOneNamespace(bound: readonly BoundRole[], calls: readonly KubernetesCall[]): Iterable<Fault> {
  const said = new Set<Located>();
  const forAll = bound.find(({ binding }) => binding.manifest.kind === 'ClusterRoleBinding')?.role;
  const confined = calls.filter((call) => call.everywhere && confining(bound, call));
  for (const call of confined) {
    const first = confining(bound, call);
    if (!first || said.has(first.binding)) continue;
    said.add(first.binding);
    const same = confined.filter(({ group, resource }) => group === call.group && resource === call.resource);
    yield {
      ...fault(first, call),
      repairs: forAll ? allowing(forAll, call, same) : binding(first),
      // Without its events a program does its work.
      ...(call.resource === 'events' && { severity: 'warning' }),
    };
  }
}

/** What allows a call in one namespace, where nothing does in all: of several the role that is for all. */
function confining(bound: readonly BoundRole[], call: KubernetesCall): BoundRole | undefined {
  const found = bound.filter(({ role }) => allows(role, call));
  if (found.some((one) => one.binding.manifest.kind !== 'RoleBinding')) return undefined;
  return found.find(({ role }) => role.manifest.kind === 'ClusterRole') ?? found[0];
}

function fault({ binding: { file, manifest } }: BoundRole, call: KubernetesCall): Fault {
  const { start, end } = at(manifest.root, 'kind') ?? manifest;
  const { verb, resource } = call;
  return {
    sides: [
      {
        ...{ file: file.file, start, end },
        message: [
          'RoleBinding `{0}` allows to {1} `{2}` in its own namespace only, not in all',
          manifest.name,
          verb,
          resource,
        ],
      },
      sideIn(call, ['This is about all namespaces, and RoleBinding `{0}` allows it in one', manifest.name]),
    ],
  };
}

function binding({ role, binding: { file, manifest } }: BoundRole): Repair[] {
  const kind = at(manifest.root, 'kind');
  const isForAll = role.manifest.kind === 'ClusterRole' && !at(manifest.root, 'metadata', 'namespace');
  const edit = isForAll && kind ? replaceValue(file.text, kind, 'ClusterRoleBinding') : undefined;
  return repairOf(['Bind it in all namespaces'], [editIn(file.file, edit)]);
}

/** In a role that is bound in all namespaces, and allows other things. */
function allowing(role: Located, { group, resource }: KubernetesCall, same: readonly KubernetesCall[]): Repair[] {
  const { file, manifest } = role;
  const verbs = [...new Set(same.map(({ verb }) => verb))];
  const edit = appendItem(file.text, manifest.root, ['rules'], { apiGroups: [group], resources: [resource], verbs });
  const { kind, name } = manifest;
  const title: Message = ['Allow to {0} `{1}` in {2} `{3}`', verbs.join(', '), resource, kind, name];
  return repairOf(title, [editIn(file.file, edit)]);
}
