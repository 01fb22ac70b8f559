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
