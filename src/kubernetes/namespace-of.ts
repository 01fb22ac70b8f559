import type { Located } from './model.ts';
import type { Workspace } from './workspace.ts';

/** The Namespace that an object certainly lands in, where the workspace has it and no build renames either. */
export function namespaceOf(object: Located, workspace: Workspace): Located | undefined {
  const own = object.manifest.namespace;
  if (own === '') return undefined;
  const found = workspace.find('Namespace', '', own);
  if (!found) return undefined;
  const stays = (one: Located, place: string) => workspace.placesOf(one).every((landing) => landing === place);
  return stays(object, own) && isItself(found, workspace) ? found : undefined;
}

/** A build that sets a namespace renames Namespaces, too. */
function isItself(namespace: Located, workspace: Workspace): boolean {
  const { name } = namespace.manifest;
  return workspace.placesOf(namespace).every((place) => place === undefined || place === 'default' || place === name);
}
