import { textAt } from '../fields.ts';
import type { Located } from '../model.ts';
import { podSpec, type ContainerView, type PodSpecView } from '../pods/workloads.ts';
import type { Caret } from './caret.ts';
import { isCaret } from './caret.ts';

/** The text of a field beside the caret; of `up` maps and lists further out. */
export function beside(caret: Caret, key: string, up = 0): string | undefined {
  const text = textAt(caret.around[up], key);
  return text === undefined || isCaret(text) ? undefined : text;
}

/** The pod and the container that a caret is in. */
export function podAt({
  manifest,
  around,
}: Caret): { pod: PodSpecView; container: ContainerView | undefined } | undefined {
  const pod = podSpec(manifest);
  return pod && { pod, container: pod.containers.find(({ field }) => around.includes(field)) };
}

/** The caret's object as the workspace would have it. */
export function locatedAt({ manifest, document }: Caret): Located {
  return { manifest, file: document };
}
