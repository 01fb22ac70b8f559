import { at, items, textAt } from '../kubernetes/fields.ts';
import type { Field, Located, Manifest } from '../kubernetes/model.ts';
import { parseFields } from '../kubernetes/parse.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Range } from '../lint/rule.ts';

/** An item of `env` that a patch in a kustomization sets, with ranges of the kustomization. */
export interface PatchedItem {
  /** Of whom: a container's name, or its place in the list. */
  readonly container: string | number;
  /** Null: the variable stands at this place in the container's own list. */
  readonly name: Field | null;
  readonly index: number | null;
  readonly value: Field | null;
}

/** What patches in kustomizations set, by `Kind/name` of what they change. */
export function inlinePatches(
  workspace: Workspace,
): ReadonlyMap<string, readonly (PatchedItem & { readonly of: Located })[]> {
  const found = new Map<string, (PatchedItem & { of: Located })[]>();
  for (const kustomization of workspace.inNamespace('Kustomization', '')) {
    for (const [target, list] of patchesIn(kustomization, workspace)) {
      const known = found.get(target) ?? [];
      for (const one of list) known.push({ ...one, of: kustomization });
      found.set(target, known);
    }
  }
  return found;
}

/** What a kustomization changes, by `Kind/name`. */
function patchesIn(
  { file, manifest }: Located,
  workspace: Workspace,
): readonly (readonly [target: string, items: readonly PatchedItem[]])[] {
  return workspace.factOf(read, manifest).map(({ kind, name: called, block, inner, variables }) => {
    const place = placing(block, inner, file.text);
    const placed = variables.flatMap((one): PatchedItem[] => {
      const [name, value] = [one.name, one.value].map((field) => (field ? place?.(field) : null));
      return name === undefined || value === undefined ? [] : [{ ...one, name, value }];
    });
    return [`${kind}/${called}`, placed];
  });
}

/** The objects that a file changes: as a patch, or as a kustomization that holds some. */
export function patchedBy(file: string, workspace: Workspace): Located[] {
  const parsed = workspace.file(file);
  const isPatch = workspace.isPatch(file);
  const targets = (parsed?.manifests ?? []).flatMap((manifest): (readonly [kind: string, name: string])[] => {
    if (isPatch) return [[manifest.kind, manifest.name]];
    if (manifest.kind !== 'Kustomization') return [];
    return workspace.factOf(read, manifest).map(({ kind, name }) => [kind, name]);
  });
  return targets.flatMap(([kind, name]) =>
    workspace.named(kind, name).filter((one) => !workspace.isPatch(one.file.file)),
  );
}

interface Patch {
  readonly kind: string;
  readonly name: string;
  readonly block: Range;
  readonly inner: string;
  /** With ranges of `inner`. */
  readonly variables: readonly PatchedItem[];
}

function read({ root }: Manifest): readonly Patch[] {
  return [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))].flatMap((entry): Patch[] => {
    const block = at(entry, 'patch');
    const inner = textAt(block);
    const [fields] = inner === undefined ? [] : parseFields(inner);
    if (!block || inner === undefined || !fields) return [];
    const kind = textAt(entry, 'target', 'kind') ?? textAt(fields, 'kind');
    const name = textAt(entry, 'target', 'name') ?? textAt(fields, 'metadata', 'name');
    const variables = fields.kind === 'list' ? operations(fields) : merged(fields);
    return kind === undefined || name === undefined ? [] : [{ kind, name, block, inner, variables }];
  });
}

/** https://www.rfc-editor.org/rfc/rfc6902: what is added to `env`, or written in its place. */
function operations(list: Field): PatchedItem[] {
  return items(list).flatMap((operation): PatchedItem[] => {
    if (!/^(?:add|replace)$/.test(textAt(operation, 'op') ?? '')) return [];
    const path = /^\/spec\/template\/spec\/containers\/(\d+)\/env(?:\/(-|\d+)(\/value)?)?$/.exec(
      textAt(operation, 'path') ?? '',
    );
    const value = at(operation, 'value');
    if (!path || !value) return [];
    const container = Number(path[1]);
    if (path[3] !== undefined) return [{ container, name: null, index: Number(path[2]), value }];
    return (path[2] === undefined ? items(value) : [value]).flatMap((item) => variable(item, container));
  });
}

/** A strategic merge patch of a workload. */
function merged(root: Field): PatchedItem[] {
  return items(at(root, 'spec', 'template', 'spec', 'containers')).flatMap((one) => {
    const container = textAt(one, 'name');
    return container === undefined ? [] : items(at(one, 'env')).flatMap((item) => variable(item, container));
  });
}

function variable(item: Field, container: string | number): PatchedItem[] {
  const name = at(item, 'name');
  return name ? [{ container, name, index: null, value: at(item, 'value') ?? null }] : [];
}

/** From places in the text of a block scalar to those of the file: its lines stand there one below the other, indented alike. */
function placing(block: Range, inner: string, text: string): ((field: Field) => Field | undefined) | undefined {
  const first = inner.slice(0, Math.max(0, inner.indexOf('\n')));
  const head = text.indexOf('\n', block.start);
  if (first === '' || head < 0 || head > block.end || !/^[|>]/.test(text.slice(block.start, head))) return undefined;
  const from = text.indexOf(first, head);
  const indent = from - (text.lastIndexOf('\n', from) + 1);
  if (from < 0 || from > block.end) return undefined;
  const outer = (offset: number) => {
    const line = inner.slice(0, offset).split('\n').length - 1;
    return from + offset + line * indent;
  };
  return (field) => {
    const [start, end] = [outer(field.start), outer(field.end)];
    // Blank lines without indentation put what follows elsewhere.
    const isThere = text.slice(start, end) === inner.slice(field.start, field.end);
    return isThere && field.kind === 'scalar' ? { ...field, start, end } : undefined;
  };
}
