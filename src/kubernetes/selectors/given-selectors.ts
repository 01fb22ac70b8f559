import type { Builds } from '../kustomize/builds.ts';
import { kustomizedLabels } from '../kustomize/kustomized-labels.ts';
import type { Kustomization } from '../kustomize/landings.ts';
import type { Located } from '../model.ts';

/** Whether each build that gets the Service gives it a selector, and the pods of the other one the same labels: it has none of its own. */
export function givenSame(service: Located, other: Located, builds: Builds): boolean {
  if (!builds.getsSelectors(service.file.file)) return false;
  const ofOther = builds.waysOf(other.file.file);
  return builds.waysOf(service.file.file).every((way) => {
    const giver = way.findLast(givesSelectors);
    return giver !== undefined && ofOther.some((one) => one[0] === way[0] && one.includes(giver));
  });
}

function givesSelectors({ object }: Kustomization): boolean {
  return kustomizedLabels([object.manifest]).selected.size > 0;
}
