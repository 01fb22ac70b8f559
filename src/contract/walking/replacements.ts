import { at, items, textAt } from '../../kubernetes/fields.ts';
import { kustomizationsOf } from '../../kubernetes/kustomization-names.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Mention } from './thing.ts';

/** A path of fields in `replacements` of a kustomization, with the object that it is of. */
interface FieldPath {
  readonly by: Located;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly field: Field;
}

/** Where `replacements` name a variable in a path into a workload: `…env.[name=PORT].value`. */
export function variableInPaths(variable: string, kind: string, name: string, workspace: Workspace): Mention[] {
  return pathsInto(kind, name, workspace).flatMap((one) => mention(one, '.env.[name=', variable, ']'));
}

/** Where they name a key in a path into a ConfigMap or a Secret: `data.PORT`. */
export function keyInPaths(key: string, kind: string, name: string, workspace: Workspace): Mention[] {
  return pathsInto(kind, name, workspace).flatMap((one) =>
    ['data.', 'stringData.'].flatMap((before) =>
      textAt(one.field)?.startsWith(before) ? mention(one, before, key) : [],
    ),
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

/** Of the word behind `before`, as far as `after` or the end of the path. */
function mention({ by, field }: FieldPath, before: string, word: string, after = ''): Mention[] {
  const { file, text } = by.file;
  const from = text.indexOf(before + word + after, field.start);
  const start = from + before.length;
  const end = start + word.length;
  const isWhole = after !== '' || /^["'\s,}]|^$/.test(text.slice(end, end + 1));
  return from < 0 || end > field.end || !isWhole ? [] : [{ file, start, end, role: 'use' }];
}
