import type { Located } from '../model.ts';
import { podSelectorOf } from './selector-index.ts';
import { podSpec, type PodSpecView } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';
import type { PodsAnswer } from './selection.ts';

export interface SelectedPod extends Located {
  readonly pod: PodSpecView;
}

/** Whose pods a Service, NetworkPolicy or PodDisruptionBudget selects, by labels that kustomizations give a Service, too; undefined: nobody can say. */
export function podsSelectedBy(workspace: Workspace, from: Located): PodsAnswer | undefined {
  const selector = podSelectorOf(from.manifest);
  if (selector) return workspace.podsOf(selector, from);
  const objects = workspace.givenPodsOf(from);
  return objects.length > 0 ? { state: 'found', objects } : undefined;
}

/** The workloads whose pods a Service, NetworkPolicy or PodDisruptionBudget selects; of a Service without selector none. */
export function selectedPods(workspace: Workspace, from: Located): readonly SelectedPod[] {
  const answer = podsSelectedBy(workspace, from);
  if (answer?.state !== 'found') return [];
  return answer.objects.flatMap((object) => {
    const pod = podSpec(object.manifest);
    return pod ? [{ ...object, pod }] : [];
  });
}
