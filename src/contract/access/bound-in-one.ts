import type { KubernetesCall } from '../../go/project.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import { editIn, repairOf } from '../changes.ts';
import { type Fault, sideIn } from '../fault.ts';
import { allows } from './role-allows.ts';

/** A role, and what binds it to an account. */
export interface BoundRole {
  readonly role: Located;
  readonly binding: Located;
}

/** Calls for all namespaces that no binding but one in a single namespace allows. */
export function* boundInOneNamespace(bound: readonly BoundRole[], calls: readonly KubernetesCall[]): Iterable<Fault> {
  const said = new Set<Located>();
  for (const call of calls.filter(({ everywhere }) => everywhere)) {
    const allowing = bound.filter(({ role }) => allows(role, call));
    const [first] = allowing;
    if (!first || said.has(first.binding) || allowing.some(({ binding }) => binding.manifest.kind !== 'RoleBinding'))
      continue;
    said.add(first.binding);
    yield fault(first, call);
  }
}

function fault({ role, binding: { file, manifest } }: BoundRole, call: KubernetesCall): Fault {
  const kind = at(manifest.root, 'kind');
  const { start, end } = kind ?? manifest;
  const isForAll = role.manifest.kind === 'ClusterRole' && !at(manifest.root, 'metadata', 'namespace');
  const edit = isForAll && kind ? replaceValue(file.text, kind, 'ClusterRoleBinding') : undefined;
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
    repairs: repairOf(['Bind it in all namespaces'], [editIn(file.file, edit)]),
  };
}
