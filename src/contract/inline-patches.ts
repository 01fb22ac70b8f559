import { at, items, textAt } from '../kubernetes/fields.ts';
import type { Field, Located, Manifest } from '../kubernetes/model.ts';
import { parseFields } from '../kubernetes/parse.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Range } from '../lint/rule.ts';
import type { ContainerFacts, ProbeFacts } from './containers.ts';

/** An item of `env` that a patch in a kustomization sets, with ranges of the kustomization. */
export interface PatchedItem {
  /** Of whom: a container's name, or its place in the list. */
  readonly container: string | number;
  /** Null: the variable stands at this place in the container's own list. */
  readonly name: Field | null;
  readonly index: number | null;
  readonly value: Field | null;
}

/** The path that a probe asks by a patch in a kustomization, with ranges of the kustomization. */
export interface PatchedPath {
  readonly container: string | number;
  readonly probe: ProbeFacts['kind'];
  readonly path: Field;
  /** Null: as in the manifest. */
  readonly port: Field | null;
}

/** What a patch in a kustomization sets; where that stands is looked for when somebody asks. */
export interface InlinePatch {
  readonly of: Located;
  readonly variables: () => readonly PatchedItem[];
  readonly paths: () => readonly PatchedPath[];
}

/** Patches in kustomizations, by `Kind/name` of what they change. */
export function inlinePatches(workspace: Workspace): ReadonlyMap<string, readonly InlinePatch[]> {
  const found = new Map<string, InlinePatch[]>();
  for (const of of workspace.inNamespace('Kustomization', '')) {
    for (const patch of workspace.factOf(read, of.manifest)) {
      if (patch.variables.length === 0 && patch.paths.length === 0) continue;
      const target = `${patch.kind}/${patch.name}`;
      found.set(target, [...(found.get(target) ?? []), placed(patch, of)]);
    }
  }
  return found;
}

function placed({ block, inner, variables, paths }: Patch, of: Located): InlinePatch {
  const place = () => {
    const found = placing(block, inner, of.file.text);
    return (field: Field | null) => (field ? found?.(field) : null);
  };
  return {
    of,
    variables() {
      const found = place();
      return variables.flatMap((one): PatchedItem[] => {
        const [name, value] = [found(one.name), found(one.value)];
        return name === undefined || value === undefined ? [] : [{ ...one, name, value }];
      });
    },
    paths() {
      const found = place();
      return paths.flatMap((one): PatchedPath[] => {
        const [path, port] = [found(one.path), found(one.port)];
        return !path || port === undefined ? [] : [{ ...one, path, port }];
      });
    },
  };
}

/** Whether a patch is about a container, which it calls by its name or its place in the list. */
export function isMeant(
  container: string | number,
  { container: { field }, pod, name }: Pick<ContainerFacts, 'container' | 'pod' | 'name'>,
): boolean {
  if (typeof container === 'string') return container === name;
  return pod.containers.filter(({ kind }) => kind === 'container')[container]?.field === field;
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
  readonly paths: readonly PatchedPath[];
}

function read({ root }: Manifest): readonly Patch[] {
  return [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))].flatMap((entry): Patch[] => {
    const block = at(entry, 'patch');
    const inner = textAt(block);
    const [fields] = inner === undefined ? [] : parseFields(inner);
    if (!block || inner === undefined || !fields) return [];
    const kind = textAt(entry, 'target', 'kind') ?? textAt(fields, 'kind');
    const name = textAt(entry, 'target', 'name') ?? textAt(fields, 'metadata', 'name');
    if (kind === undefined || name === undefined) return [];
    const isList = fields.kind === 'list';
    const variables = isList ? operations(fields) : merged(fields);
    return [{ kind, name, block, inner, variables, paths: isList ? pathOperations(fields) : mergedPaths(fields) }];
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

const PROBE =
  /^\/spec\/template\/spec\/containers\/(\d+)\/(liveness|readiness|startup)Probe(?:\/(httpGet)(?:\/(path))?)?$/;

function pathOperations(list: Field): PatchedPath[] {
  return items(list).flatMap((operation): PatchedPath[] => {
    const [, index, probe, handler, alone] = PROBE.exec(textAt(operation, 'path') ?? '') ?? [];
    const value = at(operation, 'value');
    if (!value || probe === undefined || !/^(?:add|replace)$/.test(textAt(operation, 'op') ?? '')) return [];
    const kind = probe as ProbeFacts['kind'];
    const container = Number(index);
    if (alone !== undefined) return [{ container, probe: kind, path: value, port: null }];
    return asked(handler === undefined ? at(value, 'httpGet') : value, container, kind);
  });
}

function mergedPaths(root: Field): PatchedPath[] {
  return items(at(root, 'spec', 'template', 'spec', 'containers')).flatMap((one) => {
    const container = textAt(one, 'name');
    return container === undefined ? [] : pathsOf(one, container);
  });
}

/** The paths that probes of a container, or of a patch of one, ask. */
export function pathsOf(container: Field, name: string): PatchedPath[] {
  return KINDS.flatMap((kind) => asked(at(container, `${kind}Probe`, 'httpGet'), name, kind));
}

const KINDS = ['liveness', 'readiness', 'startup'] as const;

function asked(handler: Field | undefined, container: string | number, probe: ProbeFacts['kind']): PatchedPath[] {
  const path = at(handler, 'path');
  return path && !at(handler, 'host') ? [{ container, probe, path, port: at(handler, 'port') ?? null }] : [];
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
