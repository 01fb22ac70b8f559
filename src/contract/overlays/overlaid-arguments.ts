import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { WHOLE } from './environment-patches.ts';

/**
 * What runs in overlays is said of the rendered ones; this is what must be so in all of them before the base is said to be wrong.
 * The `args` that each patch of a kustomization alone leaves a container, where it changes them; null where one of them does
 * something to its command line that is not read here.
 */
export function overlaidArguments(facts: ContainerFacts, workspace: Workspace): readonly (readonly string[])[] | null {
  // What other values may add, the chart does not have by itself.
  if (workspace.isByDefault || !workspace.mayBePatched(facts.object, ['args', 'command'])) return [];
  const own = facts.args ?? [];
  const changed: (readonly string[])[] = [];
  for (const text of workspace.patchTextsOf(facts.object)) {
    if (text === null || /\$patch|\$retainKeys/.test(text)) return null;
    for (const root of parseFields(text)) {
      const left = root.kind === 'list' ? byOperations(root, own, facts) : byMerge(root, own, facts);
      if (!left) return null;
      if (left !== own) changed.push(left);
    }
  }
  return changed;
}

const PATH =
  /^\/spec\/(?:jobTemplate\/spec\/)?template\/spec\/(containers|initContainers)\/(\d+)\/(args|command)(?:\/(-|\d+))?$/;

function byOperations(list: Field, own: readonly string[], facts: ContainerFacts): readonly string[] | null {
  let words = own;
  for (const operation of items(list)) {
    const op = textAt(operation, 'op') ?? '';
    const path = textAt(operation, 'path') ?? '';
    const [, kind, container, what, place] = PATH.exec(path) ?? [];
    if (op === 'test') continue;
    if (what === undefined) {
      // Another container beside it changes nothing of this one.
      if ((WHOLE.test(path) && !path.endsWith('/-')) || /^(?:move|copy)$/.test(op)) return null;
      continue;
    }
    if (kind !== 'containers' || !isMeant(Number(container), facts)) continue;
    const next = what === 'args' ? changedBy(op, place, at(operation, 'value'), words) : null;
    if (!next) return null;
    words = next;
  }
  return words;
}

function changedBy(
  op: string,
  place: string | undefined,
  value: Field | undefined,
  words: readonly string[],
): readonly string[] | null {
  if (place === undefined) return op === 'remove' ? [] : wordsOf(value);
  const index = place === '-' ? words.length : Number(place);
  const word = textAt(value);
  if (op === 'remove') return words.toSpliced(index, 1);
  if (word === undefined || !/^(?:add|replace)$/.test(op)) return null;
  return words.toSpliced(index, op === 'add' ? 0 : 1, word);
}

/** A list of a merge patch stands in the place of the other. */
function byMerge(root: Field, own: readonly string[], facts: ContainerFacts): readonly string[] | null {
  const kind = textAt(root, 'kind');
  if (kind !== undefined && kind !== facts.object.manifest.kind) return own;
  const pod = at(root, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ?? at(root, 'spec', 'template', 'spec');
  const part = items(at(pod, 'containers')).find((one) => textAt(one, 'name') === facts.name);
  if (at(part, 'command')) return null;
  const args = at(part, 'args');
  return args ? wordsOf(args) : own;
}

function wordsOf(field: Field | undefined): readonly string[] | null {
  if (field?.kind !== 'list') return null;
  const words = field.items.flatMap((item) => textAt(item) ?? []);
  return words.length === field.items.length ? words : null;
}

/** Whether a patch is about a container, which it calls by its place in the list. */
function isMeant(container: number, { container: { field }, pod }: Pick<ContainerFacts, 'container' | 'pod'>): boolean {
  return pod.containers.filter(({ kind }) => kind === 'container')[container]?.field === field;
}
