import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, ManifestFile } from '../../kubernetes/model.ts';
import type { ContainerVariable } from '../variables/container-environment.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { isMeant } from './inline-patches.ts';
import type { PatchedItem } from './patch-content.ts';
import type { PatchesOver } from './patches-over.ts';

/** What patches of kustomizations set for a container. */
export function patchedVariables(
  facts: ContainerFacts,
  { written, inlined }: PatchesOver,
): readonly ContainerVariable[] {
  return [
    ...written.flatMap(({ file, field }) =>
      items(at(field, 'env')).flatMap((item) => variable(at(item, 'name'), at(item, 'value'), file)),
    ),
    ...inlined.flatMap(({ file, content }) =>
      content().variables.flatMap((one) =>
        isMeant(one.container, facts)
          ? variable(nameOf(one, facts), one.value ?? undefined, file, one.name === null)
          : [],
      ),
    ),
  ];
}

/** A variable of the container's own list that an overlay takes out. */
export interface RemovedVariable {
  readonly name: string;
  readonly file: ManifestFile;
  readonly path: Field;
}

export function removedVariables(facts: ContainerFacts, { written, inlined }: PatchesOver): readonly RemovedVariable[] {
  const deleted = written.flatMap(({ file, field }) => deletedIn(field, file));
  // A patch beside it may set it again, or move the others.
  if (written.some(({ field }) => at(field, 'envFrom'))) return [];
  if (written.some(({ field }) => at(field, 'env'))) return inlined.length === 0 ? deleted : [];
  return inlined.flatMap(({ file, content }) =>
    content().removed.flatMap(({ container, index, path }) => {
      const name = textAt(items(at(facts.container.field, 'env'))[index], 'name');
      const isSet = inlined.some((one) =>
        one.content().variables.some((set) => textAt(set.name ?? undefined) === name),
      );
      return name !== undefined && isMeant(container, facts) && !isSet ? [{ name, file, path }] : [];
    }),
  );
}

/** `$patch: delete`, where no other item of the patch sets it. */
function deletedIn(container: Field, file: ManifestFile): RemovedVariable[] {
  const all = items(at(container, 'env'));
  return all.flatMap((item) => {
    const path = at(item, 'name');
    const name = textAt(path);
    const [, another] = all.filter((one) => textAt(one, 'name') === name);
    return path && name !== undefined && !another && textAt(item, '$patch') === 'delete' ? [{ name, file, path }] : [];
  });
}

/** One that takes its value from an object, or is taken out, sets none that is written there. */
function variable(
  name: Field | undefined,
  literal: Field | undefined,
  patch: ManifestFile,
  isValueAlone = false,
): ContainerVariable[] {
  const text = textAt(name);
  const written = textAt(literal);
  if (!name || text === undefined || !literal || written === undefined) return [];
  const { start, end } = isValueAlone ? literal : name;
  const value = written.includes('$(') ? null : written;
  return [{ name: text, at: { start, end }, value, from: 'value', sources: [], literal, isOwn: true, patch }];
}

function nameOf({ name, index }: PatchedItem, { container: { field } }: ContainerFacts): Field | undefined {
  return name ?? (index === null ? undefined : at(items(at(field, 'env'))[index], 'name'));
}
