import type { Field } from '../model.ts';
import { parseManifests } from '../parse.ts';

const HEAD = 'apiVersion: v1\nkind: Values\n';

/** A values.yaml as fields, with offsets into its text; undefined where it is no map. */
export function parseValues(text: string): Field | undefined {
  // Read as the object that it would be with a head; its own lines keep their order, so only their places move.
  const [manifest] = parseManifests(`${HEAD}${text}`).manifests;
  return manifest && moved(manifest.root, -HEAD.length);
}

function moved(field: Field, by: number): Field {
  const start = field.start + by;
  const end = field.end + by;
  if (field.kind === 'scalar') return { ...field, start, end };
  if (field.kind === 'list') return { ...field, start, end, items: field.items.map((item) => moved(item, by)) };
  return {
    ...field,
    start,
    end,
    entries: field.entries.map((entry) => ({
      ...entry,
      keyRange: { start: entry.keyRange.start + by, end: entry.keyRange.end + by },
      value: moved(entry.value, by),
    })),
  };
}
