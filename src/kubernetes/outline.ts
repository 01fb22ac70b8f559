import type { OutlineItem } from '../lint/editing.ts';
import type { ManifestFile } from './model.ts';

/** The objects of a file, with their first level of fields. */
export function outlineManifests({ manifests }: ManifestFile): OutlineItem[] {
  return manifests.map(({ start, end, kind, name, namespace, root }) => ({
    start,
    end,
    name: name === '' ? kind : `${kind} ${name}`,
    detail: namespace,
    kind: 'object',
    selection: root.entries[0]?.keyRange ?? { start, end: start },
    children: root.entries
      .filter(({ merged, keyRange }) => !merged && keyRange.start >= start && keyRange.end <= end)
      .map(({ key, keyRange, value }) => ({
        start: keyRange.start,
        end: Math.max(keyRange.end, Math.min(value.end, end)),
        name: key,
        kind: 'field' as const,
        selection: keyRange,
      })),
  }));
}
