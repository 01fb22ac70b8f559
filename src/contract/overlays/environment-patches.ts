import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import type { PodSpecView } from '../../kubernetes/pods/workloads.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';

/** `/spec/template/spec/containers/0/env/1/value`, of a CronJob, too: the container, and the item in the list. */
export const ENV_PATH =
  /^\/spec\/(?:jobTemplate\/spec\/)?template\/spec\/containers\/(\d+)\/env(?:\/(-|\d+)(\/value)?)?$/;

/** What holds a container, or a list of them, as a whole. */
export const WHOLE =
  /^(?:\/spec(?:\/jobTemplate(?:\/spec)?)?(?:\/template(?:\/spec(?:\/containers(?:\/[\d-]+)?)?)?)?)?\/?$/;

/** Whether patches of kustomizations may set a variable, or take it out: of patches that are read, those that name it do. */
export function patchedNames(object: Located, pod: PodSpecView, workspace: Workspace): (name: string) => boolean {
  const names = new Set<string>();
  for (const text of workspace.patchTextsOf(object)) {
    if (text !== null && !/env|containers/.test(text)) continue;
    const found = text === null ? undefined : namesIn(text, object, pod, workspace);
    if (!found) return () => true;
    for (const name of found) names.add(name);
  }
  return (name) => names.has(name);
}

/** Undefined where what a patch does is not read here. */
function namesIn(
  text: string,
  { manifest }: Located,
  pod: PodSpecView,
  workspace: Workspace,
): readonly string[] | undefined {
  if (/\$patch|\$retainKeys|envFrom/.test(text)) return undefined;
  const found: string[] = [];
  for (const root of fieldsOf(text, workspace)) {
    const named = root.kind === 'list' ? byOperations(root, pod) : byMerge(root, manifest.kind);
    if (!named) return undefined;
    found.push(...named);
  }
  return found;
}

/** One patch is asked about for many objects. */
function fieldsOf(text: string, workspace: Workspace): readonly Field[] {
  const known = workspace.once(noFields);
  const fields = known.get(text) ?? parseFields(text);
  known.set(text, fields);
  return fields;
}

const noFields = () => new Map<string, readonly Field[]>();

function byOperations(list: Field, pod: PodSpecView): string[] | undefined {
  const found: string[] = [];
  for (const operation of items(list)) {
    const op = textAt(operation, 'op') ?? '';
    const path = textAt(operation, 'path') ?? '';
    if (op === 'test') continue;
    const [, container, item] = ENV_PATH.exec(path) ?? [];
    if (container === undefined) {
      if (WHOLE.test(path) || /\/env(?:\/|$)/.test(path) || /^(?:move|copy)$/.test(op)) return undefined;
      continue;
    }
    const value = at(operation, 'value');
    const own = pod.containers.filter(({ kind }) => kind === 'container')[Number(container)];
    const before = items(at(own?.field, 'env'));
    // The whole list in place of another: the rest of it is gone.
    const gone = item === undefined ? before : item === '-' || op === 'add' ? [] : [before[Number(item)]];
    const added = item === undefined ? items(value) : value?.kind === 'map' ? [value] : [];
    for (const one of [...gone, ...added]) {
      const name = textAt(one, 'name');
      if (name === undefined) return undefined;
      found.push(name);
    }
  }
  return found;
}

function byMerge(root: Field, kind: string): string[] | undefined {
  if (textAt(root, 'kind') !== undefined && textAt(root, 'kind') !== kind) return [];
  const pod = at(root, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ?? at(root, 'spec', 'template', 'spec');
  const found: string[] = [];
  for (const item of items(at(pod, 'containers')).flatMap((one) => items(at(one, 'env')))) {
    const name = textAt(item, 'name');
    if (name === undefined) return undefined;
    found.push(name);
  }
  return found;
}
