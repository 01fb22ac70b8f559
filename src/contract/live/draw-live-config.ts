import { generatedBy } from '../../kubernetes/kustomize/generators.ts';
import type { Located } from '../../kubernetes/model.ts';
import { configEntries, type ConfigEntry } from '../variables/config-entries.ts';
import { configNodeId } from '../graph/config.ts';
import { groupBy } from '../group-by.ts';
import { isFilledIn } from './differences.ts';
import type { LiveDrawing } from './live-drawing.ts';
import type { LiveConfig, LiveConfigKind } from './live-cluster.ts';
import type { LiveMatch } from './live-match.ts';
import { broken, liveEdge, liveNode } from './live-nodes.ts';
import { isConfig } from './targets.ts';

/** What holds keys under a name: an object, or the kustomization that generates it. */
interface Holder {
  readonly object: Located;
  readonly kind: LiveConfigKind;
  readonly name: string;
  readonly isMade: boolean;
}

/** ConfigMaps and Secrets, or those that kustomizations generate: whether the keys are there, and hold what is written. */
export function drawLiveConfigs(all: LiveDrawing, objects: readonly Located[]): void {
  const byName = groupBy(objects.flatMap(holdersOf), ({ kind, name }) => [`${kind}/${name}`]);
  for (const same of byName.values()) for (const holder of same) drawHolder(all, holder, same);
}

function holdersOf(object: Located): Holder[] {
  const { kind, name } = object.manifest;
  if (isConfig(kind)) return [{ object, kind, name, isMade: false }];
  return generatedBy(object).map((made) => ({ object, kind: made.kind, name: made.name, isMade: true }));
}

function drawHolder(all: LiveDrawing, holder: Holder, same: readonly Holder[]): void {
  const { object, kind, name, isMade } = holder;
  const names = all.contract.workspace.namesOf(object, name);
  // What an overlay generates may be laid over what its base has.
  const others = same.some((one) => one.isMade) ? same.filter((one) => one !== holder) : [];
  for (const match of all.matcher.of(kind, object, names, isMade ? 'hashed' : undefined))
    drawConfig(all, holder, others, match);
}

function drawConfig(
  { drawing, contract }: LiveDrawing,
  { object, kind, name }: Holder,
  others: readonly Holder[],
  { live, isSure }: LiveMatch<LiveConfig>,
): void {
  const owner = configNodeId(object, kind, name);
  const id = liveNode(drawing, live, object);
  liveEdge(drawing, owner, id, 'applied');
  for (const [key, entry] of configEntries(object, kind, name, contract.workspace) ?? []) {
    if (contract.workspace.mayBePatched(object, [key])) continue;
    const isThere = Object.hasOwn(live.data, key);
    const entries = [
      entry,
      ...others.flatMap((one) => configEntries(one.object, kind, name, contract.workspace)?.get(key) ?? []),
    ];
    if (isThere ? entries.some((one) => mayBe(one, live.data[key] ?? null)) : others.length > 0) continue;
    const difference = isThere
      ? broken(['`{0}` has another value on the cluster', key])
      : broken(['{0} `{1}` has no key `{2}` on the cluster', live.kind, live.name, key]);
    liveEdge(drawing, `${owner}:${key}`, id, 'applied', difference, isSure);
  }
}

function mayBe({ value }: ConfigEntry, there: string | null): boolean {
  return value === null || there === null || value === there || isFilledIn(value);
}
