import { at, items, textAt } from '../../kubernetes/fields.ts';
import { kustomizationsOf } from '../../kubernetes/kustomize/kustomization-names.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import type { Mention } from './thing.ts';

/** A path of fields in `replacements` of a kustomization, with the object that it is of. */
interface FieldPath {
  readonly by: Located;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly field: Field;
}

/** Where `replacements` name a variable of a container in a path into its workload: `…containers.[name=shop].env.[name=PORT].value`. */
export function variableInPaths(variable: string, facts: ContainerFacts, workspace: Workspace): Mention[] {
  const { kind, name } = facts.object.manifest;
  return pathsInto(kind, name, workspace)
    .filter(({ field }) => leadsInto(textAt(field) ?? '', facts))
    .flatMap((one) => mention(one, '.env.[name=', variable, ']'));
}

/** Whether a path leads to variables of a container: by its name, by its number, or with those of all. */
function leadsInto(path: string, { name, container, pod }: ContainerFacts): boolean {
  const [, list = '', called, index] = /\.(\w+)\.(?:\[name=([^\]]+)\]|(\d+)|\*)\.env\./.exec(path) ?? [];
  if (called !== undefined) return called === name;
  const all = items(at(pod.spec, list));
  return (index === undefined ? all : all.slice(Number(index), Number(index) + 1)).includes(container.field);
}

/** Where they name a key in a path into a ConfigMap or a Secret: `data.PORT`. */
export function keyInPaths(key: string, kind: string, name: string, workspace: Workspace): Mention[] {
  return pathsInto(kind, name, workspace).flatMap((one) =>
    ['data.', 'stringData.'].flatMap((before) => (textAt(one.field) === before + key ? mention(one, before, key) : [])),
  );
}

/** The kinds and names of objects that the `replacements` of a kustomization are about. */
export function replacedBy(file: string, workspace: Workspace): { readonly kind: string; readonly name: string }[] {
  return fieldPaths(workspace).flatMap(({ by, kind, name }) =>
    by.file.file === file && kind !== undefined && name !== undefined ? [{ kind, name }] : [],
  );
}

function pathsInto(kind: string, name: string, workspace: Workspace): FieldPath[] {
  return fieldPaths(workspace).filter((one) => (one.kind ?? kind) === kind && (one.name ?? name) === name);
}

function fieldPaths(workspace: Workspace): FieldPath[] {
  return kustomizationsOf(workspace).flatMap((by) =>
    items(at(by.manifest.root, 'replacements')).flatMap((one) => {
      const source = at(one, 'source');
      return [
        ...pathsOf(by, source, [at(source, 'fieldPath')]),
        ...items(at(one, 'targets')).flatMap((target) =>
          pathsOf(by, at(target, 'select'), items(at(target, 'fieldPaths'))),
        ),
      ];
    }),
  );
}

function pathsOf(by: Located, of: Field | undefined, fields: readonly (Field | undefined)[]): FieldPath[] {
  const [kind, name] = [textAt(of, 'kind'), textAt(of, 'name')];
  return fields.flatMap((field) => (field ? [{ by, kind, name, field }] : []));
}

/** Of the word between `before` and `after`. */
function mention({ by, field }: FieldPath, before: string, word: string, after = ''): Mention[] {
  const { file, text } = by.file;
  const from = text.slice(field.start, field.end).indexOf(before + word + after);
  const start = field.start + from + before.length;
  return from < 0 ? [] : [{ file, start, end: start + word.length, role: 'use' }];
}
