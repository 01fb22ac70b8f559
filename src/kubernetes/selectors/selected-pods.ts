import type { Located } from '../model.ts';
import { podSelectorOf } from './selector-index.ts';
import { podSpec, type PodSpecView } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';

export interface SelectedPod extends Located {
  readonly pod: PodSpecView;
}

/** The workloads whose pods a Service, NetworkPolicy or PodDisruptionBudget selects; of a Service without selector none. */
export function selectedPods(workspace: Workspace, from: Located): readonly SelectedPod[] {
  const selector = podSelectorOf(from.manifest);
  const answer = selector && workspace.podsOf(selector, from);
  if (answer?.state !== 'found') return [];
  return answer.objects.flatMap((object) => {
    const pod = podSpec(object.manifest);
    return pod ? [{ ...object, pod }] : [];
  });
}
