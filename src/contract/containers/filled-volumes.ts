import { at, entries, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';

/** The volume of the pod that a mount means. */
export function volumeOf(mount: Field, { facts: { pod } }: Pick<ContractContainer, 'facts'>): Field | undefined {
  const name = textAt(mount, 'name');
  return items(at(pod.spec, 'volumes')).find((one) => textAt(one, 'name') === name);
}

/** Why nobody can write to what is mounted. */
export interface ReadOnlyMount {
  /** What says so. */
  readonly flag: Field | undefined;
  /** So is every volume of its kind, whatever is said. */
  readonly isByKind: boolean;
}

/** Undefined: the mount may be written to, as far as is seen. A claim, a driver or a share may be read-only as a whole. */
export function readOnlyMount(mount: Field, container: Pick<ContractContainer, 'facts'>): ReadOnlyMount | undefined {
  const volume = volumeOf(mount, container);
  const flags = [at(mount, 'readOnly'), ...entries(volume).map(({ value }) => at(value, 'readOnly'))];
  const flag = flags.find((one) => one && valueAt(one) === true);
  const isByKind = NEVER_WRITABLE.some((kind) => at(volume, kind));
  return flag || isByKind ? { flag, isByKind } : undefined;
}

const NEVER_WRITABLE = ['configMap', 'secret', 'projected', 'downwardAPI'];

/** Whether no other container of the pod, of those before it among them, can put anything into what is mounted. */
export function isUnshared(mount: Field, { facts: { pod } }: ContractContainer): boolean {
  const name = textAt(mount, 'name');
  const sharing = pod.containers.filter(({ field }) =>
    items(at(field, 'volumeMounts')).some((one) => textAt(one, 'name') === name),
  );
  return sharing.length === 1;
}
