import { at, items, textAt } from '../kubernetes/fields.ts';
import type { Field } from '../kubernetes/model.ts';
import type { Fill } from './types.ts';

/** The init containers that copy files of the container's own image into one of its volumes; what others do may need more. */
export function fillsOf(pod: Field, container: Field): Fill[] {
  return items(at(pod, 'initContainers')).flatMap((init): Fill[] => {
    const command = items(at(init, 'command')).map((word) => textAt(word) ?? '');
    const [mount, other] = items(at(init, 'volumeMounts'));
    if (!mount || other || command[0] !== 'cp' || textAt(init, 'image') !== textAt(container, 'image')) return [];
    const filled = items(at(container, 'volumeMounts')).find((one) => textAt(one, 'name') === textAt(mount, 'name'));
    const [folder, from] = [filled && textAt(filled, 'mountPath'), textAt(mount, 'mountPath')];
    return folder === undefined || from === undefined ? [] : [{ command, at: from, folder }];
  });
}
