import { resolvePath } from '../../dockerfile/files/paths.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { configEntries } from '../variables/config-entries.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { volumeOf } from '../containers/filled-volumes.ts';
import { mountsAround } from '../images/working-folder.ts';

/** Whether what a container mounts may bring a path: not where that is a ConfigMap whose keys are all seen and give no such file. */
export function mayBeMounted(path: string, container: ContractContainer, contract: Contract): boolean {
  const mount = mountsAround(path, container).at(-1);
  if (!mount) return false;
  const folder = resolvePath(textAt(mount, 'mountPath') ?? '', '/');
  const source = at(volumeOf(mount, container), 'configMap');
  if (folder === undefined || folder === path || !source || at(mount, 'subPath') || at(mount, 'subPathExpr'))
    return true;
  const files = filesOf(source, container, contract);
  return files === undefined || files.has(path.slice(folder.length + 1));
}

/** The files that a ConfigMap becomes in a volume; undefined where not all of it is seen. */
function filesOf(
  source: Field,
  { facts }: ContractContainer,
  { workspace }: Contract,
): ReadonlySet<string> | undefined {
  const name = at(source, 'name');
  const chosen = at(source, 'items');
  if (chosen) return new Set(items(chosen).map((one) => textAt(one, 'path') ?? ''));
  const reference = workspace.referencesOf(facts.object.manifest, facts.pod).find(({ field }) => field === name);
  const objects = reference ? workspace.meantBy(reference, facts.object) : [];
  if (!reference || objects.length === 0) return undefined;
  const files = new Set<string>();
  for (const object of objects) {
    const held = configEntries(object, 'ConfigMap', reference.target.name, workspace);
    if (!held || workspace.mayBePatched(object, ['data', 'binaryData', 'configMapGenerator'])) return undefined;
    for (const key of held.keys()) files.add(key);
  }
  return files;
}
