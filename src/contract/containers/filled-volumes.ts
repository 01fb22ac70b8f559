import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';

/** The volume of the pod that a mount means. */
export function volumeOf(mount: Field, { facts: { pod } }: Pick<ContractContainer, 'facts'>): Field | undefined {
  const name = textAt(mount, 'name');
  return items(at(pod.spec, 'volumes')).find((one) => textAt(one, 'name') === name);
}

/** Whether no other container of the pod, of those before it among them, can put anything into what is mounted. */
export function isUnshared(mount: Field, { facts: { pod } }: ContractContainer): boolean {
  const name = textAt(mount, 'name');
  const sharing = pod.containers.filter(({ field }) =>
    items(at(field, 'volumeMounts')).some((one) => textAt(one, 'name') === name),
  );
  return sharing.length === 1;
}
